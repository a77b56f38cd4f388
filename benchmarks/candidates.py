"""What the candidate stage loses against comparing a query with every listed name.

    python -m benchmarks.candidates [--names lists] [--queries 200] [--processes 2]
                                    [--into docs/performance.md]

`screen batch` answers the queries, as it is and with `--fast`; beside its answers stand
those of the same comparison over all names (`benchmarks.exhaustive`), at the default
floor. That takes some five minutes for the current lists on two cores, and half an hour
for a million names.
"""

import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.asked import Asked, to_ask
from benchmarks.brought_up import names_compared
from benchmarks.command import Command
from benchmarks.corpus import SEED, Corpora, Corpus
from benchmarks.exhaustive import found_by_all
from benchmarks.figures import Figure, Targets, figure, table
from benchmarks.measuring import Spread, in_a_process, run
from screening.evaluation.held import Place

MODES = {"default": (), "fast": ("--fast",)}
NO_LIMIT = "1000000"
PERCENT = 100.0

TARGETS = {
    "default: hits lost": Targets.under(0.5, 0.7),
    "default: right targets lost": Targets.under(0.1, 0.2),
}


def by_product(
    corpus: Corpus, queries: Sequence[str], options: Sequence[str]
) -> list[set[Place]] | str:
    """Who `screen batch` shows for each name; in words why it does not, if so."""
    with tempfile.TemporaryDirectory() as scratch:
        source, target = Path(scratch) / "names.csv", Path(scratch) / "answers.csv"
        with source.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows([("name",), *((name,) for name in queries)])
        command = ("-m", "screening", "batch", str(source), "-o", str(target))
        done = run((*command, "--limit", NO_LIMIT, *options), corpus.environ, corpus.folder)
        if not target.exists():
            return f"refused: {done.said.strip().splitlines()[-1]}"
        found: dict[int, set[Place]] = defaultdict(set)
        with target.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["target_id"]:
                    found[int(row["row"])].add((row["source"], row["target_id"]))
    return [found[number] for number in range(1, len(queries) + 1)]


def by_all(corpus: Corpus, queries: Sequence[str], processes: int) -> list[set[Place]]:
    """Who reaches the floor for each name of those that are listed at all."""
    with ProcessPoolExecutor(processes) as pool:
        shares = pool.map(
            partial(found_by_all, corpus, queries, shares=processes), range(processes)
        )
        return [set().union(*found) for found in zip(*shares, strict=True)]


def figures(corpora: Corpora, corpus: Corpus, queries: int, processes: int) -> Iterator[Figure]:
    """All figures of one corpus."""
    told = partial(figure, corpus, TARGETS)
    asked = in_a_process(to_ask, corpora, corpus, queries, SEED)
    names = [one.name for one in asked]
    whole = by_all(corpus, names, processes)
    yield told("hits by comparing every name", sum(map(len, whole)))
    right = _right(asked, whole)
    yield told("right targets by comparing every name", right)
    for mode, options in MODES.items():
        shown = by_product(corpus, names, options)
        if isinstance(shown, str):
            yield told(f"{mode}: hits lost", shown)
            continue
        lost = sum(len(every - few) for every, few in zip(whole, shown, strict=True))
        share = PERCENT * lost / max(1, sum(map(len, whole)))
        yield told(f"{mode}: hits lost", share, "%")
        both = [every & few for every, few in zip(whole, shown, strict=True)]
        share = PERCENT * (right - _right(asked, both)) / max(1, right)
        yield told(f"{mode}: right targets lost", share, "%")
        more = sum(len(few - every) for every, few in zip(whole, shown, strict=True))
        yield told(f"{mode}: hits that only the product shows", more)
    compared = in_a_process(names_compared, corpus, names)
    spread = Spread.of([float(len(each)) for each in compared])
    yield told("names compared for one query, median", spread.median)
    yield told("names compared for one query, p99", spread.p99)


def _right(asked: Sequence[Asked], found: Sequence[set[Place]]) -> int:
    """For how many names the right listing is among what was found."""
    return sum(one.right in places for one, places in zip(asked, found, strict=True))


def main(arguments: Sequence[str]) -> None:
    command = Command("candidates")
    command.parser.add_argument("--queries", type=int, default=200)
    command.parser.add_argument("--processes", type=int, default=2)
    opened = command.parsed(arguments)
    if opened is None:
        return
    given, corpora = opened
    found = [
        one
        for names in given.names
        for one in figures(corpora, corpora.of(names), given.queries, given.processes)
    ]
    note = (
        f"{given.queries} names, half of them listed ones written otherwise, at the default "
        "floor: a hit is a listing that reaches it. A right target is the listing whose name "
        "it was. What only the product shows has to be 0: the comparison is the same."
    )
    command.report(given, [table("What the candidate stage loses", found, note)])


if __name__ == "__main__":
    main(sys.argv[1:])
