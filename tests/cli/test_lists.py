import json

from screening.cli.lists import COLUMNS
from screening.cli.manner import NOT_FULL
from tests.cli.conftest import Run


def test_each_list_shows_from_where_as_of_when_and_how_many(screen: Run) -> None:
    done = screen("lists")

    header, *lines = (line.split("\t") for line in done.stdout.splitlines())
    assert tuple(header) == COLUMNS
    found = {cells[0]: dict(zip(header, cells, strict=True)) for cells in lines}
    eu = found["builtin-eu-15"]
    assert (eu["authority"], eu["published_on"]) == ("eu", "2026-07-17")
    assert (eu["listings"], eu["delisted"], len(eu["sha256"])) == ("167", "3", 64)


def test_a_list_that_does_not_tell_its_day_has_none(screen: Run) -> None:
    found = [json.loads(line) for line in screen("lists", "--json").stdout.splitlines()]

    (korean,) = (each for each in found if each["source"] == "builtin-kr-2024-12-17")
    assert korean["published_on"] is None
    assert korean["builtin"] is True
    assert len(korean["sha256"]) == 64


def test_built_in_packages_alone_are_told_to_be_not_the_full_lists(screen: Run) -> None:
    assert NOT_FULL in screen("lists").stderr
