"""About how many points two names will get, before they are compared.

The points of the card without what only a comparison can tell. They are looked up in
tables of fine steps, as there are a hundred names to look at for each that is compared.
"""

from collections.abc import Sequence
from functools import cache

from screening.matching.card import BASE, LINES, PLACES
from screening.matching.lines import Line
from screening.matching.model import MISSING

WORST = "worst"
STEPS = 8
"""Steps of a digit."""
SHARES = 64
"""Steps from nothing to all."""


class Estimate:
    """Estimates for the names of persons, or of everything else.

    Args:
        person: whether the listed names are those of persons.
    """

    def __init__(self, person: bool) -> None:
        agreeing, share, deviation, contradiction, extra, omitted, parts, *_ = LINES[person]
        worst = LINES[person][PLACES[WORST]]
        self.base = BASE[person] + sum(
            line.at(0.0) for line in (deviation, contradiction, extra, omitted, worst)
        )
        self.agreeing = _table(agreeing, STEPS)
        self.share = _table(share, SHARES)
        self.parts = _table(parts, 1)
        # these are nothing more often than not, which is in the base
        self.deviation = _beyond_nothing(deviation, STEPS)
        self.contradiction = _beyond_nothing(contradiction, STEPS)
        self.extra = _beyond_nothing(extra, STEPS)
        self.omitted = _beyond_nothing(omitted, STEPS)
        self.worst = _beyond_nothing(worst, SHARES)

    def points(
        self,
        agreeing: float,
        deviation: float,
        asked: float,
        listed: float,
        parts: int,
        worst: float = 0.0,
    ) -> float:
        """The points to be expected.

        Args:
            agreeing: digits that agree.
            deviation: digits lost in spelling.
            asked: digits left over in the name asked.
            listed: the same of the listed name.
            parts: parts that agree.
            worst: distance (0 to 1) of the parts least alike.
        """
        missing = asked - listed
        contradiction = listed if missing > 0.0 else asked
        whole = agreeing + deviation + contradiction + MISSING * abs(missing)
        found = self.base
        if not whole:
            return found
        found += _at(self.agreeing, agreeing * STEPS)
        found += _at(self.share, agreeing / whole * SHARES)
        found += _at(self.parts, parts)
        if deviation:
            found += _at(self.deviation, deviation * STEPS)
        if contradiction:
            found += _at(self.contradiction, contradiction * STEPS)
        if missing > 0.0:
            found += _at(self.extra, missing * STEPS)
        elif missing:
            found += _at(self.omitted, -missing * STEPS)
        if worst:
            found += _at(self.worst, worst * SHARES)
        return found


@cache
def estimate(person: bool) -> Estimate:
    """Estimates for the names of persons, or of everything else."""
    return Estimate(person)


def _table(line: Line, steps: int) -> tuple[float, ...]:
    return tuple(line.at(at / steps) for at in range(int(line.values[-1] * steps) + 1))


def _beyond_nothing(line: Line, steps: int) -> tuple[float, ...]:
    """What a measure adds to what it is where it is nothing."""
    table = _table(line, steps)
    return tuple(value - table[0] for value in table)


def _at(table: Sequence[float], place: float) -> float:
    at = int(place)
    return table[at] if at < len(table) else table[-1]
