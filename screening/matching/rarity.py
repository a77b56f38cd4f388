"""How rare a part of a name is: the fewer bearers, the more it tells."""

import math
from collections.abc import Callable

from screening.matching import background
from screening.matching.background import RAREST
from screening.matching.model import CLASSES, LETTER, RARITY_STEPS, SKELETAL, SYLLABLE
from screening.names.classes import SPELLED, WordClass
from screening.names.parts import Part

# A form beyond these is a spelling that few print.
_FORMS = 3


class Rarity:
    """How rare parts are, from how many listings bear them and from names in general.

    Args:
        bearers: number of listings that a spelling occurs in.
        total: number of listings.

    Attributes:
        size: that number in digits, in tenths.
    """

    def __init__(self, bearers: Callable[[str], int], total: int) -> None:
        self._bearers = bearers
        self.size = _in_steps(math.log10(max(total, 1000)))
        self._known: dict[tuple[tuple[str, ...], WordClass, bool, bool], float] = {}

    def digits(self, part: Part) -> float:
        """What a part tells, 0 (nothing) to 7 (one bearer in ten million), in digits."""
        key = part.forms, part.kind, part.skeletal, part.syllables
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._digits(part)
        return found

    def _digits(self, part: Part) -> float:
        scale, most = CLASSES[part.kind]
        if part.kind not in SPELLED:
            return most
        if part.syllables:
            return SYLLABLE
        forms = part.forms[:_FORMS]
        digits = min(map(background.digits, forms))
        # of one listing alone it is not known to be common
        bearers = max(map(self._bearers, forms)) - 1
        if bearers > 0:
            digits = min(digits, _in_steps(self.size - math.log10(bearers)))
        digits = min(digits, most, LETTER * len(forms[0]), RAREST)
        return max(0.0, digits) * scale * (SKELETAL if part.skeletal else 1.0)


def _in_steps(digits: float) -> float:
    """Digits in tenths, as those of the background are."""
    return round(digits * RARITY_STEPS) / RARITY_STEPS


def unknown_rarity() -> Rarity:
    """Rarity where there is no registry to count in."""
    return Rarity(lambda form: 0, 0)
