"""Exporting, replaying and erasing, as the command line does them."""

from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

from screening.cli.output import Exit
from screening.record.store import Store
from screening.settings import Settings
from tests.cli.conftest import Run
from tests.cli.record.conftest import Objects

LONG_AGO = "2019-05-01T08:00:00.000Z"
TODAY = datetime.now(UTC).date().isoformat()


def test_a_run_is_written_to_one_file(run_of: str, screen: Run, tmp_path: Path) -> None:
    target = tmp_path / "run.zip"
    done = screen("record", "export", run_of, "-o", str(target))

    with ZipFile(target) as archive:
        assert archive.testzip() is None
        assert "README.txt" in archive.namelist()
    assert done.stdout == ""
    assert "Kim" not in done.stderr
    assert done.exit_code == Exit.CLEAR


def test_a_file_that_the_run_has_not_read_is_refused(
    run_of: str, screen: Run, tmp_path: Path
) -> None:
    other = tmp_path / "customers.csv"
    other.write_text("name\n", encoding="utf-8")
    target = tmp_path / "run.zip"
    done = screen("record", "export", run_of, "-o", str(target), "--input", str(other))

    assert "has no input file on record" in done.stderr
    assert done.exit_code == Exit.USAGE
    assert not target.exists()


def test_a_run_screened_again_is_the_same(run_of: str, screen: Run, objects: Objects) -> None:
    done = screen("record", "replay", run_of)

    assert done.stdout == "same: 1 rows\n"
    assert done.exit_code == Exit.CLEAR
    assert objects("record", "replay", run_of) == [
        {"run": run_of, "same": True, "rows": 1, "differing": 0, "changed_since": []}
    ]


def test_a_run_of_a_past_day_is_screened_against_that_day(
    own: Settings, screen: Run, objects: Objects
) -> None:
    (answer,) = objects("Kim Yong Bok", "--as-of", "2024-12-20")
    done = screen("record", "replay", answer["receipt"].partition("-")[0])

    assert done.stdout == "same: 1 rows\n"


def test_what_differs_is_said_row_by_row_and_ends_with_1(
    own: Settings, run_of: str, screen: Run
) -> None:
    with Store.open(own) as store:
        change = "UPDATE basis SET body = replace(body, '\"threshold\":0.7', '\"threshold\":1')"
        store.do(change)

    done = screen("record", "replay", run_of)

    assert done.stdout.startswith("row 1: was hit, is review\n")
    assert done.stdout.endswith("1 of 1 rows differ\n")
    assert "nothing that the record tells of has changed since" in done.stderr
    assert done.exit_code == Exit.FAILED


def test_a_state_that_is_not_kept_ends_with_5(own: Settings, run_of: str, screen: Run) -> None:
    with Store.open(own) as store:
        store.do('UPDATE basis SET body = replace(body, \'"sha256":"\', \'"sha256":"f\')')

    done = screen("record", "replay", run_of)

    assert "is not kept any more" in done.stderr
    assert done.exit_code == Exit.LISTS_UNFIT


def long_ago(own: Settings, run: str) -> None:
    """Put a run back in time; what it says is not what was sealed then."""
    with Store.open(own) as store:
        store.do("UPDATE run SET begun_at = ?, body = replace(body, ?, '2019')",
                 LONG_AGO, TODAY[:4])  # fmt: skip


def test_without_a_word_nothing_is_erased(own: Settings, run_of: str, screen: Run) -> None:
    long_ago(own, run_of)
    done = screen("record", "erase", "--before", "2020-01-01")

    assert done.stdout == "would erase 1 rows of 1 runs that ended before 2020-01-01\n"
    assert "nothing is erased yet" in done.stderr
    assert done.exit_code == Exit.USAGE
    assert "Kim Yong Bok" in screen("record", "show", f"{run_of}-1").stdout


def test_what_is_erased_says_so_and_cannot_be_screened_again(
    own: Settings, looked_up: str, run_of: str, screen: Run, objects: Objects
) -> None:
    long_ago(own, run_of)
    (done,) = objects("record", "erase", "--before", "2020-01-01", "--yes")

    assert (done["erased"], done["runs"], done["rows"]) == (True, [run_of], 1)
    assert done["emptied"] is True
    shown = screen("record", "show", looked_up)
    assert "erased" in shown.stdout
    assert shown.exit_code == Exit.CLEAR
    again = screen("record", "replay", run_of)
    assert "were erased" in again.stderr
    assert again.exit_code == Exit.USAGE


def test_nothing_of_a_customer_is_said_to_standard_error(
    own: Settings, looked_up: str, run_of: str, screen: Run
) -> None:
    with Store.open(own) as store:
        store.do("UPDATE run SET salt = ? WHERE id = ?", b"other", run_of)

    for words in (("verify",), ("show", looked_up), ("replay", run_of), ("list",)):
        assert "Kim" not in screen("record", *words).stderr
