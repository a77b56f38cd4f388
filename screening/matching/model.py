"""The scoring model: every weight in one place.

A score is the logistic function of the sum of the evidence's points, so the
evidence is the whole explanation. Points are log-odds: +0.7 doubles the odds.
"""

import math
from dataclasses import dataclass

from screening.names.classes import WordClass

VERSION = "1"

# How much a part of a name tells, by its class; words and patronymics are
# further weighed by rarity (`matching.rarity`).
CLASS_WEIGHT: dict[WordClass, float] = {
    WordClass.WORD: 1.0,
    WordClass.PATRONYMIC: 0.6,
    WordClass.NUMBER: 0.8,
    WordClass.GENERIC: 0.39,
    WordClass.INITIAL: 0.3,
    WordClass.PARTICLE: 0.08,
    WordClass.TITLE: 0.0,
    WordClass.SUFFIX: 0.0,
    WordClass.LEGAL_FORM: 0.0,
}


@dataclass(frozen=True, slots=True)
class NameModel:
    """Weights of the comparison of two names.

    Args:
        scale: points between a name that agrees in full and one that tells
            nothing either way.
        even: share of agreement (-1.8 to 1) at which the name alone says as
            much for as against.
        telling: points for each e-fold of what the agreeing parts tell.
        whole: what a name tells at least that agrees in every part.
        too_little: what agreeing parts have to tell for a hit on their own.
        contradiction: weight of a part that is another one on the other side.
        contradicted_size: how far such a part counts to the size of the name.
        other_number: least weight of numbers that differ: they decide.
        missing_in_query: weight of a listed part that the query leaves out.
        missing_in_listing: weight of a query part that the listing lacks.
        curve: how fast agreement falls as spellings differ; 1 is in proportion.
        across_han: what is left of a pair's weight where one side is Chinese
            characters and the other Latin: without tones many characters share
            a syllable.
        lowest: least points a name can end with.
    """

    scale: float = 7.0
    even: float = 0.50
    telling: float = 2.9
    whole: float = 0.42
    too_little: float = 0.33
    contradiction: float = 1.85
    contradicted_size: float = 0.15
    other_number: float = 2.0
    missing_in_query: float = 0.32
    missing_in_listing: float = 0.55
    curve: float = 1.5
    across_han: float = 0.35
    lowest: float = -6.0


NAME = NameModel()

# Likeness of two spellings: from `ALIGN` they are put beside each other, at
# `NOTHING` or less that says nothing, from `SAME` they agree in full.
ALIGN = 0.70
NOTHING = 0.60
SAME = 1.0
# From here on parts count as the same where a whole name is compared.
EQUAL = 0.98
# From here on a pair is called matched, below it similar.
CALLED_MATCHED = 0.95

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
