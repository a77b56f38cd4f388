"""All the evidence about one listing, and the score that follows from it."""

from dataclasses import dataclass

from screening.domain.answers import Evidence, Result
from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind
from screening.intake import Prepared
from screening.matching.compare import details
from screening.matching.compare.evidence import name_evidence
from screening.matching.compare.names import NameMatch, compare
from screening.matching.model import IDENTIFIER_AGREES, LOWEST, score
from screening.matching.rarity import Rarity
from screening.names.parts import Name


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a query and a listing have in common.

    Args:
        score: 0 to 1, the logistic of the evidence's points.
        name: the listed name that is nearest, None where only a number agrees.
        evidence: every comparison, strongest first.
    """

    score: float
    name: ListedName | None
    evidence: tuple[Evidence, ...]


def best_name(
    asked: tuple[Name, ...], listed: tuple[Name, ...], kind: NameKind, rarity: Rarity
) -> NameMatch | None:
    """The best comparison among the readings of a name asked and one listed.

    A weak alias starts lower: its authority says that it identifies poorly.
    """
    found = [compare(one, other, rarity) for one in asked for other in listed]
    matches = [match for match in found if match is not None]
    if not matches:
        return None
    best = max(matches, key=lambda match: match.rank)
    return best.called_weak() if kind is NameKind.WEAK_ALIAS else best


def assess(
    prepared: Prepared, listing: Listing, name: tuple[ListedName, NameMatch] | None
) -> Assessment | None:
    """Weigh a name's evidence together with everything else that is known.

    Args:
        prepared: the query.
        listing: the listing beside it.
        name: the nearest listed name and how it compares, if any does.

    Returns:
        The assessment, or None where nothing is in common.
    """
    numbers = details.identifiers(prepared.identifiers, listing)
    agreeing = [row for row in numbers if row.result is Result.MATCHED]
    if name is None and not agreeing:
        return None
    rows = name_evidence(name[1]) if name else []
    if name is None and prepared.person:
        rows.append(_no_name())
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
    return Assessment(
        score(sum(row.points for row in rows)), name[0] if name else None, tuple(rows)
    )


def _made_up(points: float) -> Evidence:
    reason = "an identifier agrees: what speaks against does not count"
    return Evidence("identifier", Result.UNKNOWN, 0.0, points, "", "", reason)


def _no_name() -> Evidence:
    reason = "no listed name is like the name asked"
    return Evidence("name", Result.UNKNOWN, 0.0, LOWEST, "", "", reason)
