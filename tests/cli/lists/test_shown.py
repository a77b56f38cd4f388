"""What other commands show of a list that has changed."""

import json

from screening.cli.output import Exit
from tests.cli.conftest import Run

FIRM = "Vintergatan Shipping Co"


def lines(run: Run, *words: str) -> list[list[str]]:
    return [text.split("\t") for text in run("show", *words).stdout.splitlines()]


def test_a_listing_is_shown_as_it_is_now_and_with_its_history_where_asked(both: Run) -> None:
    now = lines(both, "ZZi.001")
    history = lines(both, "ZZi.001", "--history")

    assert [cells[0] for cells in now].count("version") == 1
    assert [cells[0] for cells in history].count("version") == 2
    changed = [cells[1] for cells in history if cells[0] == "changed"]
    assert "names: - Arved Kellermunt (alias); + A. Kellerman (alias)" in changed


def test_json_has_what_changed_as_fields(both: Run) -> None:
    done = both("show", "ZZi.001", "--history", "--json")

    newest, first = map(json.loads, done.stdout.splitlines())
    assert "names" in {each["field"] for each in newest["changes"]}
    assert (first["changes"], first["until"]["published_on"]) == ([], "2026-05-06")
    assert (newest["until"], newest["removed"]) == (None, None)


def test_a_listing_that_has_gone_is_marked_with_the_days_between(both: Run) -> None:
    told = dict(cells[:2] for cells in lines(both, "ZZe.001") if len(cells) > 1)
    version = json.loads(both("show", "ZZe.001", "--json").stdout)

    assert told["removed"] == "from the list between 2026-03-04 and 2026-05-06"
    assert version["removed"] == "2026-03-04/2026-05-06"


def test_a_listing_that_came_again_says_so(both: Run) -> None:
    both("lists", "activate", "10", "--reason", "May was wrong")
    told = dict(cells[:2] for cells in lines(both, "ZZe.001") if len(cells) > 1)

    assert "came again" in told
    assert "removed" not in told


def test_a_hit_on_a_listing_that_has_gone_tells_the_days_between(both: Run) -> None:
    done = both(FIRM, "--explain")

    assert done.exit_code == Exit.REVIEW
    assert "2026-03-04/2026-05-06" in done.stdout  # the column, for scripts
    assert "ended between 2026-03-04 and 2026-05-06" in done.stdout  # the sentence


def test_a_day_before_it_went_still_has_it(both: Run) -> None:
    assert both(FIRM, "--as-of", "2026-04-01").exit_code == Exit.HITS
