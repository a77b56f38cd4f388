"""A file with a given text, and a screener on made-up listings."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from screening.domain.answers import LinkedListing
from screening.domain.targets import TargetType
from screening.matching.building import build
from screening.matching.index import Index
from screening.screener import Screener
from screening.settings import Settings
from tests.conftest import LISTS, listing

Write = Callable[..., Path]

HELD = (
    ("one", listing("P1", "Arvid Tomasovich KELLERMUND", "~Tosha")),
    ("two", listing("X|1", "Arvid Tomasovich KELLERMUNT", authority="yy-test")),
    ("one", listing("P3", "Selma QUISTGAARD", delisted=True)),
    ("one", listing("O1", "Vintergatan Trading LLC", type=TargetType.ORGANIZATION)),
    ("one", listing("O2", "Norrsken Instruments LLC", type=TargetType.ORGANIZATION)),
)
LINKS = {
    ("one", "P1"): [LinkedListing("two", "X|1", ("made up",))],
    ("two", "X|1"): [LinkedListing("one", "P1", ("made up",))],
}


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file, by its lines, and tells where it is."""

    def write(*lines: str, name: str = "labels.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def screener(tmp_path: Path) -> Iterator[Screener]:
    path = tmp_path / "made-up.idx"
    build(path, HELD, stamp="made-up@1", lists=LISTS, links=LINKS)
    with Screener(Index(path), Settings(data_dir=tmp_path)) as screener:
        yield screener
