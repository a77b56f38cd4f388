"""A registry of each test's own, with made-up states of the UN's list."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.conftest import Run

GIVEN = Path(__file__).with_name("consolidated.xml")  # of its own: golden files grow
LOOSE = "[limits.un-sc]\nleast = 1\nshrink = 1.0\nchange = 1.0\ndropped = 1.0\n"
STRICT = "[limits.un-sc]\nleast = 1\nshrink = 0.3\nchange = 1.0\ndropped = 1.0\n"


@pytest.fixture
def march() -> Path:
    """The list of 2026-03-04: two persons and a firm, and an entry without a name."""
    return GIVEN


@pytest.fixture
def may(tmp_path: Path) -> Path:
    """The list of 2026-05-06: the firm is gone, Kellermund has an alias more, Falk is new."""
    text = GIVEN.read_text(encoding="utf-8")
    head, _, rest = text.partition("<ENTITIES>")
    added = (
        "<INDIVIDUAL><DATAID>9900004</DATAID><FIRST_NAME>=TORSTEN</FIRST_NAME>"
        "<SECOND_NAME>FALK</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>"
        "<REFERENCE_NUMBER>ZZi.004</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS>"
    )
    text = (
        head.replace("</INDIVIDUALS>", added) + "<ENTITIES/>" + rest.partition("ENTITIES>")[2]
    )
    text = text.replace("2026-03-04T", "2026-05-06T").replace(
        "Arved Kellermunt", "A. Kellerman"
    )
    path = tmp_path / "may" / "consolidated.xml"
    path.parent.mkdir()
    path.write_text(text.replace("Storvik", "Nyvik"), encoding="utf-8")
    return path


@pytest.fixture
def own(
    screen: Run, data_dir: Path, tmp_path: Path, settled: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Runs `screen` on a copy of the built-in registry, with loose limits."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(data_dir / "registry.sqlite", folder)
    settled.setenv("SCREENING_DATA_DIR", str(folder))
    settled.setenv("SCREENING_OPERATOR", "Selma Quistgaard")
    (tmp_path / "screening.toml").write_text(LOOSE, encoding="utf-8")
    return screen


@pytest.fixture
def both(own: Run, march: Path, may: Path) -> Run:
    """The same, with both states of the list taken in."""
    assert own("lists", "import", str(march)).exit_code == 0
    assert own("lists", "import", str(may)).exit_code == 0
    return own


@pytest.fixture
def waiting(own: Run, march: Path, may: Path, tmp_path: Path) -> Run:
    """The same, where the state of May lost more than allowed and is quarantined."""
    own("lists", "import", str(march))
    (tmp_path / "screening.toml").write_text(STRICT, encoding="utf-8")
    own("lists", "import", str(may))
    return own


def pairs(output: str) -> dict[str, list[str]]:
    """The words of a block, by their label."""
    found: dict[str, list[str]] = {}
    for text in output.splitlines():
        label, _, words = text.partition("\t")
        found.setdefault(label, []).append(words)
    return found
