"""The UK Sanctions List as CSV: rows of one designation, wherever they stand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.domain.targets import NameKind
from screening.errors import UnexpectedLayout
from screening.sources.catalogue import NO_END_MARK
from tests.sources.conftest import Reading, read_files

GIVEN = Path(__file__).with_name("golden") / "gb-fcdo-csv/given/UK-Sanctions-List.csv"


@pytest.fixture
def reading(golden: Callable[[str], Reading]) -> Reading:
    return golden("gb-fcdo-csv")


def test_the_day_is_that_of_the_report(reading: Reading) -> None:
    assert (reading.source, reading.published_on) == ("gb-fcdo", "2026-04-29")


def test_rows_apart_are_one_designation_and_say_each_thing_once(reading: Reading) -> None:
    assert list(reading.listings) == ["ZZA0001", "ZZC0003"]
    person = reading.listings["ZZA0001"]
    assert [name.text for name in person.names] == [
        "ARVID TOMAS KELLERMUND",
        "Arvid Tomas Kellermund",
        "Арвид Келлермунд",
    ]
    assert person.birth_dates == ("1945", "1975")
    assert person.addresses == ("Long Street 1, Storvik, Sweden",)
    assert [one.value for one in person.identifiers] == ["ZP112233"]


def test_values_of_a_ship_are_gathered_from_its_rows(reading: Reading) -> None:
    ship = reading.listings["ZZC0003"]
    assert [name.kind for name in ship.names] == [NameKind.PRIMARY, NameKind.WEAK_ALIAS]
    assert {"Previous flag: Norway", "Previous flag: Denmark", "Length: 110"} <= set(
        ship.remarks
    )


def test_a_column_that_is_not_known_is_kept_and_reported(reading: Reading) -> None:
    assert "Colour of hull: Red" in reading.listings["ZZC0003"].remarks
    assert reading.report.warnings == (
        NO_END_MARK,
        "unknown column Colour of hull: its content is kept as a remark",
    )


def test_a_row_without_an_id_is_dropped_by_its_line(reading: Reading) -> None:
    assert reading.report.dropped == (("line 8", "prints no Unique ID"),)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    changed = tmp_path / "UK-Sanctions-List.csv"
    changed.write_bytes(GIVEN.read_bytes().replace(b"D.O.B", b"Birth"))
    with pytest.raises(UnexpectedLayout, match=r"lacks the columns D\.O\.B"):
        read_files(changed)
