import json
from datetime import UTC, date, datetime

import pytest

from screening.cli.lists.status import COLUMNS
from screening.cli.manner import NOT_FULL
from screening.cli.output import Exit
from tests.cli.conftest import Run

BEFORE = (
    "source title authority published_on retrieved_at listings delisted names sha256"
).split()


def rows(output: str) -> dict[str, dict[str, str]]:
    header, *lines = (line.split("\t") for line in output.splitlines())
    assert tuple(header) == COLUMNS
    return {cells[0]: dict(zip(header, cells, strict=True)) for cells in lines}


def test_each_list_shows_from_where_as_of_when_and_how_many(screen: Run) -> None:
    eu = rows(screen("lists").stdout)["builtin-eu-15"]

    assert (eu["authority"], eu["published_on"]) == ("eu", "2026-07-17")
    assert (eu["listings"], eu["delisted"], len(eu["sha256"])) == ("167", "3", 64)
    assert eu["state"] == "ok"


def test_the_columns_that_scripts_know_come_first() -> None:
    assert list(COLUMNS[: len(BEFORE)]) == BEFORE


def test_the_group_alone_is_its_status(screen: Run) -> None:
    assert screen("lists").stdout == screen("lists", "status").stdout
    assert screen("lists", "--json").stdout == screen("lists", "status", "--json").stdout


def test_a_list_that_does_not_tell_its_day_has_none(screen: Run) -> None:
    found = [json.loads(line) for line in screen("lists", "--json").stdout.splitlines()]

    (korean,) = (each for each in found if each["source"] == "builtin-kr-2024-12-17")
    assert korean["published_on"] is None
    assert korean["builtin"] is True
    assert len(korean["sha256"]) == 64
    assert (korean["state"], korean["waiting"], korean["failure"]) == ("ok", None, None)


def test_built_in_packages_alone_are_told_to_be_not_the_full_lists(screen: Run) -> None:
    assert NOT_FULL in screen("lists").stderr


def test_built_in_packages_alone_are_not_fit_where_an_age_is_asked(screen: Run) -> None:
    done = screen("lists", "status", "--max-age", "9w")

    assert done.exit_code == Exit.LISTS_UNFIT
    assert "no official list is loaded" in done.stderr


def test_an_old_list_is_named_and_a_young_one_is_not(both: Run) -> None:
    age = (datetime.now(UTC).date() - date(2026, 5, 6)).days

    old = both("lists", "status", "--max-age", f"{age - 1}d")
    young = both("lists", "status", "--max-age", f"{age + 2}d")

    assert old.exit_code == Exit.LISTS_UNFIT
    assert "un-sc: last known to be current on 2026-05-06" in old.stderr
    assert "not fit" not in young.stderr
    assert young.exit_code == Exit.CLEAR


def test_a_quarantined_snapshot_is_told_with_its_reasons(waiting: Run) -> None:
    done = waiting("lists")
    state = rows(done.stdout)["un-sc"]

    assert done.exit_code == Exit.CLEAR
    assert (state["state"], state["published_on"]) == ("quarantined", "2026-03-04")
    assert "1 of 3 listings are gone" in state["why"]
    assert "screen lists activate or reject" in done.stderr


def test_a_quarantined_snapshot_is_not_fit_where_an_age_is_asked(waiting: Run) -> None:
    done = waiting("lists", "status", "--max-age", "9999d")

    assert done.exit_code == Exit.LISTS_UNFIT
    assert "waits for somebody to activate or reject it" in done.stderr


def test_json_tells_what_waits(waiting: Run) -> None:
    lines = waiting("lists", "--json").stdout.splitlines()
    (un,) = (each for each in map(json.loads, lines) if each["source"] == "un-sc")

    assert (un["state"], un["waiting"]["published_on"]) == ("quarantined", "2026-05-06")
    assert un["waiting"]["reasons"]


def test_an_age_that_is_none_is_refused(screen: Run) -> None:
    done = screen("lists", "status", "--max-age", "soon")

    assert done.exit_code == Exit.USAGE
    assert "write 36h, 2d or 1w" in done.stderr


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_sees_what_ails_a_list_under_the_table(waiting: Run) -> None:
    shown = " ".join(waiting("lists").stdout.split())

    assert "un-sc: snapshot 11 is quarantined: 1 of 3 listings are gone" in shown
