"""A batch that is killed is gone on with, and no row is lost or repeated."""

import csv
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from screening.batch import rows
from screening.batch.beside import JOURNAL, LOCK, PART, beside
from screening.batch.plain import screen_file
from screening.batch.summary import Advance, Summary
from screening.batch.tally import Tally
from screening.errors import InputFileError
from screening.provision import ready_index
from screening.record.kept import newest_entries
from screening.record.store import Store
from screening.records import replace
from screening.screener import Screener
from screening.settings import Settings

ROWS = 1_500
KILLS = 20
NAMES = ("Ri Pong Chun", "Jane Roe", "Arvid Quistgaard", "...", "No Kwang Chol")

BATCH = """
import sys
from pathlib import Path
from screening.batch import plain, rows
from screening.record.store import Store
from screening.screener import Screener
from screening.settings import Settings

rows.BLOCK = 25
plain.WORTHWHILE = 50
folder, source, target, workers = sys.argv[1:5]
settings = Settings(data_dir=Path(folder), operator="selma")
with Screener.open(settings) as screener, Store.open(settings) as store:
    print("open", flush=True)
    plain.screen_file(
        Path(source), Path(target), screener, say=lambda _: None, workers=int(workers),
        resume="--resume" in sys.argv, record=store,
    )
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A registry of its own, as these runs go on record."""
    settings = Settings(data_dir=tmp_path / "data", operator="selma")
    ready_index(settings).close()
    return settings


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    lines = (f"C-{number},{NAMES[number % len(NAMES)]} {number}" for number in range(ROWS))
    path.write_text("id,name\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(settings: Settings) -> Callable[..., Summary]:
    """Screens a file on record, in this process."""

    def run(source: Path, target: Path, *, resume: bool = False, limit: int = 10) -> Summary:
        with Screener.open(settings) as screener, Store.open(settings) as store:
            return screen_file(
                *(source, target, screener),
                say=lambda _: None, resume=resume, record=store, limit=limit,
            )  # fmt: skip

    return run


class Off(BaseException):
    """Broken off, as by kill -9 but that the program can clean up."""


@pytest.fixture
def broken_off(
    settings: Settings, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The output of a batch on record that was broken off behind its first block."""

    def stop(*, rows: int, read: int = 0) -> None:
        raise Off

    monkeypatch.setattr(rows, "BLOCK", 500)
    # a letter that another encoding reads as another letter
    source.write_bytes(source.read_bytes().replace(b"Jane", b"Jan\xe9"))
    target = tmp_path / "out.csv"
    with (
        Screener.open(settings) as screener,
        Store.open(settings) as store,
        pytest.raises(Off),
    ):
        screen_file(
            *(source, target, screener), say=lambda _: None, record=store, advance=stop
        )  # fmt: skip
    return target


def answers(path: Path) -> list[dict[str, str]]:
    """The rows of an output, without what is another in each run."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    return [
        {name: cell for name, cell in row.items() if name not in ("run", "receipt")}
        for row in rows
    ]


def killed(
    settings: Settings, source: Path, target: Path, after: float | None, *words: str
) -> bool:
    """Kill a batch so many seconds after it has opened; whether it was still at work.

    Without a time, when its first blocks are done.
    """
    batch = subprocess.Popen(
        [sys.executable, "-c", BATCH, str(settings.data_dir), str(source), str(target), *words],
        stdout=subprocess.PIPE,
    )
    assert batch.stdout is not None
    batch.stdout.readline()
    if after is None:
        while not _some_are_done(beside(target, JOURNAL)):
            time.sleep(0.01)
    time.sleep(after or 0)
    batch.send_signal(signal.SIGKILL)
    batch.communicate()
    return batch.returncode == -signal.SIGKILL


def _some_are_done(journal: Path) -> bool:
    return journal.exists() and journal.read_bytes().count(b"\n") > 2


@pytest.mark.skipif(os.name != "posix", reason="kill -9 is POSIX")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_killed_at_random_moments_it_loses_and_repeats_nothing(
    tmp_path: Path,
    settings: Settings,
    source: Path,
    run: Callable[..., Summary],
    workers: str,
) -> None:
    whole, target = tmp_path / "whole.csv", tmp_path / "out.csv"
    run(source, whole)
    moments = random.Random(6)
    words: tuple[str, ...] = (workers,)

    for _ in range(KILLS // 2):
        ended = not killed(settings, source, target, moments.uniform(0, 0.3), *words)
        if ended or target.exists():  # done before it was killed, so it has to be whole
            assert answers(target) == answers(whole)
            break
        if beside(target, JOURNAL).exists():
            words = (workers, "--resume")
    summary = run(source, target, resume=len(words) > 1)

    assert answers(target) == answers(whole)
    assert summary.rows == ROWS
    assert not beside(target, PART).exists()
    with Store.open(settings) as store:
        (recorded,) = store.row(
            "SELECT SUM(row_count) FROM run_block WHERE run_id = ?", summary.run
        ) or (None,)
    assert recorded == ROWS


def test_another_file_is_not_gone_on_with(
    tmp_path: Path, settings: Settings, source: Path, run: Callable[..., Summary]
) -> None:
    target = tmp_path / "out.csv"
    assert killed(settings, source, target, None, "1")

    with pytest.raises(InputFileError, match="as the limit is another; run it without"):
        run(source, target, resume=True, limit=3)
    source.write_text(source.read_text() + "C-x,Jane Roe\n")
    with pytest.raises(InputFileError, match="the file that is screened has changed"):
        run(source, target, resume=True)


def test_where_nothing_was_broken_off_it_begins_with_the_first_row(
    tmp_path: Path, source: Path, run: Callable[..., Summary]
) -> None:
    assert run(source, tmp_path / "out.csv", resume=True).rows == ROWS


def test_a_pipe_cannot_be_gone_on_with(run: Callable[..., Summary], source: Path) -> None:
    with pytest.raises(InputFileError, match="--resume needs a file to read and"):
        run(source, Path(os.devnull), resume=True)


def test_what_was_counted_before_is_counted_when_it_is_gone_on_with(
    tmp_path: Path, settings: Settings, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after some blocks, and a page that tells of all rows all the same."""
    monkeypatch.setattr(rows, "BLOCK", 100)
    said: list[str] = []

    def stop(*, rows: int, read: int = 0) -> None:
        if (stop_after := beside(target, JOURNAL).read_bytes().count(b"\n")) > 4:
            raise KeyboardInterrupt(stop_after)

    def screened(name: str, advance: Advance | None = None, *, resume: bool = False) -> Tally:
        tally = Tally(threshold=settings.threshold, floor=settings.floor)
        with Screener.open(settings) as screener:
            screen_file(
                *(source, tmp_path / name, screener),
                say=said.append, tally=tally, advance=advance, resume=resume,
            )  # fmt: skip
        return tally

    target = tmp_path / "out.csv"
    with pytest.raises(KeyboardInterrupt):
        screened("out.csv", stop)

    assert said[-1].endswith("rows are done; --resume goes on with the rest")
    assert screened("out.csv", resume=True) == screened("whole.csv")
    assert answers(target) == answers(tmp_path / "whole.csv")


def test_a_part_that_was_changed_is_not_gone_on_with(
    source: Path, broken_off: Path, run: Callable[..., Summary]
) -> None:
    part = beside(broken_off, PART)
    changes: tuple[Callable[[bytes], bytes], ...] = (
        lambda text: text.replace(b",hit,", b",xxx,"),
        lambda text: text[:-1],
    )
    for change in changes:
        before = part.read_bytes()
        part.write_bytes(change(before))
        with pytest.raises(InputFileError, match="was changed since; run it without"):
            run(source, broken_off, resume=True)
        part.write_bytes(before)
    part.unlink()
    with pytest.raises(InputFileError, match="was changed since; run it without"):
        run(source, broken_off, resume=True)


def test_another_encoding_or_day_is_another_batch(
    settings: Settings, source: Path, broken_off: Path
) -> None:
    for option, words in (
        ({"encoding": "cp1251"}, "the file is read in another way"),
        ({"as_of": "2025-01-01"}, "the lists of another day are asked"),
    ):
        with (
            Screener.open(settings) as screener,
            Store.open(settings) as store,
            pytest.raises(InputFileError, match=words),
        ):
            screen_file(
                *(source, broken_off, screener),
                say=lambda _: None, record=store, resume=True, **option,  # type: ignore[arg-type]
            )  # fmt: skip


def test_who_goes_on_with_a_batch_is_on_record(
    settings: Settings, source: Path, broken_off: Path
) -> None:
    def stop(*, rows: int, read: int = 0) -> None:
        raise Off

    for name, advance in (("arvid", stop), ("maren", None)):
        who = replace(settings, operator=name)
        with Screener.open(who) as screener, Store.open(who) as store, suppress(Off):
            screen_file(
                *(source, broken_off, screener),
                say=lambda _: None, record=store, resume=True, advance=advance,
            )  # fmt: skip

    with Store.open(settings) as store:
        facts = newest_entries(store, 1)[0].facts
    told = [(each["by"], each["from_row"]) for each in facts["resumed"]]
    assert facts["operator"] == "selma"
    assert told == [("arvid", 501), ("maren", 1001)]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
@pytest.mark.parametrize("what", [PART, JOURNAL])
def test_what_stands_beside_an_output_is_its_owners_alone(broken_off: Path, what: str) -> None:
    assert stat.S_IMODE(beside(broken_off, what).stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_an_output_has_the_permissions_it_had_or_those_of_any_new_file(
    tmp_path: Path, source: Path, run: Callable[..., Summary]
) -> None:
    old, new, other = (tmp_path / name for name in ("old.csv", "new.csv", "other"))
    old.touch(mode=0o600)
    other.touch()
    for target in (old, new):
        run(source, target)

    assert stat.S_IMODE(old.stat().st_mode) == 0o600
    assert new.stat().st_mode == other.stat().st_mode


@pytest.mark.parametrize("what", [PART, JOURNAL, LOCK])
@pytest.mark.parametrize("resume", [False, True])
def test_nothing_is_written_through_a_link_beside_an_output(
    tmp_path: Path, source: Path, run: Callable[..., Summary], what: str, resume: bool
) -> None:
    target, victim = tmp_path / "out.csv", tmp_path / "victim"
    victim.write_text("precious")
    beside(target, what).symlink_to(victim)

    with pytest.raises(InputFileError, match="nothing is written through it"):
        run(source, target, resume=resume)
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("what", [PART, JOURNAL, LOCK])
def test_what_stands_beside_an_output_is_not_its_input(
    tmp_path: Path, source: Path, run: Callable[..., Summary], what: str
) -> None:
    target = tmp_path / "out.csv"
    given = source.rename(beside(target, what))
    before = given.read_bytes()

    with pytest.raises(InputFileError, match=r"keeps beside .* and writes over"):
        run(given, target)
    assert given.read_bytes() == before
