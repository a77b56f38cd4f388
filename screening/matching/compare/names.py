"""Comparing a name asked with a name listed."""

from typing import NamedTuple

from screening.matching.card import AGREEING, BASE, LINES, MEASURES, PLACES
from screening.matching.compare import korean
from screening.matching.compare.alignment import Alignment, align
from screening.matching.compare.korean import in_hangul
from screening.matching.compare.measures import Measured, measure
from screening.matching.model import (
    EQUAL,
    LEAST_AGREEING,
    LOWEST,
    PRINTED_SO,
    WHOLE,
    WHOLE_DIGIT,
)
from screening.matching.rarity import Rarity
from screening.names.classes import WordClass
from screening.names.parts import Name


class NameMatch(NamedTuple):
    """How two names compare.

    Args:
        points: what the names say together, in log-odds.
        likeness: how near the spelling is, to tell equals apart.
        person: whether the listed name is a person's.
        measured: the parts side by side and what is measured of them.
        bounded: points that a lower bound adds.
        titled: whether the name asked has a title that the listed one lacks; it may
            be a name.
    """

    points: float
    likeness: float
    person: bool
    measured: Measured
    bounded: float = 0.0
    titled: bool = False

    @property
    def rank(self) -> tuple[float, float]:
        """Points, and among equals how near the spelling is."""
        return self.points, self.likeness

    def value_of(self, measure: str) -> float:
        """What was measured, by the name of the measure."""
        return self.measured.values[PLACES[measure]]

    def points_of(self, measure: str) -> float:
        """What a measure adds to the points."""
        line = MEASURES[PLACES[measure]]
        return (line.person if self.person else line.other).at(self.value_of(measure))


def compare(query: Name, listed: Name, rarity: Rarity) -> NameMatch | None:
    """Compare two names, part by part.

    Word order changes nothing, but that given names of Koreans in another order
    count for less. Which name is asked matters only for what each leaves out.

    Returns:
        The better of the general and the Korean comparison, or None where no
        telling part of the one is beside a part of the other.
    """
    general = align(query.core, listed.core, rarity.digits)
    syllables = korean.align(query, listed)
    if syllables is None:
        return _weighed(general, query, listed, rarity)
    found = [_weighed(syllables, query, listed, rarity)]
    # What the general comparison leaves over, the Korean one knows better: `Kim
    # Yong` is no short form of `Kim Yong Bok`. And Hangul tells its syllables
    # for certain, so a likeness of letters to its Latin spelling tells nothing.
    over = general.query_rest or general.listed_rest
    known = over or in_hangul(query) or in_hangul(listed)
    if not (known or _likened_elsewhere(general, query, listed)):
        found.append(_weighed(general, query, listed, rarity))
    matches = [match for match in found if match is not None]
    return max(matches, key=lambda match: match.rank) if matches else None


def _likened_elsewhere(alignment: Alignment, query: Name, listed: Name) -> bool:
    """Whether parts stand in an order that no print of a Korean name has.

    A family name moves from one end to the other, given names keep their order.
    `Song` is a slip for `Pong` where the rest stands as it stood; among given
    names that changed places it is another syllable, and Jong Chol is not Chol Jong.
    """
    asked, printed = query.core, listed.core
    pairs = sorted(alignment.pairs, key=lambda pair: asked.index(pair.query[0]))
    places = [printed.index(pair.listed[0]) for pair in pairs]
    turned = (places, places[1:] + places[:1], places[-1:] + places[:-1])
    return all(order != sorted(order) for order in turned)


def _weighed(
    alignment: Alignment, query: Name, listed: Name, rarity: Rarity
) -> NameMatch | None:
    if not alignment.pairs:
        return None
    measured = measure(alignment, query, listed, rarity)
    agreeing = measured.values[PLACES[AGREEING]]
    if agreeing < LEAST_AGREEING:
        return None
    person = listed.person
    points = BASE[person]
    for value, line in zip(measured.values, LINES[person], strict=True):
        points += line.at(value)
    likeness = sum(pair.likeness for pair in alignment.pairs)
    least = LOWEST
    titled = not _titles(query) <= _titles(listed)
    if not titled and _is_whole(measured):
        least = WHOLE + WHOLE_DIGIT * agreeing
        if _printed_so(query, listed):
            least += PRINTED_SO
    bounded = max(0.0, least - points)
    return NameMatch(points + bounded, likeness, person, measured, bounded, titled)


def _titles(name: Name) -> set[str]:
    return {part.forms[0] for part in name.parts if part.kind is WordClass.TITLE}


def _printed_so(query: Name, listed: Name) -> bool:
    """Whether two names are the same words, two at least, in any order."""
    if len(query.parts) != len(listed.parts) or len(query.parts) == 1:
        return False
    ours, theirs = (sorted(part.forms[0] for part in name.parts) for name in (query, listed))
    return ours == theirs


def _is_whole(measured: Measured) -> bool:
    """Whether each part that tells anything has its equal on the other side."""
    return all(pair.likeness >= EQUAL for pair, _ in measured.pairs) and not any(
        digits for _, digits in (*measured.asked, *measured.listed)
    )
