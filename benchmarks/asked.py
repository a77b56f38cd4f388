"""Names to ask that no list prints: listed ones written otherwise, and ordinary customers'."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.corpus import Corpora, Corpus
from benchmarks.customers import Strangers
from screening.domain.listings import Listing
from screening.evaluation.degrading import degraded
from screening.evaluation.held import Place
from screening.matching.index import Index
from screening.screener import Screener

WRITTEN_OTHERWISE = (
    "letter changed",
    "letter dropped",
    "letter doubled",
    "letters swapped",
    "parts swapped",
    "part dropped",
    "parts joined",
    "part split",
    "another romanisation",
)


class Asked(NamedTuple):
    """A name to ask, and the listing that it is to find; None where there is none."""

    name: str
    right: Place | None


def to_ask(corpora: Corpora, corpus: Corpus, queries: int, seed: int) -> list[Asked]:
    """Names to ask a corpus."""
    with Screener.open(corpus.settings) as screener:
        return asked(screener.index, corpora.strangers(), queries, seed)


def asked(index: Index, strangers: Strangers, queries: int, seed: int) -> list[Asked]:
    """So many different names, half of them listed ones; the same for the same seed.

    Args:
        index: what lists the names.
        strangers: who is not listed.
        queries: how many.
        seed: what chance begins with.
    """
    rng = random.Random(seed)
    listed = _listed(index, rng)
    found: dict[str, Asked] = {}
    while len(found) < queries:
        if len(found) % 2:
            person = rng.random() < 0.5
            one = Asked(strangers.person(rng) if person else strangers.firm(rng), None)
        else:
            one = next(listed)
        found.setdefault(one.name, one)
    return list(found.values())


def _listed(index: Index, rng: random.Random) -> Iterator[Asked]:
    """Listed names written otherwise, without end, in one way after the other."""
    while True:
        for kind in WRITTEN_OTHERWISE:
            source, listing = index.listing(rng.randrange(len(index)))
            copy = _copy(listing, kind, rng)
            if copy is not None:
                yield Asked(copy, (source, listing.reference))


def _copy(listing: Listing, kind: str, rng: random.Random) -> str | None:
    if not listing.names or listing.delisted:
        return None
    name = rng.choice(listing.names).text
    return degraded(kind, name, listing.type, seed=str(rng.random()))
