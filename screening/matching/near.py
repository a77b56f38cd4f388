"""Listed parts near a part that is asked.

Rough keys find what may be near, the letters in common leave a few, and those meet
the part letter by letter. How alike parts are in an answer is told by
`matching.compare` alone.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from typing import NamedTuple

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from screening.matching import keys
from screening.matching.index import Index
from screening.matching.keys import ROUGH_BITS
from screening.names import classes
from screening.names.classes import SPELLED, WordClass
from screening.names.nearness import likenesses
from screening.names.parts import Part, glued_forms
from screening.names.spelling import (
    ONE_SLIP,
    ROUGH,
    bucket,
    buckets,
    consonants,
    glued_keys,
    joined,
    near_keys,
    slip,
    sounds,
)
from screening.names.unvowelled import spelled_as, written_alike

# Likeness below which a part is not looked for. Parts less alike are compared, but
# a name that has nothing nearer is none.
LEAST = 0.78
# Share of letters in common below which two spellings are not so near.
LETTERS, MORE_LETTERS = 0.45, 0.55
WEAK = 0.72
# The same of consonants, where the vowels are not written; and the least likeness.
CONSONANTS, LEAST_UNVOWELLED = 0.6, 0.78
# About the least that it costs to read a sign for one of another kind, and for another
# of its kind; and what a cost guessed so may be too high by.
OTHER_KIND, OTHER_SIGN, SPARE = 0.65, 0.3, 0.1
MOST_SIGNS = 1.5
# Two words written as one are hardly ever misspelled as well.
LEAST_GLUED = 0.86
MASK_BYTES = 1 << (ROUGH_BITS - 3)
MOST_WHOLE, FEWEST_GLUED = 2, 2
"""Ways to write two words as one that are looked for; and consonants they have."""
REMEMBERED = 1 << 15
"""Parts of which it is kept what is near them."""
Glued = dict[bool, dict[int, float]]
"""Readings of persons (True) and of everything else, and digits."""
NOT_GLUED: Glued = {True: {}, False: {}}
NAMES = frozenset({WordClass.WORD, WordClass.PATRONYMIC})
"""Classes of words that may be two names written as one."""
# Parts with one key (a number, a given name in two languages) are nearly equal.
ONE_KEY = 0.96

Near = dict[int, float]
"""Parts of the index, and how alike (0 to 1) they are to one that is asked."""


class Around(NamedTuple):
    """The readings with a part near one that is asked, and what stands beside it there.

    Args:
        over: of the readings that tell little beside that part, how much, in digits, rising.
        readings: these readings, in that order.
        beside: other parts of the readings.
        beside_readings: the reading of each of these.
        mask: a bit for the rough key of each of these, to see at once that none of them
            is near another part.
    """

    over: "array[float]"
    readings: "array[int]"
    beside: "array[int]"
    beside_readings: "array[int]"
    mask: int


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

    __slots__ = ("around", "glued", "likenesses", "mask", "numbers", "parts")

    def __init__(self, parts: Near, glued: Glued, rough: Iterable[int]) -> None:
        self.parts = parts
        mask = bytearray(MASK_BYTES)
        for bit in rough:
            mask[bit >> 3] |= 1 << (bit & 7)
        self.mask = int.from_bytes(mask, "little")
        self.glued = glued
        nearest = sorted(
            ((-likeness, number) for number, likeness in parts.items() if likeness >= LEAST)
        )
        self.likenesses = [likeness for likeness, _ in nearest]
        self.numbers = array("I", (number for _, number in nearest))
        self.around: dict[tuple[float, bool], Around] = {}

    def nearest(self, least: float) -> "array[int]":
        """The parts of which it is known that they are as alike, the likeliest first."""
        return self.numbers[: bisect_right(self.likenesses, -least)]


class Finder:
    """Finds listed parts near those asked.

    Args:
        index: what to search.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._spellings = lru_cache(maxsize=REMEMBERED)(self._near)
        self._may_be_one = lru_cache(maxsize=REMEMBERED)(self._is_rough)
        self._spelled_whole = lru_cache(maxsize=REMEMBERED)(self._near_whole)
        self.near = lru_cache(maxsize=REMEMBERED)(self._near_part)

    def forget(self) -> None:
        """Forget what is near parts that were asked."""
        self.near.cache_clear()

    def _near_part(self, part: Part) -> NearPart:
        """What is listed near a part."""
        found: Near = {}
        for key, likeness in self._spelled(part):
            for number in self._index.parts_with(key):
                if likeness > found.get(number, 0.0):
                    found[number] = likeness
        for text in keys.of_part(part):
            key_number = self._index.key(text)
            if key_number is not None:
                for number in self._index.parts_with(key_number):
                    if found.get(number, 0.0) < ONE_KEY:
                        found[number] = ONE_KEY
        return NearPart(
            found, self._glued(part), map(self._index.part_rough.__getitem__, found)
        )

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
            yield from self._spellings(form, part.skeletal)

    def _glued(self, part: Part) -> Glued:
        if part.kind not in NAMES or part.syllables:
            return NOT_GLUED
        index = self._index
        found: Glued = {True: {}, False: {}}
        for form in part.forms:
            numbers = {number for key in glued_keys(form) for number in index.near_glued(key)}
            for key in self._alike(form, sorted(numbers), skeletal=part.skeletal):
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

    def _alike(self, form: str, numbers: Sequence[int], *, skeletal: bool) -> Iterator[int]:
        """Keys of two parts as one word that are about a form."""
        words = [self._index.word(number) for number in numbers]
        if skeletal:
            for number, word in zip(numbers, words, strict=True):
                if spelled_as(form, word) >= LEAST_UNVOWELLED:
                    yield number
        else:
            heard = [sounds(word) for word in words]
            for number, likeness in _near_enough(sounds(form), numbers, heard, LETTERS):
                if likeness >= LEAST_GLUED:
                    yield number

    def whole(self, parts: Sequence[Part]) -> NearPart | None:
        """Listed parts that are neighbours written as one; None where there are none."""
        if not self._may_be_one(tuple([part.forms[0] for part in parts])):
            return None
        found: Near = {}
        for form in glued_forms(parts)[:MOST_WHOLE]:
            for key, likeness in self._spelled_whole(form):
                for number in self._index.parts_with(key):
                    found[number] = max(likeness, found.get(number, 0.0))
        if not found:
            return None
        return NearPart(found, NOT_GLUED, self._rough(found))

    def _rough(self, parts: Iterable[int]) -> Iterator[int]:
        rough = self._index.part_rough
        return (rough[part] for part in parts)

    def _is_rough(self, forms: tuple[str, ...]) -> bool:
        """Whether a listed part has the rough key of some words written as one."""
        rough = reduce(joined, map(bucket, forms))
        return len(rough) >= FEWEST_GLUED and bool(self._index.near(rough))

    def _near_whole(self, form: str) -> tuple[tuple[int, float], ...]:
        numbers = self._index.near(bucket(form))
        if not numbers:
            return ()
        words = [self._index.sounds[key] for key in numbers]
        near = _near_enough(sounds(form), numbers, words, LETTERS)
        return tuple((key, likeness) for key, likeness in near if likeness >= LEAST_GLUED)

    def _near(self, form: str, skeletal: bool) -> tuple[tuple[int, float], ...]:
        index = self._index
        alike: set[int] = set()
        for rough in buckets(form):
            alike.update(index.near(rough))
        seen: set[int] = set()
        for rough in near_keys(form, unvowelled=skeletal):
            seen.update(index.near(rough))
        if skeletal:
            return tuple(self._unvowelled(form, seen | alike, self._as_consonants))
        listed = filter(index.is_unvowelled, seen | alike)
        found = list(self._unvowelled(form, listed, self._as_spelling))
        seen -= alike
        sound, every = sounds(form), index.sounds
        heads = classes.given_names(form)
        for numbers, letters in ((list(alike), LETTERS), (list(seen), MORE_LETTERS)):
            words = [every[number] for number in numbers]
            for number, likeness in _near_enough(sound, numbers, words, letters):
                word = index.word(number)
                if likeness < ONE_SLIP:
                    likeness = max(likeness, slip(form, word))
                if not (heads and word != form and _other_name(heads, word)):
                    found.append((number, likeness or WEAK))
        return tuple(found)

    def _unvowelled(
        self, form: str, seen: Iterable[int], alike: Callable[[str, int], float]
    ) -> Iterator[tuple[int, float]]:
        """Spellings that a word of consonants may have, of which the one or the other is."""
        index = self._index
        numbers = list(seen)
        near = extract(
            consonants(sounds(form)),
            [consonants(index.sounds[number]) for number in numbers],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=CONSONANTS,
            limit=None,
        )
        for _, _, place in near:
            likeness = alike(form, numbers[place])
            if likeness >= LEAST_UNVOWELLED:
                yield numbers[place], likeness

    def _as_consonants(self, form: str, number: int) -> float:
        """How alike a word of consonants is to a listed one, whether that is one or not."""
        compare = written_alike if self._index.is_unvowelled(number) else spelled_as
        return compare(form, self._index.word(number))

    def _as_spelling(self, form: str, number: int) -> float:
        """How alike a spelling is to a listed word of consonants."""
        return spelled_as(self._index.word(number), form)


