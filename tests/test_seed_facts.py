"""The real seeds: what they must hold, and what must never get into them."""

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from screening.domain.listings import Listing
from screening.domain.lists import AnnouncedCounts, Authority, Package
from screening.domain.targets import Claim, ListedName, NameKind, TargetType
from screening.settings import bundled
from screening.sources import seeds
from screening.sources.base import ReadList

FOLDER = bundled("seeds")
FILES = seeds.list_files(FOLDER)

# The collection the seeds were made from, where a machine has it beside the checkout.
FACTS = Path(__file__).parent.parent.parent / "shared" / "facts"
needs_facts = pytest.mark.skipif(
    not FACTS.is_dir(), reason="the collection of facts is not beside the checkout"
)


@cache
def read(name: str) -> ReadList:
    return seeds.read_list(FOLDER / f"{name}.toml")


@cache
def authorities() -> tuple[Authority, ...]:
    return seeds.read_authorities(FOLDER / seeds.AUTHORITIES)


@cache
def packages() -> dict[str, Package]:
    return {item.code: item for item in seeds.read_packages(FOLDER / seeds.PACKAGES)}


def every_listing() -> list[Listing]:
    return [listing for path in FILES for listing in read(path.stem).listings]


def listed(name: str, reference: str) -> Listing:
    return next(one for one in read(name).listings if one.reference == reference)


def texts(listing: Listing) -> list[str]:
    return [name.text for name in listing.names]


def name_of(listing: Listing, text: str) -> ListedName:
    return next(name for name in listing.names if name.text == text)


def claims(listing: Listing, field: str) -> list[Claim]:
    return [claim for claim in listing.claims if claim.field == field]


def types(name: str, *, delisted: bool = False) -> Counter[str]:
    listings = read(name).listings
    return Counter(one.type.value for one in listings if one.delisted is delisted)


# --- how many ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "persons", "organizations", "vessels"),
    [
        ("eu-13", 1, 1, 0),
        ("eu-15", 53, 61, 50),
        ("eu-16", 2, 0, 0),
        ("eu-19", 1, 0, 0),
        ("eu-prk", 1, 4, 0),
        ("us-2024-12-16", 11, 8, 0),
        ("kr-2024-12-17", 10, 13, 0),
        ("uk-2025-02-24", 4, 0, 0),
        ("au-2025-02-24", 6, 0, 0),
    ],
)
def test_each_list_holds_what_was_found(
    name: str, persons: int, organizations: int, vessels: int
) -> None:
    found = types(name)

    assert found["person"] == persons
    assert found["organization"] == organizations
    assert found["vessel"] == vessels


def test_there_is_no_other_list_and_none_for_japan() -> None:
    assert [path.stem for path in FILES] == [
        "au-2025-02-24",
        "eu-13",
        "eu-15",
        "eu-16",
        "eu-19",
        "eu-prk",
        "kr-2024-12-17",
        "uk-2025-02-24",
        "us-2024-12-16",
    ]
    assert not any(listing.authority == "jp-mof" for listing in every_listing())


def test_eu_15_is_complete_but_for_one_firm_of_annex_iv() -> None:
    announced = packages()["EU-15"].announced
    annexes = Counter(
        listing.reference.rpartition(":")[0] for listing in read("eu-15").listings
    )
    removed = types("eu-15", delisted=True)

    assert annexes["32014R0269:I.PERSONS"] + removed["person"] == announced.persons == 54
    assert annexes["32014R0269:I.ENTITIES"] == announced.entities == 30
    assert annexes["32014R0833:XLII"] + removed["vessel"] == announced.vessels == 52
    assert annexes["32014R0833:IV"] == 31
    assert announced.export_controlled == 32
    assert announced.total == 168
    assert announced.other == "79 vessels in total"


def test_the_us_list_is_complete() -> None:
    announced = packages()["US-2024-12-16"].announced
    found = types("us-2024-12-16")

    assert found["person"] == announced.persons
    assert found["organization"] == announced.entities


def test_the_korean_list_lacks_one_person_and_two_entities() -> None:
    announced = packages()["KR-2024-12-17"].announced
    found = types("kr-2024-12-17")

    assert (announced.persons, found["person"]) == (11, 10)
    assert (announced.entities, found["organization"]) == (15, 13)


def test_all_31_packages_are_there_and_dated_but_for_the_un_regime() -> None:
    undated = [code for code, item in packages().items() if item.announced_on is None]

    assert len(packages()) == 31
    assert undated == ["UN-1718"]


