import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from screening.cli.ending import code_of
from screening.cli.output import Exit
from screening.errors import ScreeningError
from screening.version import VERSION
from tests.cli.conftest import Done, Process, Run

LISTS = "status import update history diff activate reject prune".split()


def refused(done: Done, code: Exit) -> str:
    """The one line an error consists of."""
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    (line,) = done.stderr.splitlines()
    assert line.startswith("screen: ")
    return line


def fill_up_disk() -> None:
    """No file of this process can grow beyond 50 kB, less than a registry takes."""
    import resource  # late: there is none on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))


@pytest.mark.parametrize(
    "words",
    [
        ("Ri Pong Chun", "--json"),
        ("--json", "Ri Pong Chun"),
        ("name", "Ri Pong Chun", "--json"),
        ("--json", "--", "Ri Pong Chun"),
    ],
)
def test_a_name_needs_no_command(screen: Run, words: tuple[str, ...]) -> None:
    done = screen(*words)

    assert '"outcome": "hit"' in done.stdout
    assert done.exit_code == Exit.HITS


def test_a_name_that_is_a_command_is_given_after_name(screen: Run) -> None:
    done = screen("name", "lists")

    assert done.stdout.splitlines()[1].startswith("lists\tclear")


def test_a_name_that_begins_with_a_dash_is_given_after_two(screen: Run) -> None:
    done = screen("--", "-Ri Pong Chun")

    assert done.exit_code == Exit.HITS


def test_no_word_at_all_shows_the_help_and_is_not_clear(screen: Run) -> None:
    done = screen()

    assert done.exit_code == Exit.USAGE
    assert done.stdout == ""
    assert 'screen "Ri Pong Chun"' in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        *(("name",), ("batch",), ("packages",), ("show",), ("lists",), ("db",), ("db", "path")),
        *(("evaluate",), ("why-not",), ("settings",)),
        *(("lists", word) for word in LISTS),
    ],
)
def test_every_command_has_help(screen: Run, words: tuple[str, ...]) -> None:
    done = screen(*words, "--help")

    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: screen")


@pytest.mark.parametrize(
    "command",
    [
        *((), *((word,) for word in "name batch evaluate show why-not settings lists".split())),
        *(("lists", word) for word in LISTS),
    ],
)
def test_help_shows_examples(screen: Run, command: tuple[str, ...]) -> None:
    examples = [
        line for line in screen(*command, "--help").stdout.splitlines() if "  screen " in line
    ]

    assert examples


def test_the_version_is_told(screen: Run) -> None:
    assert screen("--version").stdout == f"screen {VERSION}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("--nope", "x"),
        ("name", "x", "--nope"),
        ("x", "--id"),
        ("x", "--threshold", "1.5"),
        ("x", "--threshold", "high"),
        ("x", "--limit", "0"),
        ("packages", "extra"),
        ("show",),
        ("why-not", "x"),
        ("settings", "extra"),
        ("batch",),
        ("db",),
        ("db", "nope"),
        ("lists", "nope"),
        ("lists", "diff"),
        ("lists", "activate", "one", "--reason", "x"),
    ],
)
def test_a_usage_error_is_one_line(screen: Run, words: tuple[str, ...]) -> None:
    done = screen(*words)

    assert done.exit_code == Exit.USAGE
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("",), "empty"),
        (("   ",), "empty"),
        (("...!?",), "no letter or digit"),
        (("a" * 10_000,), "10,000 characters"),
        (("Ri\x1b[31mPong",), "U+001B"),
        (("Ri \u202ePong",), "writing direction"),
        ((b"Ri \xff Pong",), "half of a character"),
        ((b"\xed\xa0\x80",), "half of a character"),
        (("Ri", "--birth-date", "1965-13-40"), "birth_date"),
        (("Ri", "--birth-date", "yesterday"), "birth_date"),
        (("Ri", "--country", "Atlantis"), "Atlantis"),
        (("Ri", "--type", "submarine"), "submarine"),
        (("Ri", "--gender", "7"), "gender"),
        (("Ri", "--authority", "nobody"), "nobody"),
        (("Ri", "--package", "EU-99"), "EU-99"),
        (("--id", "imo=9842191"), "check digit"),
        (("Ri", "--id", "imo=9842191"), "check digit"),
        (("--id", "imo"), "kind=value"),
        (("--id", "shoe=44"), "shoe"),
        (("Ri", "--floor", "0.9", "--threshold", "0.5"), "floor"),
        (("--explain",), "nothing to screen"),
        (("show", "nobody:1"), "nobody:1"),
        (("batch", "no-such-file.csv"), "no-such-file.csv"),
    ],
)
def test_bad_input_is_one_line_that_says_what(
    process: Process, words: tuple[str | bytes, ...], said: str
) -> None:
    assert said in refused(process(*words), Exit.USAGE)


