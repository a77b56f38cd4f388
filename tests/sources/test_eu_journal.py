"""The annexes of the Official Journal: the golden files, and the real transcription."""

from collections import Counter
from collections.abc import Callable

import pytest

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.sources.metadata import metadata
from tests.sources.conftest import SHARED, Reading

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("eu-journal")


@pytest.fixture
def person(reading: Reading) -> Listing:
    return reading.listings["32014R0269:I.PERSONS:1"]


def test_a_folder_is_one_state_and_a_file_with_a_header_only_part_of_it(
    reading: Reading,
) -> None:
    assert reading.source == "eu-journal"
    assert reading.report.read == 15
    assert not any(reference.startswith("32010D0573") for reference in reading.listings)


def test_a_number_that_an_annex_repeats_is_made_unique(reading: Reading) -> None:
    assert reading.listings["32014R0269:I.ENTITIES:1"].primary_name == "Vintergatan Trading LLC"
    second = reading.listings["32014R0269:I.ENTITIES:1:2"]
    assert second.primary_name == "Nordhamn Harbour Board"


def test_an_entry_without_a_number_goes_by_its_name(reading: Reading) -> None:
    first = reading.listings["32002R0881:I:ingmar-eskemose"]
    second = reading.listings["32002R0881:I:ingmar-eskemose:2"]
    assert (first.listed_on, second.listed_on) == ("2001-01-25", "2001-02-24")


def test_a_cell_holds_several_values_quoted_as_in_csv(person: Listing) -> None:
    assert [(name.text, name.kind) for name in person.names] == [
        ("Arvid Tomas KELLERMUND", NameKind.PRIMARY),
        ("Арвид Томас КЕЛЛЕРМУНД", NameKind.ORIGINAL_SCRIPT),  # printed behind it
        ("Arved KELLERMUNT", NameKind.ALIAS),
        ("Kellermund; the Elder", NameKind.ALIAS),
        ("켈레르문드", NameKind.ORIGINAL_SCRIPT),
        ("Arvid STORVIKSON", NameKind.FORMER),
        ("Tosha", NameKind.WEAK_ALIAS),
    ]


def test_a_label_left_among_the_names_is_reported(reading: Reading) -> None:
    found = [each[2] for each in reading.report.issues if each[1].startswith("no name in")]
    assert found == ["Korean:", "Text of image"]


def test_a_semicolon_in_a_statement_of_reasons_divides_nothing(person: Listing) -> None:
    assert "Harbour master of Storvik; he signed the charter." in person.remarks


def test_dates_are_read_as_printed(reading: Reading, person: Listing) -> None:
    assert person.birth_dates == ("1961-04-07", "1962~")
    other = reading.listings["32014R0269:I.PERSONS:2"]
    assert other.birth_dates == ()
    assert "Born: before 1964" in other.remarks
    assert (other.reference, "birth date not understood", "before 1964") in (
        reading.report.issues
    )


def test_nationalities_are_told_by_their_adjectives(reading: Reading, person: Listing) -> None:
    assert person.nationalities == ("RU", "TT")
    assert reading.listings["32002R0881:I:ingmar-eskemose"].nationalities == ("JO", "US")


def test_a_doubtful_nationality_stays_as_a_remark(reading: Reading) -> None:
    listing = reading.listings["32014R0269:I.PERSONS:2"]
    assert listing.nationalities == ("PK",)
    assert {
        "Nationality: Possibly Atlantian",
        "Nationality: Pakistani (presumed)",
    } <= set(listing.remarks)
    assert (listing.reference, "unknown country", "Possibly Atlantian") in reading.report.issues


def test_numbers_are_found_among_words(person: Listing) -> None:
    found = [(one.kind, one.value, one.note) for one in person.identifiers[:3]]
    assert found == [
        ("passport", "4507 336855", "series 4507 No 336855, issued on 20.8.2004"),
        ("passport", "ZZ998877", "Danish passport no ZZ998877 (expires 19.1.2031)"),
        ("tax", "7798529981", "7798529981 (Russia)"),
    ]


def test_a_label_beside_a_number_tells_its_kind(reading: Reading) -> None:
    firm = reading.listings["32014R0269:I.ENTITIES:1"]
    printed = [one for one in firm.identifiers if one.note != "from the remarks"]
    assert {(one.kind, one.value) for one in printed} == {
        ("reg", "1197726778633"),
        ("inn", "7790206386"),
        ("tax", "309000111"),  # `Tax ID/INN` of another country
        ("tax", "7798529981"),
        ("kpp", "772601001"),
        ("imo-company", "6794848"),
    }


