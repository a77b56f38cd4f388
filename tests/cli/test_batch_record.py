"""`screen batch` and `screen check` as whole commands: what they end with, and what stays."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening.batch.beside import JOURNAL, LOCK, PART, beside
from screening.cli.output import Exit
from tests.cli.conftest import Process, Run

HIGH = ("--threshold", "0.999")
FILE = "id,name\n1,Ri Pong Chun\n2,Jane Roe\n3,...\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("words", "rows", "code"),
    [
        ((), "Ri Pong Chun\n...", Exit.HITS),
        ((), "...\nJane Roe", Exit.USAGE),
        (("--fail-on", "hit"), "...\nJane Roe", Exit.CLEAR),
        (("--fail-on", "hit"), "...\nRi Pong Chun", Exit.HITS),
        (("--fail-on", "invalid"), "...\nJane Roe", Exit.USAGE),
        (
            ("--fail-on", "review", "--threshold", "0.999"),
            "Lee Bong Chun\nJane Roe",
            Exit.REVIEW,
        ),
        (("--fail-on", "invalid", "--threshold", "0.999"), "Lee Bong Chun\nJane", Exit.CLEAR),
        (("--fail-on", "hit"), "...\n???", Exit.USAGE),
        (("--fail-on", "never"), "...", Exit.CLEAR),
        (("--fail-on", "never"), "Ri Pong Chun\n...", Exit.CLEAR),
        (("--fail-on", "sometimes"), "Jane Roe", Exit.USAGE),
    ],
)
@pytest.mark.parametrize("command", ["check", "batch"])
def test_what_counts_decides_what_it_ends_with(
    screen: Run, tmp_path: Path, command: str, words: tuple[str, ...], rows: str, code: Exit
) -> None:
    source = tmp_path / "in.csv"
    source.write_text(f"name\n{rows}\n", encoding="utf-8")

    assert screen(command, str(source), *words).exit_code == code


def test_a_check_writes_no_answers_and_says_what_it_came_to(screen: Run, source: Path) -> None:
    done = screen("check", str(source), "--json")
    told = json.loads(done.stdout)

    assert done.exit_code == Exit.HITS
    assert told["outcomes"] == {
        "hit": 1,
        "review": 0,
        "clear": 1,
        "suppressed": 0,
        "invalid": 1,
        "error": 0,
    }
    assert (told["rows"], told["output"], told["input"]["name"]) == (3, None, "in.csv")
    assert told["run"] in done.stderr
    assert set(source.parent.iterdir()) == {source}


def test_a_batch_tells_its_summary_as_json_where_the_answers_go_to_a_file(
    screen: Run, source: Path
) -> None:
    target = source.with_name("out.csv")

    told = json.loads(screen("batch", str(source), "-o", str(target), "--json").stdout)

    assert told["alerts"] == 1
    assert screen("batch", str(source), "--json").exit_code == Exit.USAGE


def test_a_report_is_one_page_with_the_run_in_it(screen: Run, source: Path) -> None:
    target, page = source.with_name("out.csv"), source.with_name("page.html")

    done = screen("batch", str(source), "-o", str(target), "--report", str(page))

    text = page.read_text(encoding="utf-8")
    with target.open(encoding="utf-8", newline="") as stream:
        run = next(csv.DictReader(stream))["run"]
    assert run in text
    assert "Ri Pong Chun" in text
    assert "planted names" in text
    assert done.exit_code == Exit.HITS


def test_a_dry_run_writes_nothing_and_puts_nothing_on_record(
    screen: Run, source: Path, data_dir: Path
) -> None:
    before = runs(data_dir)

    done = screen("batch", str(source), "--dry-run", "--json")

    told = json.loads(done.stdout)
    assert (done.exit_code, told["rows"]) == (Exit.CLEAR, 3)
    assert next(one for one in told["thresholds"] if one["in_force"])["hit"] == 1
    assert runs(data_dir) == before
    assert set(source.parent.iterdir()) == {source}
    refused = screen("batch", str(source), "--dry-run", "-o", "out.csv")
    assert refused.exit_code == Exit.USAGE


def test_without_the_record_the_answer_says_so(
    screen: Run, source: Path, data_dir: Path
) -> None:
    before = runs(data_dir)

    done = screen("batch", str(source), "--record", "off")

    assert "screen: not on record" in done.stderr
    assert all(row["receipt"] == "" for row in csv.DictReader(done.stdout.splitlines()))
    assert runs(data_dir) == before


def test_quiet_says_nothing_but_what_went_wrong(screen: Run, source: Path) -> None:
    assert screen("check", str(source), "-q").stderr == ""
    assert "there is no such file" in screen("check", "none.csv", "-q").stderr


def runs(data_dir: Path) -> int:
    with sqlite3.connect(data_dir / "registry.sqlite") as connection:
        return int(connection.execute("SELECT COUNT(*) FROM run").fetchone()[0])


@pytest.fixture
def locked(data_dir: Path) -> Iterator[sqlite3.Connection]:
    """The registry, held by somebody who writes."""
    connection = sqlite3.connect(data_dir / "registry.sqlite", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield connection
    connection.close()


def test_a_registry_that_is_locked_is_waited_for(
    process: Process, source: Path, locked: sqlite3.Connection
) -> None:
    done: list[int] = []
    at_work = threading.Thread(
        target=lambda: done.append(process("check", str(source)).returncode)
    )
    at_work.start()
    time.sleep(2)
    assert not done
    locked.execute("ROLLBACK")
    at_work.join(60)
    assert done == [Exit.HITS]


def test_a_registry_that_stays_locked_is_told_and_nothing_is_clear(
    screen: Run, source: Path, locked: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screening.record.store.WAIT_SECONDS", 0.1)
    target = source.with_name("out.csv")

    done = screen("batch", str(source), "-o", str(target))

    assert done.exit_code == Exit.FAILED
    assert "another program is writing to the registry" in done.stderr
    assert not target.exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_disk_is_told(process: Process, source: Path) -> None:
    done = process("batch", str(source), "-o", "/dev/full")

    assert done.returncode == Exit.FAILED
    assert "/dev/full: cannot be written (No space left on device)" in done.stderr


def test_two_batches_at_once_do_not_write_one_file(screen: Run, source: Path) -> None:
    from filelock import FileLock

    target = source.with_name("out.csv")
    with FileLock(beside(target, LOCK)):
        done = screen("batch", str(source), "-o", str(target))

    assert done.exit_code == Exit.USAGE
    assert "another batch is writing this file" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_ctrl_c_leaves_what_can_be_gone_on_with(
    settled: pytest.MonkeyPatch, screen: Run, tmp_path: Path
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name\n" + "".join(f"Jane Roe {n}\n" for n in range(9_000)))
    batch = subprocess.Popen(
        [*(sys.executable, "-m", "screening", "batch", str(source)), "-o", str(target)],
        stderr=subprocess.PIPE,
    )
    journal = beside(target, JOURNAL)
    while not (journal.exists() and journal.read_bytes().count(b"\n") > 1):
        assert batch.poll() is None
        time.sleep(0.02)
    batch.send_signal(signal.SIGINT)
    _, said = batch.communicate(timeout=60)

    assert batch.returncode == 130
    assert not target.exists()
    assert b"--resume" in said
    done = screen("batch", str(source), "-o", str(target), "--resume")
    assert "going on behind row" in done.stderr
    with target.open(encoding="utf-8", newline="") as stream:
        assert [int(row["row"]) for row in csv.DictReader(stream)] == list(range(1, 9_001))
    assert not beside(target, PART).exists()


def test_a_report_is_neither_the_input_nor_the_answers(screen: Run, source: Path) -> None:
    target, link = source.with_name("out.csv"), source.with_name("link")
    link.symlink_to(source)

    for page in (source, target, link, source.parent / "." / "out.csv", beside(target, PART)):
        done = screen("batch", str(source), "-o", str(target), "--report", str(page))
        assert done.exit_code == Exit.USAGE
        assert "write the page to another file" in done.stderr
    assert source.read_text(encoding="utf-8") == FILE
    assert not target.exists()


@pytest.mark.parametrize("page", [".", "none/page.html"])
def test_a_report_that_cannot_be_written_is_told_before_the_batch(
    screen: Run, source: Path, page: str
) -> None:
    target = source.with_name("out.csv")

    done = screen("batch", str(source), "-o", str(target), "--report", page)

    assert done.exit_code == Exit.USAGE
    assert f"{page}: cannot be written" in done.stderr
    assert set(source.parent.iterdir()) == {source}


@pytest.mark.parametrize(
    "name",
    [
        *("registry.sqlite", "registry.sqlite-wal", "registry.sqlite-shm"),
        *("registry.record.witness", "index/any.idx"),
    ],
)
@pytest.mark.parametrize(
    "words",
    [
        ("batch", "in.csv", "-o"),
        ("batch", "in.csv", "-o", "out.csv", "--report"),
        ("record", "export", "k3v9tz2m1q", "-o"),
        ("record", "checkpoint", "-o"),
        ("record", "checkpoint", "--new-key"),
    ],
    ids=" ".join,
)
def test_no_output_is_written_over_the_registry(
    screen: Run, source: Path, data_dir: Path, words: tuple[str, ...], name: str
) -> None:
    before = runs(data_dir)

    done = screen(*words, str(data_dir / name))

    assert done.exit_code == Exit.USAGE
    assert f"{name}: is " in done.stderr
    assert "; write to another file" in done.stderr
    assert runs(data_dir) == before
    assert set(source.parent.iterdir()) == {source}


def test_a_link_to_the_registry_is_the_registry(
    screen: Run, source: Path, data_dir: Path
) -> None:
    link = source.with_name("out.csv")
    for make in (link.symlink_to, link.hardlink_to):
        make(data_dir / "registry.sqlite")
        assert screen("batch", str(source), "-o", str(link)).exit_code == Exit.USAGE
        link.unlink()


def test_the_past_day_of_a_batch_is_on_record_and_replays(
    screen: Run, process: Process, source: Path
) -> None:
    words = ("--as-of", "2024-12-18", "-o", "out.csv", "--json")
    told = json.loads(screen("batch", str(source), *words).stdout)

    shown = json.loads(screen("record", "show", told["run"], "--json").stdout.splitlines()[0])
    assert "2024-12-18" in str(shown)
    assert process("record", "replay", told["run"]).returncode == 0


def test_what_somebody_should_look_at_is_said_to_whoever_wants_quiet_too(
    screen: Run, source: Path
) -> None:
    source.write_text("name\n" + "Jane Roe\n" * 1_000)
    target = source.with_name("out.csv")
    for what in (PART, JOURNAL):
        beside(target, what).write_text("")

    done = screen("batch", str(source), "-o", str(target), "-q", "--json")

    anew, none = done.stderr.splitlines()
    assert "a batch was broken off; it is begun anew" in anew
    assert "not one alert in 1000 rows: check" in none
    told = json.loads(done.stdout)["warnings"]
    assert [f"screen: {each}" for each in told] == [anew, none]


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_report_is_its_owners_alone(screen: Run, source: Path) -> None:
    screen("batch", str(source), "-o", "out.csv", "--report", "page.html")

    assert source.with_name("page.html").stat().st_mode & 0o777 == 0o600
