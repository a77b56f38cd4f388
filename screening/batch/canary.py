"""Names taken from the lists themselves, screened before each batch: does it still find?

A bank screened 38 of some 3,000 listed persons for years, and nobody noticed that there
were no alerts (FCA, Starling, 2024). Of each list one listed name has to come up, and of
one of them a spelling with a slip; a list of which no name can be planted is named.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from zlib import crc32

from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.errors import CanaryError, QueryError
from screening.matching.index import Index
from screening.screener import Screener

LEAST_PARTS, LEAST_LETTERS = 2, 12
"""A name that tells enough to hit by itself, as nearly all listed ones do."""
TRIES = 64
NOTHING_SCREENED = (
    "with these settings: nothing was screened; check `screen settings` and "
    "`screen lists status`"
)
SLIP_SCORE = 0.7
"""What a name with one slip reaches."""


Searched = tuple[str, Sequence[int]]
"""A list, and the numbers of its listings that are searched."""


class Planted(NamedTuple):
    """A name that has to be found.

    Args:
        name: as it is asked.
        source: code of the list it is from.
        reference: of its listing.
        degraded: whether it has a slip.
    """

    name: str
    source: str
    reference: str
    degraded: bool


def sing(screener: Screener) -> str:
    """Screen the planted names of a screener's lists.

    Returns:
        How many were found, in words, and of which lists none could be planted.

    Raises:
        CanaryError: one is not found, or none could be planted though names are listed;
            says which.
    """
    lists = list(_searched(screener))
    planted = list(_planted(screener, lists))
    for each in planted:
        if not _comes_up(screener, each.name, each.source, each.reference):
            slip = ", spelled with a slip," if each.degraded else ""
            raise CanaryError(
                f"the listed name of {each.reference} on {each.source}{slip} is not found "
                f"{NOTHING_SCREENED}"
            )
    sources = {each.source for each in planted}
    without = [source for source, _ in lists if source not in sources]
    slips = sum(each.degraded for each in planted)
    said = (
        f"{len(planted)} planted names of {len(sources)} lists were found, {slips} with a slip"
    )
    if not without:
        return said
    if not planted and _any_name(screener, lists):
        raise CanaryError(
            f"not one listed name of {', '.join(without)} is found {NOTHING_SCREENED}"
        )
    return f"{said}; no name could be planted of: {', '.join(without)}"


def planted_in(screener: Screener) -> Iterator[Planted]:
    """A name of each list that is searched, and one of them with a slip.

    One that tells enough; where a list has none, any that comes up by itself. They are
    others when the lists change, and the same for the same lists.
    """
    return _planted(screener, _searched(screener))


def _planted(screener: Screener, lists: Iterable[Searched]) -> Iterator[Planted]:
    slipped = False
    for source, numbers in lists:
        begin = crc32(f"{screener.index.stamp} {source}".encode()) % len(numbers)
        turned = _turned(numbers, begin)
        found = _told(screener, turned)
        if found is None:
            found = _by_itself(screener, turned, source)
            if found is not None:
                yield Planted(found[0], source, found[1].reference, degraded=False)
            continue
        name, listing = found
        yield Planted(name, source, listing.reference, degraded=False)
        if not slipped and _finds_slips(screener):
            slipped = True
            yield Planted(with_a_slip(name), source, listing.reference, degraded=True)


def _finds_slips(screener: Screener) -> bool:
    """Whether the settings are such that a slip has to be found."""
    return not screener.settings.fast and screener.settings.floor <= SLIP_SCORE


def with_a_slip(name: str) -> str:
    """The name with two letters of its longest word changed places."""
    word = max(re.findall(r"\w+", name), key=len)
    at = len(word) // 2
    letters = list(word)
    while at + 1 < len(letters) and letters[at] == letters[at + 1]:
        at += 1  # else nothing would change
    letters[at : at + 2] = reversed(letters[at : at + 2])
    return name.replace(word, "".join(letters), 1)


def _by_source(index: Index) -> Iterator[tuple[str, range]]:
    """Each list of an index and the numbers of its listings, which stand together."""
    start = 0
    while start < len(index):
        source, end = index.listing(start)[0], start + 1
        step = 1
        while end < len(index) and index.listing(min(end + step, len(index)) - 1)[0] == source:
            end, step = min(end + step, len(index)), step * 2
        low, high = end, min(end + step, len(index))
        while low < high:
            middle = (low + high) // 2
            low, high = (
                (middle + 1, high) if index.listing(middle)[0] == source else (low, middle)
            )
        yield source, range(start, low)
        start = low


def _searched(screener: Screener) -> Iterator[Searched]:
    """Each list of which something is searched, and the numbers of these listings."""
    for source, numbers in _by_source(screener.index):
        searched = [number for number in numbers if screener.searches(number)]
        if searched:
            yield source, searched


def _turned(numbers: Sequence[int], begin: int) -> list[int]:
    """The numbers from a place on, then those before it."""
    return [*numbers[begin:], *numbers[:begin]]


def _told(screener: Screener, numbers: Sequence[int]) -> tuple[str, Listing] | None:
    """The first listed name that tells enough; None where there is none near the place."""
    for number in numbers[:TRIES]:
        listing = screener.index.listing(number)[1]
        name = listing.primary_name or ""
        tells = len(name.split()) >= LEAST_PARTS and len(name) >= LEAST_LETTERS
        if tells and name.isascii() and not listing.delisted:
            return name, listing
    return None


def _by_itself(
    screener: Screener, numbers: Sequence[int], source: str
) -> tuple[str, Listing] | None:
    """The first listed name, of any script, that comes up; None where few tries find none."""
    listings = (screener.index.listing(number)[1] for number in numbers)
    named = (each for each in listings if each.primary_name)
    for listing in islice(named, TRIES):
        name = listing.primary_name or ""
        if _comes_up(screener, name, source, listing.reference):
            return name, listing
    return None


def _comes_up(screener: Screener, name: str, source: str, reference: str) -> bool:
    """Whether a name finds the listing that it is of."""
    try:
        found = screener.screen(Query(name=name)).candidates
    except QueryError:
        return False  # such as one of signs alone
    return any((hit.source, hit.listing.reference) == (source, reference) for hit in found)


def _any_name(screener: Screener, lists: Iterable[Searched]) -> bool:
    """Whether anything that is searched has a name."""
    return any(
        screener.index.listing(number)[1].primary_name
        for _, numbers in lists
        for number in numbers
    )
