"""A screener on the built-in packages, and a batch on a file with given text."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from screening.batch.plain import screen_file
from screening.batch.summary import Summary
from screening.screener import Screener
from screening.settings import Settings


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a registry of the built-in packages, and its index."""
    folder = tmp_path_factory.mktemp("registry")
    Screener.open(Settings(data_dir=folder)).close()
    return folder


@pytest.fixture(scope="session")
def screener(data_dir: Path) -> Iterator[Screener]:
    with Screener.open(Settings(data_dir=data_dir)) as screener:
        yield screener


@dataclass(frozen=True)
class Ran:
    """What a batch wrote, said and came to."""

    rows: Sequence[dict[str, str]]
    said: Sequence[str]
    summary: Summary


@pytest.fixture
def batch(tmp_path: Path, screener: Screener) -> Callable[..., Ran]:
    """Screens a file with a given content."""

    def batch(content: str | bytes, *, limit: int = 10) -> Ran:
        source, target, said = tmp_path / "in.csv", tmp_path / "out.csv", list[str]()
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        summary = screen_file(source, target, screener, say=said.append, limit=limit)
        with target.open(encoding="utf-8", newline="") as stream:
            return Ran(list(csv.DictReader(stream, strict=True)), said, summary)

    return batch
