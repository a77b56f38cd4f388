from dataclasses import replace

import pytest

from screening.errors import QueryError
from screening.evaluation.degraded import chosen_kinds, evaluate
from screening.evaluation.degrading import KINDS
from screening.screener import Screener


def test_every_listed_name_finds_its_own_listing_first(screener: Screener) -> None:
    (found,) = evaluate(screener, kinds=("identity",), sample=0).kinds

    # the ended listing's name is not among them; a weak alias alone need not hit
    assert (found.asked, found.candidates, found.first) == (5, 5, 5)


def test_weak_aliases_are_tried_as_they_are_only(screener: Screener) -> None:
    done = evaluate(screener, kinds=("identity", "letter dropped"), sample=0)

    assert {one.kind: one.asked for one in done.kinds} == {
        "identity": 5,
        "letter dropped": 4,
    }


def test_all_degraded_leaves_the_names_themselves_out(screener: Screener) -> None:
    done = evaluate(screener, kinds=("identity", "parts swapped", "title added"), sample=0)

    assert done.all_degraded is not None
    assert done.all_degraded.asked == sum(one.asked for one in done.kinds[1:])
    assert evaluate(screener, kinds=("identity",)).all_degraded is None


def test_a_sample_is_the_same_for_the_same_seed(screener: Screener) -> None:
    one, same, other = (
        evaluate(screener, kinds=("letter changed",), sample=2, seed=seed) for seed in (1, 1, 2)
    )

    assert (one.names, one.held) == (2, 5)
    assert replace(one, ms_median=0.0) == replace(same, ms_median=0.0)
    assert replace(one, ms_median=0.0) != replace(other, ms_median=0.0)


def test_what_is_not_found_is_shown_with_what_came_first(screener: Screener) -> None:
    never = Screener(screener.index, replace(screener.settings, threshold=1.0))

    done = evaluate(never, kinds=("parts swapped",), sample=0)

    assert [one.hit for one in done.worst] == [False] * 4
    assert done.worst[0].copy.kind == "parts swapped"
    assert done.worst[0].first is not None
    assert [one.score for one in done.worst] == sorted(one.score for one in done.worst)


def test_how_many_are_screened_is_told_before(screener: Screener) -> None:
    told: list[int] = []

    evaluate(screener, kinds=("identity",), sample=3, told=told.append)

    assert told == [3]


def test_kinds_are_named_with_blanks_or_hyphens() -> None:
    assert chosen_kinds(["letter-changed", "Part Split"]) == ("letter changed", "part split")
    assert chosen_kinds([]) == tuple(KINDS)


def test_a_kind_that_is_none_is_told_with_all_there_are() -> None:
    with pytest.raises(QueryError, match=r"^kinds: 'typo' is no kind .*letters-swapped"):
        chosen_kinds(["typo"])
