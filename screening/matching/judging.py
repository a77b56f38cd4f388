"""Which of a listing's names to judge it by, and the judgement."""

from collections.abc import Iterable

from screening.domain.answers import Tier
from screening.domain.listings import Listing
from screening.domain.targets import NameKind
from screening.intake import Prepared
from screening.matching.assess import Assessment, Nearest, assess
from screening.matching.rarity import Rarity
from screening.matching.telling import asked_too_little
from screening.matching.verdict import Verdict, verdict
from screening.records import record
from screening.settings import Settings

DIGITS = 9
"""To which points are compared: sums of the same parts differ in the last bits."""
TIERS = (Tier.BELOW, Tier.REVIEW, Tier.HIT)
"""The graver, the later."""


@record
class Judgement:
    """What a listing and a query have in common, and what that is worth."""

    assessed: Assessment
    verdict: Verdict


def judge(
    prepared: Prepared,
    listing: Listing,
    names: Iterable[Nearest],
    settings: Settings,
    rarity: Rarity,
    *,
    tells_little: bool,
) -> Judgement | None:
    """Judge a listing by the name that makes most of it.

    A weak alias may be nearer and yet no hit where another name is one, so the best
    of either is assessed.

    Args:
        prepared: the query.
        listing: the listing beside it.
        names: those of its names that were compared; none where a number brought it up.
        settings: threshold and floor.
        rarity: how rare parts of names are.
        tells_little: whether no name asked tells enough to hit on its own.

    Returns:
        The judgement, or None where nothing is in common.
    """
    found = []
    for name in best_of_each_kind(names) or (None,):
        assessed = assess(prepared, listing, name)
        if assessed is not None:
            little = tells_little or (name is not None and asked_too_little(name[1], rarity))
            worth = verdict(assessed, listing, settings, tells_little=little)
            found.append(Judgement(assessed, worth))
    return max(found, key=_gravest, default=None)


def best_of_each_kind(names: Iterable[Nearest]) -> tuple[Nearest, ...]:
    """The nearest of the weak aliases and the nearest of the other names."""
    best: dict[bool, Nearest] = {}
    for name in names:
        weak = name[0].kind is NameKind.WEAK_ALIAS
        if weak not in best or name[1].rank > best[weak][1].rank:
            best[weak] = name
    return tuple(best.values())


def _gravest(judged: Judgement) -> tuple[int, float, float, bool]:
    tier = TIERS.index(judged.verdict.tier)
    if judged.assessed.nearest is None:
        return tier, 0.0, 0.0, False
    listed, match = judged.assessed.nearest
    points, likeness = match.rank
    return tier, round(points, DIGITS), likeness, listed.kind is not NameKind.WEAK_ALIAS
