import json

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run
from tests.cli.lists.conftest import pairs


def history(run: Run) -> list[dict[str, object]]:
    lines = run("lists", "history", "un-sc", "--json").stdout.splitlines()
    return [json.loads(line) for line in lines]


def test_a_quarantined_snapshot_becomes_the_list_with_the_reason_kept(waiting: Run) -> None:
    done = waiting("lists", "activate", "11", "--reason", "the firm was delisted in May")

    assert done.exit_code == Exit.CLEAR
    assert pairs(done.stdout)["listings"] == ["1 added, 1 changed, 1 unchanged, 1 ended"]
    newest = history(waiting)[0]
    assert (newest["state"], newest["decided_by"]) == ("active", "Selma Quistgaard")
    assert newest["decision"] == "the firm was delisted in May"


def test_a_rejected_snapshot_is_not_used_and_waits_no_more(waiting: Run) -> None:
    done = waiting("lists", "reject", "11", "--reason", "half of it is missing")

    assert done.exit_code == Exit.CLEAR
    assert [each["state"] for each in history(waiting)] == ["rejected", "active"]
    assert "quarantined" not in waiting("lists").stdout


@pytest.mark.parametrize("verb", ["activate", "reject"])
@pytest.mark.parametrize("reason", [(), ("--reason", "  ")])
def test_nothing_is_decided_without_a_reason(
    waiting: Run, verb: str, reason: tuple[str, ...]
) -> None:
    done = waiting("lists", verb, "11", *reason)

    assert done.exit_code == Exit.USAGE
    assert "reason" in done.stderr
    assert history(waiting)[0]["state"] == "quarantined"


def test_a_snapshot_that_is_not_there_is_told(waiting: Run) -> None:
    done = waiting("lists", "activate", "99", "--reason", "x")

    assert done.exit_code == Exit.FAILED
    assert "there is no snapshot 99" in done.stderr
