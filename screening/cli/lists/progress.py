"""How far a download is: a bar for a person, one line a list for a log."""

import sys
from typing import TYPE_CHECKING, Protocol

from screening.cli.output import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class DownloadProgress(Protocol):
    """Told how far downloads are, and when to be out of the way."""

    def __call__(self, source: str, received: int, announced: int | None) -> None:
        """Take notice of the bytes received so far, and of those announced."""

    def stop(self) -> None:
        """Leave standard error to others, until the next download."""


def download_progress() -> DownloadProgress:
    """A bar where standard error is a terminal, else a line for each list."""
    return Bar() if sys.stderr is not None and sys.stderr.isatty() else Lines()


class Lines:
    """Says once for each list that it is being downloaded."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, source: str, received: int, announced: int | None) -> None:
        """Say so, the first time."""
        if source not in self._said:
            self._said.add(source)
            say(f"{source}: downloading")

    def stop(self) -> None:
        """Nothing: a line is out of the way already."""


class Bar:
    """Draws a bar on standard error, which vanishes when it is stopped."""

    def __init__(self) -> None:
        self._drawn: Progress | None = None
        self._task: TaskID | None = None

    def __call__(self, source: str, received: int, announced: int | None) -> None:
        """Draw how far the download is; one of unknown length has a bar that pulses."""
        if self._drawn is None or self._task is None:
            self._drawn = _bar()
            self._task = self._drawn.add_task(source, total=announced)
            self._drawn.start()
        self._drawn.update(self._task, completed=received, total=announced)

    def stop(self) -> None:
        """Take the bar away."""
        if self._drawn is not None:
            self._drawn.stop()
        self._drawn = self._task = None


def _bar() -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        DownloadColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,  # results stay on standard output
        redirect_stderr=False,
    )
