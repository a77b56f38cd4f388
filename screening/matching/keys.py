"""Under which keys a name is found: the same rules for what is listed and asked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise
from zlib import crc32

from screening.matching.compare.korean import sequences
from screening.names import classes
from screening.names.classes import TRANSLATED, WordClass
from screening.names.korean import Syllable
from screening.names.parts import EMPTY, Name, Part, glued_forms
from screening.names.spelling import bucket

_SHORTEST_GLUED = 5
ROUGH_BITS, NOT_SOUGHT = 13, 0xFFFF
"""Bits of `rough`, and what it is of parts by which no name is looked for."""
UNKEYED = frozenset({WordClass.INITIAL, WordClass.PARTICLE, *EMPTY})
"""Classes of parts by which no name is looked for: they tell too little."""


def rough(part: Part) -> int:
    """A number that parts spelled about alike share."""
    if part.kind in UNKEYED:
        return NOT_SOUGHT
    return crc32(bucket(part.forms[0]).encode()) >> (32 - ROUGH_BITS)


def of_part(part: Part) -> Iterator[str]:
    """Keys of one part that are met only by the same key."""
    if part.kind is WordClass.NUMBER:
        yield f"n:{part.key}"
    elif part.kind in TRANSLATED:
        yield f"w:{part.key}"
    elif part.kind is WordClass.WORD:
        for form in part.forms:
            for head in classes.given_names(form):
                yield f"g:{head}"


def neighbours(parts: Sequence[Part]) -> Iterator[tuple[Part, ...]]:
    """Neighbours that a clerk may write as one word: two, or three around a particle."""
    for at, (one, other) in enumerate(pairwise(parts)):
        if _joinable(one) and _joinable(other):
            yield one, other
            third = parts[at + 2 : at + 3]
            if other.kind is WordClass.PARTICLE and third and _joinable(third[0]):
                yield one, other, third[0]


def _joinable(part: Part) -> bool:
    return not part.syllables and part.kind is not WordClass.NUMBER


def glued(parts: Sequence[Part]) -> Iterator[str]:
    """How neighbours are written as one word."""
    for several in neighbours(parts):
        for word in glued_forms(several):
            if len(word) >= _SHORTEST_GLUED:
                yield word


# Sounds that romanisations of Korean confuse, as one sign: so that each
# syllable has one key however it is spelled.
_INITIALS = "KKNTTNMPPSSNCCCKTPH"
_VOWELS = "aeaeOeYeOaeeYOOeiYOii"
_ENDS = "-KNTLMPN"


def of_korean(name: Name) -> frozenset[str]:
    """A key for each two syllables of a name that can be Korean, in any order."""
    return frozenset(
        "k:" + "-".join(sorted(pair))
        for sequence in sequences(name)
        for pair in combinations(_syllable_keys(sequence), 2)
    )


def _syllable_keys(sequence: Iterable[Syllable]) -> list[str]:
    return [
        _first(_INITIALS, one.initial) + _first(_VOWELS, one.vowel) + _first(_ENDS, one.final)
        for one in sequence
    ]


def _first(signs: str, bits: int) -> str:
    return signs[(bits & -bits).bit_length() - 1]
