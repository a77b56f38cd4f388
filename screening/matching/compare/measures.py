"""What is measured of two names that are laid side by side."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from screening.matching.compare.alignment import Alignment, Pair
from screening.matching.model import (
    ACROSS_HAN,
    CURVE,
    MISSING,
    NOTHING,
    PART,
    SAME,
    SYLLABLE,
    TELLING,
)
from screening.matching.rarity import Rarity
from screening.names.classes import ANY_FORM, WordClass, tables
from screening.names.fold import script_of
from screening.names.parts import Name, Part

Told = tuple[Part, float]


class Measured(NamedTuple):
    """An alignment and what is measured of it.

    Args:
        pairs: the pairs and how much each tells, in digits.
        asked: parts of the query left over, and what each tells.
        listed: the same of the listed name.
        values: the measures, in the order of `card.MEASURES`.
    """

    pairs: tuple[tuple[Pair, float], ...]
    asked: tuple[Told, ...]
    listed: tuple[Told, ...]
    values: tuple[float, ...]


def agreement(likeness: float) -> float:
    """How far (0 to 1) parts that are alike agree."""
    if likeness >= SAME:
        return 1.0
    return ((likeness - NOTHING) / (SAME - NOTHING)) ** CURVE if likeness > NOTHING else 0.0


def measure(alignment: Alignment, query: Name, listed: Name, rarity: Rarity) -> Measured:
    """Measure what agrees, what differs and what is missing.

    What is left over on both sides contradicts; what is left over beyond that on
    one side only is missing on the other.
    """
    asked = _rest(alignment.query_rest, (pair.query for pair in alignment.pairs), rarity)
    over = _rest(alignment.listed_rest, (pair.listed for pair in alignment.pairs), rarity)
    pairs = []
    agreeing = deviation = parts = worst = 0.0
    for pair in alignment.pairs:
        told = _told(pair, rarity)
        pairs.append((pair, told))
        agreed = told * agreement(pair.likeness)
        agreeing += agreed
        deviation += told - agreed
        parts += min(1.0, agreed / PART)
        if told >= TELLING:
            worst = max(worst, 1.0 - pair.likeness)
    asked_digits, listed_digits = _sum(asked), _sum(over)
    if alignment.strict:
        # a common syllable contradicts as much as a rare one
        most = max(len(asked), len(over)) * SYLLABLE
        contradiction = max(asked_digits, listed_digits, most)
    else:
        contradiction = min(asked_digits, listed_digits)
        if _has_name(asked) and _has_name(over):
            # a common name stands against a rare one as any other would
            contradiction = max(contradiction, min(PART, max(asked_digits, listed_digits)))
    extra = max(0.0, asked_digits - contradiction)
    omitted = max(0.0, listed_digits - contradiction)
    whole = agreeing + deviation + contradiction + MISSING * (extra + omitted)
    values = (
        agreeing,
        agreeing / whole if whole else 0.0,
        deviation,
        contradiction,
        extra,
        omitted,
        parts,
        _legal_apart(query, listed),
        _numbers_apart(query, listed, asked, over),
        worst,
    )
    return Measured(tuple(pairs), asked, over, values)


def _told(pair: Pair, rarity: Rarity) -> float:
    # The commoner of the two counts: the other script's form of a common name is
    # no rarer than the name.
    if len(pair.query) == len(pair.listed) == 1:
        one, other = pair.query[0], pair.listed[0]
        told = min(rarity.digits(one), rarity.digits(other))
        if one.text.isascii() and other.text.isascii():
            return told
    else:
        told = min(sum(map(rarity.digits, pair.query)), sum(map(rarity.digits, pair.listed)))
    return told * ACROSS_HAN if _in_han(pair.query) != _in_han(pair.listed) else told


def _in_han(parts: Sequence[Part]) -> bool:
    return any(not part.text.isascii() and script_of(part.text[0]) == "Han" for part in parts)


def _rest(
    parts: Sequence[Part], paired: Iterable[Sequence[Part]], rarity: Rarity
) -> tuple[Told, ...]:
    """Parts left over and what they tell; a part printed twice counts once."""
    if not parts:
        return ()
    seen = {part.forms[0] for side in paired for part in side}
    return tuple(
        (part, 0.0 if part.forms[0] in seen else rarity.digits(part)) for part in parts
    )


def _sum(told: Iterable[tuple[object, float]]) -> float:
    return sum(digits for _, digits in told)


def _has_name(told: Iterable[Told]) -> bool:
    return any(part.kind in _NAMES and digits for part, digits in told)


_NAMES = frozenset({WordClass.WORD, WordClass.PATRONYMIC, WordClass.INITIAL})


def _numbers_apart(
    query: Name, listed: Name, asked: Iterable[Told], over: Iterable[Told]
) -> float:
    """Whether numbers or generations (II, Jr) differ: 1; one side alone has one: 0.5."""
    ours, theirs = _generations(query), _generations(listed)
    if ours and theirs and ours.isdisjoint(theirs):
        return 1.0
    return (_has_number(asked) + _has_number(over)) / 2


def _generations(name: Name) -> set[str]:
    found = {part.forms[0] for part in name.parts if part.kind is WordClass.SUFFIX}
    if not found:
        return found
    known = tables().generations
    return {known[word] for word in found if word in known}


def _has_number(told: Iterable[Told]) -> bool:
    return any(part.kind is WordClass.NUMBER for part, _ in told)


def _legal_apart(query: Name, listed: Name) -> float:
    """How far apart the legal forms of two names are.

    Returns:
        0 where they are the same, one is what the other is translated to, or a side
        tells none; 0.5 where they are of one class, as N.V. and S.A. are; 1 else.
    """
    ours = [part for part in query.parts if part.kind is _LEGAL and part.key != ANY_FORM]
    if not ours:
        return 0.0
    theirs = [part for part in listed.parts if part.kind is _LEGAL and part.key != ANY_FORM]
    if not theirs:
        return 0.0
    return min(_forms_apart(one, other) for one in ours for other in theirs)


def _forms_apart(one: Part, other: Part) -> float:
    ours, theirs = one.forms[0], other.forms[0]
    if ours == theirs:
        return 0.0
    if one.key != other.key:
        return 1.0
    translations = tables().translations
    return 0.0 if ours in translations or theirs in translations else 0.5


_LEGAL = WordClass.LEGAL_FORM
