"""What is found and who is alerted on, on answers small enough to be counted by hand."""

import pytest

from screening.domain.answers import Hit, Tier
from screening.domain.queries import Query
from screening.evaluation.figures import NEVER
from screening.evaluation.held import Ranked
from screening.evaluation.questions import Question
from screening.evaluation.retrieval import LOW, Asked, AtRate, ask, figures, low_floor
from screening.screener import Screener
from tests.conftest import listing


def hit(score: float) -> Hit:
    return Hit(listing("P1", "Arvid"), "one", score, Tier.HIT, None, ())


def positive(rank: int | None, score: float, *others: float, kind: str = "spelling") -> Asked:
    """A query whose listing came at a rank with a score, among others' scores."""
    scores = sorted((*others, *([] if rank is None else [score])), reverse=True)
    found = None if rank is None else hit(score)
    question = Question("row 1", Query(name="a"), frozenset({("one", "P1")}), {"kind": kind})
    return Asked(question, Ranked(rank, found, found), tuple(scores), 0.001)


def negative(*scores: float) -> Asked:
    question = Question("row 1", Query(name="b"), slices={"file": "n.csv"})
    return Asked(question, Ranked(None, None, None), tuple(scores), 0.003)


POSITIVES = [
    positive(1, 0.95),
    positive(2, 0.75, 0.8),
    positive(7, 0.3, *[0.5] * 6, kind="initials"),
    positive(None, 0.0, kind="initials"),
]
NEGATIVES = [negative(0.9, 0.8), negative(0.5), negative(0.2), *[negative()] * 97]


def test_recall_is_told_by_rank() -> None:
    found = figures(POSITIVES, NEGATIVES, threshold=0.7).found

    assert found.asked == 4
    assert found.at_any_score == 3 / 4
    assert found.recall_at == {1: 1 / 4, 5: 2 / 4, 10: 3 / 4}
    assert found.mrr == pytest.approx((1 + 1 / 2 + 1 / 7) / 4)


def test_recall_is_told_at_a_share_of_alerts() -> None:
    found = figures(POSITIVES, NEGATIVES, threshold=0.7).found

    assert found.at_rates == (
        AtRate(0.001, 0.9, 1 / 4),  # not one of a hundred may alert
        AtRate(0.01, 0.5, 2 / 4),  # one may: that at 0.9
        AtRate(0.05, None, 3 / 4),  # five may, and only three ever score
    )


def test_the_threshold_is_told_with_its_price() -> None:
    done = figures(POSITIVES, NEGATIVES, threshold=0.7)

    assert done.at_threshold.recall == 2 / 4
    assert done.at_threshold.alert_rate == 1 / 100
    assert done.at_threshold.hits_per_negative == 2 / 100
    assert done.at_threshold.hits_per_positive == 3 / 4
    assert done.alerts_by["file"] == {"n.csv": (100, 1)}


def test_a_slice_is_measured_with_the_cuts_of_the_whole() -> None:
    slices = figures(POSITIVES, NEGATIVES, threshold=0.7).slices["kind"]

    assert slices["spelling"].at_rates[1] == AtRate(0.01, 0.5, 1.0)
    assert slices["initials"].at_rates[1] == AtRate(0.01, 0.5, 0.0)
    assert slices["initials"].recall_at[10] == 1 / 2


def test_the_worst_come_first() -> None:
    done = figures(POSITIVES, NEGATIVES, threshold=0.95)

    assert [one.score for one in done.misses] == [NEVER, 0.3, 0.75]
    assert done.false_alarms == ()


def test_without_negatives_nothing_is_told_of_alerts() -> None:
    done = figures(POSITIVES, [], threshold=0.7)

    assert done.found.at_rates == ()
    assert done.at_threshold.alert_rate is None


def test_times_are_of_all_queries() -> None:
    done = figures(POSITIVES, NEGATIVES, threshold=0.7)

    assert (done.ms_median, done.ms_p99) == pytest.approx((3.0, 3.0))


def test_the_screener_is_asked_down_to_a_low_floor(screener: Screener) -> None:
    expected = frozenset({("one", "O1")})
    questions = [
        Question("row 1", Query(name="Vintergatan Trading"), expected),
        Question("row 2", Query(name="Norrsken Trading"), expected),
        Question("row 3", Query(name="Ostfriesland")),
    ]

    first, second, third = ask(screener, questions)

    assert (first.ranked.rank, first.score) == (1, first.top)
    assert second.ranked.rank == 2  # another firm shares the rarer word
    assert LOW <= second.score < screener.settings.floor
    assert third.top == NEVER


def test_what_is_measured_is_not_what_is_shown(screener: Screener) -> None:
    assert low_floor(screener).settings.threshold == screener.settings.threshold
    assert low_floor(screener).settings.floor == LOW


def test_what_nobody_is_shown_is_not_found(
    screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screening.evaluation.retrieval.SHOWN", 1)
    question = Question("row 1", Query(name="Norrsken Trading"), frozenset({("one", "O1")}))

    (asked,) = ask(screener, [question])

    assert (asked.ranked.rank, len(asked.scores)) == (None, 1)
