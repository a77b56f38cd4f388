"""Evaluating the screener: what it finds of what is listed, and whom it alerts on besides.

What counts is recall at a fixed share of alerting negatives: any recall can be
had by alerting on everybody.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from screening.domain.answers import Hit
from screening.evaluation.figures import NEVER, cut_above, percentile
from screening.evaluation.held import Ranked, is_of, open_candidates, ranked
from screening.evaluation.questions import SLICES, Question
from screening.screener import Screener
from screening.settings import with_overrides

ALERT_RATES = (0.001, 0.01, 0.05)
"""Shares of the negatives that may alert, at which recall is told."""

RANKS = (1, 5, 10)
SHOWN = 10
"""Candidates of an answer that count: what nobody is shown by default is not found."""

LOW = 0.002
"""The floor while measuring: cuts are looked for down to it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what came back.

    Args:
        question: what was asked.
        ranked: where the expected listing stands; of a negative, what came first.
        scores: of the candidates that count, best first.
        seconds: how long the answer took.
    """

    question: Question
    ranked: Ranked
    scores: tuple[float, ...]
    seconds: float

    @property
    def score(self) -> float:
        """Score of what was expected, `NEVER` where it did not come."""
        return NEVER if self.ranked.hit is None else self.ranked.hit.score

    @property
    def top(self) -> float:
        """The best score of anything, `NEVER` where nothing came."""
        return self.scores[0] if self.scores else NEVER


@dataclass(frozen=True, slots=True)
class AtRate:
    """What is found where a share of the negatives may alert.

    Args:
        rate: that share (0 to 1).
        cut: the score above which a candidate alerts; None where any score may.
        recall: share of the positives that alert for what was expected.
    """

    rate: float
    cut: float | None
    recall: float


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """What happens at the threshold in force.

    Args:
        threshold: score (0 to 1) from which a candidate is a hit.
        recall: share of the positives that hit what was expected.
        alert_rate: share of the negatives with a hit; None without negatives.
        hits_per_negative: hits of a negative in the mean; None without negatives.
        hits_per_positive: hits of a positive in the mean.
    """

    threshold: float
    recall: float
    alert_rate: float | None
    hits_per_negative: float | None
    hits_per_positive: float


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of some positives.

    Args:
        asked: how many there are.
        at_any_score: share found at all.
        recall_at: rank to the share found at it or before.
        mrr: mean of 1 divided by the rank, 0 where not found.
        at_rates: for each share of alerts.
        at_threshold: share that hits at the threshold.
    """

    asked: int
    at_any_score: float
    recall_at: dict[int, float]
    mrr: float
    at_rates: tuple[AtRate, ...]
    at_threshold: float


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """What an evaluation of queries came to.

    Args:
        positives: every positive asked.
        negatives: every negative asked.
        found: of all positives.
        at_threshold: recall and alerts there.
        slices: slice and value to what was found there.
        alerts_by: slice and value to how many negatives it has and how many alert.
        ms_median: milliseconds a query took, the median.
        ms_p99: what 99 of 100 queries stayed below.
        misses: positives that did not hit at the threshold, the lowest first.
        false_alarms: negatives that did, the highest first.
    """

    positives: tuple[Asked, ...]
    negatives: tuple[Asked, ...]
    found: Found
    at_threshold: AtThreshold
    slices: dict[str, dict[str, Found]]
    alerts_by: dict[str, dict[str, tuple[int, int]]]
    ms_median: float
    ms_p99: float
    misses: tuple[Asked, ...]
    false_alarms: tuple[Asked, ...]


def low_floor(screener: Screener) -> Screener:
    """The same screener, but with everything shown that scores at all."""
    settings = with_overrides(screener.settings, floor=min(LOW, screener.settings.threshold))
    return Screener(screener.index, settings, screener.scope)


def ask(screener: Screener, questions: Iterable[Question]) -> tuple[Asked, ...]:
    """Ask every question, down to a low floor.

    Args:
        screener: what to ask; its floor does not matter.
        questions: positives and negatives alike.

    Raises:
        QueryError: one cannot be screened.
    """
    low = low_floor(screener)
    return tuple(_asked(low, question) for question in questions)


