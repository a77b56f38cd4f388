"""Comparing a word whose script writes no short vowels with a Latin spelling.

Arabic and Hebrew write consonants and long vowels. A short vowel more in the
Latin word is no difference, but one before the first or after the last
consonant is: those are written, so that `کرمی` is Karami and not Akram.
"""

from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from screening.names.spelling import HOPELESS, groups, skeleton

# Likeness of words that agree in all that is written.
MOST = 0.95
_VOWELS = frozenset("aeiouyøw")
# A letter that may stand for a vowel is less of a word than a consonant.
_WEAK_SIZE = 0.5
# What a written letter may be printed as, and what that costs.
_PRINTED = {
    "y": {"i": 0.0, "e": 0.1, "j": 0.1, "a": 0.4, "u": 0.45},
    "w": {"u": 0.0, "o": 0.0, "v": 0.0, "ø": 0.1, "a": 0.45, "f": 0.5},
    "a": {"e": 0.1, "o": 0.15, "i": 0.25, "u": 0.25, "ø": 0.3, "y": 0.4},
    "u": {"o": 0.05, "a": 0.15, "e": 0.15, "i": 0.25},
    "i": {"e": 0.05, "y": 0.0, "a": 0.3},
    "e": {"i": 0.02, "a": 0.02, "o": 0.02, "u": 0.02, "y": 0.1},
    "o": {"u": 0.05, "a": 0.2, "w": 0.1},
    "þ": {"t": 0.1, "s": 0.1}, "ð": {"d": 0.1, "z": 0.1},
    "t": {"þ": 0.1, "d": 0.45}, "d": {"ð": 0.1, "t": 0.45, "z": 0.5},
    "s": {"c": 0.1, "ц": 0.2, "þ": 0.2, "z": 0.35, "ш": 0.45},
    "z": {"ð": 0.1, "þ": 0.15, "s": 0.35, "d": 0.5},
    "ш": {"ч": 0.1, "щ": 0.1, "s": 0.35}, "ч": {"ш": 0.3, "ц": 0.4, "c": 0.2},
    "ц": {"z": 0.2, "s": 0.2}, "џ": {"z": 0.2},
    "х": {"k": 0.2, "h": 0.15, "ɣ": 0.35, "ч": 0.3, "q": 0.35}, "h": {"х": 0.15, "ч": 0.3},
    "k": {"c": 0.0, "q": 0.05, "g": 0.4, "х": 0.3},
    "q": {"k": 0.05, "c": 0.05, "g": 0.15, "ɣ": 0.15, "х": 0.4},
    "ɣ": {"g": 0.05, "q": 0.15, "k": 0.4, "r": 0.6, "h": 0.5},
    "g": {"j": 0.3, "ɣ": 0.05, "k": 0.35, "q": 0.2},
    "j": {"џ": 0.0, "g": 0.15, "ж": 0.1, "c": 0.2, "y": 0.5},
    "ж": {"j": 0.1, "џ": 0.1, "z": 0.3}, "b": {"p": 0.2, "v": 0.2}, "p": {"b": 0.25, "f": 0.15},
    "f": {"v": 0.15, "p": 0.3}, "v": {"w": 0.0, "f": 0.2, "b": 0.3},
}  # fmt: skip
# Written, and left out in Latin: at the beginning, inside, at the end.
_UNPRINTED = {
    "a": (0.3, 0.15, 0.3), "y": (0.8, 0.3, 0.45), "w": (0.8, 0.35, 0.5),
    "h": (0.8, 0.4, 0.15), "i": (0.3, 0.15, 0.3), "u": (0.3, 0.05, 0.3),
    "e": (0.3, 0.02, 0.2), "o": (0.3, 0.1, 0.3),
}  # fmt: skip
# Printed in Latin, and not written.
_UNWRITTEN = {
    "a": (0.6, 0.02, 0.45), "e": (0.6, 0.02, 0.05), "i": (0.6, 0.02, 0.45),
    "o": (0.6, 0.02, 0.45), "u": (0.6, 0.02, 0.45), "ø": (0.6, 0.05, 0.4),
    "y": (0.6, 0.1, 0.45), "j": (1.0, 0.25, 0.5), "h": (0.8, 0.3, 0.1), "w": (1.0, 0.5, 0.7),
}  # fmt: skip
# One script on both sides: a letter more or less, and one for another.
_WEAK = {
    "a": (0.6, 0.35, 0.4),
    "y": (0.9, 0.5, 0.6),
    "w": (0.9, 0.5, 0.6),
    "h": (0.9, 0.7, 0.3),
}
_WEAK_PAIRS = {
    "a": {"y": 0.5, "w": 0.5, "h": 0.3}, "y": {"a": 0.5, "w": 0.6}, "w": {"a": 0.5, "y": 0.6},
    "h": {"a": 0.3, "t": 0.5},
    "t": {"h": 0.5},
}  # fmt: skip

