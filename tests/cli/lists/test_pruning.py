import os
from pathlib import Path

import pytest

from screening.cli.lists.pruning import size_words
from screening.cli.output import Exit
from tests.cli.conftest import Run


def files(tmp_path: Path) -> int:
    return sum(path.is_file() for path in (tmp_path / "data" / "lists").rglob("*"))


def test_nothing_young_is_removed(both: Run, tmp_path: Path) -> None:
    done = both("lists", "prune")

    assert "nothing to remove" in done.stderr
    assert files(tmp_path) == 2


def test_an_idle_file_is_told_before_it_is_removed(both: Run, tmp_path: Path) -> None:
    for path in (tmp_path / "data").glob("registry.sqlite*"):
        path.unlink()  # a new registry names none of the files
    for path in (tmp_path / "data" / "lists").rglob("*.gz"):
        os.utime(path, (0, 0))  # what came this minute may be of an import under way

    told = both("lists", "prune", "--dry-run")
    assert "would remove 2 files" in told.stderr
    assert files(tmp_path) == 2

    done = both("lists", "prune")
    assert "removed 2 files" in done.stderr
    assert done.exit_code == Exit.CLEAR
    assert files(tmp_path) == 0


def test_an_age_that_is_none_is_refused(both: Run) -> None:
    done = both("lists", "prune", "--older-than", "long")

    assert done.exit_code == Exit.USAGE
    assert "older-than: 'long' is no age" in done.stderr


@pytest.mark.parametrize(
    ("size", "words"), [(7, "7 bytes"), (1_500, "1.5 kB"), (12_400_000, "12.4 MB")]
)
def test_sizes_are_said_as_people_read_them(size: int, words: str) -> None:
    assert size_words(size) == words