def _asked(screener: Screener, question: Question) -> Asked:
    begin = time.perf_counter()
    answer = screener.screen(question.query)
    seconds = time.perf_counter() - begin
    found = open_candidates(answer.candidates[:SHOWN])
    place = ranked(found, (is_of(hit, question.expected) for hit in found))
    return Asked(question, _lean(place), tuple(hit.score for hit in found), seconds)


def _lean(place: Ranked) -> Ranked:
    """The same without the evidence, of which a hundred thousand would fill the memory."""
    return replace(place, hit=_bare(place.hit), first=_bare(place.first))


def _bare(hit: Hit | None) -> Hit | None:
    return None if hit is None else replace(hit, evidence=(), measured=(), linked=())


def figures(
    positives: Sequence[Asked], negatives: Sequence[Asked], *, threshold: float
) -> QueryFigures:
    """What answers come to.

    Args:
        positives: at least one.
        negatives: may be none; then nothing is told of alerts.
        threshold: score (0 to 1) from which a candidate is a hit.
    """
    cuts = {}
    if negatives:
        tops = [one.top for one in negatives]
        cuts = {rate: cut_above(tops, rate) for rate in ALERT_RATES}
    times = [one.seconds * 1000 for one in (*positives, *negatives)]
    return QueryFigures(
        positives=tuple(positives),
        negatives=tuple(negatives),
        found=found_of(positives, cuts, threshold),
        at_threshold=_at_threshold(positives, negatives, threshold),
        slices={
            name: {
                value: found_of(group, cuts, threshold)
                for value, group in _groups(positives, name).items()
            }
            for name in SLICES
        },
        alerts_by={
            name: {
                value: (len(group), sum(one.top >= threshold for one in group))
                for value, group in _groups(negatives, name).items()
            }
            for name in ("file", "type", "script")
        },
        ms_median=statistics.median(times),
        ms_p99=percentile(times, 0.99) or 0.0,
        misses=tuple(
            sorted(
                (one for one in positives if one.score < threshold), key=lambda one: one.score
            )
        ),
        false_alarms=tuple(
            sorted((one for one in negatives if one.top >= threshold), key=lambda one: -one.top)
        ),
    )


def found_of(group: Sequence[Asked], cuts: dict[float, float], threshold: float) -> Found:
    """What was found of some positives.

    Args:
        group: at least one.
        cuts: share of alerts to the score above which a candidate alerts.
        threshold: score from which a candidate is a hit.
    """
    ranks = [one.ranked.rank for one in group]
    return Found(
        asked=len(group),
        at_any_score=_mean(rank is not None for rank in ranks),
        recall_at={most: _mean(rank is not None and rank <= most for rank in ranks)
                   for most in RANKS},
        mrr=_mean(1 / rank if rank else 0 for rank in ranks),
        at_rates=tuple(
            AtRate(rate, None if cut == NEVER else cut, _mean(one.score > cut for one in group))
            for rate, cut in cuts.items()
        ),
        at_threshold=_mean(one.score >= threshold for one in group),
    )  # fmt: skip


def _at_threshold(
    positives: Sequence[Asked], negatives: Sequence[Asked], threshold: float
) -> AtThreshold:
    return AtThreshold(
        threshold=threshold,
        recall=_mean(one.score >= threshold for one in positives),
        alert_rate=_mean(one.top >= threshold for one in negatives) if negatives else None,
        hits_per_negative=_mean(_hits(one, threshold) for one in negatives)
        if negatives
        else None,
        hits_per_positive=_mean(_hits(one, threshold) for one in positives),
    )


def _hits(one: Asked, threshold: float) -> int:
    return sum(score >= threshold for score in one.scores)


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _groups(asked: Iterable[Asked], name: str) -> dict[str, list[Asked]]:
    groups: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        groups[one.question.slices.get(name, "not told")].append(one)
    return {value: groups[value] for value in sorted(groups)}