def test_the_22nd_korean_round_is_numbered_and_single_rounds_are_not() -> None:
    assert packages()["KR-2024-12-17"].number == 22
    assert packages()["EU-2022-03-09"].number is None
    assert [packages()[f"EU-{n}"].number for n in range(1, 22)] == list(range(1, 22))


# --- that each fact has a source --------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_listing_has_a_source_and_a_quality(path: Path) -> None:
    for listing in read(path.stem).listings:
        whole = claims(listing, "listing")

        assert whole, listing.reference
        assert all(claim.source and claim.quality in seeds.QUALITIES for claim in whole)


def test_references_are_unique_over_all_lists() -> None:
    references = Counter(listing.reference for listing in every_listing())

    assert [reference for reference, count in references.items() if count > 1] == []


def test_every_authority_and_package_that_is_named_is_known() -> None:
    known = {authority.code for authority in authorities()}
    sources = {read(path.stem).source.authority for path in FILES}

    assert {listing.authority for listing in every_listing()} <= known
    assert sources <= known
    assert {package.authority for package in packages().values()} <= known
    assert {listing.package for listing in every_listing()} - {None} <= set(packages())


def test_what_people_call_an_authority_means_one_of_them() -> None:
    short = Counter(word for authority in authorities() for word in authority.short)

    assert [word for word, count in short.items() if count > 1] == []
    for word in ("OFAC", "EU", "UK", "FCDO", "DFAT", "MOFA", "UN", "US Treasury"):
        assert word in short


def test_what_only_the_press_says_is_marked_as_press() -> None:
    for name in ("kr-2024-12-17", "uk-2025-02-24"):
        for listing in read(name).listings:
            qualities = {claim.quality for claim in claims(listing, "listing")}
            other_names = [one for one in listing.names if one.kind is not NameKind.PRIMARY]

            assert qualities == {"press"}
            assert all(one.printed_by for one in other_names), listing.reference


def test_the_identity_of_us_targets_is_official_data_and_their_date_is_press() -> None:
    bank = listed("us-2024-12-16", "OFAC-SDN:47148")

    by_quality = {claim.quality: claim.source for claim in reversed(claims(bank, "listing"))}
    assert by_quality == {
        "official data": "NishuSingh28/Sentinel-RAG:data/sdn.csv",
        "press": "koreaherald.com (ud=20241217050010)",
    }


@pytest.mark.parametrize("reference", ["OFAC-SDN:52291", "OFAC-SDN:52292"])
def test_two_us_attributions_are_inferred_and_say_so(reference: str) -> None:
    listing = listed("us-2024-12-16", reference)

    inferred = {claim.field for claim in listing.claims if claim.quality == "inference"}
    assert inferred == {"package", "listed_on"}
    assert "inferred" in listing.remarks[0]


def test_the_three_state_department_targets_are_its_own() -> None:
    state = [one for one in read("us-2024-12-16").listings if one.authority == "us-state"]

    assert [listing.reference for listing in state] == [
        "OFAC-SDN:52291",
        "OFAC-SDN:52292",
        "OFAC-SDN:52293",
    ]


def test_hangul_of_us_targets_names_who_prints_it() -> None:
    hangul = [
        name
        for listing in read("us-2024-12-16").listings
        for name in listing.names
        if name.kind is NameKind.ORIGINAL_SCRIPT
    ]

    assert len(hangul) == 8
    assert all(name.printed_by and "not OFAC" in name.printed_by for name in hangul)


@pytest.mark.parametrize(
    ("us", "name", "eu"),
    [
        ("OFAC-SDN:51330", "eu-16", "32014R0269:I.PERSONS:1900"),
        ("OFAC-SDN:52114", "eu-15", "32014R0269:I.PERSONS:1868"),
        ("OFAC-SDN:52116", "eu-15", "32014R0269:I.PERSONS:1869"),
        ("OFAC-SDN:52117", "eu-prk", "32017R1509:XV.A:17"),
    ],
)
def test_hangul_said_to_be_the_eus_is_in_that_eu_entry(us: str, name: str, eu: str) -> None:
    hangul = listed("us-2024-12-16", us).names[-1]

    assert hangul.printed_by == f"the EU ({eu}), not OFAC"
    assert hangul.text in texts(listed(name, eu))


# --- one test for each warning that came with the facts ---------------------------------


