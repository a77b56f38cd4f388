import json

import pytest

from screening.cli.lists.history import COLUMNS
from screening.cli.output import Exit
from tests.cli.conftest import Run


def test_the_newest_snapshot_comes_first_with_its_reasons(waiting: Run) -> None:
    header, newest, before = (
        line.split("\t") for line in waiting("lists", "history", "un-sc").stdout.splitlines()
    )

    assert tuple(header) == COLUMNS
    assert newest[:3] == ["11", "quarantined", "2026-05-06"]
    assert "1 of 3 listings are gone" in newest[COLUMNS.index("reasons")]
    assert before[:3] == ["10", "active", "2026-03-04"]


def test_json_has_the_whole_report(both: Run) -> None:
    newest, _ = map(json.loads, both("lists", "history", "un-sc", "--json").stdout.splitlines())

    assert newest["snapshot"] == "11"
    assert newest["report"]["dropped"] == [["ZZi.003", "prints no name"]]


def test_a_list_of_which_nothing_came_is_told(screen: Run) -> None:
    done = screen("lists", "history", "un-sc")

    assert done.exit_code == Exit.USAGE
    assert "nothing was received of 'un-sc'" in done.stderr


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_sees_who_decided(waiting: Run) -> None:
    waiting("lists", "reject", "11", "--reason", "torn")
    shown = " ".join(waiting("lists", "history", "un-sc").stdout.split())

    assert "Selma Quistgaard" in shown
    assert "torn" in shown
