"""Comparing a query with every listed name: what no search may lose and no shortcut change."""

from collections.abc import Iterable
from pathlib import Path

from screening.domain.answers import Answer, Tier
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.intake import prepare
from screening.matching.building import build
from screening.matching.comparing import Comparing
from screening.matching.index import Index
from screening.matching.judging import judge
from screening.matching.telling import why_too_little
from screening.screener import Screener
from screening.settings import Settings

Shown = dict[str, float]
"""By reference, the score of a listing that is shown."""


def screener_on(folder: Path, listings: Iterable[Listing]) -> Screener:
    """A screener on made-up listings, with the settings in force by default."""
    path = folder / "own.idx"
    build(path, (("test", one) for one in listings), stamp="own@1", lists=())
    return Screener(Index(path), Settings(folder))


def shown(answer: Answer) -> Shown:
    """What an answer shows."""
    return {hit.listing.reference: hit.score for hit in answer.candidates}


def by_every_name(screener: Screener, query: Query | str) -> Shown:
    """What an answer would show if each name of each listing were compared."""
    index, settings = screener.index, screener.settings
    comparing = Comparing(index, settings)
    prepared = prepare(screener.screen(query).query)
    little = why_too_little(prepared, index.rarity) is not None
    found: Shown = {}
    for number in range(len(index)):
        _, listing = index.listing(number)
        matches = (
            (one, comparing.best(prepared, number, at)) for at, one in enumerate(listing.names)
        )
        nearest = [(one, match) for one, match in matches if match is not None]
        if not nearest:
            continue
        judged = judge(prepared, listing, nearest, settings, index.rarity, tells_little=little)
        if judged is not None and judged.verdict.tier is not Tier.BELOW:
            found[listing.reference] = judged.assessed.score
    return found
