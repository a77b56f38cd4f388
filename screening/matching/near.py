"""Listed parts near a part that is asked."""

import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce

from screening.matching import keys
from screening.matching.around import Around, mask_of
from screening.matching.index import Index
from screening.matching.spellings import LEAST, Spellings
from screening.names.classes import SPELLED, WordClass
from screening.names.parts import Part, glued_forms
from screening.names.spelling import bucket, joined

MOST_WHOLE, FEWEST_GLUED = 2, 2
"""Ways to write two words as one that are looked for; and consonants they have."""
REMEMBERED, JUST_ASKED = 10_000, 1 << 8
"""Parts of which it is kept what is near them and around that; of all current lists some
ten kilobytes each."""
JOINED = 1 << 15
"""Two words as one of which it is kept whether one is listed that is so: hardly ever."""
COMMON_PAIRS = 1 << 10
"""Those of which it is kept what is around it as well: Abd al comes again and again."""
Glued = dict[bool, dict[int, float]]
"""Readings of persons (True) and of everything else, and digits."""
NOT_GLUED: Glued = {True: {}, False: {}}
NAMES = frozenset({WordClass.WORD, WordClass.PATRONYMIC})
"""Classes of words that may be two names written as one."""
# Parts with one key (a number, a given name in two languages) are nearly equal.
ONE_KEY = 0.96

Near = dict[int, float]
"""Parts of the index, and how alike (0 to 1) they are to one that is asked."""
# Likenesses in steps, each number once: there are a hundred for each part remembered.
_STEPS = 200
_LIKENESSES = tuple(step / _STEPS for step in range(_STEPS + 1))


class NearPart:
    """What is listed near a part.

    Args:
        parts: listed parts, and how alike they are.
        glued: readings that write it as two words, and what these tell.
        rough: rough keys of the listed parts, as the index has them.

    Attributes:
        mask: a bit for each rough key of the listed parts.
        around: readings that have one of those parts, by the least likeness and whether
            they are of persons; filled in when they are asked for.
    """

    __slots__ = ("_nearest", "around", "glued", "mask", "parts")

    def __init__(self, parts: Near, glued: Glued, rough: Iterable[int]) -> None:
        self.parts = parts
        self.mask = mask_of(rough)
        self.glued = glued
        near = [number for number, likeness in parts.items() if likeness >= LEAST]
        near.sort(key=lambda number: (-parts[number], number))
        self._nearest = array("I", near)
        self.around: dict[tuple[float, bool], Around] = {}

    def nearest(self, least: float) -> Iterator[tuple[int, float]]:
        """The parts of which it is known that they are as alike, the likeliest first."""
        for number in self._nearest:
            likeness = self.parts[number]
            if likeness < least:
                return
            yield number, likeness


class Finder:
    """Finds listed parts near those asked.

    Args:
        index: what to search.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spellings = Spellings(index)
        # a word is asked twice in a row, as a person's name and as a firm's
        self._near = lru_cache(maxsize=JUST_ASKED)(self._near_form)
        self._may_be_one = lru_cache(maxsize=JOINED)(self._is_rough)
        self._spelled_whole = lru_cache(maxsize=JOINED)(self._near_whole)
        self._as_one = lru_cache(maxsize=COMMON_PAIRS)(self._near_as_one)
        self.near = lru_cache(maxsize=REMEMBERED)(self._near_part)

    def _near_part(self, part: Part) -> NearPart:
        """What is listed near a part."""
        found: Near = {}
        for key, likeness in self._spelled(part):
            # up, as none is to be lost by it
            rounded = _LIKENESSES[math.ceil(likeness * _STEPS)]
            for number in self._index.parts_with(key):
                if rounded > found.get(number, 0.0):
                    found[number] = rounded
        for text in keys.of_part(part):
            key_number = self._index.key(text)
            if key_number is not None:
                for number in self._index.parts_with(key_number):
                    if found.get(number, 0.0) < ONE_KEY:
                        found[number] = ONE_KEY
        return NearPart(found, self._glued(part), self._rough(found))

    def _spelled(self, part: Part) -> Iterator[tuple[int, float]]:
        """Keys of spellings near those of a part."""
        if part.kind not in SPELLED:
            return
        if part.exact or part.syllables:
            for form in part.forms:
                key = self._index.key(form)
                if key is not None:
                    yield key, 1.0
            return
        for form in part.forms:
            yield from self._near(form, part.skeletal)

    def _glued(self, part: Part) -> Glued:
        if part.kind not in NAMES or part.syllables:
            return NOT_GLUED
        index = self._index
        found: Glued = {True: {}, False: {}}
        for form in part.forms:
            for key in self._spellings.apart(form, skeletal=part.skeletal):
                word = index.word(key)
                for reading in index.readings_with(key):
                    told = self._told(word, reading)
                    kept = found[reading < index.persons]
                    kept[reading] = max(told, kept.get(reading, told))
        return found if found[True] or found[False] else NOT_GLUED

    def _told(self, word: str, reading: int) -> float:
        """What the neighbours tell that a reading writes a word as."""
        index = self._index
        parts = [index.part(number) for number in index.parts_of(reading)]
        told = 0.0
        for several in keys.neighbours(parts):
            if word in glued_forms(several):
                told = max(told, sum(map(index.rarity.digits, several)))
        return told

    def whole(self, parts: Sequence[Part]) -> NearPart | None:
        """Listed parts that are neighbours written as one; None where there are none."""
        if not self._may_be_one(tuple([part.forms[0] for part in parts])):
            return None
        return self._as_one(tuple(parts))

    def as_one(self, parts: Sequence[Part]) -> NearPart | None:
        """The same, though no part should have their rough key."""
        return self._as_one(tuple(parts))

    def _near_as_one(self, parts: tuple[Part, ...]) -> NearPart | None:
        found: Near = {}
        for form in glued_forms(parts)[:MOST_WHOLE]:
            for key, likeness in self._spelled_whole(form):
                for number in self._index.parts_with(key):
                    found[number] = max(likeness, found.get(number, 0.0))
        if not found:
            return None
        return NearPart(found, NOT_GLUED, self._rough(found))

    def _rough(self, parts: Iterable[int]) -> Iterator[int]:
        return map(self._index.part_rough.__getitem__, parts)

    def _is_rough(self, forms: tuple[str, ...]) -> bool:
        """Whether a listed part has the rough key of some words written as one."""
        rough = reduce(joined, map(bucket, forms))
        return len(rough) >= FEWEST_GLUED and bool(self._index.near(rough))

    def _near_whole(self, form: str) -> tuple[tuple[int, float], ...]:
        return tuple(self._spellings.whole(form))

    def _near_form(self, form: str, skeletal: bool) -> tuple[tuple[int, float], ...]:
        return tuple(self._spellings.near(form, skeletal=skeletal))
