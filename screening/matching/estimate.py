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
        self.base = BASE[person]
        self.agreeing = _table(agreeing, STEPS)
        self.share = _table(share, SHARES)
        self.deviation = _table(deviation, STEPS)
        self.contradiction = _table(contradiction, STEPS)
        self.extra = _table(extra, STEPS)
        self.omitted = _table(omitted, STEPS)
        self.parts = _table(parts, 1)
        self.worst = _table(worst, SHARES)

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
        if asked < listed:
            contradiction, extra, omitted = asked, 0.0, listed - asked
        else:
            contradiction, extra, omitted = listed, asked - listed, 0.0
        whole = agreeing + deviation + contradiction + MISSING * (extra + omitted)
        if not whole:
            return self.base
        return (
            self.base
            + _at(self.agreeing, agreeing * STEPS)
            + _at(self.share, agreeing / whole * SHARES)
            + _at(self.deviation, deviation * STEPS)
            + _at(self.contradiction, contradiction * STEPS)
            + _at(self.extra, extra * STEPS)
            + _at(self.omitted, omitted * STEPS)
            + _at(self.parts, parts)
            + _at(self.worst, worst * SHARES)
        )


@cache
def estimate(person: bool) -> Estimate:
    """Estimates for the names of persons, or of everything else."""
    return Estimate(person)


def _table(line: Line, steps: int) -> tuple[float, ...]:
    return tuple(line.at(at / steps) for at in range(int(line.values[-1] * steps) + 1))


def _at(table: Sequence[float], place: float) -> float:
    at = int(place)
    return table[at] if at < len(table) else table[-1]