def test_a_bare_legal_form_is_no_name() -> None:
    gas = listed("us-2024-12-16", "OFAC-SDN:52121")

    assert texts(gas) == ["SIBREGIONGAZ, AO", "SIBREGIONGAZ ZAO"]
    for listing in every_listing():
        assert "ZAKRYTOE AKTSIONERNOE OBSHCHESTVO" not in texts(listing)


def test_the_hangul_of_another_man_is_no_name_of_shin() -> None:
    shin = listed("eu-16", "32014R0269:I.PERSONS:1901")

    assert texts(shin) == ["SHIN Geum Cheol", "СИН Гым Чхоль", "SIM Kum-Chol"]
    assert "김금철" in shin.remarks[0]
    assert not any("김금철" in text for one in every_listing() for text in texts(one))


def test_shin_and_the_us_listed_kim_geum_cheol_share_no_name() -> None:
    kim = listed("us-2024-12-16", "OFAC-SDN:52115")
    shins = [
        listed("eu-16", "32014R0269:I.PERSONS:1901"),
        listed("kr-2024-12-17", "KR-2024-12-17:sin-kum-chol"),
        listed("au-2025-02-24", "AU-DFAT:8037"),
        listed("uk-2025-02-24", "UK-2025-02-24:sin-kum-chol"),
    ]

    assert not any(set(texts(kim)) & set(texts(shin)) for shin in shins)


def test_an_alias_of_aluev_is_not_given_to_azarenkov() -> None:
    aluev = listed("eu-15", "32014R0269:I.PERSONS:1826")
    azarenkov = listed("eu-15", "32014R0269:I.PERSONS:1827")

    assert "Alexandr Alujev" in texts(aluev)
    assert "Alexandr Alujev" not in texts(azarenkov)
    assert azarenkov.primary_name == "Alexander Yurievich AZARENKOV"


def test_nikulin_is_listed_by_australia_and_not_by_south_korea() -> None:
    by = {one.authority for one in every_listing() if "NIKULIN" in (one.primary_name or "")}

    assert by == {"au-dfat"}


def test_ri_chang_ho_is_not_in_the_korean_round_of_december_2024() -> None:
    names = {text for one in read("kr-2024-12-17").listings for text in texts(one)}

    assert "RI Pong Chun" in names
    assert not names & {"RI Chang Ho", "LEE Chang Ho", "RHEE Chang Ho", "리창호"}
    assert "Ri Chang Ho" in (packages()["KR-2023-12-27"].notes or "")


def test_the_misprint_sin_hong_chol_is_no_name() -> None:
    sin = listed("kr-2024-12-17", "KR-2024-12-17:sin-kum-chol")

    assert "Sin Hong Chol" in sin.remarks[0]
    assert not any("Hong Chol" in text for one in every_listing() for text in texts(one))


@pytest.mark.parametrize(
    ("reference", "weak"),
    [
        ("OFAC-SDN:47148", {"GTB"}),
        ("OFAC-SDN:48219", {"ANSAN", "KMCB"}),
        ("OFAC-SDN:51330", {"LEE, Chang Ho", "RHEE, Chang Ho"}),
        ("OFAC-SDN:52114", {"KIM, Yongbok"}),
        ("OFAC-SDN:52115", {"KIM, Geum Chol", "KIM, Kum-Chol"}),
        ("OFAC-SDN:52116", {"NO, Kwang Chol", "RO, Gwang Chol"}),
        ("OFAC-SDN:52117", set()),
        ("OFAC-SDN:52119", {"EAST TRADING"}),
        ("OFAC-SDN:52131", {"OKRYU TRADE CO."}),
    ],
)
def test_weak_aliases_of_ofac_are_weak(reference: str, weak: set[str]) -> None:
    listing = listed("us-2024-12-16", reference)

    found = {name.text for name in listing.names if name.kind is NameKind.WEAK_ALIAS}
    assert found == weak


def test_no_other_list_has_weak_aliases() -> None:
    lists = {
        listing.authority
        for listing in every_listing()
        for name in listing.names
        if name.kind is NameKind.WEAK_ALIAS
    }

    assert lists == {"us-ofac"}


