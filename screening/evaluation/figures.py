"""What evaluations count: precision and recall, areas under curves, intervals.

Plain functions of scores and labels; nothing here knows what was compared.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

NEVER = float("-inf")
"""The score of what was not found, or never alerted."""

SURE = 1.959963984540054
"""Standard normal deviate of a two-sided interval of 95 %."""

_ALIKE = 1e-12
"""F1 values closer than this are one: they differ in the last bits alone."""

Scored = tuple[float, bool]
"""A score (0 to 1) and whether it is a match's."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How verdicts and labels agree at one threshold.

    Args:
        tp: matches at or above it.
        fp: non-matches at or above it: false alarms.
        fn: matches below it: misses.
        tn: non-matches below it.
    """

    tp: int
    fp: int
    fn: int
    tn: int

    @property
    def total(self) -> int:
        """All that was judged."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def matches(self) -> int:
        """How many of them are matches."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """Share of the alarms that are right; None where nothing alarmed."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Share of the matches that alarmed; None where there is no match."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; None without a match or an alarm."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def accuracy(self) -> float | None:
        """Share of the verdicts that are right; None where nothing was judged."""
        return share(self.tp + self.tn, self.total)


def share(part: float, whole: float) -> float | None:
    """A part of a whole (0 to 1); None where the whole is nothing."""
    return part / whole if whole else None


def confusion(scored: Iterable[Scored], threshold: float) -> Confusion:
    """Count verdicts: what scores the threshold or more is one."""
    counts = {(hit, match): 0 for hit in (True, False) for match in (True, False)}
    for score, match in scored:
        counts[score >= threshold, match] += 1
    return Confusion(
        tp=counts[True, True],
        fp=counts[True, False],
        fn=counts[False, True],
        tn=counts[False, False],
    )


@dataclass(frozen=True, slots=True)
class Step:
    """What is at or above one score that occurs.

    Args:
        score: the score.
        tp: matches that score it or more.
        fp: non-matches that do.
    """

    score: float
    tp: int
    fp: int


def steps(scored: Iterable[Scored]) -> Iterator[Step]:
    """Each score that occurs, the highest first, and what reaches it."""
    tp = fp = 0
    ordered = sorted(scored, key=lambda one: -one[0])
    for score, group in groupby(ordered, key=lambda one: one[0]):
        for _, match in group:
            tp, fp = tp + match, fp + (not match)
        yield Step(score, tp, fp)


def best_cut(scored: Sequence[Scored]) -> tuple[float, float] | None:
    """The cut with the highest F1, and that F1; of several the highest cut.

    The cut lies halfway to the next lower score, so that it is not the very
    score of the pair that decided.

    Returns:
        Cut and F1, or None where there is no match to find.
    """
    matches = sum(match for _, match in scored)
    if not matches:
        return None
    best, cut = -1.0, 1.0
    found = list(steps(scored))
    for number, step in enumerate(found):
        f1 = 2 * step.tp / (matches + step.tp + step.fp)
        if f1 > best + _ALIKE:
            below = found[number + 1].score if number + 1 < len(found) else step.score
            best, cut = f1, (step.score + below) / 2
    return cut, best


def auc(scored: Sequence[Scored]) -> float | None:
    """Area under the ROC curve: how often a match outscores a non-match.

    Equal scores count half. None where all are matches, or none is.
    """
    matches, others = _apart(scored)
    if not matches or not others:
        return None
    return sum(_beaten(score, others) for score in matches) / len(matches)


def auc_interval(scored: Sequence[Scored]) -> Interval | None:
    """95 % interval of the area under the ROC curve.

    After E. DeLong, D. DeLong and D. Clarke-Pearson, Biometrics 44 (1988), 837.

    Returns:
        Lowest and highest value, within 0 to 1; None with fewer than two of
        either kind.
    """
    matches, others = _apart(scored)
    if len(matches) < 2 or len(others) < 2:
        return None
    by_match = [_beaten(score, others) for score in matches]
    by_other = [1 - _beaten(score, matches) for score in others]
    area = sum(by_match) / len(by_match)
    variance = sum(
        sum((value - area) ** 2 for value in values) / (len(values) - 1) / len(values)
        for values in (by_match, by_other)
    )
    reach = SURE * math.sqrt(variance)
    return max(0.0, area - reach), min(1.0, area + reach)


def average_precision(scored: Sequence[Scored]) -> float | None:
    """Mean precision over the matches, in the order of their scores.

    The sum over each score of the recall it adds times the precision there,
    equal scores in one step. None where there is no match.
    """
    matches = sum(match for _, match in scored)
    if not matches:
        return None
    area, before = 0.0, 0
    for step in steps(scored):
        area += (step.tp - before) / matches * step.tp / (step.tp + step.fp)
        before = step.tp
    return area


def wilson(part: int, whole: int) -> Interval | None:
    """95 % interval of a share, after E. B. Wilson, JASA 22 (1927), 209.

    Returns:
        Lowest and highest share, None where the whole is nothing.
    """
    if not whole:
        return None
    rate, square = part / whole, SURE * SURE
    centre = (rate + square / (2 * whole)) / (1 + square / whole)
    reach = (
        SURE
        / (1 + square / whole)
        * math.sqrt(rate * (1 - rate) / whole + square / (4 * whole * whole))
    )
    return max(0.0, centre - reach), min(1.0, centre + reach)


def cut_above(negatives: Sequence[float], rate: float) -> float:
    """The score above which no more than a share of the negatives lies.

    Args:
        negatives: the highest score of each; `NEVER` where nothing came back.
        rate: the share (0 to 1) that may alert.

    Returns:
        A score that itself is too low; `NEVER` where all of them may alert.
    """
    allowed = int(rate * len(negatives) + 1e-9)
    highest_first = sorted(negatives, reverse=True)
    return highest_first[allowed] if allowed < len(highest_first) else NEVER


def percentile(values: Sequence[float], rate: float) -> float | None:
    """The value that a share (0 to 1) of the values stays below or at; None for none."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(rate * len(ordered)))]


def _apart(scored: Iterable[Scored]) -> tuple[list[float], list[float]]:
    matches: list[float] = []
    others: list[float] = []
    for score, match in scored:
        (matches if match else others).append(score)
    return sorted(matches), sorted(others)


def _beaten(score: float, others: Sequence[float]) -> float:
    """Share of other scores that are lower, equal ones counted half.

    Args:
        score: the one to compare.
        others: in rising order.
    """
    below = bisect_left(others, score)
    equal = bisect_left(others, math.nextafter(score, math.inf)) - below
    return (below + equal / 2) / len(others)
