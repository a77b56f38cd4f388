"""The short form of FollowTheMoney data: what the golden file asks, and a real one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from tests.sources.conftest import SHARED, Reading, read_files

Golden = Callable[[str], Reading]
REAL = SHARED / "opensanctions" / "targets.simple_head.csv"


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("ftm-simple")


def test_a_cell_is_a_row_of_its_own(reading: Reading) -> None:
    listing = reading.listings["NK-zz1"]
    assert [name.text for name in listing.names] == [
        "Arvid Kellermund",
        "Арвид Кельлермунд",
        'ОАО "Кельлермунд"',
        "Kellermund; the elder",
    ]
    assert listing.addresses == ("Long Street 1; Storvik",)
    assert listing.programmes == ("ZZ-STO", "ZZ-HR")


def test_numbers_of_ships_say_their_kind_and_no_others(reading: Reading) -> None:
    kinds = {
        reference: [one.kind for one in each.identifiers]
        for reference, each in reading.listings.items()
    }
    assert kinds["NK-zz1"] == ["number", "email"]
    assert (kinds["NK-zz2"], kinds["NK-zz3"]) == (["imo", "number"], ["imo-company"])


def test_what_is_not_understood_is_kept_and_reported(reading: Reading) -> None:
    listing = reading.listings["NK-zz1"]
    assert (listing.birth_dates, listing.countries) == (("1961-04",), ("SE", "SU"))
    assert {"Born: noon", "Country: eu"} <= set(listing.remarks)
    assert set(reading.report.issues) == {
        ("NK-zz1", "birth date not understood", "noon"),
        ("NK-zz1", "unknown country", "qq"),
        ("NK-zz4", "unknown schema", "Ghost"),
    }
    assert reading.report.dropped == (("NK-zz5", "prints no name"),)


@pytest.mark.skipif(not REAL.exists(), reason="needs the real snapshots of ../shared/lists")
def test_a_file_that_is_cut_short_is_refused() -> None:
    with pytest.raises(UnexpectedLayout, match="cut short"):
        read_files(REAL)


@pytest.mark.skipif(not REAL.exists(), reason="needs the real snapshots of ../shared/lists")
def test_the_whole_rows_of_a_real_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_bytes(REAL.read_bytes().rpartition(b"\n")[0] + b"\n")
    reading = read_files(path)
    # MANIFEST.csv counts the torn row as well
    assert (reading.report.kept, reading.report.issues) == (22, ())
    assert not any(
        "”" in name.text[:1] for each in reading.listings.values() for name in each.names
    )
