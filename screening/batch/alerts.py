"""How many alerts a run would raise at other thresholds: what a dry run is for."""

from dataclasses import dataclass

from screening.batch.scores import GRID
from screening.batch.tally import Tally
from screening.records import replace
from screening.screener import Screener

HIGHEST = 0.98
"""The last threshold that is told of; above it a name is hardly a hit any more."""


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """What a run at a threshold would come to.

    Args:
        threshold: score (0 to 1) from which a candidate would be a hit.
        hits: rows that would be a hit.
        reviews: rows that would be for review and no hit.
        rows: all rows, also those that are clear or cannot be screened.
        in_force: whether it is the threshold that the settings name.
    """

    threshold: float
    hits: int
    reviews: int
    rows: int
    in_force: bool

    @property
    def hit_share(self) -> float:
        """Which share (0 to 1) of the rows would be a hit."""
        return self.hits / self.rows if self.rows else 0.0

    @property
    def review_share(self) -> float:
        """Which share (0 to 1) of the rows would be for review."""
        return self.reviews / self.rows if self.rows else 0.0


def at_the_floor(screener: Screener) -> Screener:
    """A screener for a dry run: everything it shows that no rule holds back is a hit.

    Only then is it known of every listing by which of its names it would be a hit at a
    lower threshold, and of every name whether it would be shown for itself alone.
    Whoever closes the one has closed the other: they share the index.
    """
    settings = replace(screener.settings, threshold=screener.settings.floor)
    return Screener(screener.index, settings, screener.scope)


def alerts_by_threshold(tally: Tally) -> tuple[AtThreshold, ...]:
    """What runs on the same rows at other thresholds would come to.

    Exact for each threshold told of: candidates that a rule holds back are for review
    at every one, and what is known beside a name counts as it would there.

    Args:
        tally: of a run; one on `at_the_floor` tells of every threshold, another one of
            those from its own threshold.

    Returns:
        From the lowest threshold the tally knows to 0.98, in steps of 0.02, with the
        threshold in force among them; in rising order.
    """
    lowest = tally.screened_at
    wanted = {step for step in GRID if lowest <= step <= HIGHEST} | {lowest, tally.threshold}
    return tuple(_at(tally, threshold) for threshold in sorted(wanted))


def _at(tally: Tally, threshold: float) -> AtThreshold:
    hits, reviews = tally.scores.at(threshold)
    return AtThreshold(threshold, hits, reviews, tally.rows, threshold == tally.threshold)
