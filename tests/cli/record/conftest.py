"""A registry of each test's own, so that the record has what the test put there alone."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening.record.store import Store
from screening.settings import Settings
from tests.cli.conftest import Run

Objects = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def own(settled: pytest.MonkeyPatch, data_dir: Path, tmp_path: Path) -> Settings:
    """The settings of a data folder of the test's own, with the built-in packages."""
    folder = tmp_path / "data"
    shutil.copytree(data_dir, folder)
    settled.setenv("SCREENING_DATA_DIR", str(folder))
    settled.setenv("SCREENING_OPERATOR", "tester")
    settings = Settings(data_dir=folder, operator="tester")
    # what other tests have looked up there
    for each in folder.glob("*.witness"):
        each.unlink()
    with Store.open(settings) as store:
        for table in ("decision", "run_block", "run", "basis"):
            store.do(f"DELETE FROM {table}")
    return settings


@pytest.fixture
def objects(screen: Run) -> Objects:
    """Runs a command with --json, and gives back the objects it prints."""

    def objects(*words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in screen(*words, "--json").stdout.splitlines()]

    return objects


@pytest.fixture
def looked_up(own: Settings, objects: Objects) -> str:
    """The receipt of a look-up with hits."""
    receipt = objects("Kim Yong Bok")[0]["receipt"]
    assert isinstance(receipt, str)
    return receipt


@pytest.fixture
def run_of(looked_up: str) -> str:
    """The id of that look-up."""
    return looked_up.partition("-")[0]
