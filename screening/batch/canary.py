"""Names taken from the lists themselves, screened before each batch: does it still find?

A bank screened 38 of some 3,000 listed persons for years, and nobody noticed that there
were no alerts (FCA, Starling, 2024). Of each list one listed name has to come up, and of
one of them a spelling with a slip.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from zlib import crc32

from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.errors import CanaryError
from screening.matching.index import Index
from screening.screener import Screener

LEAST_PARTS, LEAST_LETTERS = 2, 12
"""A name that tells enough to hit by itself, as nearly all listed ones do."""
TRIES = 64
SLIP_SCORE = 0.7
"""What a name with one slip reaches."""


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
        How many were found, in words.

    Raises:
        CanaryError: one is not found; says which.
    """
    planted = list(planted_in(screener))
    for each in planted:
        found = screener.screen(Query(name=each.name)).candidates
        if not any((hit.source, hit.listing.reference) == each[1:3] for hit in found):
            slip = ", spelled with a slip," if each.degraded else ""
            raise CanaryError(
                f"the listed name of {each.reference} on {each.source}{slip} is not found "
                "with these settings: nothing was screened; check `screen settings` and "
                "`screen lists status`"
            )
    lists = len({each.source for each in planted})
    slips = sum(each.degraded for each in planted)
    return f"{len(planted)} planted names of {lists} lists were found, {slips} with a slip"


def planted_in(screener: Screener) -> Iterator[Planted]:
    """A name of each list that has one that tells enough, and one of them with a slip.

    They are others when the lists change, and the same for the same lists.
    """
    slipped = False
    for source, numbers in _by_source(screener.index):
        found = _told(screener, numbers, source)
        if found is None:
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


def _told(screener: Screener, numbers: range, source: str) -> tuple[str, Listing] | None:
    """A listed name of a list that tells enough; None where there is none near the place."""
    begin = crc32(f"{screener.index.stamp} {source}".encode()) % len(numbers)
    for step in range(min(TRIES, len(numbers))):
        number = numbers[(begin + step) % len(numbers)]
        listing = screener.index.listing(number)[1]
        name = listing.primary_name or ""
        tells = len(name.split()) >= LEAST_PARTS and len(name) >= LEAST_LETTERS
        if tells and name.isascii() and not listing.delisted and screener.searches(number):
            return name, listing
    return None