def test_mixed_scripts_of_official_names_are_kept() -> None:
    umt = listed("eu-15", "32014R0833:IV:685").names
    radio = listed("eu-15", "32014R0269:I.ENTITIES:485").names
    li = listed("eu-15", "32014R0269:I.PERSONS:1872")

    assert umt[0].text == "OSTEC-U\N{CYRILLIC CAPITAL LETTER EM}T LTD"
    assert umt[1].text == "OSTEC-UMT LTD"
    assert radio[-1].text.startswith(
        "\N{CYRILLIC CAPITAL LETTER A}\N{LATIN CAPITAL LETTER O} ‘Калужский"
    )
    assert "\N{LATIN CAPITAL LETTER C}офья ЛИ" in texts(li)


def test_unbalanced_quotation_marks_are_kept() -> None:
    listing = listed("eu-15", "32014R0269:I.ENTITIES:507")

    assert listing.primary_name is not None
    assert (listing.primary_name.count("‘"), listing.primary_name.count("’")) == (2, 1)


def test_misspellings_of_the_source_are_kept() -> None:
    assert "Izhevksy Unmanned Systems" in texts(listed("eu-15", "32014R0269:I.ENTITIES:484"))
    assert texts(listed("eu-15", "32014R0833:IV:703")) == [
        "Juhang Aviation Technology Shenzen Co., LTD"
    ]


def test_both_birth_dates_of_the_defence_minister_stand_side_by_side() -> None:
    eu = listed("eu-15", "32014R0269:I.PERSONS:1869")
    us = listed("us-2024-12-16", "OFAC-SDN:52116")

    assert (eu.birth_dates, us.birth_dates) == (("1956",), ("1958-08-22",))
    for listing in (eu, us):
        assert {claim.value for claim in claims(listing, "birth_date")} == {
            "1956",
            "1958-08-22",
        }


def test_both_birth_dates_of_ri_chang_ho_stand_side_by_side() -> None:
    ri = listed("us-2024-12-16", "OFAC-SDN:51330")
    lee = listed("au-2025-02-24", "AU-DFAT:8036")

    assert [claim.value for claim in claims(ri, "birth_date")] == ["1967", "1967-09-11"]
    assert lee.birth_dates == ("1967-09-11",)


def test_kim_yong_bok_has_no_birth_date_where_the_eu_gives_none() -> None:
    assert listed("eu-15", "32014R0269:I.PERSONS:1868").birth_dates == ()


def test_a_birth_date_two_entries_share_is_kept_and_remarked() -> None:
    for number in (1830, 1831):
        listing = listed("eu-15", f"32014R0269:I.PERSONS:{number}")

        assert listing.birth_dates == ("1973-11-30",)
        assert "copying slip" in listing.remarks[0]


def test_kang_is_listed_as_the_source_prints_him() -> None:
    kang = listed("eu-13", "32014R0269:I.PERSONS:1738")

    assert texts(kang) == ["KANG Sun Nam"]
    assert kang.remarks == ("family name is Kang; the source prints NAM in capitals",)


def test_the_three_accounts_of_ri_pong_chun_stand_side_by_side() -> None:
    ri = listed("kr-2024-12-17", "KR-2024-12-17:ri-pong-chun")

    said = {claim.source: claim.value for claim in claims(ri, "position")}
    assert said["RT and MENAFN"] == "a general leading troops at the front"
    assert said["Ukrainska Pravda"] == "a missile engineer"
    assert any("commander of the Storm Corps" in value for value in said.values())


def test_both_accounts_of_ri_song_jin_stand_side_by_side() -> None:
    ri = listed("kr-2024-12-17", "KR-2024-12-17:ri-song-jin")

    assert [claim.value for claim in claims(ri, "position")] == [
        "missile technician of the KPA",
        "a high-ranking officer",
    ]


def test_both_titles_of_kim_geum_cheol_stand_side_by_side() -> None:
    kim = listed("us-2024-12-16", "OFAC-SDN:52115")

    assert [(claim.value, claim.quality) for claim in claims(kim, "position")] == [
        ("President of Pyongyang University of Automation", "official data"),
        ("president of Kim Il Sung Military University", "press"),
    ]


def test_one_paper_alone_calls_the_minister_a_former_one() -> None:
    ro = listed("us-2024-12-16", "OFAC-SDN:52116")

    assert ro.positions == ("Minister of the Ministry of People's Armed Forces",)
    assert [(claim.value, claim.source) for claim in claims(ro, "position")][1] == (
        "a former minister",
        "Korea Daily (US)",
    )