# A name is known by how it begins.
_CONSONANT = (1.4, 1.0, 1.0)

_Places = dict[str, tuple[float, float, float]]
_Pairs = dict[str, dict[str, float]]


def spelled_as(written: str, spelled: str, least: float = 0.0) -> float:
    """How well a Latin spelling fits a word of consonants and long vowels.

    Args:
        written: the word, with the consonants and long vowels that its script writes.
        spelled: the Latin spelling.
        least: likeness below which it does not matter.

    Returns:
        0 to 0.95; below the least anything less than that.
    """
    if Levenshtein.normalized_similarity(skeleton(written), skeleton(spelled)) < HOPELESS:
        return 0.0
    a, b = _written(written), _spelled(spelled)
    return _likeness(a, b, _PRINTED, max(a.size, b.size), least)


def written_alike(one: str, other: str, least: float = 0.0) -> float:
    """How alike two words of consonants and long vowels are; symmetric.

    Args:
        one: the one, with what its script writes.
        other: the other one.
        least: likeness below which it does not matter.

    Returns:
        0 to 0.95; below the least anything less than that.
    """
    if Levenshtein.normalized_similarity(skeleton(one), skeleton(other)) < HOPELESS:
        return 0.0
    a, b = _weakly_written(one), _weakly_written(other)
    return _likeness(a, b, _WEAK_PAIRS, max(a.size, b.size), least)


class _Signs(NamedTuple):
    """A word, what it costs to leave out each of its signs, and how long it counts."""

    signs: str
    gaps: tuple[float, ...]
    size: float


@lru_cache(maxsize=1 << 14)
def _written(word: str) -> _Signs:
    signs = groups(word, doubled=True)
    size = sum(_WEAK_SIZE if sign in _VOWELS else 1.0 for sign in signs)
    return _Signs(signs, _gaps(signs, _UNPRINTED), size)


@lru_cache(maxsize=1 << 14)
def _weakly_written(word: str) -> _Signs:
    signs = groups(word, doubled=True)
    return _Signs(signs, _gaps(signs, _WEAK), len(signs))


@lru_cache(maxsize=1 << 14)
def _spelled(word: str) -> _Signs:
    signs = groups(word)
    return _Signs(signs, _gaps(signs, _UNWRITTEN), sum(sign not in _VOWELS for sign in signs))


def _gaps(signs: str, costs: _Places) -> tuple[float, ...]:
    last = len(signs) - 1
    return tuple(
        costs.get(sign, _CONSONANT)[0 if at == 0 else 2 if at == last else 1]
        for at, sign in enumerate(signs)
    )


def _likeness(a: _Signs, b: _Signs, pairs: _Pairs, size: float, least: float) -> float:
    size = max(size, 1)
    cost = _distance(a, b, pairs, (1.0 - least / MOST) * size)
    return MOST * max(0.0, 1.0 - cost / size)


def _distance(a: _Signs, b: _Signs, pairs: _Pairs, most: float) -> float:
    """What it costs to read the one for the other; above `most` at least about so much."""
    above = [0.0]
    for add in b.gaps:
        above.append(above[-1] + add)
    none: dict[str, float] = {}
    for left, drop in zip(a.signs, a.gaps, strict=True):
        costs = pairs.get(left, none)
        last = above[0] + drop
        current = [last]
        for column, right in enumerate(b.signs):
            best = above[column]
            if left != right:
                best += costs.get(right, 1.0)
            other = above[column + 1] + drop
            if other < best:
                best = other
            last += b.gaps[column]
            if best < last:
                last = best
            current.append(last)
        above = current
        if min(above) > most:
            return min(above)
    return above[-1]