@pytest.mark.parametrize(
    "words", [("Ri Pong Chun",), ("lists",), ("packages",), ("show", "x"), ("db", "upgrade")]
)
def test_a_database_of_another_program_is_left_as_it_is(
    process: Process, tmp_path: Path, words: tuple[str, ...]
) -> None:
    path = tmp_path / "registry.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE diary (day TEXT)")
    other.close()
    before = path.read_bytes()

    done = process(*words, environ={"SCREENING_DATA_DIR": str(tmp_path)})

    assert "another program" in refused(done, Exit.FAILED)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["registry.sqlite"]


def test_a_file_that_is_no_database_is_left_as_it_is(process: Process, tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    path.write_text("a letter to the editor\n" * 100, encoding="utf-8")

    done = process("Ri Pong Chun", environ={"SCREENING_DATA_DIR": str(tmp_path)})

    assert "not a database" in refused(done, Exit.FAILED)
    assert path.read_text(encoding="utf-8").startswith("a letter")


def test_a_data_folder_that_cannot_be_made_is_told(process: Process, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()

    done = process("Ri Pong Chun", environ={"SCREENING_DATA_DIR": str(file / "data")})

    assert str(file) in refused(done, Exit.FAILED)


def test_a_read_only_data_folder_is_told(
    screen: Run,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SCREENING_DATA_DIR", str(open_folder))
    monkeypatch.chdir(open_folder)

    with read_only(open_folder):
        done = screen("Ri Pong Chun")

    (line,) = done.stderr.splitlines()
    assert str(open_folder) in line
    assert done.exit_code == Exit.FAILED
    assert list(open_folder.iterdir()) == []


def test_a_disk_that_is_full_leaves_nothing_half_written(
    process: Process, tmp_path: Path
) -> None:
    folder = {"SCREENING_DATA_DIR": str(tmp_path)}
    full = process("Ri Pong Chun", environ=folder, before=fill_up_disk)

    refused(full, Exit.FAILED)
    assert list(tmp_path.iterdir()) == []
    assert process("Ri Pong Chun", environ=folder).returncode == Exit.HITS


def test_a_full_disk_under_the_index_leaves_the_registry_as_it_was(
    process: Process, data_dir: Path, tmp_path: Path
) -> None:
    shutil.copy(data_dir / "registry.sqlite", tmp_path)

    folder = {"SCREENING_DATA_DIR": str(tmp_path)}
    full = process("Ri Pong Chun", environ=folder, before=fill_up_disk)

    refused(full, Exit.FAILED)
    assert not list(tmp_path.rglob("*.idx"))
    assert process("Ri Pong Chun", environ=folder).returncode == Exit.HITS


def test_a_setting_that_makes_no_sense_is_told(process: Process) -> None:
    done = process("Ri Pong Chun", environ={"SCREENING_THRESHOLD": "much"})

    assert "SCREENING_THRESHOLD" in refused(done, Exit.USAGE)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    "words", [("Ri Pong Chun",), ("packages",), ("Ri Pong Chun", "--json")]
)
def test_an_answer_that_cannot_be_written_is_a_failure(
    settled: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "screening", *words],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == Exit.FAILED
    assert done.stderr.splitlines() == ["screen: cannot write: No space left on device"]


def test_a_reader_that_has_enough_is_no_error(settled: pytest.MonkeyPatch) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "screening", "-", "--json"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    running.stdout.close()
    assert running.stdin is not None
    running.stdin.write(b"Kim Yong Bok\n" * 20)
    running.stdin.close()
    assert running.stderr is not None
    said = running.stderr.read().decode()
    running.stderr.close()

    assert running.wait(timeout=60) == Exit.FAILED
    assert said == ""


def test_an_interrupt_is_quiet(settled: pytest.MonkeyPatch) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "screening", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"Ri Pong Chun\n")
    running.stdin.flush()
    running.stdout.readline()  # it has begun, and waits for the next name
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)

    assert running.returncode == 130
    assert said == b""


def test_half_characters_on_standard_input_spoil_their_line_only(process: Process) -> None:
    done = process("-", "--json", stdin="Ri Pong Chun\n\udcff\udcfe\n")

    assert '"outcome": "hit"' in done.stdout
    assert '"outcome": "invalid"' in done.stdout
    assert "line 2" in done.stderr
    assert done.returncode == Exit.HITS


def test_a_terminal_that_lacks_the_letters_still_gets_an_answer(process: Process) -> None:
    done = process("리봉춘", environ={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == Exit.HITS
    assert "\\ub9ac" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "code", "said"),
    [
        (ScreeningError("no such thing"), Exit.FAILED, "screen: no such thing\n"),
        (OSError(28, "No space left"), Exit.FAILED, "screen: cannot write: No space left\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_ends_a_command_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], wrong: BaseException, code: int, said: str
) -> None:
    def command() -> int:
        raise wrong

    assert code_of(command) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("program", ["screen", "screening"])
def test_both_commands_are_installed(program: str) -> None:
    path = Path(sys.executable).with_name(program)
    if not path.exists():
        pytest.skip("the package is not installed beside this interpreter")
    done = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)

    assert done.stdout == f"screen {VERSION}\n"