@pytest.mark.parametrize(
    ("name", "reference", "parts"),
    [
        ("eu-15", "32014R0269:I.PERSONS:1839", ("Mukashevich", "Лукашевич")),
        ("eu-15", "32014R0269:I.PERSONS:1851", ("Vladimir", "Vladislav")),
        ("kr-2024-12-17", "KR-2024-12-17:pavel-pavlovich-shevelin", ("셰베린", "셰블린")),
    ],
)
def test_conflicting_names_stand_side_by_side(
    name: str, reference: str, parts: tuple[str, str]
) -> None:
    said = [claim.value for claim in claims(listed(name, reference), "name")]

    assert len(said) == 2
    assert parts[0] in said[0]
    assert parts[1] in said[1]


def test_patronymics_from_other_reports_name_those_reports() -> None:
    for reference, text, where in [
        ("roman-alar", "Roman Anatolyevich ALAR", "donga.com 111239837"),
        ("igor-michurin", "Igor Aleksandrovich MICHURIN", "devdiscourse.com 1976014"),
        ("aleksandr-gayevoy", "Aleksandr Andreyevich GAYEVOY", "donga.com 3249280"),
    ]:
        name = name_of(listed("kr-2024-12-17", f"KR-2024-12-17:{reference}"), text)

        assert name.printed_by is not None
        assert where in name.printed_by


def test_a_transliterated_firm_name_says_that_it_is_one() -> None:
    kapital = listed("kr-2024-12-17", "KR-2024-12-17:trans-kapital").names[0]

    assert kapital.printed_by == "a transliteration of the Korean press form"


# --- ships, removed listings and numbers ------------------------------------------------


def test_every_imo_number_passes_its_check_digit() -> None:
    numbers = [
        item
        for listing in read("eu-15").listings
        if listing.type is TargetType.VESSEL
        for item in listing.identifiers
    ]

    assert Counter(item.kind for item in numbers) == {"imo": 52}
    assert len({item.value for item in numbers}) == 52
    assert all(item.valid for item in numbers)


def test_the_eight_renamed_ships_keep_the_earlier_name_as_former() -> None:
    renamed = {
        listing.names[0].text: listing.names[1].text
        for listing in read("eu-15").listings
        if listing.type is TargetType.VESSEL and len(listing.names) > 1
    }
    kinds = {
        name.kind
        for listing in read("eu-15").listings
        if listing.type is TargetType.VESSEL
        for name in listing.names[1:]
    }

    assert renamed == {
        "Dashan": "Mianzimu",
        "Sputnik Energy": "Pioneer",
        "Monte Bianco": "San Severus",
        "Meridian": "Moskovsky Prospect",
        "Yi Meng Shan": "Attica",
        "Echo": "Elbrus",
        "Jaguar": "Zaliv Amerika",
        "Areia": "Emily S",
    }
    assert kinds == {NameKind.FORMER}


def test_removed_targets_are_delisted_with_no_invented_date() -> None:
    removed = [listing for listing in every_listing() if listing.delisted]

    assert [listing.reference for listing in removed] == [
        "EU-15:niels-troost",
        "EU-15:imo-9265756",
        "EU-15:imo-9291250",
    ]
    assert all(listing.delisted_on is None for listing in removed)
    assert all("inferred" in listing.remarks[-1] for listing in removed)


def test_the_two_removed_ships_have_no_name() -> None:
    ships = [listed("eu-15", f"EU-15:imo-{number}") for number in (9265756, 9291250)]

    assert [listing.names for listing in ships] == [(), ()]
    assert {claim.quality for ship in ships for claim in ship.claims} == {
        "third-party transcription"
    }


def test_numbers_of_the_wrong_length_are_kept_as_printed() -> None:
    plant = listed("eu-15", "32014R0269:I.ENTITIES:493")
    kapsha = listed("eu-15", "32014R0269:I.PERSONS:1848")

    assert ("reg", "11177411001388") in [(i.kind, i.value) for i in plant.identifiers]
    assert ("tax", "28240321615") in [(i.kind, i.value) for i in kapsha.identifiers]


def test_a_passport_shared_by_two_lists_is_the_same_number() -> None:
    us = listed("us-2024-12-16", "OFAC-SDN:52114").identifiers
    au = listed("au-2025-02-24", "AU-DFAT:8035").identifiers

    assert us == au


def test_the_export_control_entries_freeze_no_assets() -> None:
    annex = [one for one in read("eu-15").listings if ":IV:" in one.reference]

    for listing in annex:
        assert listing.measures == ("export restrictions (dual-use and advanced technology)",)
        assert listing.remarks[0] == "no asset freeze"


