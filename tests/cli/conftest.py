"""A registry made once for all tests of the command line, and two ways to run it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from typer.testing import CliRunner, Result

from screening.cli.app import app
from screening.provision import ready_index
from screening.settings import Settings

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]


class Run(Protocol):
    """Runs the command line inside the test's own process."""

    def __call__(self, *words: str, stdin: str | None = None) -> Result: ...


class Process(Protocol):
    """Runs the command line as a process of its own."""

    def __call__(
        self,
        *words: str | bytes,
        stdin: str = "",
        environ: dict[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Done: ...


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the built-in packages and a current index."""
    folder = tmp_path_factory.mktemp("data")
    ready_index(Settings(data_dir=folder)).close()
    return folder


@pytest.fixture
def settled(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> pytest.MonkeyPatch:
    """No setting but the data folder, whatever the machine has."""
    for name in [name for name in os.environ if name.startswith("SCREENING_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SCREENING_DATA_DIR", str(data_dir))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.fixture
def screen(settled: pytest.MonkeyPatch) -> Run:
    def run(*words: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(
            app, list(words), input=stdin, prog_name="screen", catch_exceptions=True
        )

    return run


@pytest.fixture
def process(settled: pytest.MonkeyPatch) -> Process:
    def run(
        *words: str | bytes,
        stdin: str = "",
        environ: dict[str, str] | None = None,
        before: Callable[[], None] | None = None,
    ) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "screening", *words],
            input=stdin.encode("utf-8", "surrogateescape"),
            env={**os.environ, **(environ or {})},
            capture_output=True,
            preexec_fn=before,
            check=False,
            timeout=120,
        )
        return Done(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def at_a_terminal(settled: pytest.MonkeyPatch) -> None:
    """Standard output looks like a terminal of 80 columns, without colour."""
    for name in ("views", "decisions", "packages", "settings", "show", "why_not"):
        settled.setattr(f"screening.cli.{name}.a_person_looks", lambda: True)
    for name in ("blocks", "status", "history", "diff"):
        settled.setattr(f"screening.cli.lists.{name}.a_person_looks", lambda: True)
    for name in ("checkpointing", "listing", "showing"):
        settled.setattr(f"screening.cli.record.{name}.a_person_looks", lambda: True)
    settled.setenv("COLUMNS", "80")
    settled.setenv("NO_COLOR", "1")
