"""The scoring model: what was set by hand.

What it costs to spell a word otherwise is in `names.spelling`, how parts are laid side
by side in `matching.compare`.

A score is the logistic function of a sum of points, so the evidence is the whole
explanation. Points are log-odds: +0.7 doubles the odds. What is measured of two
names has its points from the card (`matching.card`), which was fitted.
"""

import math

from screening.names.classes import WordClass
from screening.records import record

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
# Rarity among the listings is told in so many steps a digit: a list that changes by a few
# listings leaves nearly all scores as they were (docs/decisions/0016-rescreening.md).
RARITY_STEPS = 10
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
CURVE = 1.2
# From here on parts count as the same where a whole name is compared.
EQUAL = 0.98
# From here on a pair is called matched, below it similar.
CALLED_MATCHED = 0.95
# What tells as much (in digits) is a part of its own; what tells less than the second
# is no part to worry about.
PART, TELLING = 1.5, 1.0
# What a part that one side lacks counts to the size of a name, beside one of both.
MISSING = 0.5
# Least digits of agreement for two names to have anything in common.
LEAST_AGREEING = 0.2

# Least points that a name can end with.
LOWEST = -6.0
# And least points of a name that is equal in every part, with what each digit of it
# adds: such a name is a hit, however common its parts.
WHOLE, WHOLE_DIGIT = 0.9, 0.1
# What it adds that several words are printed just so, titles included.
PRINTED_SO = 1.3

# Points of what is known beside the name.
BIRTH_DATE = {
    "equal": 3.0, "compatible": 1.5, "swapped": 1.4, "one_off": 1.2,
    "same_year": -0.3, "near_year": -0.8, "different": -3.0,
}  # fmt: skip
# How far (0 to 1) dates agree that compare so, as the evidence tells it.
BIRTH_DATE_AGREEMENT = {
    "equal": 1.0, "compatible": 0.8, "swapped": 0.8, "one_off": 0.7,
    "same_year": 0.4, "near_year": 0.2, "different": 0.0,
}  # fmt: skip
COUNTRY = {True: 0.8, False: -1.0}
GENDER = {True: 0.1, False: -1.5}
TYPE = {True: 0.0, False: -6.0}
# What an identifier that agrees adds, beyond making up for all that speaks
# against: it is a hit whatever the name says.
IDENTIFIER_AGREES = 8.0
# A vessel, firm or person has one of these at a time, so another one speaks
# against; of passports and most other numbers a bearer may have several.
IDENTIFIER_DIFFERS = {"imo": -7.0, "lei": -5.0, "inn": -5.0, "ogrn": -5.0, "uscc": -5.0}


@record
class Detail:
    """The most that something known beside the name can do.

    Args:
        name: as settings call it.
        title: what it is, for people.
        most: points where it agrees best.
        least: points where it differs most.
    """

    name: str
    title: str
    most: float
    least: float


def _detail(name: str, title: str, *points: float) -> Detail:
    return Detail(name, title, max(points), min(points))


DETAILS = (
    _detail("birth_date", "birth date", *BIRTH_DATE.values()),
    _detail("country", "country", *COUNTRY.values()),
    _detail("gender", "gender", *GENDER.values()),
    _detail("type", "type", *TYPE.values()),
    _detail("identifiers", "identifiers", IDENTIFIER_AGREES, *IDENTIFIER_DIFFERS.values()),
)

# A name that tells less (in digits, all its parts together) is borne by many: it is
# no hit on its own, unless it is listed just so. Most usual given names tell 2 to 3.6,
# a usual given name with a usual family name 3.8 and more.
TELLS_ENOUGH = 3.7


def score(points: float) -> float:
    """The score (0 to 1) of a sum of points."""
    return 1.0 / (1.0 + math.exp(-points))


def points_for(score: float) -> float:
    """The points that a score (0 to 1) takes; infinite at the ends."""
    if not 0 < score < 1:
        return -math.inf if score <= 0 else math.inf
    return math.log(score / (1.0 - score))
