"""Laying two Korean names side by side, syllable by syllable.

Romanisations of one syllable may share no letter (Ri, Yi, Lee), and a family
name of two letters decides; so where both names can be Korean they are
compared by what Hangul they may stand for, family name beside family name and
the given names in order.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product, zip_longest

from screening.matching.compare.alignment import Alignment, Pair
from screening.names import korean
from screening.names.classes import WordClass
from screening.names.fold import scripts_of
from screening.names.korean import Syllable
from screening.names.parts import Name, Part
from screening.names.romanise.hangul import is_hangul

# Nearly every Korean name has two or three syllables. Of four only what is
# written in Hangul is taken for one, or begins with one of the few family names of two
# syllables: too many Western names can be read so.
_FEWEST, _MOST, _MOST_AT_ALL = 2, 3, 4
_SAME_SPELLING = 1.0
_SAME_HANGUL = 0.99
_OTHER_ORDER = 0.90
_NEARLY = 0.78

Syllables = tuple[Syllable, ...]


def sequences(name: Name) -> tuple[Syllables, ...]:
    """The ways to read a name as Korean: family name first, then given names.

    Returns:
        Each reading once; none where the name cannot be Korean.
    """
    words = [part for part in name.parts if part.kind is not WordClass.TITLE]
    # the readings of many words multiply: a longer name is not even tried
    if not 1 <= len(words) <= _MOST_AT_ALL:
        return ()
    spelled, options = [], []
    for part in words:
        # the shortest way out: most words can be no Korean ones
        word = _word(part) if part.kind in _LETTERS else ""
        read = korean.readings(word)
        if not read:
            return ()
        spelled.append(word)
        options.append(read)
    doubles = [korean.is_double_family(word) for word in (spelled[0], spelled[-1])]
    hangul = any(is_hangul(part.text) for part in words)
    most = _MOST_AT_ALL if hangul or any(doubles) else _MOST
    if len(words) > most:
        return ()
    found: list[Syllables] = []
    for choice in product(*options):
        if not _FEWEST <= sum(map(len, choice)) <= most:
            continue
        first, last = choice[0], choice[-1]
        # `Kim Yong Bok`, `Kim Yongbok` and, unspaced, `Kimyongbok`
        known = doubles[0] or korean.is_family(first[0])
        if known and (len(first) == 1 or len(choice) == 1 or doubles[0]):
            found.append(tuple(syllable for word in choice for syllable in word))
        known = doubles[-1] or (len(last) == 1 and korean.is_family(last[0]))
        if len(choice) > 1 and known:
            given = tuple(syllable for word in choice[:-1] for syllable in word)
            found.append(last + given)
    return tuple(dict.fromkeys(found))


_LETTERS = frozenset(
    {
        WordClass.WORD,
        WordClass.PARTICLE,
        WordClass.SUFFIX,
        WordClass.PATRONYMIC,
        WordClass.INITIAL,
    }
)


def _word(part: Part) -> str:
    """The word to read as Korean; empty where its script does not spell Korean."""
    if part.text.isascii():
        return part.forms[0]
    if is_hangul(part.text) or scripts_of(part.text) == {"Cyrillic"}:
        return part.text.lower()
    return part.forms[0] if scripts_of(part.text) == {"Latin"} else ""


def in_hangul(name: Name) -> bool:
    """Whether a part of a name is written in Hangul."""
    return any(is_hangul(part.text) for part in name.parts)


def align(query: Name, listed: Name) -> Alignment | None:
    """Put two names that can both be Korean side by side.

    Given names that agree in the other order count for less, and syllables
    that differ as by one letter dropped (`Yon` for `Yong`) for little.

    Returns:
        The reading of both in which most agrees; None where either cannot be
        Korean.
    """
    asked = sequences(query)
    printed = sequences(listed) if asked else ()
    ways = [
        (one, other, most)
        for first, other in product(asked, printed)
        for one, most in _orders(first, len(other))
    ]
    return _beside(*max(ways, key=lambda way: _rank(*way))) if ways else None


def _orders(sequence: Syllables, length: int) -> Iterator[tuple[Syllables, float]]:
    """The sequence, and with its two given names exchanged; how alike each can be."""
    yield sequence, 1.0
    if len(sequence) == length == 3:
        yield (sequence[0], sequence[2], sequence[1]), _OTHER_ORDER


def _rank(one: Syllables, other: Syllables, most: float) -> tuple[float, int]:
    """How much agrees, and how little is left over."""
    alike = [
        min(_alike(left, right, first=place < 2)[0], most if place else 1.0)
        for place, (left, right) in enumerate(zip(one, other, strict=False))
    ]
    return sum(alike), -max(len(one), len(other)) + sum(map(bool, alike))


def _beside(one: Syllables, other: Syllables, most: float) -> Alignment:
    pairs: list[Pair] = []
    query_rest: list[Part] = []
    listed_rest: list[Part] = []
    for place, (left, right) in enumerate(zip_longest(one, other)):
        likeness, reason = _alike(left, right, first=place < 2)
        if left and right and likeness:
            if place and likeness > most:  # the family name has its place in any order
                likeness, reason = most, "same, in another order"
            pairs.append(Pair((_part(left),), (_part(right),), likeness, reason))
        else:
            query_rest += [_part(left)] if left else []
            listed_rest += [_part(right)] if right else []
    # A given name is one word: another number of syllables is another name.
    return Alignment(tuple(pairs), tuple(query_rest), tuple(listed_rest), strict=True)


@lru_cache(maxsize=65536)
def _alike(left: Syllable | None, right: Syllable | None, *, first: bool) -> tuple[float, str]:
    """How alike two syllables are, 0 where they are not or one is missing."""
    if left is None or right is None:
        return 0.0, ""
    if left.text == right.text:
        return _SAME_SPELLING, "same"
    if korean.agree(left, right, first=first):
        return _SAME_HANGUL, "same Korean syllable"
    # a finger slips on Latin letters, not in Hangul blocks
    in_hangul = is_hangul(left.text) and is_hangul(right.text)
    if not in_hangul and korean.nearly(left, right, first=first):
        return _NEARLY, "one letter from the same syllable"
    return 0.0, ""


def _part(syllable: Syllable) -> Part:
    return Part(syllable.text, (syllable.text,), WordClass.WORD, syllable.text, syllables=True)
