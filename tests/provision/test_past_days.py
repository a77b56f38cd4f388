"""What the lists said on a past day."""

import os
import time
from pathlib import Path

import pytest

from screening import Screener
from screening.provision import ready_index, saying
from screening.provision.past import KEPT
from screening.settings import Settings
from tests.provision.conftest import (
    LATER,
    TRAVELLER,
    come,
    index_files,
)

DAYS = ("2025-01-15", "2025-02-15", None)


def found_on(settings: Settings, day: str | None, name: str) -> bool:
    with Screener(ready_index(settings, as_of=day), settings) as screener:
        hits = screener.screen(name).hits
    return any(hit.listing.authority == "eu" and not hit.listing.delisted for hit in hits)


def past_indexes(settings: Settings) -> set[Path]:
    return set((settings.data_dir / "index").glob("*-as-of-*.idx"))


def test_a_past_day_is_answered_from_the_lists_of_then(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    come(settings, LATER, day="2025-02-01")

    assert [found_on(settings, day, "Arvid Kellermund") for day in DAYS] == [True, False, False]
    assert [found_on(settings, day, "Selma Quistgaard") for day in DAYS] == [False, True, True]


def test_a_list_of_which_nothing_is_kept_from_then_is_named(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    said: list[str] = []

    ready_index(settings, said.append, as_of="2024-12-31").close()

    assert said == ["own: no state of 2024-12-31 or before is kept; not screened against"]


def test_built_in_packages_count_on_a_past_day_as_they_were_in_force(
    settings: Settings,
) -> None:
    """Korea's round is of 17 December 2024."""
    counts = [len(ready_index(settings, as_of=day)) for day in ("2024-12-01", "2024-12-31")]

    assert counts[0] < counts[1] < 229


def test_the_index_of_a_past_day_is_kept_for_the_next_question(settings: Settings) -> None:
    ready_index(settings, as_of="2025-01-15").close()
    (made,) = past_indexes(settings)
    before = made.stat().st_ino

    ready_index(settings, as_of="2025-01-15").close()

    assert [path.stat().st_ino for path in past_indexes(settings)] == [before]


def test_a_torn_index_of_a_past_day_is_made_again(settings: Settings) -> None:
    whole = len(ready_index(settings, as_of="2025-01-15"))
    (made,) = past_indexes(settings)
    made.write_bytes(made.read_bytes()[:100])

    assert len(ready_index(settings, as_of="2025-01-15")) == whole


def test_an_older_state_that_is_loaded_later_changes_the_answer_about_its_days(
    settings: Settings,
) -> None:
    come(settings, LATER, day="2025-02-01")
    assert not found_on(settings, "2025-01-15", "Arvid Kellermund")

    come(settings, TRAVELLER, day="2025-01-01")

    assert found_on(settings, "2025-01-15", "Arvid Kellermund")


def test_a_list_that_came_later_is_missed_on_a_day_asked_about_before(
    settings: Settings,
) -> None:
    assert ready_index(settings, as_of="2025-01-15").absent == ()

    come(settings, TRAVELLER, day="2025-02-01")

    assert ready_index(settings, as_of="2025-01-15").absent == ("own",)


def test_the_days_asked_about_longest_ago_are_forgotten(settings: Settings) -> None:
    days = [f"2025-01-{number:02}" for number in range(1, KEPT + 1)]
    for age, day in enumerate(reversed(days), 1):
        before = past_indexes(settings)
        ready_index(settings, as_of=day).close()
        (made,) = past_indexes(settings) - before
        long_ago = time.time() - 100 * (KEPT - age + 1)
        os.utime(made, (long_ago, long_ago))
        if age == 1:
            first = made
        if age == 2:
            second = made
    ready_index(settings, as_of=days[-1]).close()  # the first one, asked about once more

    ready_index(settings, as_of="2025-06-01").close()

    assert len(past_indexes(settings)) == KEPT
    assert first.exists()
    assert not second.exists()
    assert index_files(settings)


def test_compiling_the_lists_of_a_day_is_said_once_where_it_takes_a_while(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saying, "WORTH_A_WORD", 100)
    said: list[str] = []

    for _ in range(2):
        ready_index(settings, said.append, as_of="2025-12-31").close()

    (line,) = said
    assert line.startswith("compiling the index of 229 listings as of 2025-12-31")
