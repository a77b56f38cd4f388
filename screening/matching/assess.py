"""All the evidence about one listing, and the score that follows from it."""

from screening.domain.answers import Evidence, Measurement, Result
from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind
from screening.intake import Prepared
from screening.matching.compare import details
from screening.matching.compare.evidence import measurements, name_evidence
from screening.matching.compare.names import NameMatch, compare
from screening.matching.model import IDENTIFIER_AGREES, LOWEST, score
from screening.matching.rarity import Rarity
from screening.names.parts import Name
from screening.records import record

Nearest = tuple[ListedName, NameMatch]
"""A listed name and how it compares with the name asked."""


@record
class Assessment:
    """What a query and a listing have in common.

    Args:
        score: 0 to 1, the logistic of the points of the measures and of the evidence
            beside the name.
        nearest: the listed name that was compared; None where only a number agrees.
        beside: the evidence beside the name, strongest first.
        unlike: whether a name was asked and none of the listing is like it.
    """

    score: float
    nearest: Nearest | None
    beside: tuple[Evidence, ...]
    unlike: bool

    @property
    def alone(self) -> float:
        """The score (0 to 1) of the name alone; 0 where none was compared."""
        return score(self.nearest[1].points) if self.nearest else 0.0

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every comparison, strongest first; worked out when asked, as few are shown."""
        rows: list[Evidence] = []
        if self.nearest is not None:
            rows += name_evidence(self.nearest[1])
            if self.nearest[0].kind is NameKind.WEAK_ALIAS:
                rows.append(_weak())
        elif self.unlike:
            rows.append(_no_name())
        return tuple(sorted((*rows, *self.beside), key=_strongest))

    @property
    def measured(self) -> tuple[Measurement, ...]:
        """What was measured of the names."""
        if self.nearest is not None:
            return measurements(self.nearest[1])
        return (Measurement("base", UNLIKE, None, "", LOWEST),) if self.unlike else ()


UNLIKE = "no listed name is like the name asked"


def _strongest(row: Evidence) -> float:
    return -abs(row.points)


def best_name(
    asked: tuple[Name, ...], listed: tuple[Name, ...], rarity: Rarity
) -> NameMatch | None:
    """The best comparison among the readings of a name asked and one listed."""
    found = [compare(one, other, rarity) for one in asked for other in listed]
    matches = [match for match in found if match is not None]
    return max(matches, key=lambda match: match.rank) if matches else None


def assess(prepared: Prepared, listing: Listing, nearest: Nearest | None) -> Assessment | None:
    """Weigh a name's evidence together with everything else that is known.

    Args:
        prepared: the query.
        listing: the listing beside it.
        nearest: one of its names and how it compares, if any does.

    Returns:
        The assessment, or None where nothing is in common.
    """
    numbers = details.identifiers(prepared.identifiers, listing)
    agreeing = [row for row in numbers if row.result is Result.MATCHED]
    if nearest is None and not agreeing:
        return None
    compared = (
        details.birth_date(prepared.birth_dates, listing),
        details.country(prepared.countries, listing),
        details.gender(prepared.gender, listing),
        details.target_type(prepared.type, listing),
    )
    beside = numbers + [row for row in compared if row is not None]
    unlike = nearest is None and bool(prepared.person)
    alone = nearest[1].points if nearest is not None else LOWEST if unlike else 0.0
    points = alone + sum(row.points for row in beside)
    against = points - len(agreeing) * IDENTIFIER_AGREES
    if agreeing and against < 0:
        beside.append(_made_up(-against))
        points -= against
    beside.sort(key=_strongest)
    return Assessment(score(points), nearest, tuple(beside), unlike)


def _made_up(points: float) -> Evidence:
    reason = "an identifier agrees: what speaks against does not count"
    return Evidence("identifier", Result.UNKNOWN, 0.0, points, "", "", reason, beside_name=True)


def _no_name() -> Evidence:
    return Evidence("name", Result.UNKNOWN, 0.0, LOWEST, "", "", UNLIKE)


def _weak() -> Evidence:
    # no points: that it identifies poorly decides what it may do, not how near it is
    reason = "the authority calls this a weak alias"
    return Evidence("kind of name", Result.UNKNOWN, 0.0, 0.0, "", "weak alias", reason)
