"""In which way two names differ: other order, spelling, fewer parts, another script.

Told from the texts alone, so that a slice of an evaluation does not depend on
the comparison that it is to measure.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from screening.names.fold import fold, plain_signs, scripts_of

ALIKE = 0.6
"""Likeness (0 to 1) of the letters from which two parts are one, spelled two ways."""


class Difference(StrEnum):
    """How the name asked differs from the one listed; the slightest first."""

    SAME = "same parts"
    ORDER = "other order"
    JOINED = "joined or split"
    FEWER = "fewer parts"
    MORE = "more parts"
    INITIALS = "initials"
    SPELLING = "spelling"
    SPELLING_AND_PARTS = "spelling and parts"
    SCRIPT = "cross script"
    OTHER = "other names"


_SLIGHTEST = {kind: rank for rank, kind in enumerate(Difference)}


def difference(asked: str, listed: str) -> Difference:
    """How two names differ."""
    if _scripts(asked).isdisjoint(_scripts(listed)):
        return Difference.SCRIPT
    one, other = _parts(asked), _parts(listed)
    if one == other:
        return Difference.SAME
    if sorted(one) == sorted(other):
        return Difference.ORDER
    if "".join(one) == "".join(other) or "".join(sorted(one)) == "".join(sorted(other)):
        return Difference.JOINED
    return _of_rests(*_apart(one, other), whole=(len(one), len(other)))


def slightest(asked: str, listed: Iterable[str]) -> Difference:
    """How a name differs from the one of several that it differs least from."""
    found = (difference(asked, name) for name in listed)
    return min(found, key=_SLIGHTEST.__getitem__, default=Difference.OTHER)


def script_words(text: str) -> str:
    """The scripts of a name in a word or two: `Latin`, `Cyrillic, Latin`, `none`."""
    return ", ".join(sorted(scripts_of(text))) or "none"


def _of_rests(
    one: Sequence[str], other: Sequence[str], *, whole: tuple[int, int]
) -> Difference:
    """The difference, from the parts that have no equal on the other side."""
    if not one:
        return Difference.FEWER
    if not other:
        return Difference.MORE
    if _only_initials(one, other):
        return Difference.INITIALS
    pairs = _alike(one, other)
    if not pairs and len(one) == whole[0]:
        return Difference.OTHER
    if pairs == len(one) == len(other):
        return Difference.SPELLING
    return Difference.SPELLING_AND_PARTS


def _apart(one: Sequence[str], other: Sequence[str]) -> tuple[list[str], list[str]]:
    """Parts of each side that the other does not have."""
    here, there = Counter(one), Counter(other)
    return list((here - there).elements()), list((there - here).elements())


def _only_initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether each part that differs is an initial on one side and its word on the other."""
    if len(one) != len(other):
        return False
    left = list(other)
    for part in one:
        fits = (each for each in left if 1 in (len(part), len(each)) and part[:1] == each[:1])
        word = next(fits, None)
        if word is None:
            return False
        left.remove(word)
    return True


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts of one side have a like one of their own on the other."""
    left, found = list(other), 0
    for part in one:
        near = max(
            left, key=lambda each: Levenshtein.normalized_similarity(part, each), default=""
        )
        if near and Levenshtein.normalized_similarity(part, near) >= ALIKE:
            left.remove(near)
            found += 1
    return found


@lru_cache(maxsize=4096)
def _scripts(text: str) -> frozenset[str]:
    return scripts_of(text) or frozenset({"none"})


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    """The words of a name, folded, without signs."""
    plain = plain_signs(text).replace("-", " ").replace("'", "").replace(".", " ")
    words = ("".join(filter(str.isalnum, fold(word))) for word in plain.split())
    return tuple(word for word in words if word)
