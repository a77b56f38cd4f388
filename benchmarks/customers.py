"""Made-up customers, as a bank has them: nearly all of them are nobody that is listed.

Persons have the first parts of one name of the evaluation set and the last parts of
another of the same script; firms the words of one and the legal form of another. So
there are as many different words as those files have.
"""

import csv
import gzip
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.recombined import slipped
from screening.names.fold import scripts_of

Row = Mapping[str, str]

PEOPLE = ("screen_negatives_people.csv.gz", "screen_negatives_congress.csv")
FIRMS = ("screen_negatives_companies.csv",)

PERSONS = 0.75
LISTED = 0.002
TOLD = 0.9
"""Share of the customers of whom a birth date is known, and as many of whom a country."""

WORD = re.compile(r"\w+")


class Customer(NamedTuple):
    """One row of a file of customers; what is not known is empty."""

    id: str
    name: str
    birth_date: str
    country: str


class Strangers:
    """The names of people and firms that no list has, to make others of.

    Args:
        folder: the evaluation set.
    """

    def __init__(self, folder: Path) -> None:
        self._people = _rows(folder, PEOPLE)
        self._firms = _rows(folder, FIRMS)
        self._alike: dict[tuple[frozenset[str], int], list[str]] = defaultdict(list)
        for row in self._people:
            self._alike[_shape(row["name"])].append(row["name"])

    def person(self, rng: random.Random) -> str:
        """A made-up person's name."""
        name = rng.choice(self._people)["name"]
        return _joined(name, rng.choice(self._alike[_shape(name)]))

    def firm(self, rng: random.Random) -> str:
        """A made-up firm's name."""
        one, other = rng.choice(self._firms), rng.choice(self._firms)
        return _joined(one["name"], other["name"])

    def details(self, rng: random.Random, *, person: bool) -> tuple[str, str]:
        """A birth date and a country, each empty now and then."""
        row = rng.choice(self._people if person else self._firms)
        date, country = (
            cell if cell and rng.random() < TOLD else ""
            for cell in (row["dob"], row["country"])
        )
        return date, country


def customers(
    strangers: Strangers, listed: Sequence[str], rows: int, seed: int
) -> Iterator[Customer]:
    """So many customers; the same for the same seed.

    Args:
        strangers: whose names to make theirs of.
        listed: names of which a few customers have one, with a slip.
        rows: how many.
        seed: what chance begins with.
    """
    rng = random.Random(seed)
    for number in range(1, rows + 1):
        person = rng.random() < PERSONS
        name = strangers.person(rng) if person else strangers.firm(rng)
        if rng.random() < LISTED:
            name = slipped(rng.choice(listed), rng)
        yield Customer(f"C-{number:07}", name, *strangers.details(rng, person=person))


def write(path: Path, rows: Iterator[Customer]) -> None:
    """Write customers as a CSV file; it is there when it is whole."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(Customer._fields)
        table.writerows(rows)
    part.replace(path)


def names_in(path: Path) -> list[str]:
    """The names of a file of customers."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [row["name"] for row in csv.DictReader(stream)]


def different_words(names: Iterable[str]) -> int:
    """How many different words names have, upper or lower case alike."""
    return len({word for name in names for word in WORD.findall(name.casefold())})


def _rows(folder: Path, files: Sequence[str]) -> list[Row]:
    found: list[Row] = []
    for file in files:
        opened = gzip.open if file.endswith(".gz") else open
        with opened(folder / file, "rt", encoding="utf-8", newline="") as stream:
            found += csv.DictReader(stream)
    return found


def _shape(name: str) -> tuple[frozenset[str], int]:
    return scripts_of(name), len(name.split())


def _joined(one: str, other: str) -> str:
    """The first words of one and the last of the other."""
    first, last = one.split(), other.split()
    return " ".join(first[: (len(first) + 1) // 2] + last[(len(last) + 1) // 2 :])
