"""How fast a file of customers is screened, CSV in to CSV out, by the whole command.

    python -m benchmarks.batch [--names lists] [--rows 100000] [--runs 3]
                               [--into docs/performance.md]

`screen batch` runs with one worker and with two, as it is, on record and with `--fast`, in
turn, so that a busy minute hits them all. What a file of one row takes is taken off as its
start. Among a million names a tenth of the rows is screened. The peer needs numpy.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.command import Command
from benchmarks.corpus import MILLION, Corpora, Corpus, listed_names
from benchmarks.customers import different_words, names_in
from benchmarks.figures import Figure, Targets, figure, table
from benchmarks.measuring import Run, in_a_process, run

ONE, TWO = "one worker", "two workers"
RECORDED = "two workers, on record"
PAIRS = ((ONE, TWO), (TWO, RECORDED), ("fast, one worker", "fast, two workers"))
OFF, ON = ("--record", "off"), ("--record", "on")
WAYS = {
    ONE: ("--workers", "1", *OFF),
    TWO: ("--workers", "2", *OFF),
    RECORDED: ("--workers", "2", *ON),
    "fast, one worker": ("--workers", "1", "--fast", *OFF),
    "fast, two workers": ("--workers", "2", "--fast", *OFF),
}
PEER = "rapidfuzz cdist token_sort_ratio, one core"
PEER_CUTOFF = 85
PEER_CUSTOMERS = 256
PEER_BLOCK = 16
SHARE_AMONG_A_MILLION = 10

TARGETS = {
    ONE: Targets.above(12_000, 700),
    "two workers to one": Targets.above(1.7, 1.7),
    "most resident, one worker": Targets.under(400, 1000),
    "most resident, two workers": Targets.under(400, 1000),
}


def screened(corpus: Corpus, source: Path, options: Sequence[str]) -> Run:
    """Screen a file of customers.

    Raises:
        RuntimeError: it was not screened; says why.
    """
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / "answers.csv"
        command = ("-m", "screening", "batch", str(source), "-o", str(target))
        done = run((*command, *options), corpus.environ, corpus.folder)
        if not target.exists():
            raise RuntimeError(f"refused: {done.said.strip().splitlines()[-1]}")
    return done


def rapidfuzz_cdist(corpus: Corpus, names: Sequence[str]) -> float:
    """Names a second that are put beside every listed one, none of them kept."""
    from rapidfuzz.fuzz import token_sort_ratio
    from rapidfuzz.process import cdist
    from rapidfuzz.utils import default_process

    listed = [default_process(name) for name in listed_names(corpus)]
    asked = [default_process(name) for name in names]
    cdist(asked[:1], listed[:1])  # which imports numpy
    begin = time.perf_counter()
    for start in range(0, len(asked), PEER_BLOCK):
        block = asked[start : start + PEER_BLOCK]
        cdist(block, listed, scorer=token_sort_ratio, score_cutoff=PEER_CUTOFF)
    return len(asked) / (time.perf_counter() - begin)


def figures(corpora: Corpora, corpus: Corpus, rows: int, runs: int) -> Iterator[Figure]:
    """All figures of one corpus."""
    told = partial(figure, corpus, TARGETS)
    file, first = corpora.customers(corpus, rows), corpora.customers(corpus, 1)
    yield told("rows screened", rows)
    names = names_in(file)
    yield told("different words in them", different_words(names))
    starts: list[float] = []
    took: dict[str, list[float]] = defaultdict(list)
    memory: dict[str, list[float]] = defaultdict(list)
    refused: dict[str, str] = {}
    for way, options in [*WAYS.items()] * runs:
        try:
            starts.append(screened(corpus, first, options).seconds)
            done = screened(corpus, file, options)
        except RuntimeError as error:
            refused[way] = str(error)
            continue
        took[way].append(done.seconds - starts[-1])
        memory[way].append(done.megabytes)
    if starts:
        yield told("start, not counted", median(starts), "s")
    rates = {way: (rows - 1) / median(seconds) for way, seconds in took.items()}
    for way in WAYS:
        yield told(way, rates[way] if way in rates else refused[way], "rows/s")
    for less, more in PAIRS:
        if less in rates and more in rates:
            yield told(f"{more} to one", rates[more] / rates[less])
    for way, megabytes in memory.items():
        yield told(f"most resident, {way}", median(megabytes), "MB")
    try:
        peer = median(
            in_a_process(rapidfuzz_cdist, corpus, names[:PEER_CUSTOMERS]) for _ in range(runs)
        )
    except ImportError as error:
        yield told(PEER, f"{error}")
    else:
        yield told(PEER, peer, "rows/s", peer / rates[ONE] if ONE in rates else None)


def main(arguments: Sequence[str]) -> None:
    command = Command("batch")
    command.parser.add_argument("--rows", type=int, default=100_000)
    command.parser.add_argument("--runs", type=int, default=3)
    opened = command.parsed(arguments)
    if opened is None:
        return
    given, corpora = opened
    found: list[Figure] = []
    for names in given.names:
        corpus = corpora.of(names)
        among_many = corpus.names >= MILLION
        rows = given.rows // SHARE_AMONG_A_MILLION if among_many else given.rows
        found += figures(corpora, corpus, rows, given.runs)
    note = (
        f"Median of {given.runs} runs, the ways in turn; ordinary customers with birth date "
        "and country, two in a thousand of them listed. Most resident: of the largest "
        f"process. The peer puts {PEER_CUSTOMERS} of the names beside all listed ones, with a "
        f"cutoff of {PEER_CUTOFF}; its ratio is to one worker."
    )
    command.report(given, [table("A file of customers", found, note)])


if __name__ == "__main__":
    main(sys.argv[1:])