def _near_enough(
    sound: str, numbers: Sequence[int], words: Sequence[str], letters: float
) -> Iterator[tuple[int, float]]:
    """Numbers of the words that sound about like one asked, and how alike they are.

    Those that may be near, but not very, are not compared further: `WEAK`.
    """
    if not words:
        return
    rough, size = sound.translate(ROUGH), len(sound)
    maybe: list[int] = []
    for word, alike, place in extract(
        sound, words, scorer=OSA.normalized_similarity, score_cutoff=letters, limit=None
    ):
        longest = max(size, len(word))
        signs = (1.0 - alike) * longest
        if signs > MOST_SIGNS:
            kinds = OSA.distance(rough, word.translate(ROUGH))
            cost = OTHER_KIND * kinds + OTHER_SIGN * (signs - kinds)
            if cost > (1.0 - LEAST) * longest + SPARE:
                if cost <= (1.0 - WEAK) * longest + SPARE:
                    yield numbers[place], 0.0
                continue
        maybe.append(place)
    found = likenesses(sound, [words[place] for place in maybe], LEAST)
    for place, likeness in zip(maybe, found, strict=True):
        yield numbers[place], likeness


def _other_name(heads: Sequence[str], word: str) -> bool:
    """Whether a word is a given name known to be another one."""
    known = classes.given_names(word)
    return bool(known) and not any(head in known for head in heads)
