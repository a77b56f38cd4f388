"""What a run came to: counts that stay small, and the findings that a reader sees first.

Each block of rows has its own, made where it is screened; they are put together in
the order of the blocks. What comes out does not depend on how the rows were split.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from screening.batch.kept import Gravest, KeptRow, kept_row, shortened
from screening.batch.scores import Scores
from screening.domain.answers import Answer, Hit, Outcome, Tier
from screening.domain.queries import Query

KEPT = 500
"""Rows that are kept with their evidence."""

LONGEST_REASON = 300  # characters
LONGEST_PLACE = 40  # characters
UNSCREENED = 1_000
"""Rows that could not be screened and are kept with the reason."""

BY: dict[str, Callable[[Hit], str]] = {
    "authority": lambda hit: hit.listing.authority,
    "list": lambda hit: hit.source,
    "package": lambda hit: hit.listing.package or "",
    "type": lambda hit: hit.listing.type.value,
}
"""By what alerts are counted, and what of an alert that is; empty where it does not say."""

OF_THE_ROW = "row"
OF_THE_PROGRAM = "program"
_FIELD = re.compile(r"([a-z][a-z_-]{0,30}): ")


class Unscreened(NamedTuple):
    """A row that could not be screened.

    Args:
        row: counts rows of data from 1.
        place: where its owner finds it: `line 7`.
        reason: what is wrong with it, or with this program.
    """

    row: int
    place: str
    reason: str


class Limits(NamedTuple):
    """What a tally counts with; as the arguments of `Tally`."""

    threshold: float
    floor: float
    screened_at: float
    keep: int


class Tally:
    """Counts and kept rows; grows by `add` and `merge`, up to a bound.

    Args:
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        screened_at: the threshold that the answers were made with, where that is
            another: a dry run screens at the floor and asks what would be above it.
        keep: most rows to keep with their evidence, 0 where nobody will read them.

    Attributes:
        outcomes: how many rows ended how.
        hit_rows: how many rows have a hit, by `BY` and what that is of the hit.
        alerts: how many hits and reviews there are, by the same.
        alert_rows: how many rows have a hit, and how many have none but a review.
        scores: how the rows with hits or reviews score.
        reasons: how many rows could not be screened, by the field of the query to
            blame, `row` for one that is none of the table, `program` for our mistakes.
    """

    __slots__ = (
        "_gravest", "_unscreened", "alert_rows", "alerts", "floor", "hit_rows", "keep",
        "outcomes", "reasons", "scores", "screened_at", "threshold",
    )  # fmt: skip

    def __init__(
        self,
        *,
        threshold: float,
        floor: float,
        screened_at: float | None = None,
        keep: int = KEPT,
    ) -> None:
        self.threshold = threshold
        self.floor = floor
        self.screened_at = threshold if screened_at is None else screened_at
        self.keep = keep
        self.outcomes: Counter[Outcome] = Counter()
        self.hit_rows: Counter[tuple[str, str]] = Counter()
        self.alerts: Counter[tuple[str, str]] = Counter()
        self.alert_rows: Counter[Tier] = Counter()
        self.scores = Scores((threshold, floor, self.screened_at))
        self.reasons: Counter[str] = Counter()
        self._gravest = Gravest(keep)
        self._unscreened: list[Unscreened] = []

    def add(
        self,
        row: int,
        place: str,
        query: Query,
        answer: Answer | None,
        outcome: Outcome,
        error: str | None,
    ) -> None:
        """Count a row; rows come in their order.

        Args:
            row: its number, from 1.
            place: where its owner finds it: `line 7`.
            query: what it asked.
            answer: what came of it; None where it could not be screened.
            outcome: how it ended.
            error: why it could not be screened, without its place; else None.
        """
        self.outcomes[outcome] += 1
        if answer is None:
            self._add_unscreened(row, place, outcome, error or "")
        elif answer.hits or answer.reviews:
            candidates = [hit for hit in answer.candidates if not hit.suppressed]
            if candidates:
                self._add_alerts(row, place, query, answer, candidates)

    def merge(self, other: "Tally") -> None:
        """Take in the rows of another, which come after those of this one.

        Raises:
            ValueError: the other was counted with other limits.
        """
        if self.limits() != other.limits():
            raise ValueError(f"counted with {other.limits()}, not {self.limits()}")
        self.outcomes.update(other.outcomes)
        self.hit_rows.update(other.hit_rows)
        self.alerts.update(other.alerts)
        self.alert_rows.update(other.alert_rows)
        self.scores.merge(other.scores)
        self.reasons.update(other.reasons)
        self._gravest.merge(other._gravest)
        self._unscreened += other._unscreened[: UNSCREENED - len(self._unscreened)]

    def restore(self, kept: Iterable[KeptRow], unscreened: Iterable[Unscreened]) -> None:
        """Take back the rows that another of the same kept."""
        for row in kept:
            self._gravest.keep(row)
        self._unscreened += unscreened

    @property
    def rows(self) -> int:
        """How many rows were counted."""
        return self.outcomes.total()

    @property
    def kept(self) -> tuple[KeptRow, ...]:
        """The gravest rows with their evidence: hits first, then by score, then by row."""
        return self._gravest.rows()

    @property
    def left_out(self) -> int:
        """How many rows with a hit or a review are not among those kept."""
        return self.alert_rows.total() - len(self.kept)

    @property
    def unscreened(self) -> tuple[Unscreened, ...]:
        """The first rows that could not be screened."""
        return tuple(self._unscreened)

    def by(self, what: str) -> tuple[tuple[str, int, int], ...]:
        """What alerts are of, how many rows have a hit of it, how many alerts are of it.

        Args:
            what: a key of `BY`.

        Returns:
            The most hits first, then the most alerts, then by name.
        """
        found = [
            (key, self.hit_rows[what, key], count)
            for (of, key), count in self.alerts.items()
            if of == what
        ]
        return tuple(sorted(found, key=lambda each: (-each[1], -each[2], each[0])))

    def _add_unscreened(self, row: int, place: str, outcome: Outcome, error: str) -> None:
        self.reasons[_kind(outcome, error)] += 1
        if len(self._unscreened) < UNSCREENED:
            reason = shortened(error, LONGEST_REASON)
            self._unscreened.append(Unscreened(row, shortened(place, LONGEST_PLACE), reason))

    def _add_alerts(
        self, row: int, place: str, query: Query, answer: Answer, candidates: list[Hit]
    ) -> None:
        first = candidates[0]
        self.alert_rows[first.tier] += 1
        self.scores.add(candidates, self.floor)
        hits = [hit for hit in candidates if hit.tier is Tier.HIT]
        for what, of in BY.items():
            self.alerts.update(_keys(what, map(of, candidates)))
            self.hit_rows.update(_keys(what, set(map(of, hits))))
        if self._gravest.wants((first.tier is Tier.HIT, first.score, -row)):
            kept = kept_row(
                row, place, query, answer, candidates,
                threshold=self.screened_at, floor=self.floor,
            )  # fmt: skip
            self._gravest.keep(kept)

    def limits(self) -> Limits:
        """What it counts with; another with the same can be merged into it."""
        return Limits(self.threshold, self.floor, self.screened_at, self.keep)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Tally) and self._values() == other._values()

    __hash__ = None  # type: ignore[assignment]  # it grows

    def _values(self) -> tuple[object, ...]:
        counts = (self.outcomes, self.hit_rows, self.alerts, self.alert_rows, self.reasons)
        return *self.limits(), *counts, self.scores, self.kept, self.unscreened


def _keys(what: str, found: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((what, each) for each in found)


def _kind(outcome: Outcome, error: str) -> str:
    """What of a row is to blame; one of few, whatever the row holds."""
    if outcome is Outcome.ERROR:
        return OF_THE_PROGRAM
    field = _FIELD.match(error)
    return field[1] if field else OF_THE_ROW
