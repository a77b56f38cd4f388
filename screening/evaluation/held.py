"""What the lists hold: which listings a reference means, and how an answer ranks them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from screening.domain.answers import Hit
from screening.domain.listings import Listing
from screening.screener import Screener

Place = tuple[str, str]
"""A listing: the code of its list, and its reference there."""

SEPARATOR = "|"


def listings(screener: Screener) -> Iterator[tuple[str, Listing]]:
    """Every listing that is screened against, with the code of its list.

    Ended listings too; only those of the screener's scope.
    """
    scope, index = screener.scope, screener.index
    for number in sorted(index.within(scope.authorities, scope.packages)):
        yield index.listing(number)


class References:
    """Finds the listings that a labelled file means.

    Args:
        screener: what is screened against.
    """

    def __init__(self, screener: Screener) -> None:
        self._open: dict[str, set[Place]] = defaultdict(set)
        self._ended: set[str] = set()
        self._names: dict[Place, tuple[str, ...]] = {}
        for source, listing in listings(screener):
            called = (listing.reference, f"{source}:{listing.reference}",
                      f"{listing.authority}:{listing.reference}")  # fmt: skip
            if listing.delisted:
                self._ended.update(called)
                continue
            place = (source, listing.reference)
            self._names[place] = tuple(name.text for name in listing.names)
            for each in called:
                self._open[each].add(place)

    def meant(self, text: str) -> frozenset[Place]:
        """The listings that a cell of references means.

        Args:
            text: references, `SOURCE:REFERENCE` or `AUTHORITY:REFERENCE`,
                joined by `|`.

        Raises:
            LookupError: the lists do not hold one, or it has ended; says which.
        """
        if text in self._open:  # a reference may itself hold the sign that joins
            return frozenset(self._open[text])
        found: set[Place] = set()
        for each in filter(None, map(str.strip, text.split(SEPARATOR))):
            if each not in self._open:
                raise LookupError(self._why_not(each))
            found |= self._open[each]
        if not found:
            raise LookupError("names no listing")
        return frozenset(found)

    def names(self, places: Iterable[Place]) -> list[str]:
        """Every name of some listings."""
        return [name for place in sorted(places) for name in self._names.get(place, ())]

    def _why_not(self, text: str) -> str:
        if text in self._ended:
            return f"{text!r} has ended, and an ended listing is never a hit"
        return f"the lists that are loaded hold no {text!r}"


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where what was expected stands among what came back.

    Args:
        rank: from 1; of equal scores the last place. None where it did not come.
        hit: the expected listing itself, None where it did not come.
        first: what came first, None where nothing did.
    """

    rank: int | None
    hit: Hit | None
    first: Hit | None


def open_candidates(candidates: Iterable[Hit]) -> list[Hit]:
    """Candidates by score, best first; ended listings, never a hit, left out."""
    found = (hit for hit in candidates if not hit.listing.delisted)
    return sorted(found, key=lambda hit: -hit.score)


def ranked(found: list[Hit], expected: Iterable[bool]) -> Ranked:
    """Where the first expected one of some candidates stands.

    Among equals it takes the last place; but a target that is listed twice is found
    first by either listing.

    Args:
        found: by score, best first.
        expected: for each, whether it is what was to be found.
    """
    first = found[0] if found else None
    pairs = list(zip(found, expected, strict=True))
    for hit, wanted in pairs:
        if wanted:
            before = sum(each.score >= hit.score and not right for each, right in pairs)
            return Ranked(before + 1, hit, first)
    return Ranked(None, None, first)


def is_of(hit: Hit, places: frozenset[Place]) -> bool:
    """Whether a hit is one of some listings, or of a listing linked to one of them."""
    own = (hit.source, hit.listing.reference)
    return own in places or any((each.source, each.reference) in places for each in hit.linked)
