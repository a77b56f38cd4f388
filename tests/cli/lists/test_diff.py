import csv
import io
import json

import pytest

from screening.cli.lists.changes import COLUMNS
from screening.cli.output import Exit
from tests.cli.conftest import Run

SUMMARY = (
    "1 added, 1 removed, 1 changed between un-sc of 2026-03-04 (snapshot 10) and of "
    "2026-05-06 (snapshot 11)"
)


def rows(output: str) -> list[dict[str, str]]:
    header, *lines = (line.split("\t") for line in output.splitlines())
    assert tuple(header) == COLUMNS
    return [dict(zip(header, cells, strict=True)) for cells in lines]


def test_what_is_new_gone_and_changed_is_told(both: Run) -> None:
    done = both("lists", "diff", "un-sc")

    found = rows(done.stdout)
    assert done.exit_code == Exit.CLEAR
    assert SUMMARY in done.stderr
    assert [(row["kind"], row["reference"]) for row in found[:2]] == [
        ("added", "ZZi.004"),
        ("removed", "ZZe.001"),
    ]
    names = next(row for row in found if row["field"] == "names")
    assert names["removed"] == "Arved Kellermunt (alias)"
    assert names["added"] == "A. Kellerman (alias)"


def test_only_the_fields_asked_for_are_shown_and_the_others_counted(both: Run) -> None:
    names = both("lists", "diff", "un-sc", "--fields", "names")
    gender = both("lists", "diff", "un-sc", "--fields", "gender,birth dates")

    assert {row["field"] for row in rows(names.stdout)} == {"", "names"}
    assert "not shown" not in names.stderr
    assert {row["kind"] for row in rows(gender.stdout)} == {"added", "removed"}
    assert "1 changed in other fields alone, not shown" in gender.stderr


def test_states_are_named_by_number_or_day(both: Run) -> None:
    usual = both("lists", "diff", "un-sc").stdout

    assert both("lists", "diff", "un-sc", "10", "11").stdout == usual
    assert both("lists", "diff", "un-sc", "2026-04-01", "2026-06-01").stdout == usual


def test_csv_is_safe_for_a_spreadsheet(both: Run) -> None:
    done = both("lists", "diff", "un-sc", "--csv")

    found = list(csv.DictReader(io.StringIO(done.stdout)))
    assert found[0]["name"] == "'=TORSTEN FALK"
    assert list(found[0]) == list(COLUMNS)
    assert SUMMARY in done.stderr


def test_json_has_an_object_for_each_entry(both: Run) -> None:
    done = both("lists", "diff", "un-sc", "--json")

    added, _, changed = (json.loads(line) for line in done.stdout.splitlines())
    assert (added["kind"], added["name"], added["fields"]) == ("added", "=TORSTEN FALK", [])
    assert changed["before"] == {"snapshot": "10", "day": "2026-03-04"}
    (names,) = (each for each in changed["fields"] if each["field"] == "names")
    assert names["added"] == ["A. Kellerman (alias)"]


def test_a_quarantined_state_can_be_looked_at(waiting: Run) -> None:
    done = waiting("lists", "diff", "un-sc", "10", "11")

    assert "1 added, 1 removed, 1 changed" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nobody",), "nothing was received of 'nobody'"),
        (("un-sc", "99"), "no snapshot 99"),
        (("un-sc", "1999-01-01"), "of 1999-01-01 or before"),
        (("un-sc", "--fields", "shoes"), "no field 'shoes'"),
        (("un-sc", "--json", "--csv"), "either --json or --csv"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    both: Run, words: tuple[str, ...], said: str
) -> None:
    done = both("lists", "diff", *words)

    assert done.exit_code == Exit.USAGE
    assert said in done.stderr


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_the_sum_first_and_the_changes_in_words(both: Run) -> None:
    shown = " ".join(both("lists", "diff", "un-sc").stdout.split())

    assert shown.startswith(SUMMARY)
    assert "names: - Arved Kellermunt" in shown
    assert "Kellerman (alias)" in shown
