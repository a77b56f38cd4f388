"""Under which keys a name is found: the same rules for what is listed and asked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from screening.matching.compare.korean import sequences
from screening.names import classes
from screening.names.classes import TRANSLATED, WordClass
from screening.names.korean import Syllable
from screening.names.parts import Name, Part, glued_forms

_SHORTEST_GLUED = 5


def of_part(part: Part) -> Iterator[str]:
    """Keys of one part that are met only by the same key."""
    if part.kind is WordClass.NUMBER:
        yield f"n:{part.key}"
    elif part.kind in TRANSLATED:
        yield f"w:{part.key}"
    elif part.kind is WordClass.WORD:
        names = classes.given_names()
        for form in part.forms:
            for head in names.get(form, ()):
                yield f"g:{head}"


def glued(parts: Sequence[Part]) -> Iterator[tuple[str, tuple[Part, Part]]]:
    """Neighbours written as one word, since a clerk may have done so."""
    for one, other in pairwise(parts):
        if one.syllables or other.syllables:
            continue
        if WordClass.NUMBER in (one.kind, other.kind):
            continue
        for word in glued_forms((one, other)):
            if len(word) >= _SHORTEST_GLUED:
                yield word, (one, other)


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
