"""What the commands over the corpora have in common: arguments, and where figures go."""

import argparse
import shlex
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import lists
from benchmarks.corpus import CURRENT, MILLION, Corpora
from benchmarks.figures import print_table
from benchmarks.measuring import machine
from screening.errors import ScreeningError
from screening.evaluation.markdown import markdown_table, put_between_marks, read_marked
from screening.evaluation.report import Table
from screening.version import VERSION

SHARED = lists.SHARED.parent / "eval"
WORD_FOR_CURRENT = "lists"


def data_parser(name: str) -> argparse.ArgumentParser:
    """A module's command line, as far as it says which corpora are meant."""
    parser = argparse.ArgumentParser(prog=f"python -m benchmarks.{name}")
    add = parser.add_argument
    add("--lists", type=Path, default=lists.SHARED, metavar="FOLDER",
        help="the snapshots of all lists")  # fmt: skip
    add("--evaluation", type=Path, default=SHARED, metavar="FOLDER", help="the evaluation set")
    add("--work", type=Path, metavar="FOLDER",
        help="where to keep what is made; a temporary folder by default")  # fmt: skip
    add("--names", type=_number, action="append", metavar="NUMBER",
        help=f"names to ask among, or '{WORD_FOR_CURRENT}'; repeatable")  # fmt: skip
    return parser


def corpora_of(given: argparse.Namespace) -> Corpora | None:
    """The corpora that are meant; None, and a word on it, where there are no data."""
    for folder in (given.lists, given.evaluation):
        if not folder.is_dir():
            print(f"skipped: there is no folder {folder}; name another", file=sys.stderr)
            return None
    return Corpora(given.lists, given.evaluation, given.work)


class Command:
    """One benchmark's command line.

    Args:
        name: of the benchmark; the marks of a document are called so too.
        sizes: numbers of names that it asks by default.
    """

    def __init__(self, name: str, sizes: Sequence[int] = (CURRENT, MILLION)) -> None:
        self._name, self._sizes = name, sizes
        self.parser = data_parser(name)
        self.parser.add_argument(
            "--into", type=Path, metavar="DOCUMENT",
            help="put the tables between the marks of a document",
        )  # fmt: skip

    def parsed(self, arguments: Sequence[str]) -> tuple[argparse.Namespace, Corpora] | None:
        """The arguments and the corpora; None, and a word on it, where there are no data."""
        given = self.parser.parse_args(arguments)
        if given.into is not None:
            try:
                read_marked(given.into, self._name)  # before the work
            except ScreeningError as error:
                self.parser.error(str(error))
        given.names = given.names or list(self._sizes)
        corpora = corpora_of(given)
        return None if corpora is None else (given, corpora)

    def report(self, given: argparse.Namespace, tables: Sequence[Table]) -> None:
        """Print tables, and put them into the document that was named."""
        print(machine())
        for each in tables:
            print(f"\n{each.title}")
            print_table(each)
            print(each.note)
        if given.into is not None:
            command = shlex.join(["python", "-m", f"benchmarks.{self._name}", *_shown(given)])
            made = (
                f"Made on {datetime.now(UTC).date()} by `{command}` (engine screening "
                f"{VERSION}) on {machine()}."
            )
            text = "\n\n".join((made, *map(markdown_table, tables)))
            put_between_marks(given.into, self._name, text)


def _number(text: str) -> int:
    return CURRENT if text == WORD_FOR_CURRENT else int(text)


def _shown(given: argparse.Namespace) -> Iterator[str]:
    """The arguments that decide the figures; where things lie on a machine does not."""
    for name, value in vars(given).items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, int):
                word = WORD_FOR_CURRENT if name == "names" and each == CURRENT else str(each)
                yield from (f"--{name}", word)
