import pytest

from screening.cli.output import Exit
from screening.record.store import Store
from screening.settings import Settings
from tests.cli.conftest import Run
from tests.cli.record.conftest import Objects


def test_a_run_shows_what_it_says_and_rests_on_and_a_line_for_each_row(
    looked_up: str, run_of: str, objects: Objects
) -> None:
    entry, row = objects("record", "show", run_of)

    assert (entry["id"], entry["state"], entry["rows"]) == (run_of, "sealed", 1)
    assert entry["says"]["outcomes"] == {"hit": 1}
    assert entry["rests_on"]["decisive"]["threshold"] == 0.7
    assert row["receipt"] == looked_up
    assert row["says"]["query"] == {"name": "Kim Yong Bok"}


@pytest.mark.parametrize("form", ["{receipt}", "{run}-1", "{run}-1.1"])
def test_a_row_is_found_by_receipt_number_and_hit(
    looked_up: str, run_of: str, objects: Objects, form: str
) -> None:
    (row,) = objects("record", "show", form.format(receipt=looked_up, run=run_of))

    assert row["intact"] is True
    assert row["says"]["found"][0]["name"] == "KIM Yong Bok"
    assert (len(row["says"]["found"]) == 1) == ("." in form)


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_the_evidence(run_of: str, screen: Run) -> None:
    done = screen("record", "show", f"{run_of}-1.1")

    assert "found 1.evidence 1.feature" in done.stdout


def test_a_receipt_that_says_otherwise_is_told_of_loudly(looked_up: str, screen: Run) -> None:
    last = "0" if looked_up[-1] != "0" else "1"
    done = screen("record", "show", looked_up[:-1] + last)

    assert "THE RECEIPT IS NOT OF WHAT IS STORED" in done.stderr
    assert done.exit_code == Exit.FAILED


def test_a_line_that_was_changed_is_told_of_loudly(
    own: Settings, looked_up: str, run_of: str, screen: Run
) -> None:
    with Store.open(own) as store:
        store.do("UPDATE run SET salt = ? WHERE id = ?", b"other", run_of)

    for place in (looked_up, run_of):
        done = screen("record", "show", place)
        assert "THE LINE IS NOT WHAT WAS SEALED" in done.stderr
        assert done.exit_code == Exit.FAILED


def test_what_a_run_says_that_was_changed_is_told_of_loudly(
    own: Settings, run_of: str, screen: Run
) -> None:
    with Store.open(own) as store:
        store.do("UPDATE run SET body = replace(body, 'hit', 'hat')")

    done = screen("record", "show", run_of)

    assert "WHAT IT SAYS IS NOT WHAT WAS SEALED" in done.stderr
    assert done.exit_code == Exit.FAILED


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("0123456789", "nothing on record is called 0123456789"),
        ("{run}-2", "has no row 2; it has 1 rows"),
        ("{run}-1.99", "row 1 has "),
        ("nonsense", "is no id of the record"),
    ],
)
def test_what_is_not_on_record_is_said(
    run_of: str, screen: Run, place: str, words: str
) -> None:
    done = screen("record", "show", place.format(run=run_of))

    assert words in done.stderr
    assert done.exit_code == Exit.USAGE
