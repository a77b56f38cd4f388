"""Comparing a name asked with a name listed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from screening.domain.answers import Evidence, Result
from screening.matching.compare import korean
from screening.matching.compare.alignment import Alignment, Pair, align
from screening.matching.compare.korean import in_hangul
from screening.matching.model import CALLED_MATCHED, EQUAL, NAME, NOTHING, SAME
from screening.matching.rarity import Rarity
from screening.names.classes import WordClass
from screening.names.fold import script_of
from screening.names.parts import Name, Part

_LEAST_TELLING = 0.05


@dataclass(frozen=True, slots=True)
class NameMatch:
    """How two names compare.

    Args:
        points: what the names say together, in log-odds.
        evidence: the parts side by side and what each adds to the points.
    """

    points: float
    evidence: tuple[Evidence, ...]

    @property
    def rank(self) -> tuple[float, float]:
        """Points, and among equals how near the spelling is."""
        return self.points, sum(row.agreement for row in self.evidence)


def compare(query: Name, listed: Name, rarity: Rarity) -> NameMatch | None:
    """Compare two names, part by part.

    Word order changes nothing, but that given names of Koreans in another order
    count for less. Which name is asked matters only for what each leaves out.

    Returns:
        The better of the general and the Korean comparison, or None where no
        telling part of the one is beside a part of the other.
    """
    general = align(query.core, listed.core, rarity.weight)
    syllables = korean.align(query, listed)
    found = []
    # What the general comparison leaves over, the Korean one knows better: `Kim
    # Yong` is no short form of `Kim Yong Bok`. And Hangul tells its syllables
    # for certain, so a likeness of letters to its Latin spelling tells nothing.
    over = general.query_rest or general.listed_rest
    known = over or in_hangul(query) or in_hangul(listed)
    if syllables is None or not (known or _likened_elsewhere(general, query, listed)):
        found.append(_weighed(general, rarity))
    if syllables is not None:
        found.append(_weighed(syllables, rarity))
    matches = [match for match in found if match is not None]
    return max(matches, key=lambda match: match.rank) if matches else None


def _likened_elsewhere(alignment: Alignment, query: Name, listed: Name) -> bool:
    """Whether parts that are merely alike stand in an order no Korean name has.

    A family name moves from one end to the other, given names keep their order.
    `Song` is a slip for `Pong` where the rest stands as it stood; among given
    names that changed places it is another syllable.
    """
    if all(pair.likeness >= EQUAL for pair in alignment.pairs):
        return False
    asked, printed = query.core, listed.core
    pairs = sorted(alignment.pairs, key=lambda pair: asked.index(pair.query[0]))
    places = [printed.index(pair.listed[0]) for pair in pairs]
    turned = (places, places[1:] + places[:1], places[-1:] + places[:-1])
    return all(order != sorted(order) for order in turned)


def agreement(likeness: float) -> float:
    """How far (0 to 1) parts that are alike agree."""
    share = min(1.0, max(0.0, (likeness - NOTHING) / (SAME - NOTHING)))
    return math.pow(share, NAME.curve)


def _weighed(alignment: Alignment, rarity: Rarity) -> NameMatch | None:
    weighed = [(pair, _pair_weight(pair, rarity)) for pair in alignment.pairs]
    telling = sum(weight * agreement(pair.likeness) for pair, weight in weighed)
    if telling < _LEAST_TELLING:
        return None
    if not (alignment.query_rest or alignment.listed_rest) and all(
        pair.likeness >= EQUAL for pair in alignment.pairs
    ):
        # a name equal in every part is worth a look, however common its parts
        telling = max(telling, NAME.whole)
    asked = _rest(alignment.query_rest, (pair.query for pair in alignment.pairs), rarity)
    listed = _rest(alignment.listed_rest, (pair.listed for pair in alignment.pairs), rarity)
    asked_weight, listed_weight = _sum(asked), _sum(listed)
    against = _against(alignment, asked_weight, listed_weight)
    # What is left on one side beyond that is missing on the other.
    missing = NAME.missing_in_listing * max(0.0, asked_weight - against)
    missing += NAME.missing_in_query * max(0.0, listed_weight - against)
    whole = _sum(weighed) + NAME.contradicted_size * against + missing
    scale = NAME.scale / whole
    rows = [_agreeing(pair, weight, scale) for pair, weight in weighed]
    rows += _opposed(asked, listed, against, scale)
    rows += _missing(asked, against, NAME.missing_in_listing * scale, asked_side=True)
    rows += _missing(listed, against, NAME.missing_in_query * scale, asked_side=False)
    rows.append(_standing(telling))
    points = sum(row.points for row in rows)
    if points < NAME.lowest:
        rows.append(_bounded(NAME.lowest - points))
        points = NAME.lowest
    rows.sort(key=lambda row: (-abs(row.points), row.query, row.listed))
    return NameMatch(points, tuple(rows))


def _against(alignment: Alignment, asked: float, listed: float) -> float:
    """What of the parts left over contradicts, given what each side's weigh."""
    if alignment.strict:
        over = max(len(alignment.query_rest), len(alignment.listed_rest))
        # a common syllable contradicts as much as a rare one
        return max(asked, listed, float(over))
    numbers = (
        any(part.kind is WordClass.NUMBER for part in rest)
        for rest in (alignment.query_rest, alignment.listed_rest)
    )
    return max(min(asked, listed), NAME.other_number if all(numbers) else 0.0)


