"""How long it takes to compile the index, from scratch and again after a small change.

    python -m benchmarks.build [--names lists] [--runs 3] [--into docs/performance.md]

Each time in a process of its own: the compiling alone, of listings that are in memory,
and of the current lists also all that the first look-up after a change does, which
reads the registry and links its listings. The small change is a few listings that read
otherwise; in the registry, a short list of one's own.
"""

import gc
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.command import Command
from benchmarks.corpus import CURRENT, Corpora, Corpus
from benchmarks.figures import Figure, Targets, figure, table
from benchmarks.lists import any_limits
from benchmarks.measuring import files_of, in_a_process
from benchmarks.recombined import respelled
from screening.fetch.store import Store
from screening.lists.importing import import_files
from screening.matching.building import build
from screening.provision import ready_index
from screening.registry.engine import open_engine
from screening.settings import Settings

MEGA = 1e6
CHANGED = 20
"""Listings that the small change is of."""

ALONE, ALONE_AGAIN = "compiling, from scratch", "compiling, again after a small change"
WHOLE, WHOLE_AGAIN = (
    "with reading the registry, from scratch",
    "with reading the registry, again after a small change",
)
BYTES = "bytes a name"
TARGETS = {
    ALONE: Targets.under(2, 20),
    WHOLE: Targets.under(2, 20),
    BYTES: Targets.under(350, 250),
}

MAP = """
format = 1
file = "watch.csv"
[list]
code = "own-watch"
title = "A short list"
authority = "own-desk"
[authority]
title = "A desk"
jurisdiction = "SE"
[columns]
reference = "No"
name = "Name"
[values.type]
"" = "person"
"""


def compiled(
    corpora: Corpora, names: int, path: Path, turn: int, previous: Sequence[Path] = ()
) -> float:
    """Seconds of compiling a corpus, of which a few listings read otherwise each turn."""
    held = corpora.listings(names)
    for at in range(0, len(held), len(held) // CHANGED):
        source, listing = held[at]
        words = [respelled(name.text, turn) for name in listing.names]
        changed = zip(listing.names, words, strict=True)
        held[at] = (
            source,
            replace(listing, names=tuple(replace(name, text=text) for name, text in changed)),
        )
    gc.freeze()  # what was there before the clock starts is not gone through again
    begin = time.perf_counter()
    build(path, held, stamp=f"benchmark {turn}", lists=(), previous=previous)
    return time.perf_counter() - begin


def made_ready(settings: Settings) -> float:
    """Seconds until there is an index that is current with the registry."""
    begin = time.perf_counter()
    ready_index(settings)
    return time.perf_counter() - begin


def change_registry(settings: Settings) -> None:
    """Put a short list of one's own into the registry."""
    table = settings.data_dir / "watch.csv"
    rows = (f"W-{number},Selma Quistgaard {number}\n" for number in range(CHANGED))
    table.write_text("No,Name\n" + "".join(rows), encoding="utf-8")
    (settings.data_dir / "watch.toml").write_text(MAP, encoding="utf-8")
    files = (table, settings.data_dir / "watch.toml")
    engine, store = open_engine(settings.registry_url), Store(settings.data_dir / "lists")
    list(import_files(engine, store, files, limits_of=any_limits))


def figures(corpora: Corpora, corpus: Corpus, runs: int) -> Iterator[Figure]:
    """All figures of one corpus."""
    told = partial(figure, corpus, TARGETS)
    took: dict[str, list[float]] = defaultdict(list)
    names = CURRENT if corpus.current else corpus.names
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as scratch:
            made: tuple[Path, ...] = ()
            for turn, measure in enumerate((ALONE, ALONE_AGAIN)):
                path = Path(scratch) / f"benchmark-{turn}.idx"
                took[measure].append(in_a_process(compiled, corpora, names, path, turn, made))
                made = (path,)
            if corpus.current:
                settings = Settings(data_dir=Path(scratch))
                shutil.copy(corpus.folder / "registry.sqlite", settings.data_dir)
                took[WHOLE].append(in_a_process(made_ready, settings))
                in_a_process(change_registry, settings)
                took[WHOLE_AGAIN].append(in_a_process(made_ready, settings))
    for measure, seconds in took.items():
        yield told(measure, median(seconds), "s")
    files = files_of(corpus.index)
    yield told("files of the index", len(files))
    size = sum(path.stat().st_size for path in files)
    yield told("size of the index", size / MEGA, "MB")
    yield told(BYTES, size / corpus.names)


def main(arguments: Sequence[str]) -> None:
    command = Command("build")
    command.parser.add_argument("--runs", type=int, default=3)
    opened = command.parsed(arguments)
    if opened is None:
        return
    given, corpora = opened
    found = [
        one for names in given.names for one in figures(corpora, corpora.of(names), given.runs)
    ]
    note = (
        f"Median of {given.runs} runs, each build in a new process; the small change is "
        f"{CHANGED} listings."
    )
    command.report(given, [table("Compiling the index", found, note)])


if __name__ == "__main__":
    main(sys.argv[1:])