def test_numbers_within_an_address_are_identifiers(reading: Reading) -> None:
    listing = reading.listings["32014R0269:I.ENTITIES:1"]
    named = [one for one in listing.identifiers if one.note == "from the remarks"]
    assert [(one.kind, one.value) for one in named] == [
        ("tax", "5500112299"),
        ("reg", "5500998877"),
    ]  # and not the number of the associated entity


def test_what_is_no_number_stays_as_a_remark(reading: Reading) -> None:
    listing = reading.listings["32014R0269:I.ENTITIES:1:2"]
    assert listing.identifiers == ()
    assert "idNumber: none known" in listing.remarks


def test_the_package_is_told_by_regulation_and_day(reading: Reading, person: Listing) -> None:
    assert (person.package, person.listed_on) == ("EU-15", "2024-12-16")
    assert reading.listings["32014R0833:XLII:1"].package == "EU-15"  # a day after adoption
    # the same day in another regulation, and the day of the one in the other
    assert reading.listings["32024R2642:I.A:1"].package is None
    assert reading.listings["32014R0833:IV:1"].package is None


def test_the_legal_basis_is_the_act_and_its_annex(reading: Reading, person: Listing) -> None:
    assert person.legal_basis == ("Regulation 269/2014, annex I.PERSONS",)
    assert reading.listings["32024R2642:I.A:1"].legal_basis == (
        "Regulation 2024/2642, annex I.A",
    )


def test_a_vessel_has_its_imo_number_its_flag_and_its_former_names(reading: Reading) -> None:
    ship = reading.listings["32014R0833:XLII:1"]
    assert (ship.type, ship.countries) == (TargetType.VESSEL, ("PA",))
    assert [(one.kind, one.value) for one in ship.identifiers] == [("imo", "9729984")]
    former = [name.text for name in ship.names if name.kind is NameKind.FORMER]
    assert former == ["Sydlys", "Vestlys"]
    assert ship.primary_name == "Nordlys (ex Sydlys)"


def test_an_amendment_of_a_designation_takes_its_place(reading: Reading) -> None:
    listing = reading.listings["32014R0833:XLII:2"]
    assert listing.primary_name == "Havbris II (ex Havbris)"
    assert listing.package == "EU-20"  # it was listed then, and amended later
    assert listing.legal_basis[1] == "Regulation 2026/1848"
    dropped = ("32014R0833:XLII:2", "replaced by its text in 32026R1848")
    assert dropped in reading.report.dropped


def test_an_amendment_that_adds_is_of_the_package_of_its_act(reading: Reading) -> None:
    assert reading.listings["32014R0833:XLII:3"].package == "EU-21"


def test_another_entry_under_the_same_number_replaces_nothing(reading: Reading) -> None:
    assert reading.listings["32014R0833:XLVII.A:1"].primary_name == "Port of Nordhamn"
    added = reading.listings["32014R0833:XLVII.A:1:32026R1848"]
    assert added.primary_name == "Port of Storvik"


def test_an_entry_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    reason = "prints neither a name nor an IMO number"
    assert ("32014R0833:IV:9", reason) in reading.report.dropped


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("32014R0833:IV:1", "unknown schema", "Balloon"),
        ("32014R0269:I.ENTITIES:1", "unknown country", "Krakozhia"),
        ("32014R0833:XLII:3", "number not understood", "imoNumber Does not exist"),
    }


def test_the_transcription_is_said_to_be_for_tests_only() -> None:
    assert "CC BY-NC 4.0" in (metadata("eu-journal").source.licence or "")


def test_the_real_transcription_is_read_whole(real: Callable[..., Reading]) -> None:
    folder = SHARED / "eu-journal"
    names = sorted(str(path.relative_to(SHARED)) for path in folder.glob("*/*.csv"))
    if not names:
        pytest.skip("needs the real snapshots of ../shared/lists")
    reading = real(*names)
    assert reading.report.read == 8017 + 417  # MANIFEST.csv
    reasons = Counter(reason.split(" in 3")[0] for _, reason in reading.report.dropped)
    assert reasons == {"replaced by its text": 10}
    packages = Counter(each.package for each in reading.listings.values())
    assert packages["EU-15"] == 53 + 30 + 50 + 31  # facts/eu-date-to-package.csv
    kim = reading.listings["32014R0269:I.PERSONS:1868"]
    assert (kim.package, kim.listed_on) == ("EU-15", "2024-12-16")