def _rest(
    parts: Sequence[Part], paired: Iterable[Sequence[Part]], rarity: Rarity
) -> list[tuple[Part, float]]:
    """Parts left over and their weights; a part printed twice counts once."""
    seen = {part.forms[0] for side in paired for part in side}
    return [(part, 0.0 if part.forms[0] in seen else rarity.weight(part)) for part in parts]


def _pair_weight(pair: Pair, rarity: Rarity) -> float:
    # The commoner spelling of the two counts: the other script's form of a
    # common name is no rarer than the name.
    weight = min(sum(map(rarity.weight, pair.query)), sum(map(rarity.weight, pair.listed)))
    across = _in_han(pair.query) != _in_han(pair.listed)
    return weight * NAME.across_han if across else weight


def _in_han(parts: Sequence[Part]) -> bool:
    return any(script_of(part.text[0]) == "Han" for part in parts)


def _sum(weighed: Sequence[tuple[object, float]]) -> float:
    return sum(weight for _, weight in weighed)


def _agreeing(pair: Pair, weight: float, scale: float) -> Evidence:
    points = scale * weight * agreement(pair.likeness)
    result = Result.MATCHED if pair.likeness >= CALLED_MATCHED else Result.SIMILAR
    return Evidence(
        _feature(*pair.query, *pair.listed),
        result,
        round(pair.likeness, 3),
        points,
        " ".join(part.text for part in pair.query),
        " ".join(part.text for part in pair.listed),
        pair.reason,
    )


def _feature(*parts: Part) -> str:
    kinds = {part.kind for part in parts} - {WordClass.WORD}
    return f"{kinds.pop().value}" if len(kinds) == 1 else "name"


def _opposed(
    asked: list[tuple[Part, float]],
    listed: list[tuple[Part, float]],
    against: float,
    scale: float,
) -> list[Evidence]:
    if against <= 0:
        return []
    points = -scale * NAME.contradiction * against
    ours = " ".join(part.text for part, weight in asked if weight)
    theirs = " ".join(part.text for part, weight in listed if weight)
    return [Evidence("name", Result.NOT_MATCHED, 0.0, points, ours, theirs, "different parts")]


def _missing(
    rest: list[tuple[Part, float]], against: float, price: float, *, asked_side: bool
) -> list[Evidence]:
    over = _sum(rest) - against
    if over <= 1e-9:
        return []
    text = " ".join(part.text for part, weight in rest if weight)
    reason = "not in the listed name" if asked_side else "not in the name asked"
    if against:
        reason = f"more of it {reason}"
    ours, theirs = (text, "") if asked_side else ("", text)
    return [Evidence("name", Result.UNKNOWN, 0.0, -price * over, ours, theirs, reason)]


def _standing(telling: float) -> Evidence:
    points = NAME.telling * math.log(telling) - NAME.scale * NAME.even
    reason = "what a name has to overcome; the rarer its agreeing parts, the less"
    if telling < NAME.too_little:
        points += NAME.scale * (telling - NAME.too_little) / NAME.too_little
        reason = "the agreeing parts are too common to tell anyone apart"
    return Evidence("starting point", Result.UNKNOWN, 0.0, points, "", "", reason)


def _bounded(points: float) -> Evidence:
    reason = "a name alone cannot speak more against than this"
    return Evidence("lower bound", Result.UNKNOWN, 0.0, points, "", "", reason)
