"""Made-up customers: the same each time, of names of people and firms that no list has."""

import csv
import gzip
from pathlib import Path

import pytest

from benchmarks.customers import Strangers, customers, different_words, names_in, write

PEOPLE = ("Anna Lund", "Bengt Olsson", "Ева Линд")
CONGRESS = ("Carl Berg",)
FIRMS = ("Nordlys Shipping LLC", "Karlavagnen Bank")
HEADER = ("name", "dob", "country")


@pytest.fixture
def strangers(tmp_path: Path) -> Strangers:
    for file, names in (
        ("screen_negatives_people.csv.gz", PEOPLE),
        ("screen_negatives_congress.csv", CONGRESS),
        ("screen_negatives_companies.csv", FIRMS),
    ):
        opened = gzip.open if file.endswith(".gz") else open
        with opened(tmp_path / file, "wt", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(
                [HEADER, *((name, "1960-02-03", "SE") for name in names)]
            )
    return Strangers(tmp_path)


def test_one_seed_gives_the_same_customers_and_another_others(strangers: Strangers) -> None:
    one, again, other = (list(customers(strangers, ["Arvid Kellermund"], 50, seed))
                         for seed in (1, 1, 2))  # fmt: skip

    assert one == again != other
    assert len(one) == 50


def test_names_are_parts_of_two_in_one_script(strangers: Strangers) -> None:
    names = {one.name for one in customers(strangers, ["Arvid Kellermund"], 500, 1)}

    assert {"Anna Olsson", "Carl Lund", "Nordlys Shipping Bank"} <= names
    assert not any("Ева" in name and name != "Ева Линд" for name in names)


def test_a_few_are_listed_and_most_have_details(strangers: Strangers) -> None:
    made = list(customers(strangers, ["Kellermund"], 10_000, 1))

    listed = [one for one in made if len(one.name.split()) == 1]  # the others have two words
    assert 5 <= len(listed) <= 40
    assert 0.8 < sum(one.birth_date != "" for one in made) / len(made) < 0.95


def test_a_file_is_read_as_it_was_written(strangers: Strangers, tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    made = list(customers(strangers, ["Kellermund"], 20, 1))

    write(path, iter(made))

    assert names_in(path) == [one.name for one in made]
    assert different_words(["Anna LUND", "anna Berg"]) == 3
