"""How rows score, counted in steps: what a million of them take is what one takes."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from screening.domain.answers import Hit, Reason
from screening.matching.model import score

BINS = 50
GRID = tuple(n / BINS for n in range(BINS + 1))
"""Scores from 0 to 1 in steps of 0.02, each the number that is written so."""

HELD_BACK = frozenset({Reason.WEAK_ALIAS, Reason.TOO_GENERIC, Reason.ENDED})
"""Reasons for which a candidate is for review whatever its score: `matching/verdict.py`."""


class Reach(NamedTuple):
    """How far up a row stays an alert, as a threshold rises from step to step.

    Args:
        hit: at so many of the steps, counted from the lowest, it is a hit.
        shown: at so many of them it is a hit or for review; no fewer than `hit`.
    """

    hit: int
    shown: int


class Scores:
    """The best scores of rows, and at which thresholds they are alerts.

    Args:
        limits: scores (0 to 1) that are steps beside those of `GRID`, so that what is
            told of them is exact: the threshold and the floor.
    """

    __slots__ = ("best", "reaches", "steps")

    def __init__(self, limits: Iterable[float] = ()) -> None:
        self.steps = tuple(sorted({*GRID, *limits}))
        self.best: Counter[int] = Counter()
        self.reaches: Counter[Reach] = Counter()

    def add(self, candidates: Iterable[Hit], floor: float) -> None:
        """Count a row by its candidates, of which there is at least one.

        Args:
            candidates: its hits and reviews.
            floor: score (0 to 1) from which a candidate was shown.
        """
        best = hit = shown = 0.0
        for each in candidates:
            best = max(best, each.score)
            if each.score < floor:
                # shown as long as its name alone reaches the threshold
                shown = max(shown, _alone(each))
                continue
            shown = math.inf
            if not any(note.code in HELD_BACK for note in each.notes):
                hit = max(hit, each.score)
        self.best[min(bisect_right(GRID, best), BINS) - 1] += 1
        self.reaches[Reach(self._reached(hit), self._reached(shown))] += 1

    def merge(self, other: "Scores") -> None:
        """Take in the rows of another, which has the same steps."""
        self.best.update(other.best)
        self.reaches.update(other.reaches)

    def bins(self) -> tuple[int, ...]:
        """How many rows have their best score in each step of `GRID`; 1 is in the last."""
        return tuple(self.best[place] for place in range(BINS))

    def at(self, threshold: float) -> tuple[int, int]:
        """How many rows would be a hit at a threshold, and how many for review.

        Args:
            threshold: one of the steps.
        """
        place = self.steps.index(threshold)
        hits = sum(count for reach, count in self.reaches.items() if reach.hit > place)
        shown = sum(count for reach, count in self.reaches.items() if reach.shown > place)
        return hits, shown - hits

    def _reached(self, best: float) -> int:
        return bisect_right(self.steps, best) if best else 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Scores) and self._values() == other._values()

    __hash__ = None  # type: ignore[assignment]  # it grows

    def _values(self) -> tuple[object, ...]:
        return self.steps, self.best, self.reaches


def _alone(hit: Hit) -> float:
    """The score of the name alone, which what is measured of it sums to."""
    return score(sum(one.points for one in hit.measured))
