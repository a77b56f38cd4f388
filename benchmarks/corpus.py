"""What the benchmarks ask: all current lists, and listings with any number of names.

Each corpus is a folder for SCREENING_DATA_DIR with a registry and its index. They are made
when they are first asked for, kept and used again.
"""

import hashlib
import os
import random
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import lists
from benchmarks.customers import Strangers, customers, write
from benchmarks.measuring import in_a_process
from benchmarks.recombined import Held, names_of, of_size
from screening.domain.answers import ListState
from screening.evaluation.held import listings
from screening.matching.building import build
from screening.provision import index_place, ready_index, ready_registry
from screening.screener import Screener
from screening.settings import Settings
from screening.sources.base import Notes

MILLION = 1_000_000
CURRENT = 0
"""The number of names that stands for the current lists as they are."""

SEED = 20261122
RECIPE = 1
"""Raised whenever made-up listings come out otherwise."""

LISTED_CUSTOMERS = 1000
"""Of how many listings a few customers have the names, at most."""

LOADED = "loaded"
"""A file that is there when every list is in the registry."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Listings with an index that is ready to be asked.

    Args:
        folder: the data folder of a registry and this index.
        names: how many names are in the index.
        current: whether these are the current lists as they are.
    """

    folder: Path
    names: int
    current: bool

    @property
    def title(self) -> str:
        """What it is called in tables."""
        return f"{self.names:,}{' (current lists)' if self.current else ''}"

    @property
    def settings(self) -> Settings:
        """The settings that nobody has changed, on this folder."""
        return Settings(data_dir=self.folder)

    @property
    def environ(self) -> Mapping[str, str]:
        """The environment of a process that screens against this."""
        others = {
            key: value for key, value in os.environ.items() if not key.startswith("SCREENING_")
        }
        return {**others, "SCREENING_DATA_DIR": str(self.folder)}

    @property
    def index(self) -> Path:
        """Where its index is."""
        return index_place(self.settings)


def listed_names(corpus: Corpus) -> list[str]:
    """Every name of a corpus, as often as it is listed."""
    with Screener.open(corpus.settings) as screener:
        return [name.text for _, listing in listings(screener) for name in listing.names]


class Corpora:
    """Every corpus, each made when it is first asked for.

    Args:
        folder: the lists as their issuers published them.
        evaluation: the evaluation set; names of people and firms that are not listed.
        work: where to keep what is made; by default a folder for temporary files, named
            by what the lists hold.
    """

    def __init__(self, folder: Path, evaluation: Path, work: Path | None = None) -> None:
        self._lists, self._evaluation = folder, evaluation
        temporary = Path(tempfile.gettempdir()) / f"screening-{_digest(folder)}"
        self.work = (work or temporary).resolve()
        self._current = self.work / "current"

    def of(self, names: int) -> Corpus:
        """The current lists, or a corpus of so many names."""
        if names:
            return in_a_process(_blown_up, self, names)
        return Corpus(self._current, names_of(self.listings(CURRENT)), current=True)

    def listings(self, names: int) -> list[Held]:
        """The listings of a corpus, in the order of its index."""
        if not (self._current / LOADED).exists():
            in_a_process(_load, self._lists, self._current)
        settings = Settings(data_dir=self._current)
        with Screener.open(settings, say=_say) as screener:
            current = list(listings(screener))
        return of_size(current, names, SEED) if names else current

    def strangers(self) -> Strangers:
        """Who is on no list."""
        return Strangers(self._evaluation)

    def customers(self, corpus: Corpus, rows: int) -> Path:
        """A CSV file of so many customers, a few of them listed in a corpus."""
        path = self.work / f"customers-{corpus.folder.name}-{rows}.csv"
        if not path.exists():
            with Screener.open(corpus.settings) as screener:
                index = screener.index
                most = min(LISTED_CUSTOMERS, len(index))
                numbers = random.Random(SEED).sample(range(len(index)), most)
                listed = [name.text for n in numbers for name in index.listing(n)[1].names]
            write(path, customers(self.strangers(), listed, rows, SEED))
        return path


def _load(folder: Path, data: Path) -> None:
    """Take every list into a registry of its own."""
    settings = Settings(data_dir=data)
    _say(f"loading all lists into {data} ...")
    ready_registry(settings)
    Notes.doubt = lambda *_: None  # type: ignore[method-assign]
    lists.load(folder, settings.registry_url, data / "lists")
    (data / LOADED).touch()


def _blown_up(corpora: Corpora, names: int) -> Corpus:
    """A corpus of so many names: its index holds them, beside a small registry."""
    corpus = Corpus(corpora.work / f"names-{names}", names, current=False)
    title = f"{names:,} names, recipe {RECIPE}, seed {SEED}"
    held = ready_index(corpus.settings)
    if held.lists[0].title != title:
        _say(f"making {names:,} names in {corpus.folder} ...")
        made = corpora.listings(names)
        state = ListState("recombined", title, "", None, "", len(made), builtin=False)
        # of the registry's own state, so that it is taken for its index
        build(
            corpus.index,
            made,
            stamp=held.stamp,
            engine=held.engine,
            seeds=held.seeds,
            lists=(state,),
        )
        if ready_index(corpus.settings).lists[0].title != title:
            sys.exit("the index of made-up listings is not taken for the registry's own")
    return corpus


def _digest(folder: Path) -> str:
    """Tells what lists a folder holds, by the names and sizes of their files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    told = "".join(f"{path.relative_to(folder)} {path.stat().st_size}\n" for path in files)
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _say(line: str) -> None:
    print(line, file=sys.stderr)
