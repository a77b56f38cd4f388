"""The Canadian list: what its golden file asks of the reader, and what the real one gives."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import UnexpectedLayout
from tests.sources.conftest import Reading, read_files

Golden = Callable[[str], Reading]


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("ca-gac-xml")


def names(reading: Reading, reference: str) -> dict[str, NameKind]:
    return {name.text: name.kind for name in reading.listings[reference].names}


def test_the_reference_is_regulation_schedule_and_item(reading: Reading) -> None:
    assert {
        "Northmark:1, Part 1:1",
        "Northmark:1, Part 3:2",  # a missing blank makes no other schedule
        "JVCFOR:-:4",
        "Southmark:Part 2:5",
    } <= set(reading.listings)


def test_the_regulation_is_the_programme_and_no_nationality(reading: Reading) -> None:
    listing = reading.listings["Northmark:1, Part 1:1"]
    assert listing.programmes == ("Northmark / Marche du Nord",)
    assert listing.all_countries == ()


def test_a_label_of_a_language_is_no_part_of_a_name(reading: Reading) -> None:
    assert names(reading, "Northmark:1, Part 1:1") == {
        "Arvid Tomas Kellermund": NameKind.PRIMARY,
        "Arved Kellermunt": NameKind.ALIAS,
        "Арвід Келермунд": NameKind.ORIGINAL_SCRIPT,
        "Арвид Келлермунд": NameKind.ORIGINAL_SCRIPT,
    }


def test_whole_names_are_split_and_pieces_of_a_name_are_not(reading: Reading) -> None:
    found = names(reading, "Northmark:1, Part 3:2")
    assert {"Сельма Петровна Квистгард", "Сельма Ермакова"} <= set(found)
    assert {"Selma Holm", "Sela Holm", "Selma Quist", "Минобороны"} <= set(found)
    assert {"Zelma or Zel", "Ivan or Ivo / Tomas or Tom Kell"} <= set(found)
    assert (
        "Northmark:1, Part 3:2",
        "alias that may be several",
        "Zelma or Zel",
    ) in reading.report.issues


def test_a_second_family_name_in_brackets_makes_an_alias(reading: Reading) -> None:
    found = names(reading, "Northmark:1, Part 3:2")
    assert found["Selma QUISTGAARD"] is NameKind.PRIMARY
    assert found["Selma KVISTGARD"] is NameKind.ALIAS


def test_a_family_name_before_a_comma_is_not_cut_off(reading: Reading) -> None:
    assert "Баранко, Олег Анатольевич" in names(reading, "Northmark:1, Part 1:3")


def test_known_as_says_of_what_kind_a_name_is(reading: Reading) -> None:
    assert names(reading, "JVCFOR:-:4") == {
        "Abu Sorli": NameKind.PRIMARY,
        "Abu Sorlie": NameKind.ALIAS,
        "Sorly Abu": NameKind.ALIAS,
        "Abu Sorlin": NameKind.FORMER,
        "أبو سورلي": NameKind.ORIGINAL_SCRIPT,
    }
    assert names(reading, "Southmark:Part 2:6")["Old Mills (Nord)"] is NameKind.FORMER


def test_names_in_brackets_are_aliases_of_the_firm(reading: Reading) -> None:
    found = names(reading, "Northmark:1, Part 2:1")
    assert list(found)[:3] == [
        "Vintergatan Trading JSC",
        "Vintergatan Handel JSC",
        "Joint Stock Company Vintergatan",
    ]


def test_a_legal_form_behind_a_comma_stays_with_its_firm(reading: Reading) -> None:
    assert "Винтергатан, АО" in names(reading, "Northmark:1, Part 2:1")
    assert "S.N. Supply, Inc." in names(reading, "Southmark:Part 2:5")


def test_a_comma_within_a_name_does_not_split_it(reading: Reading) -> None:
    quoted = 'Акционерное Общество "Винтергатан, Север"'
    assert {quoted, "Винтергатан-Юг"} <= set(names(reading, "Northmark:1, Part 2:1"))
    assert {"Институт связи, химии и права", "ИСХ"} <= set(names(reading, "Southmark:Part 2:5"))


def test_english_and_french_are_two_names(reading: Reading) -> None:
    found = names(reading, "Southmark:Part 2:5")
    assert found["Southmark Navy"] is NameKind.PRIMARY
    assert found["Force navale du sud"] is NameKind.ALIAS
    assert "Steel Mills (Nord/Syd)" in names(reading, "Southmark:Part 2:6")


@pytest.mark.parametrize(
    ("reference", "dates"),
    [
        ("Northmark:1, Part 1:1", ("1961-04-07",)),  # leading blank
        ("Northmark:1, Part 3:2", ("1966", "1967")),
        ("JVCFOR:-:4", ("1966-01-17",)),  # a spreadsheet's number
        ("Northmark:1, Part 1:3", ()),  # `Sep-99`: of which century?
        ("Southmark:Part 1:8", ("1950-03",)),  # the field's name until 2024
    ],
)
def test_every_form_of_birth_date(
    reading: Reading, reference: str, dates: tuple[str, ...]
) -> None:
    assert reading.listings[reference].birth_dates == dates


def test_a_date_that_is_not_understood_is_kept_and_reported(reading: Reading) -> None:
    listing = reading.listings["Northmark:1, Part 1:3"]
    assert "Born: Sep-99" in listing.remarks
    assert set(reading.report.issues) >= {
        ("Northmark:1, Part 1:3", "birth date not understood", "Sep-99"),
        ("Northmark:1, Part 1:3", "date not understood", "soon"),
    }


def test_a_ship_has_its_own_meaning_of_title_and_date(reading: Reading) -> None:
    ship = reading.listings["Northmark:1.1:1"]
    assert ship.type is TargetType.VESSEL
    assert [(one.kind, one.value) for one in ship.identifiers] == [("imo", "9074729")]
    assert (ship.birth_dates, ship.positions) == ((), ())
    assert {"Vessel type: Oil Tanker", "Built: 2004"} <= set(ship.remarks)


def test_a_ship_without_a_name_is_kept_by_its_number(reading: Reading) -> None:
    assert reading.listings["Northmark:1.1:2"].names == ()
    assert ("Northmark:1.1:2", "malformed identifier", "imo 9074728") in reading.report.issues


def test_fields_of_before_2024_are_read(reading: Reading) -> None:
    assert reading.listings["Southmark:Part 2:7"].type is TargetType.ORGANIZATION
    assert reading.listings["Southmark:Part 1:8"].positions == ("Dr.",)
    assert ("Southmark:Part 2:7", "unknown element", "Shade: grey") in reading.report.issues
    assert "Shade: grey" in reading.listings["Southmark:Part 2:7"].remarks


def test_what_cannot_be_a_listing_is_dropped_with_the_reason(reading: Reading) -> None:
    assert reading.report.dropped == (
        ("Southmark:Part 1:10", "prints no name"),
        ("Southmark:Part 1:8", "another entry with the same reference came before"),
    )


def test_records_without_a_regulation_are_another_layout(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(
        "<data-set><record><Country>A</Country><EntityOrShip>B</EntityOrShip></record>"
        "<record><Region>A</Region></record></data-set>",
        encoding="utf-8",
    )
    with pytest.raises(UnexpectedLayout, match="record 2 names no regulation"):
        read_files(path)


def test_the_real_list_is_read_whole(real: Callable[..., Reading]) -> None:
    reading = real("ca-sema/sema-lmes.xml")
    assert (reading.report.read, reading.report.dropped) == (4759, ())  # MANIFEST.csv
    kinds = [each.type for each in reading.listings.values()]
    assert kinds.count(TargetType.VESSEL) == 109
    # two dates that are none, and aliases that no rule can part
    assert len(reading.report.issues) < 20
    # MANIFEST.csv counts the fields for aliases, some of which hold several
    assert sum(len(each.names) for each in reading.listings.values()) > 8263
