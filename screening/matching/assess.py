"""All the evidence about one listing, and the score that follows from it."""

from dataclasses import dataclass

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

Nearest = tuple[ListedName, NameMatch]
"""A listed name and how it compares with the name asked."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a query and a listing have in common.

    Args:
        score: 0 to 1, the logistic of the points of the measures and of the evidence
            beside the name.
        nearest: the listed name that was compared; None where only a number agrees.
        evidence: every comparison, strongest first.
        measured: what was measured of the names.
    """

    score: float
    nearest: Nearest | None
    evidence: tuple[Evidence, ...]
    measured: tuple[Measurement, ...]

    @property
    def alone(self) -> float:
        """The score (0 to 1) of the name alone; 0 where none was compared."""
        return score(self.nearest[1].points) if self.nearest else 0.0


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
    rows: list[Evidence] = []
    measured: tuple[Measurement, ...] = ()
    if nearest is not None:
        rows += name_evidence(nearest[1])
        measured = measurements(nearest[1])
        if nearest[0].kind is NameKind.WEAK_ALIAS:
            rows.append(_weak())
    elif prepared.person:
        rows.append(_no_name())
        measured = (Measurement("base", rows[0].reason, None, "", LOWEST),)
    rows += numbers
    compared = (
        details.birth_date(prepared.birth_dates, listing),
        details.country(prepared.countries, listing),
        details.gender(prepared.gender, listing),
        details.target_type(prepared.type, listing),
    )
    rows += [row for row in compared if row is not None]
    against = sum(row.points for row in rows) - len(agreeing) * IDENTIFIER_AGREES
    if agreeing and against < 0:
        rows.append(_made_up(-against))
    rows.sort(key=lambda row: -abs(row.points))
    return Assessment(score(sum(row.points for row in rows)), nearest, tuple(rows), measured)


def _made_up(points: float) -> Evidence:
    reason = "an identifier agrees: what speaks against does not count"
    return Evidence("identifier", Result.UNKNOWN, 0.0, points, "", "", reason, beside_name=True)


def _no_name() -> Evidence:
    reason = "no listed name is like the name asked"
    return Evidence("name", Result.UNKNOWN, 0.0, LOWEST, "", "", reason)


def _weak() -> Evidence:
    # no points: that it identifies poorly decides what it may do, not how near it is
    reason = "the authority calls this a weak alias"
    return Evidence("kind of name", Result.UNKNOWN, 0.0, 0.0, "", "weak alias", reason)
