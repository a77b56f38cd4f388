"""Laying two Korean names side by side, syllable by syllable.

Romanisations of one syllable may share no letter (Ri, Yi, Lee), and a family
name of two letters decides; so where both names can be Korean they are
compared by what Hangul they may stand for, family name beside family name and
the given names in order.
"""

from functools import lru_cache
from itertools import product

from screening.matching.compare.alignment import Alignment, Pair
from screening.names import korean
from screening.names.classes import WordClass
from screening.names.fold import scripts_of
from screening.names.korean import Syllable
from screening.names.parts import Name, Part
from screening.names.romanise.hangul import is_hangul

_FEWEST, _MOST = 2, 4
_SAME_SPELLING = 1.0
_SAME_HANGUL = 0.98


@lru_cache(maxsize=16384)
def sequences(name: Name) -> tuple[tuple[Syllable, ...], ...]:
    """The ways to read a name as Korean: family name first, then given names.

    Returns:
        Each reading once; none where the name cannot be Korean.
    """
    words = [part for part in name.parts if part.kind is not WordClass.TITLE]
    # the readings of many words multiply: a longer name is not even tried
    if not 1 <= len(words) <= _MOST or any(part.kind not in _LETTERS for part in words):
        return ()
    options = [korean.readings(word) for word in map(_word, words)]
    if not all(options):
        return ()
    found: list[tuple[Syllable, ...]] = []
    for choice in product(*options):
        if not _FEWEST <= sum(map(len, choice)) <= _MOST:
            continue
        first, last = choice[0], choice[-1]
        # `Kim Yong Bok`, `Kim Yongbok` and, unspaced, `Kimyongbok`
        if korean.is_family(first[0]) and (len(first) == 1 or len(choice) == 1):
            found.append(tuple(syllable for word in choice for syllable in word))
        if len(choice) > 1 and len(last) == 1 and korean.is_family(last[0]):
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


def align(query: Name, listed: Name) -> Alignment | None:
    """Put two names that can both be Korean side by side.

    Returns:
        The reading of both in which most syllables agree, the family name
        among them if possible; None where either cannot be Korean.
    """
    pairs = list(product(sequences(query), sequences(listed)))
    if not pairs:
        return None
    return _beside(*max(pairs, key=lambda pair: _rank(*pair)))


def _rank(one: tuple[Syllable, ...], other: tuple[Syllable, ...]) -> tuple[int, bool, int]:
    """How many syllables agree, whether the family name does, how many are over."""
    agreeing = [
        korean.agree(left, right, first=place < 2)
        for place, (left, right) in enumerate(zip(one, other, strict=False))
    ]
    return sum(agreeing), agreeing[0], -abs(len(one) - len(other))


def _beside(one: tuple[Syllable, ...], other: tuple[Syllable, ...]) -> Alignment:
    pairs: list[Pair] = []
    query_rest: list[Part] = []
    listed_rest: list[Part] = []
    for place in range(max(len(one), len(other))):
        left = one[place] if place < len(one) else None
        right = other[place] if place < len(other) else None
        if left and right and korean.agree(left, right, first=place < 2):
            same = left.text == right.text
            likeness = _SAME_SPELLING if same else _SAME_HANGUL
            reason = "same" if same else "same Korean syllable"
            pairs.append(Pair((_part(left),), (_part(right),), likeness, reason))
            continue
        if left:
            query_rest.append(_part(left))
        if right:
            listed_rest.append(_part(right))
    # A given name is one word: another number of syllables is another name.
    return Alignment(tuple(pairs), tuple(query_rest), tuple(listed_rest), strict=True)


def _part(syllable: Syllable) -> Part:
    return Part(syllable.text, (syllable.text,), WordClass.WORD, syllable.text, syllables=True)
