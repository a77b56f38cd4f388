"""In which order hits are shown: by score, those of one target together."""

from collections.abc import Iterable

from screening.domain.answers import Hit
from screening.names.parts import Name

Found = tuple[Hit, tuple[Name, ...]]
"""A hit, and its listing's names as they were taken apart."""


def one_under_the_other(found: Iterable[Found]) -> list[Hit]:
    """Hits by score, but those that seem to be one target follow each other.

    Two listings seem to be one target's where they are linked, or share a number
    or a name in the same parts. That decides the order alone: each keeps what
    its list says.
    """
    hits = sorted(found, key=_rank)
    left = [(hit, _marks(hit, names) | _places(hit)) for hit, names in hits]
    ordered: list[Hit] = []
    while left:
        marks = left[0][1]
        # the first is among them: nothing is a hit without a name or a number
        ordered += (hit for hit, others in left if not marks.isdisjoint(others))
        left = [(hit, others) for hit, others in left if marks.isdisjoint(others)]
    return ordered


def _places(hit: Hit) -> set[tuple[str, ...]]:
    """Where a hit stands, and where what is linked to it does."""
    own = ("listing", hit.source, hit.listing.reference)
    return {own, *(("listing", each.source, each.reference) for each in hit.linked)}


def _marks(hit: Hit, names: Iterable[Name]) -> set[tuple[str, ...]]:
    """What two listings of one target are likely to share."""
    marks: set[tuple[str, ...]] = {(one.kind, one.canonical) for one in hit.listing.identifiers}
    marks.update(("name", *sorted(part.forms[0] for part in name.core)) for name in names)
    return marks


def _rank(found: Found) -> tuple[float, float, str, str]:
    """By score; among equals by how near the parts of the names are."""
    hit, _ = found
    near = sum(row.agreement for row in hit.evidence if not row.beside_name)
    return -hit.score, -near, hit.listing.title, hit.listing.authority
