"""Golden files for the readers, and the real snapshots where they are at hand.

`golden/<layout>/given/` holds the made-up files of one state of a list, and
`expected.json` beside it what the reader makes of them. After a wanted change
`SCREENING_WRITE_GOLDEN=1 python -m pytest tests/sources` writes it anew; read the
difference before it is committed.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from screening.domain.listings import Listing, to_document
from screening.sources import catalogue
from screening.sources.base import Notes, Report
from screening.sources.files import receive

GOLDEN = Path(__file__).with_name("golden")
SHARED = Path(__file__).parents[3] / "shared" / "lists"


@dataclass(frozen=True)
class Reading:
    """What a reader made of files."""

    source: str
    format: str
    published_on: str | None
    listings: dict[str, Listing]
    report: Report
    packages: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """As plain JSON values."""
        made = {
            "source": self.source,
            "format": self.format,
            "published_on": self.published_on,
            "packages": sorted(self.packages),
            "listings": [to_document(each) for each in self.listings.values()],
            "report": asdict(self.report),
        }
        plain: dict[str, Any] = json.loads(json.dumps(made))
        return plain


def read_files(*paths: Path, source: str | None = None) -> Reading:
    """Read files that are one state of one list."""
    received = [file for path in paths for file in receive(path)]
    (found,) = catalogue.recognise(received, source)
    notes = Notes()
    listings = {each.reference: each for each in catalogue.read(found, notes)}
    return Reading(
        found.source.code,
        found.reader.format,
        notes.published_on,
        listings,
        notes.report(),
        tuple(notes.packages),
    )


@pytest.fixture
def golden() -> Callable[[str], Reading]:
    """Reads the given files of a layout, and compares all of it with what is expected."""

    def golden(layout: str) -> Reading:
        reading = read_files(*sorted((GOLDEN / layout / "given").iterdir()))
        expected = GOLDEN / layout / "expected.json"
        if os.environ.get("SCREENING_WRITE_GOLDEN"):
            text = json.dumps(reading.document(), ensure_ascii=False, indent=1) + "\n"
            expected.write_text(text, encoding="utf-8")
        assert reading.document() == json.loads(expected.read_text(encoding="utf-8"))
        return reading

    return golden


Changed = Callable[..., Reading]
"""Reads a golden file with one text changed for another, under any name."""


@pytest.fixture
def change(tmp_path: Path) -> Callable[[Path], Changed]:
    """What changes one golden file, given by its path."""

    def change(given: Path) -> Changed:
        def changed(old: str, new: str, *, name: str = given.name) -> Reading:
            text = given.read_text(encoding="utf-8")
            assert old in text
            path = tmp_path / name
            path.write_text(text.replace(old, new), encoding="utf-8")
            return read_files(path)

        return changed

    return change


@pytest.fixture
def real() -> Callable[..., Reading]:
    """Reads real snapshots, by their paths below `../shared/lists`."""

    def real(*names: str, source: str | None = None) -> Reading:
        paths = [SHARED / name for name in names]
        if not all(path.exists() for path in paths):
            pytest.skip("needs the real snapshots of ../shared/lists")
        return read_files(*paths, source=source)

    return real
