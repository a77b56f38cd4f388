"""The Swiss list: what its golden file asks of the reader, and what the samples give."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from tests.sources.conftest import Reading, read_files

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("ch-seco-xml")


def test_the_main_identity_gives_the_primary_name(reading: Reading) -> None:
    names = reading.listings["100"].names
    assert names[0].text == "Kellermund Arvid"
    assert [name.kind for name in names].count(NameKind.PRIMARY) == 1


def test_a_title_among_the_parts_is_a_position_and_no_name(reading: Reading) -> None:
    listing = reading.listings["100"]
    assert listing.positions == ("Colonel",)
    assert not any("Colonel" in name.text for name in listing.names)


def test_parts_multiply_within_one_script_only(reading: Reading) -> None:
    names = {name.text: name.kind for name in reading.listings["100"].names}
    assert names["Kellermunt Arvid"] is NameKind.ALIAS
    assert names["Келлермунд Арвид"] is NameKind.ORIGINAL_SCRIPT
    assert names["Келермунд Арвид"] is NameKind.ORIGINAL_SCRIPT
    assert not {"Kellermunt Арвид", "Келлермунд Arvid"} & set(names)


def test_a_name_of_low_quality_is_weak_in_every_script(reading: Reading) -> None:
    names = {name.text: name.kind for name in reading.listings["100"].names}
    assert names["Tosha"] is names["Тоша"] is NameKind.WEAK_ALIAS


def test_what_a_modification_repeats_is_not_read(reading: Reading) -> None:
    names = {name.text for name in reading.listings["100"].names}
    assert not names & {"Dead Data", "Older Data"}


def test_too_many_combinations_still_keep_every_spelling(reading: Reading) -> None:
    names = [name.text for name in reading.listings["130"].names]
    assert len(names) == 8
    words = {word for name in names for word in name.split()}
    assert words == {"A1", "A2", "A3", "A4", "A5", "B1", "B2", "B3", "B4"}
    assert ("130", "more spellings of a name than are combined", "20") in reading.report.issues


def test_a_set_of_sanctions_leads_to_its_programme(reading: Reading) -> None:
    listing = reading.listings["100"]
    assert listing.programmes == ("Northmark",)
    assert listing.measures == ("Financial measures, annex 1", "Travel ban, annex 2")
    assert listing.legal_basis == ("Ordinance of 1 May 2016 on measures against Northmark",)
    assert ("100", "unknown set of sanctions", "9999") in reading.report.issues


def test_a_programme_that_is_not_in_english_is_said_as_it_is(reading: Reading) -> None:
    assert reading.listings["120"].programmes == ("Südmark",)


def test_places_are_found_though_they_stand_last(reading: Reading) -> None:
    listing = reading.listings["100"]
    assert listing.birth_places == ("Storvik, Upland, Sweden",)
    assert listing.addresses == (
        "Works Office, Long Street 1, 77, 12345, Oslo, Norway (until 2010)",
    )
    assert listing.countries == ("NO",)
    assert ("100", "unknown place", "899") in reading.report.issues


def test_dates_of_another_calendar_are_not_converted(reading: Reading) -> None:
    listing = reading.listings["100"]
    assert listing.birth_dates == ("1961-04-07", "1960-08", "1962")
    assert "Born: 1380-2-1 (Islamic calendar)" in listing.remarks
    assert "Born: year ?, month ?, day 5" in listing.remarks


def test_a_un_reference_is_told_from_other_numbers(reading: Reading) -> None:
    assert "UN reference: ZZi.001" in reading.listings["100"].remarks
    assert "Foreign identifier: 140" in reading.listings["110"].remarks


def test_a_relation_names_the_other_target(reading: Reading) -> None:
    assert reading.listings["100"].linked_to == (
        "managed by: Vintergatan Trading",
        "target 555",
    )


def test_an_ended_listing_stays_with_its_day(reading: Reading) -> None:
    ended = reading.listings["110"]
    assert (ended.delisted, ended.delisted_on) == (True, "2018-01-09")
    assert (ended.listed_on, ended.effective_on) == ("2017-01-09", "2017-01-10")


def test_a_target_listed_anew_counts_from_then(reading: Reading) -> None:
    again = reading.listings["120"]
    assert (again.delisted, again.delisted_on) == (False, None)
    assert again.listed_on == "2020-01-09"


def test_listed_and_ended_on_one_day_stays_listed_and_is_reported(reading: Reading) -> None:
    assert not reading.listings["130"].delisted
    assert ("130", "listed and de-listed on one day", "2020-05-05") in reading.report.issues


def test_the_number_of_a_ship_in_the_remarks_on_its_owner_is_not_the_owners(
    reading: Reading,
) -> None:
    firm, ship = reading.listings["110"], reading.listings["120"]
    assert {one.kind for one in firm.identifiers} == {"tax", "email"}
    assert ship.type is TargetType.VESSEL
    assert [(one.kind, one.value) for one in ship.identifiers] == [("imo", "9074729")]


def test_what_has_no_word_of_ours_is_kept_and_reported(reading: Reading) -> None:
    assert set(reading.report.issues) >= {
        ("100", "unknown name type", "nickname"),
        ("100", "unknown document type", "library-card"),
        ("100", "document without a number", "passport; number not known"),
        ("100", "unknown country", "QQ"),
        ("100", "unknown element", "favourite-colour: green"),
        ("130", "unknown type of object", "balloon"),
    }
    assert set(reading.listings["100"].remarks) >= {
        "favourite-colour: green",
        "Document: passport; number not known",
        "Nationality: QQ",
    }


def test_a_target_without_a_name_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (("140", "prints no name"),)


def test_an_amendment_is_not_taken_for_the_list(tmp_path: Path) -> None:
    target = (
        '<target ssid="1"><entity><identity main="true"><name name-type="primary-name">'
        '<name-part order="1"><value>Vintergatan Trading</value></name-part></name></identity>'
        '</entity><modification modification-type="de-listed"/></target>'
    )
    path = tmp_path / "list.xml"
    path.write_text(
        '<swiss-sanctions-list list-type="amendment" date="2026-01-02">'
        f"{target}</swiss-sanctions-list>",
        encoding="utf-8",
    )
    reading = read_files(path)
    assert "an amendment, not the whole list" in reading.report.doubts[0]
    ended = reading.listings["1"]
    assert (ended.delisted, ended.delisted_on) == (True, None)


@pytest.mark.parametrize(
    ("name", "targets", "names", "doubts", "issues"),
    [  # MANIFEST.csv; the first lacks the table of places
        ("seco-whole-list_structure-sample_20260827.xml", 4, 7, 0, ["unknown place"]),
        ("seco-example-amendment_20240117.xml", 3, 3, 1, []),
    ],
)
def test_the_real_samples_are_read_whole(
    real: Callable[..., Reading],
    name: str,
    targets: int,
    names: int,
    doubts: int,
    issues: list[str],
) -> None:
    reading = real(f"ch-seco/{name}")
    assert reading.report.kept == targets
    assert sum(len(each.names) for each in reading.listings.values()) == names
    assert len(reading.report.doubts) == doubts
    assert [finding for _, finding, _ in reading.report.issues] == issues
