"""How long one query takes in a running process, with all evidence.

    python -m benchmarks.latency [--names lists] [--queries 500] [--runs 3]
                                 [--peer-python PATH] [--into docs/performance.md]

Each run is a process of its own that warms up with other queries and then asks names
that it has not seen before, each once. The peers are asked some of the same names in
processes of their own. PATH is an interpreter that can import nomenklatura.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.asked import to_ask
from benchmarks.brought_up import names_compared
from benchmarks.command import Command
from benchmarks.comparison_cost import of_peer, peer_version
from benchmarks.corpus import SEED, Corpora, Corpus, listed_names
from benchmarks.figures import Figure, Targets, figure, table
from benchmarks.measuring import Memory, Spread, in_a_process, memory, run
from screening.cli.output import Exit
from screening.screener import Screener

EXTRACT = "rapidfuzz extract WRatio, median"
LOGIC = "logic-v2 on our candidates, median"
LOOK_UP = "whole process of one look-up, most resident"

WARM_UP = 50
PEER_QUERIES = 20
PEER_HITS = 10
THOUSAND = 1000

ANSWERED = (Exit.CLEAR, Exit.HITS, Exit.REVIEW)

TARGETS = {
    "median": Targets.under(3, 6),
    "p99": Targets.under(10, 30),
    LOOK_UP: Targets.under(60, 100),
}


def ours(corpus: Corpus, names: Sequence[str]) -> tuple[list[float], Memory | None]:
    """Milliseconds of each query after the first ones, and the memory after all."""
    with Screener.open(corpus.settings) as screener:
        for name in names[:WARM_UP]:
            screener.screen(name)
        return [_milliseconds(screener.screen, name) for name in names[WARM_UP:]], memory()


def look_up(corpus: Corpus, name: str) -> float:
    """Megabytes that were resident at most in the process of one look-up."""
    done = run(("-m", "screening", name), corpus.environ, corpus.folder)
    if done.code not in ANSWERED:
        sys.exit(done.said)
    return done.megabytes


def rapidfuzz_extract(corpus: Corpus, names: Sequence[str]) -> list[float]:
    """Milliseconds of the best ten by WRatio among all listed names, put in order before."""
    from rapidfuzz.fuzz import WRatio
    from rapidfuzz.process import extract
    from rapidfuzz.utils import default_process

    listed = [default_process(name) for name in listed_names(corpus)]

    def best(name: str) -> object:
        return extract(default_process(name), listed, scorer=WRatio, limit=PEER_HITS)

    return [_milliseconds(best, name) for name in names]


def logic_v2(python: Path, corpus: Corpus, names: Sequence[str]) -> list[float]:
    """Milliseconds of comparing each name with what the product compares it with."""
    found = in_a_process(names_compared, corpus, names)
    pairs = [
        {"name1": name, "name2": other, "schema": "LegalEntity"}
        for name, others in zip(names, found, strict=True)
        for other in others
    ]
    took = iter(of_peer(python, pairs, 1, beforehand=True)["first"])
    return [sum(islice(took, len(others))) / THOUSAND for others in found]


def _milliseconds(function: Callable[[str], object], name: str) -> float:
    begin = time.perf_counter()
    function(name)
    return (time.perf_counter() - begin) * THOUSAND


def figures(
    corpora: Corpora, corpus: Corpus, queries: int, runs: int, peer: Path | None
) -> Iterator[Figure]:
    """All figures of one corpus."""
    spreads, memories, look_ups, others = [], [], [], defaultdict(list)
    for turn in range(runs):
        made = in_a_process(to_ask, corpora, corpus, WARM_UP + queries, SEED + turn)
        names = [one.name for one in made]
        times, used = in_a_process(ours, corpus, names)
        spreads.append(Spread.of(times))
        memories += [used.by_name] if used else []
        look_ups.append(look_up(corpus, names[0]))
        some = names[WARM_UP:][:PEER_QUERIES]
        others[EXTRACT].append(median(in_a_process(rapidfuzz_extract, corpus, some)))
        if peer is not None:
            others[f"nomenklatura {peer_version(peer)} {LOGIC}"].append(
                median(logic_v2(peer, corpus, some))
            )

    told = partial(figure, corpus, TARGETS)
    spread = Spread.median_of(spreads)
    for measure, value in spread.by_name.items():
        yield told(measure, value, "ms")
    for measure, medians in others.items():
        value = median(medians)
        yield told(measure, value, "ms", value / spread.median)
    for measure in memories[0] if memories else ():
        yield told(measure, median(each[measure] for each in memories), "MB")
    yield told(LOOK_UP, median(look_ups), "MB")


def main(arguments: Sequence[str]) -> None:
    command = Command("latency")
    command.parser.add_argument("--queries", type=int, default=500)
    command.parser.add_argument("--runs", type=int, default=3)
    command.parser.add_argument("--peer-python", type=Path, metavar="PATH")
    opened = command.parsed(arguments)
    if opened is None:
        return
    given, corpora = opened
    found = [
        one
        for names in given.names
        for one in figures(
            corpora, corpora.of(names), given.queries, given.runs, given.peer_python
        )
    ]
    note = (
        f"Median of {given.runs} runs of {given.queries} names each, none of them seen before: "
        f"half are listed names with a slip, parts turned, left out, joined or split, half are "
        f"nobody's. The peers are asked {PEER_QUERIES} of them; logic-v2 compares what the "
        "product compares, of entities made beforehand. Ratio: the peer's median to ours."
    )
    command.report(given, [table("One query in a running process", found, note)])


if __name__ == "__main__":
    main(sys.argv[1:])
