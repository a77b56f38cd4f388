"""Whatever happens while a list is loaded, there is one whole list in use."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from screening.fetch.store import Store
from screening.lists.importing import import_files
from screening.registry import snapshots
from screening.registry.content import fingerprints_in
from screening.registry.engine import open_engine, reading, writing
from screening.registry.migrate import create
from screening.settings import bundled
from tests.lists import un
from tests.lists.conftest import fill

ENTRIES = 3_000
KILLS = 20
KILLS_ON_A_SERVER = 5

# Starting takes longer than loading, so one process starts and a copy of it loads each file.
WORKSHOP = """
import os, sys
from pathlib import Path
from screening.errors import ScreeningError
from screening.fetch.store import Store
from screening.lists.importing import import_files
from screening.registry.engine import open_engine
from screening.sources.catalogue import readers
from tests.lists import un
list(readers())

def load(url, lists, path):
    try:
        given = import_files(
            open_engine(url), Store(Path(lists)), [Path(path)], limits_of=un.of_any_length
        )
        return "; ".join("held back" if each.loaded.reasons else "active" for each in given)
    except ScreeningError as error:
        return f"refused: {error}"

print("ready", flush=True)
for line in sys.stdin:
    word, *what = line.split()
    if word == "wait":
        print(os.waitstatus_to_exitcode(os.waitpid(int(what[0]), 0)[1]), flush=True)
        continue
    child = os.fork()
    if not child:
        said = load(*what)
        Path(what[2] + ".said").write_text(said)
        os._exit(0)
    print(child, flush=True)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs processes that can fork")


class Workshop:
    """Loads files in processes of their own."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WORKSHOP],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._line() == "ready"

    def start(self, engine: Engine, store: Store, path: Path) -> int:
        """Begin to load a file; returns the id of the process."""
        url = engine.url.set(drivername=engine.dialect.name)
        address = url.render_as_string(hide_password=False)
        return int(self._asked(f"start {address} {store.folder} {path}"))

    def wait(self, child: int) -> int:
        """Wait for a process; returns how it ended."""
        return int(self._asked(f"wait {child}"))

    def close(self) -> None:
        self.process.communicate(timeout=60)

    def _asked(self, words: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        return self._line()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


@pytest.fixture
def engine(registry_url: str) -> Engine:
    """A registry on each database in turn, with nothing but authorities in it."""
    create(registry_url, bundled("migrations"), fill)
    return open_engine(registry_url)


@pytest.fixture(scope="module")
def workshop() -> Iterator[Workshop]:
    made = Workshop()
    yield made
    made.close()


def a_state(folder: Path, number: int) -> Path:
    """A file of the list, each number of another day and two thirds of it with other names."""
    day = (date(2026, 3, 1) + timedelta(days=number)).isoformat()
    content = un.people(
        ENTRIES, day=day, renamed=range(2 * ENTRIES // 3), called=f"TOSHA {number}"
    )
    return un.write(folder, content, f"un-{number}.xml")


def take(engine: Engine, store: Store, path: Path) -> float:
    """Load a file here; returns the seconds that it took."""
    began = time.monotonic()
    (done,) = import_files(engine, store, [path], limits_of=un.of_any_length)
    assert done.is_active
    return time.monotonic() - began


def state(engine: Engine) -> tuple[int, dict[str, str]]:
    """The snapshot in use and the fingerprint of everything in it."""
    with reading(engine) as connection:
        (active,) = snapshots.active(connection)
        prints = fingerprints_in(connection, active)
    assert len(prints) == active.listings == ENTRIES
    return active.id, prints


def check_whole(engine: Engine) -> None:
    """See to it that nothing is half written."""
    with writing(engine) as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        nameless = connection.exec_driver_sql(
            "SELECT COUNT(*) FROM listing_version AS version WHERE NOT EXISTS "
            '(SELECT 1 FROM "name" WHERE "name".version_id = version.id)'
        )
        assert nameless.scalar() == 0


def test_a_load_killed_at_any_moment_leaves_the_old_list_active_and_whole(
    engine: Engine, workshop: Workshop, store: Store, tmp_path: Path
) -> None:
    take(engine, store, a_state(tmp_path, 0))
    lasts = take(engine, store, a_state(tmp_path, 1))
    kills = KILLS if engine.dialect.name == "sqlite" else KILLS_ON_A_SERVER
    chance = random.Random(20260305)
    before = state(engine)
    killed, number = 0, 1
    while killed < kills:
        number += 1
        assert number < 2 * kills + 8, "loads end before they can be killed"
        path = a_state(tmp_path, number)
        child = workshop.start(engine, store, path)
        time.sleep(lasts * chance.random())
        os.kill(child, signal.SIGKILL)
        if workshop.wait(child) == -signal.SIGKILL:
            killed += 1
            after = state(engine)
            # the last moment of all is when the list has been changed and nobody told yet
            if after[0] == before[0]:
                assert after == before
                continue
        before = state(engine)
    check_whole(engine)

    take(engine, store, a_state(tmp_path, number + 1))

    assert state(engine)[0] > before[0]
    check_whole(engine)


def test_of_two_loads_at_once_one_waits_or_ends_with_a_clear_word(
    engine: Engine, workshop: Workshop, store: Store, tmp_path: Path
) -> None:
    take(engine, store, a_state(tmp_path, 0))
    paths = [a_state(tmp_path, number) for number in (1, 2)]

    for child in [workshop.start(engine, store, path) for path in paths]:
        assert workshop.wait(child) == 0

    said = [path.with_name(path.name + ".said").read_text() for path in paths]
    with reading(engine) as connection:
        states = {each.published_on: each.state for each in snapshots.history(connection)}
    for day, each in zip(("2026-03-02", "2026-03-03"), said, strict=True):
        expected = {"active", "superseded"} if each == "active" else {"quarantined", None}
        assert states.get(day) in expected, said
        # the older one may come second, and is held back then
        assert each in ("active", "held back") or "another process is writing" in each
    assert "active" in said
    assert state(engine)[0] > 1
    check_whole(engine)


def test_the_same_file_loaded_twice_at_once_is_loaded_once(
    engine: Engine, workshop: Workshop, store: Store, tmp_path: Path
) -> None:
    path = a_state(tmp_path, 1)

    for child in [workshop.start(engine, store, path), workshop.start(engine, store, path)]:
        assert workshop.wait(child) == 0

    with reading(engine) as connection:
        assert [each.state for each in snapshots.history(connection)] == ["active"]
    state(engine)


def test_reading_goes_on_during_a_load(
    engine: Engine, workshop: Workshop, store: Store, tmp_path: Path
) -> None:
    take(engine, store, a_state(tmp_path, 0))
    before = state(engine)
    path = a_state(tmp_path, 1)
    said = path.with_name(path.name + ".said")

    child = workshop.start(engine, store, path)
    seen = []
    while not said.exists():
        began = time.monotonic()
        seen.append(state(engine))
        assert time.monotonic() - began < 4  # nobody waits for the writer's lock
    assert workshop.wait(child) == 0

    assert seen[0] == before
    after = state(engine)
    assert after[0] > before[0]
    assert all(each in (before, after) for each in seen)
