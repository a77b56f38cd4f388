"""Listed spellings near one that is asked.

Rough keys find what may be near, the letters in common leave a few, and those meet
the spelling letter by letter. How alike spellings are in an answer is told by
`matching.compare` alone.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA, Levenshtein
from rapidfuzz.process import extract

from screening.matching.index import Index
from screening.names import classes
from screening.names.nearness import likenesses
from screening.names.spelling import (
    ONE_SLIP,
    ROUGH,
    bucket,
    buckets,
    consonants,
    glued_keys,
    near_keys,
    slip,
    sounds,
)
from screening.names.unvowelled import spelled_as, written_alike

# Likeness below which a spelling is not looked for. Parts less alike are compared, but
# a name that has nothing nearer is none.
LEAST = 0.78
# How alike those are taken to be that may be near, but not very.
WEAK = 0.72
# Share of letters in common below which two spellings are not so near.
LETTERS, MORE_LETTERS = 0.45, 0.55
# The same of consonants, where the vowels are not written; and the least likeness.
CONSONANTS, LEAST_UNVOWELLED = 0.6, 0.78
# About the least that it costs to read a sign for one of another kind, and for another
# of its kind; and what a cost guessed so may be too high by.
OTHER_KIND, OTHER_SIGN, SPARE = 0.65, 0.3, 0.1
MOST_SIGNS = 1.5
# Two words written as one are hardly ever misspelled as well.
LEAST_GLUED = 0.86
# Rough keys of which the spellings are at hand: a file of customers meets the same.
_AT_HAND = 1 << 14

Alike = Iterator[tuple[int, float]]
"""Keys of spellings, and how alike (0 to 1) they are to the one asked."""


class _Bucket:
    """Listed spellings that share a rough key.

    Args:
        keys: their keys.
        words: how they sound.
    """

    __slots__ = ("_consonants", "keys", "words")

    def __init__(self, keys: Sequence[int], words: Sequence[str]) -> None:
        self.keys = keys
        self.words = words
        self._consonants: list[str] | None = None

    @property
    def consonants(self) -> list[str]:
        """About their consonants; worked out when they are asked for."""
        if self._consonants is None:
            self._consonants = list(map(consonants, self.words))
        return self._consonants


_NOTHING = _Bucket((), ())


class Spellings:
    """Finds listed spellings near those asked.

    Args:
        index: what to search.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self._bucket = lru_cache(maxsize=_AT_HAND)(self._found)
        self._unvowelled_bucket = lru_cache(maxsize=_AT_HAND)(self._found_unvowelled)

    def near(self, form: str, *, skeletal: bool) -> Alike:
        """Spellings of parts near one.

        Args:
            form: the spelling.
            skeletal: whether its vowels are not written.
        """
        alike, seen = buckets(form), near_keys(form, unvowelled=skeletal)
        if skeletal:
            yield from self._unvowelled(form, map(self._bucket, (*alike, *seen)), self._fits)
            return
        listed = map(self._unvowelled_bucket, (*alike, *seen))
        yield from self._unvowelled(form, listed, self._fits_listed)
        several = [(self._bucket(rough), LETTERS) for rough in alike]
        several += [(self._bucket(rough), MORE_LETTERS) for rough in seen]
        heads = classes.given_names(form)
        for key, likeness in _near_enough(sounds(form), several):
            word = self._index.word(key)
            if likeness < ONE_SLIP:
                likeness = max(likeness, slip(form, word))
            if not (heads and word != form and _other_name(heads, word)):
                yield key, likeness or WEAK

    def whole(self, form: str) -> Alike:
        """Spellings of parts that are about two words written as one."""
        for key, likeness in _near_enough(
            sounds(form), [(self._bucket(bucket(form)), LETTERS)]
        ):
            if likeness >= LEAST_GLUED:
                yield key, likeness

    def apart(self, form: str, *, skeletal: bool) -> Iterator[int]:
        """Keys of two parts as one word that are about a form.

        Args:
            form: the spelling.
            skeletal: whether its vowels are not written.
        """
        index = self._index
        numbers = sorted({key for rough in glued_keys(form) for key in index.near_glued(rough)})
        words = list(map(index.word, numbers))
        if skeletal:
            for number, word in zip(numbers, words, strict=True):
                if spelled_as(form, word, LEAST_UNVOWELLED) >= LEAST_UNVOWELLED:
                    yield number
        else:
            listed = _Bucket(numbers, list(map(sounds, words)))
            for key, likeness in _near_enough(sounds(form), [(listed, LETTERS)]):
                if likeness >= LEAST_GLUED:
                    yield key

    def _found(self, rough: str) -> _Bucket:
        keys = array("I", self._index.near(rough))  # a copy: the index may be closed
        return _Bucket(keys, list(map(self._index.sound, keys)))

    def _found_unvowelled(self, rough: str) -> _Bucket:
        keys = list(filter(self._index.unvowelled.__getitem__, self._bucket(rough).keys))
        return _Bucket(keys, list(map(self._index.sound, keys))) if keys else _NOTHING

    def _unvowelled(
        self, form: str, several: Iterable[_Bucket], alike: Callable[[str, int], float]
    ) -> Alike:
        """Spellings that a word of consonants may have, of which the one or the other is."""
        asked = consonants(sounds(form))
        seen: set[int] = set()
        for one in several:
            for _, _, place in extract(
                asked,
                one.consonants,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=CONSONANTS,
                limit=None,
            ):
                seen.add(one.keys[place])
        for key in seen:
            likeness = alike(form, key)
            if likeness >= LEAST_UNVOWELLED:
                yield key, likeness

    def _fits(self, form: str, key: int) -> float:
        """How alike a word of consonants is to a listed one, whether that is one or not."""
        compare = written_alike if self._index.unvowelled[key] else spelled_as
        return compare(form, self._index.word(key), LEAST_UNVOWELLED)

    def _fits_listed(self, form: str, key: int) -> float:
        """How alike a spelling is to a listed word of consonants."""
        return spelled_as(self._index.word(key), form, LEAST_UNVOWELLED)


def _near_enough(sound: str, several: Iterable[tuple[_Bucket, float]]) -> Alike:
    """The spellings that sound about like one asked, each once.

    Those that may be near, but not very, are not compared further: 0.

    Args:
        sound: how the one asked sounds.
        several: those listed, and the share of letters in common with them that it takes.
    """
    rough, size = sound.translate(ROUGH), len(sound)
    maybe: dict[int, str] = {}
    weak: set[int] = set()
    for one, letters in several:
        for word, alike, place in extract(
            sound,
            one.words,
            scorer=OSA.normalized_similarity,
            score_cutoff=letters,
            limit=None,
        ):
            key = one.keys[place]
            if key in maybe or key in weak:
                continue
            longest = max(size, len(word))
            signs = (1.0 - alike) * longest
            if signs > MOST_SIGNS:
                kinds = OSA.distance(rough, word.translate(ROUGH))
                cost = OTHER_KIND * kinds + OTHER_SIGN * (signs - kinds)
                if cost > (1.0 - LEAST) * longest + SPARE:
                    if cost <= (1.0 - WEAK) * longest + SPARE:
                        weak.add(key)
                    continue
            maybe[key] = word
    found = likenesses(sound, list(maybe.values()), LEAST)
    yield from zip(maybe, found, strict=True)
    yield from dict.fromkeys(weak, 0.0).items()


def _other_name(heads: Sequence[str], word: str) -> bool:
    """Whether a word is a given name known to be another one."""
    known = classes.given_names(word)
    return bool(known) and not any(head in known for head in heads)
