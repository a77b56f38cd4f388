"""How size and time grow with the number of names: a table, and a picture of it.

    python -m benchmarks.growth [--names 10000 --names 30000] [--queries 300]
                                [--rows 20000] [--runs 3] [--into docs/performance.md]

With `--into` the picture is put beside the document, as `performance-growth.svg`.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import median

from benchmarks.asked import to_ask
from benchmarks.batch import screened
from benchmarks.build import MEGA, compiled
from benchmarks.command import Command
from benchmarks.corpus import SEED, Corpora
from benchmarks.figures import in_digits
from benchmarks.growth_picture import Panel, picture
from benchmarks.latency import WARM_UP, ours
from benchmarks.measuring import Spread, files_of, in_a_process, machine
from screening.evaluation.report import Table

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
HEADER = (
    "names", "compiling, s", "index, MB", "bytes a name", "one query, median, ms",
    "one query, p99, ms", "batch on one core, rows/s",
)  # fmt: skip
ONE_WORKER = ("--workers", "1")


@dataclass(frozen=True, slots=True)
class Grown:
    """What one number of names comes to, in the units of `HEADER`."""

    names: int
    compiling: float
    size: float
    bytes_a_name: float
    median: float
    p99: float
    rows: float


def grown(corpora: Corpora, names: int, queries: int, rows: int, runs: int) -> Grown:
    """Measure one number of names; each figure is the median of its runs."""
    corpus = corpora.of(names)
    seconds, spreads, rates = [], [], []
    file, first = corpora.customers(corpus, rows), corpora.customers(corpus, 1)
    for turn in range(runs):
        with tempfile.TemporaryDirectory() as scratch:
            path = Path(scratch) / "benchmark.idx"
            seconds.append(in_a_process(compiled, corpora, names, path, turn))
        asked = in_a_process(to_ask, corpora, corpus, WARM_UP + queries, SEED + turn)
        times, _ = in_a_process(ours, corpus, [one.name for one in asked])
        spreads.append(Spread.of(times))
        start = screened(corpus, first, ONE_WORKER).seconds
        rates.append((rows - 1) / (screened(corpus, file, ONE_WORKER).seconds - start))
    spread = Spread.median_of(spreads)
    size = sum(each.stat().st_size for each in files_of(corpus.index))
    return Grown(
        names, median(seconds), size / MEGA, size / corpus.names, spread.median, spread.p99,
        median(rates),
    )  # fmt: skip


def panels(found: Sequence[Grown]) -> list[Panel]:
    """What the picture shows."""

    def curve(field: str) -> list[tuple[float, float]]:
        return [(each.names, getattr(each, field)) for each in found]

    return [
        Panel("one query, ms", [("median", curve("median")), ("p99", curve("p99"))]),
        Panel("batch on one core, rows/s", [("", curve("rows"))]),
        Panel("compiling the index, s", [("", curve("compiling"))]),
        Panel("index on disk, MB", [("", curve("size"))]),
    ]


def main(arguments: Sequence[str]) -> None:
    command = Command("growth", SIZES)
    command.parser.add_argument("--queries", type=int, default=300)
    command.parser.add_argument("--rows", type=int, default=20_000)
    command.parser.add_argument("--runs", type=int, default=3)
    opened = command.parsed(arguments)
    if opened is None:
        return
    given, corpora = opened
    found = [
        grown(corpora, names, given.queries, given.rows, given.runs) for names in given.names
    ]
    title = "Growth with the number of names"
    rows = tuple(tuple(map(in_digits, astuple(each))) for each in found)
    note = (
        f"Median of {given.runs} runs; {given.queries} queries never seen before, and a file "
        f"of {given.rows:,} customers."
    )
    if given.into is not None:
        said = "; ".join(
            f"{head}: {', '.join(cells)}" for head, *cells in zip(HEADER, *rows, strict=True)
        )
        drawn = picture(panels(found), title=f"{title}, {machine()}", words=said)
        image = given.into.with_name(f"{given.into.stem}-growth.svg")
        image.write_text(drawn, encoding="utf-8")
    command.report(given, [Table(title, HEADER, rows, note=note)])


if __name__ == "__main__":
    main(sys.argv[1:])
