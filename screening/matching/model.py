"""The scoring model: every weight in one place.

A score is the logistic function of a sum of points, so the evidence is the whole
explanation. Points are log-odds: +0.7 doubles the odds. Each measure of a pair of
names has its points from one line of a card, which rises or falls only one way.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass

from screening.names.classes import WordClass

VERSION = "2"

# How much a part of a name tells by its class: what its rarity is multiplied with,
# and the most it tells. Rarity is in digits: 2 is one bearer in a hundred.
CLASSES: dict[WordClass, tuple[float, float]] = {
    WordClass.WORD: (1.0, 7.0),
    WordClass.PATRONYMIC: (0.5, 7.0),
    WordClass.GENERIC: (0.6, 2.5),
    WordClass.PLACE: (0.8, 2.5),
    # these tell the same whichever it is
    WordClass.NUMBER: (1.0, 2.0),
    WordClass.INITIAL: (1.0, 0.6),
    WordClass.PARTICLE: (1.0, 0.1),
    WordClass.TITLE: (1.0, 0.0),
    WordClass.SUFFIX: (1.0, 0.0),
    WordClass.LEGAL_FORM: (1.0, 0.0),
}
# The most that a word tells, a letter: three letters are easily met by chance.
LETTER = 1.3
# What is left where vowels are not written: more names share the consonants.
SKELETAL = 0.75
# A Korean given name has some sixty usual syllables in each place.
SYLLABLE = 1.8
# What is left of a pair's rarity where one side is Chinese characters and the
# other Latin: without tones many characters share a syllable.
ACROSS_HAN = 0.35

# Likeness of two spellings: from `ALIGN` they are put beside each other, at
# `NOTHING` or less that says nothing, from `SAME` they agree in full.
ALIGN = 0.70
NOTHING = 0.60
SAME = 1.0
# How fast agreement falls as spellings differ; 1 is in proportion.
CURVE = 1.5
# From here on parts count as the same where a whole name is compared.
EQUAL = 0.98
# From here on a pair is called matched, below it similar.
CALLED_MATCHED = 0.95
# Least digits of agreement for two names to have anything in common.
LEAST_AGREEING = 0.2

Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one measure.

    Args:
        knots: (value, points), values rising; in between is the straight line,
            beyond the ends the end's points.
    """

    knots: Knots

    def points(self, value: float) -> float:
        """The points of a value."""
        knots = self.knots
        at = bisect_right(knots, value, key=_value)
        if at == 0:
            return knots[0][1]
        if at == len(knots):
            return knots[-1][1]
        (x0, y0), (x1, y1) = knots[at - 1], knots[at]
        return y0 + (y1 - y0) * (value - x0) / (x1 - x0)


def _value(knot: tuple[float, float]) -> float:
    return knot[0]


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing measured of two names.

    Args:
        name: as settings and JSON call it.
        title: what it is, for people.
        unit: what its values are in.
        person: points where the listed name is a person's.
        other: points for organisations, vessels and aircraft.
    """

    name: str
    title: str
    unit: str
    person: Line
    other: Line


def _line(*knots: tuple[float, float]) -> Line:
    return Line(knots)


#FIT-BEGIN
BASE = {True: -4.0, False: -4.0}
MEASURES: tuple[Measure, ...] = (
    Measure("agreeing", "rarity of the parts that agree", "digits", _line((0, -3), (14, 6)), _line((0, -3), (14, 6))),
    Measure("share", "share of what both names tell that agrees", "0 to 1", _line((0, -6), (1, 6)), _line((0, -6), (1, 6))),
    Measure("deviation", "what is lost in spelling", "digits", _line((0, 0), (6, -6)), _line((0, 0), (6, -6))),
    Measure("contradiction", "parts that stand against each other", "digits", _line((0, 0), (6, -6)), _line((0, 0), (6, -6))),
    Measure("extra", "parts that the listed name lacks", "digits", _line((0, 0), (6, -3)), _line((0, 0), (6, -3))),
    Measure("omitted", "parts that the name asked lacks", "digits", _line((0, 0), (6, -2)), _line((0, 0), (6, -2))),
    Measure("number", "numbers that differ", "yes or no", _line((0, 0), (1, -8)), _line((0, 0), (1, -8))),
    Measure("legal", "legal forms that differ", "yes or no", _line((0, 0), (1, -0.5)), _line((0, 0), (1, -0.5))),
    Measure("vowelless", "share of agreement in consonants alone", "0 to 1", _line((0, 0), (1, 0)), _line((0, 0), (1, 0))),
    Measure("parts", "parts that agree", "parts", _line((0, 0), (4, 2)), _line((0, 0), (4, 2))),
)
#FIT-END
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}
AGREEING, SHARE, DEVIATION, CONTRADICTION, EXTRA, OMITTED = (
    "agreeing", "share", "deviation", "contradiction", "extra", "omitted",
)  # fmt: skip
# Least points that a name can end with.
LOWEST = -6.0

# Points of what is known beside the name.
BIRTH_DATE = {
    "equal": 2.0, "compatible": 1.0, "swapped": 0.8, "one_off": 0.6,
    "same_year": -0.3, "near_year": -0.8, "different": -3.0,
}  # fmt: skip
COUNTRY = {True: 0.4, False: -0.5}
GENDER = {True: 0.1, False: -1.5}
TYPE_DIFFERS = -4.0
# What an identifier that agrees adds, beyond making up for all that speaks
# against: it is a hit whatever the name says.
IDENTIFIER_AGREES = 8.0
# A vessel, firm or person has one of these at a time, so another one speaks
# against; of passports and most other numbers a bearer may have several.
IDENTIFIER_DIFFERS = {"imo": -4.0, "lei": -3.0, "inn": -3.0, "ogrn": -3.0, "uscc": -3.0}
WEAK_ALIAS = -0.25


def score(points: float) -> float:
    """The score (0 to 1) of a sum of points."""
    return 1.0 / (1.0 + math.exp(-points))