def test_measures_the_facts_do_not_print_are_left_empty() -> None:
    for name in ("us-2024-12-16", "uk-2025-02-24"):
        assert all(listing.measures == () for listing in read(name).listings)


def test_dprk_regime_entries_belong_to_no_package() -> None:
    assert {listing.package for listing in read("eu-prk").listings} == {None}


# --- nothing lost, nothing added --------------------------------------------------------


def rows(*files: str) -> list[dict[str, str]]:
    found = []
    for file in files:
        with (FACTS / f"{file}.csv").open(newline="", encoding="utf-8") as stream:
            found += list(csv.DictReader(stream))
    return found


def split(cell: str, mark: str) -> list[str]:
    return [part for part in cell.split(mark) if part]


MADE_FROM = {
    "au-2025-02-24": ("au-2025-02-24", None),
    "eu-13": ("eu-dprk-related", "EU-13"),
    "eu-15": ("eu-15", None),
    "eu-16": ("eu-dprk-related", "EU-16"),
    "eu-19": ("eu-dprk-related", "EU-19"),
    "eu-prk": ("eu-dprk-related", ""),
    "kr-2024-12-17": ("kr-2024-12-17", None),
    "uk-2025-02-24": ("uk-2025-02-24", None),
    "us-2024-12-16": ("ofac-2024-12-16", None),
}

TYPES = {
    "Person": TargetType.PERSON,
    "Company": TargetType.ORGANIZATION,
    "Organization": TargetType.ORGANIZATION,
    "Vessel": TargetType.VESSEL,
}


@needs_facts
@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_a_list_is_its_facts_no_more_and_no_less(name: str) -> None:
    file, package = MADE_FROM[name]
    facts = [row for row in rows(file) if package is None or row["package"] == package]
    if name == "eu-15":
        facts += rows("eu-15-removed")

    for row, listing in zip(facts, read(name).listings, strict=True):
        assert texts(listing) == [
            *split(row["name"], "\n"),
            *split(row["aliases"], ";"),
            *split(row["native_name"], "\n"),
        ]
        assert [f"{item.kind}:{item.value}" for item in listing.identifiers] == [
            item.replace("swift:", "bic:") for item in split(row["identifiers"], ";")
        ]
        assert listing.type is TYPES[row["schema"]]
        assert all(part in row["program"] for part in listing.programmes + listing.measures)
        assert "".join(listing.birth_dates) == row["birth_date"]
        assert "".join(listing.birth_places) == row["birth_place"]
        assert "".join(listing.all_countries) == row["nationality"]
        assert (listing.gender or "") == row["gender"]
        assert "; ".join(listing.positions) == row["position_or_role"]
        assert " | ".join(listing.addresses) == row["address"]
        assert "; ".join(listing.legal_basis) == row["legal_basis"]
        assert "; ".join(listing.linked_to) == row["linked_to"]
        assert (listing.package or "") == row["package"]
        assert (listing.listed_on or "") == row["listed_on"]
        assert (listing.effective_on or "") == row["effective_on"]
        assert not row["notes"] or row["notes"] in listing.remarks
        assert (
            "; ".join(claim.source for claim in claims(listing, "listing"))
            == (row["source_url_or_repo_path"])
        )


def told_of_others(announced: AnnouncedCounts) -> str:
    """The words in which the facts tell the counts that are no persons, entities, vessels."""
    controlled = announced.export_controlled
    words = [f"{controlled} Annex IV entities"] if controlled is not None else []
    return "; ".join(words + ([announced.other] if announced.other else []))


@needs_facts
def test_the_packages_are_their_facts_no_more_and_no_less() -> None:
    for row, package in zip(rows("packages"), packages().values(), strict=True):
        announced = package.announced

        assert package.code == row["package_id"]
        assert package.title == row["name"]
        assert str(package.number or "") == row["package_number"]
        assert (package.announced_on or "") == row["date_announced"]
        assert (package.effective_on or "") == row["date_effective"]
        assert "; ".join(package.legal_acts) == row["legal_acts"]
        for count, column in [
            (announced.persons, "announced_individuals"),
            (announced.entities, "announced_entities"),
            (announced.vessels, "announced_vessels"),
            (told_of_others(announced), "announced_other"),
        ]:
            assert ("" if count is None else str(count)) == row[column]
        assert (package.known_from or "") == row["source"]
        assert (package.quality or "") == row["source_quality"]
        assert (package.confidence or "") == row["confidence"]
        assert (package.notes or "") == row["notes"]
