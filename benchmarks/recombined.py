"""Made-up listings in any number, made of the parts of real ones.

A made-up person has the first parts of one real name and the last parts of another of
the same authority and country; a made-up firm the words that tell one firm and the
generic words and legal form of another. Some words are then spelled otherwise, so that
the number of different words grows with that of names as it does in real lists.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import count

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, TargetType
from screening.evaluation.degrading import KINDS, LETTERED
from screening.names.classes import WordClass
from screening.names.fold import scripts_of
from screening.names.parts import readings_once

Held = tuple[str, Listing]
"""Code of the list, and the listing."""
Words = tuple[tuple[str, bool], ...]
"""The words of a name, and whether each tells one bearer from another."""
Shape = tuple[bool, frozenset[str], int, bool]

RESPELLED = 0.15
"""Share of the words of a made-up name that are spelled otherwise than in the real one."""

OTHER_SPELLINGS = 2.0
"""Other spellings of a word that are in use, on average the first so many: the fewer, the
more made-up names share them."""

SLIPS = ("letter changed", "letter dropped", "letter doubled", "letters swapped")
FEWEST_PARTNERS = 20
DIGITS = "0123456789"


def of_size(listings: Sequence[Held], names: int, seed: int) -> list[Held]:
    """Listings with so many names together: some of the real ones, or all and made-up ones.

    Args:
        listings: the real ones.
        names: how many names they are to have, one at least; of the last listing some
            are left out where they would be more.
        seed: what chance begins with; the same seed gives the same listings.
    """
    rng = random.Random(seed)
    places = rng.sample(range(len(listings)), len(listings))
    chosen = _cut(((at, listings[at]) for at in places), names)
    held = [one for _, one in sorted(chosen, key=lambda one: one[0])]
    more = names - names_of(held)
    if more:
        held += [one for _, one in _cut(enumerate(recombined(listings, rng)), more)]
    return held


def names_of(listings: Sequence[Held]) -> int:
    """How many names listings have."""
    return sum(len(listing.names) for _, listing in listings)


def _cut(listings: Iterable[tuple[int, Held]], names: int) -> Iterator[tuple[int, Held]]:
    """The first of numbered listings, until they have so many names."""
    for place, (source, listing) in listings:
        kept = listing.names[:names]
        names -= len(kept)
        yield place, (source, replace(listing, names=kept))
        if not names:
            return


def recombined(listings: Sequence[Held], rng: random.Random) -> Iterator[Held]:
    """Made-up listings without end, as many of each kind as there are real ones."""
    pool = _Pool(listings)
    named = [(source, listing) for source, listing in listings if listing.names]
    numbers = count(1)
    while True:
        for source, parent in rng.sample(named, len(named)):
            yield source, _made_up(parent, next(numbers), pool, rng)


class _Pool:
    """Whom a made-up listing can have its other half from."""

    def __init__(self, listings: Sequence[Held]) -> None:
        self._partners: dict[tuple[str, ...], list[Listing]] = defaultdict(list)
        self._names: dict[Shape, list[str]] = defaultdict(list)
        for _, listing in listings:
            for key in _groups(listing):
                self._partners[key].append(listing)
            for name in listing.names:
                self._names[_shape(name.text, listing.type)].append(name.text)

    def partner(self, listing: Listing, rng: random.Random) -> Listing:
        """Another listing of the same type, authority and country if there are several."""
        found = [self._partners[key] for key in _groups(listing)]
        enough = (group for group in found if len(group) >= FEWEST_PARTNERS)
        return rng.choice(next(enough, found[-1]))

    def name(self, like: str, type_: TargetType, of: Listing, rng: random.Random) -> str:
        """A name of as many words and the same script, of a certain listing if it has one."""
        shape = _shape(like, type_)
        own = [name.text for name in of.names if _shape(name.text, of.type) == shape]
        return rng.choice(own or self._names[shape])


def _groups(listing: Listing) -> tuple[tuple[str, ...], ...]:
    """What a listing has in common with others, the closest first."""
    country = "".join(listing.all_countries[:1])
    near = (listing.type.value, listing.authority, country)
    return near, near[:2], near[:1]


def _shape(name: str, type_: TargetType) -> Shape:
    person = type_ is TargetType.PERSON
    return person, scripts_of(name), len(name.split()), "," in name


def _made_up(parent: Listing, number: int, pool: _Pool, rng: random.Random) -> Listing:
    """One listing: who lists, dates and countries of its parent, all names made up."""
    partner = pool.partner(parent, rng)
    digits = str.maketrans(DIGITS, "".join(rng.sample(DIGITS, len(DIGITS))))
    return replace(
        parent,
        reference=f"X-{number:06}",
        names=tuple(
            replace(
                name,
                text=_mixed(
                    name.text, pool.name(name.text, parent.type, partner, rng), parent.type, rng
                ),
            )
            for name in parent.names
        ),
        identifiers=tuple(_other(one, digits) for one in parent.identifiers),
        linked_to=(),
        claims=(),
    )


def _other(identifier: Identifier, digits: dict[int, int]) -> Identifier:
    """The same kind of number with other digits."""
    value, canonical = (
        text.translate(digits) for text in (identifier.value, identifier.canonical)
    )
    return replace(identifier, value=value, canonical=canonical)


def _mixed(one: str, other: str, type_: TargetType, rng: random.Random) -> str:
    """A name of parts of two."""
    ours, theirs = _words(one, type_), _words(other, type_)
    telling = [word for word, tells in theirs if tells] or [word for word, _ in theirs]
    room = sum(tells for _, tells in ours)
    if len(ours) == 1:
        return _of_one_word(one, telling[0], type_, rng)
    if room == len(ours):
        half = (room + 1) // 2
        words = [word for word, _ in ours[:half]] + telling[half:room]
    else:
        given = iter(telling[: max(1, room)])
        words = [] if room else [next(given)]
        words += [next(given, "") if tells else word for word, tells in ours]
    return " ".join(
        respelled(word, int(rng.expovariate(1 / OTHER_SPELLINGS)))
        if rng.random() < RESPELLED
        else word
        for word in words
        if word
    )


def _of_one_word(one: str, other: str, type_: TargetType, rng: random.Random) -> str:
    """A made-up name without blanks: a word spelled otherwise, or half of the signs of each."""
    if scripts_of(other) <= LETTERED:
        return respelled(other, int(rng.expovariate(1 / OTHER_SPELLINGS)))
    half = (len(one) + 1) // 2
    return one[:half] + other[half:]


@lru_cache(maxsize=1 << 18)
def _words(name: str, type_: TargetType) -> Words:
    if type_ is TargetType.PERSON:
        return tuple((word, True) for word in name.split())
    parts = readings_once(name, person=False)[0].parts
    found = tuple((part.text, part.kind is WordClass.WORD) for part in parts)
    return found or ((name, True),)


@lru_cache(maxsize=1 << 18)
def respelled(word: str, which: int) -> str:
    """A word with a letter or two otherwise; the same for the same `which`."""
    rng = random.Random(f"{word}-{which}")
    for _ in range(1 + which % 2):
        word = slipped(word, rng)
    return word


def slipped(name: str, rng: random.Random) -> str:
    """A name with a slip of the finger; as it is where it has no letter to slip on."""
    return KINDS[rng.choice(SLIPS)](name, TargetType.PERSON, rng) or name
