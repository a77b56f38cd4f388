"""How much a part of a name tells: the fewer bearers, the more."""

import math
from collections.abc import Callable
from functools import lru_cache

from screening.matching.model import CLASS_WEIGHT
from screening.names import classes
from screening.names.classes import WordClass
from screening.names.parts import Part

_RARE_CLASSES = frozenset({WordClass.WORD, WordClass.PATRONYMIC})
_LEAST = 0.35
# A name that is common in general stays so in a registry where few bear it.
_GIVEN_NAME = 0.65
# Consonants alone are shared by more names than a whole spelling.
_CONSONANTS_ONLY = 0.75


class Rarity:
    """Weights of parts, from how many listed names bear them.

    Args:
        bearers: number of listed names with a given spelling.
        total: number of listed names.
    """

    def __init__(self, bearers: Callable[[str], int], total: int) -> None:
        self._bearers = bearers
        self._ceiling = math.log(max(total, 1000))
        self.weight = lru_cache(maxsize=65536)(self._weight)

    def _weight(self, part: Part) -> float:
        """The weight of a part, 0 (tells nothing) to 1 (nobody else has it)."""
        weight = CLASS_WEIGHT[part.kind]
        if part.kind not in _RARE_CLASSES:
            return weight
        if part.skeletal:
            weight *= _CONSONANTS_ONLY
        elif part.kind is WordClass.WORD and part.forms[0] in classes.given_names():
            weight *= _GIVEN_NAME
        bearers = max(self._bearers(form) for form in part.forms[:3])
        common = math.log(bearers + 1) / self._ceiling
        return weight * max(_LEAST, 1.0 - 0.75 * common)


def unknown_rarity() -> Rarity:
    """Weights where there is no registry to count in."""
    return Rarity(lambda form: 0, 0)
