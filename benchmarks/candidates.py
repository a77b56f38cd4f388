"""What the candidate stage loses against comparing a query with every name.

    python -m benchmarks.candidates [NAMES]

Asks a ready registry (SCREENING_DATABASE_URL, or the built-in packages) for
listed names with one letter changed, and compares the screener's answers with
those of the same comparison over all names.
"""

import random
import statistics
import sys
import time

from screening.domain.queries import Query
from screening.intake import Prepared, prepare
from screening.matching.assess import assess, best_name
from screening.matching.compare.names import NameMatch
from screening.matching.index import Index, listed_readings
from screening.screener import Screener

LETTERS = "aeiorstn"


def slip(name: str, rng: random.Random) -> str:
    """The name with one letter left out, exchanged, put in or swapped with the next."""
    at = rng.randrange(len(name))
    letter = rng.choice(LETTERS)
    rest = name[at + 1 :]
    swapped = rest[:1] + name[at] + rest[1:]
    tail = rng.choice((rest, letter + rest, name[at] + letter + rest, swapped))
    return name[:at] + tail


def exhaustive(index: Index, prepared: Prepared, floor: float) -> set[str]:
    """References of every listing that scores the floor or more, all names compared."""
    found = set()
    for number in range(len(index)):
        _, listing = index.listing(number)
        best: NameMatch | None = None
        for position in range(len(listing.names)):
            readings = listed_readings(listing, position)
            match = best_name(prepared.readings(listing.type), readings, index.rarity)
            if match and (best is None or match.rank > best.rank):
                best = match
        assessed = assess(prepared, listing, (listing.names[0], best) if best else None)
        if assessed and assessed.score >= floor:
            found.add(listing.reference)
    return found


def main() -> None:
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    rng = random.Random(20241216)
    with Screener.open() as screener:
        index, floor = screener.index, screener.settings.floor
        listed = [name.text for n in range(len(index)) for name in index.listing(n)[1].names]
        queries = [slip(name, rng) for name in rng.sample(listed, min(most, len(listed)))]
        pairs = lost = 0
        times: dict[str, list[float]] = {"screener": [], "every name": []}
        for query in queries:
            prepared = prepare(Query(name=query))
            start = time.perf_counter()
            quick = {hit.listing.reference for hit in screener.screen(query).candidates}
            middle = time.perf_counter()
            whole = exhaustive(index, prepared, floor)
            times["screener"].append(middle - start)
            times["every name"].append(time.perf_counter() - middle)
            pairs += len(whole)
            lost += len(whole - quick)
    print(f"{len(queries)} names with one slip, {len(listed)} listed names, floor {floor}")
    print(f"candidates at the floor by comparing every name: {pairs}; lost: {lost}")
    base = statistics.median(times["every name"])
    for label, taken in times.items():
        median = statistics.median(taken)
        print(f"{label:<12} {median * 1000:8.1f} ms a query, median {median / base:8.3f}")


if __name__ == "__main__":
    main()
