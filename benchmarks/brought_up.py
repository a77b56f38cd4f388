"""Which listed names the product compares with a query: the one look at its insides."""

from collections.abc import Sequence

from benchmarks.corpus import Corpus
from screening.domain.queries import Query
from screening.intake import prepare
from screening.matching.candidates import Asked, Candidates
from screening.matching.model import points_for
from screening.screener import Screener


def names_compared(corpus: Corpus, queries: Sequence[str]) -> list[list[str]]:
    """For each name asked, the listed names that the candidate stage brings up."""
    with Screener.open(corpus.settings) as screener:
        candidates = Candidates(screener.index)
        return [_brought_up(screener, candidates, name) for name in queries]


def _brought_up(screener: Screener, candidates: Candidates, name: str) -> list[str]:
    index = screener.index
    least = points_for(screener.settings.floor)
    found = candidates.find(Asked(prepare(Query(name=name)).asked, least), None)
    places = (index.reading(reading) for reading, _ in found)
    names = dict.fromkeys((place.listing, place.name) for place in places)
    return [index.listing(listing)[1].names[at].text for listing, at in names]
