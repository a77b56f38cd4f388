"""The rows with the gravest findings, kept with their evidence for whoever reads a report."""

from collections.abc import Sequence
from heapq import heappush, heappushpop
from typing import NamedTuple

from screening.domain.answers import Answer, Hit, Tier
from screening.domain.queries import Query
from screening.explain import compared_words, verdict_words

NAMES = 3
"""Names of a query that are kept."""

CANDIDATES = 3
"""Candidates of a row that are kept."""

LONGEST_NAME = 200  # characters, also of a reference
LONGEST_LINE = 600  # characters

Rank = tuple[bool, float, int]
"""Whether a row is a hit, its best score, and its number below 0: the greater, the graver."""


class KeptHit(NamedTuple):
    """A candidate as a report shows it; empty where its source does not say.

    Args:
        listed: the name it is listed under.
        matched: the listed name that was nearest; empty where a number agreed alone.
        matched_kind: how the authority ties that name to it: `weak alias`.
        source: code of its list.
        reference: the authority's own id.
        authority: code of who lists it.
        package: code of its round.
        type: what kind of thing it is.
        score: 0 to 1.
        tier: hit or review.
        lines: why it is of its tier, and what was compared, a line each.
    """

    listed: str
    matched: str
    matched_kind: str
    source: str
    reference: str
    authority: str
    package: str
    type: str
    score: float
    tier: Tier
    lines: tuple[str, ...]


class KeptRow(NamedTuple):
    """A row that is a hit or for review.

    Args:
        is_hit: whether one of its candidates is a hit.
        score: the best of its hits, or where there is none of its reviews.
        row: counts rows of data from 1.
        place: where its owner finds it: `line 7`.
        id: the caller's own reference; may be empty.
        names: the first names that were asked.
        hits: its first candidates, best first.
        more: candidates that are not among them.
    """

    is_hit: bool
    score: float
    row: int
    place: str
    id: str
    names: tuple[str, ...]
    hits: tuple[KeptHit, ...]
    more: int

    @property
    def rank(self) -> Rank:
        """Hits before reviews, then the better score, then what comes first in the file."""
        return self.is_hit, self.score, -self.row


class Gravest:
    """The rows of the highest rank, so many as are asked for and no more.

    Args:
        most: how many to keep.
    """

    __slots__ = ("_heap", "most")

    def __init__(self, most: int) -> None:
        self.most = most
        self._heap: list[tuple[Rank, KeptRow]] = []

    def wants(self, rank: Rank) -> bool:
        """Whether a row of this rank would be kept."""
        return len(self._heap) < self.most or bool(self._heap and self._heap[0][0] < rank)

    def keep(self, kept: KeptRow) -> None:
        """Keep a row, and let go of the one of the lowest rank if there are too many."""
        if len(self._heap) < self.most:
            heappush(self._heap, (kept.rank, kept))
        elif self._heap:
            heappushpop(self._heap, (kept.rank, kept))

    def merge(self, other: "Gravest") -> None:
        """Take in the rows of another."""
        for rank, kept in other._heap:
            if self.wants(rank):
                self.keep(kept)

    def rows(self) -> tuple[KeptRow, ...]:
        """Those kept, the gravest first."""
        return tuple(kept for _, kept in sorted(self._heap, reverse=True))


def kept_row(
    row: int,
    place: str,
    query: Query,
    answer: Answer,
    candidates: Sequence[Hit],
    *,
    threshold: float,
    floor: float,
) -> KeptRow:
    """What is kept of a row.

    Args:
        row: its number, from 1.
        place: where its owner finds it.
        query: what it asked.
        answer: what came of it.
        candidates: the hits and reviews of the answer that count, at least one; hits first.
        threshold: score (0 to 1) from which a candidate was a hit.
        floor: score (0 to 1) from which a candidate was shown.
    """
    shown = candidates[:CANDIDATES]
    numbers = (f"{kind} {number}" for kind, number in query.identifiers.items())
    names = query.names[:NAMES] or tuple(numbers)[:NAMES]
    first = candidates[0]
    return KeptRow(
        first.tier is Tier.HIT,
        first.score,
        row,
        place,
        shortened(query.id or "", LONGEST_NAME),
        tuple(shortened(name, LONGEST_NAME) for name in names),
        tuple(_kept(answer, hit, threshold, floor) for hit in shown),
        len(candidates) - len(shown),
    )


def shortened(text: str, most: int) -> str:
    """The text, cut with a sign for it where it has more characters than so many."""
    return text if len(text) <= most else f"{text[:most]}…"


def _kept(answer: Answer, hit: Hit, threshold: float, floor: float) -> KeptHit:
    listing, matched = hit.listing, hit.matched_name
    said = (verdict_words(hit, threshold=threshold, floor=floor), *compared_words(answer, hit))
    return KeptHit(
        shortened(listing.title, LONGEST_NAME),
        shortened(matched.text, LONGEST_NAME) if matched else "",
        matched.kind.words if matched else "",
        hit.source,
        shortened(listing.reference, LONGEST_NAME),
        listing.authority,
        listing.package or "",
        listing.type.value,
        hit.score,
        hit.tier,
        tuple(shortened(line, LONGEST_LINE) for line in said),
    )
