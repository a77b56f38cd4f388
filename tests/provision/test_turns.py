"""Several processes share one index: one compiles it, and a kill leaves what was there.

The processes are real. Their disk is slow: what is written is not safe before a file
lets it be, so that all of them stand where the test wants them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening import Screener
from screening.matching.index import Index
from screening.provision import ready_index
from screening.provision.room import FORGOTTEN_AFTER
from screening.settings import Settings
from tests.provision.conftest import index_files, load_own

PATIENCE = 60
WRITING = "writing the index"
WAITING = "another process is compiling the index; waiting for it ..."
LOOK_UP = f"""
import os, sys, time
from pathlib import Path
from screening import Screener, Settings
from screening.provision import ready_index

folder, day = Path(sys.argv[1]), sys.argv[2] or None
sync = os.fsync

def say(text):
    print(text, flush=True)

def slow_sync(descriptor):
    say({WRITING!r})
    while not (folder / "go on").exists():
        time.sleep(0.01)
    sync(descriptor)

os.fsync = slow_sync
settings = Settings(folder)
with Screener(ready_index(settings, say, as_of=day), settings) as screener:
    say(f"{{screener.screen('Arvid Kellermund').outcome}} of {{screener.index.stamp}}")
"""


class LookUps:
    """Processes that look a name up at the same time, and what they have said."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        self._said: list[Path] = []

    def start(self, day: str = "") -> subprocess.Popen[bytes]:
        path = self._folder / f"said by {len(self._said)}"
        command = [sys.executable, "-c", LOOK_UP, str(self._folder), day]
        with path.open("wb") as stream:
            self.running.append(subprocess.Popen(command, stdout=stream))
        self._said.append(path)
        return self.running[-1]

    def lines(self) -> list[str]:
        return [line for path in self._said for line in path.read_text("utf-8").splitlines()]

    def until(self, line: str, times: int = 1) -> None:
        """Wait until a line has been said so many times."""
        patience_ends = time.monotonic() + PATIENCE
        while self.lines().count(line) < times:
            assert time.monotonic() < patience_ends, self.lines()
            time.sleep(0.01)

    def finish(self) -> list[str]:
        """Let them write, and give what they said but for writing and waiting."""
        (self._folder / "go on").touch()
        for process in self.running:
            process.wait(PATIENCE)
        return [line for line in self.lines() if line not in (WRITING, WAITING)]


@pytest.fixture
def look_ups(settings: Settings) -> Iterator[LookUps]:
    started = LookUps(settings.data_dir)
    yield started
    for process in started.running:
        process.kill()
        process.wait()


def leftovers(settings: Settings) -> list[Path]:
    """What is beside the indexes and their lock."""
    files = (settings.data_dir / "index").iterdir()
    return [path for path in files if path.suffix not in (".idx", ".lock")]


@pytest.mark.parametrize(("number", "day"), [(2, ""), (4, ""), (2, "2025-01-15")])
def test_of_several_that_miss_an_index_one_compiles_it_and_the_others_wait_for_that(
    settings: Settings, look_ups: LookUps, number: int, day: str
) -> None:
    load_own(settings, "Arvid Kellermund")

    for _ in range(number):
        look_ups.start(day)
    look_ups.until(WRITING)
    look_ups.until(WAITING, number - 1)
    answers = look_ups.finish()

    assert look_ups.lines().count(WRITING) == 1
    assert len(answers) == number
    assert len(set(answers)) == 1


def test_a_kill_leaves_the_old_index_and_the_next_look_up_compiles(
    settings: Settings, look_ups: LookUps
) -> None:
    (old,) = index_files(settings)
    before = old.stat(), old.read_bytes()
    load_own(settings, "Arvid Kellermund")
    builder = look_ups.start()
    look_ups.until(WRITING)
    assert leftovers(settings)

    builder.kill()
    builder.wait()

    assert (old.stat().st_ino, old.read_bytes()) == (before[0].st_ino, before[1])
    assert len(Index(old)) == 229
    with Screener.open(settings) as screener:
        assert screener.screen("Arvid Kellermund").hits
    assert not leftovers(settings)


def test_who_waits_for_a_process_that_is_killed_compiles_instead(
    settings: Settings, look_ups: LookUps
) -> None:
    load_own(settings, "Arvid Kellermund")
    builder = look_ups.start()
    look_ups.until(WRITING)
    look_ups.start()
    look_ups.until(WAITING)

    builder.kill()
    look_ups.until(WRITING, 2)

    (answer,) = look_ups.finish()
    assert answer.startswith("hit of ")
    assert not leftovers(settings)


def test_an_open_index_answers_as_before_and_the_next_one_sees_the_change(
    settings: Settings,
) -> None:
    with Screener.open(settings) as early:
        for name in ("Selma Quistgaard", "Arvid Kellermund"):  # so that its file is gone
            load_own(settings, name)
            ready_index(settings).close()

        assert not early.screen("Arvid Kellermund").hits
        assert early.screen("Ri Pong Chun").hits
        with Screener.open(settings) as late:
            assert late.screen("Arvid Kellermund").hits


def test_indexes_that_nobody_has_needed_for_long_are_removed_when_one_is_compiled(
    settings: Settings,
) -> None:
    folder = settings.data_dir / "index"
    (own,) = index_files(settings)
    old, young, lock = (folder / f"another{rest}" for rest in ("-1.idx", "-2.idx", ".lock"))
    long_ago = time.time() - FORGOTTEN_AFTER.total_seconds() - 1
    for path in (old, young, lock):
        path.touch()
    for path in (old, lock, own):
        os.utime(path, (long_ago, long_ago))

    ready_index(settings, as_of="2025-01-15").close()

    assert [path.exists() for path in (old, young, lock, own)] == [False, True, True, True]
