"""How long one look-up takes as a whole process, beside what Python takes anyway.

    python -m benchmarks.cold_start [--runs 15] [--data-dir FOLDER]

Screens against the built-in packages in a temporary folder. FOLDER is a data folder in
use, whose registry is asked too: with its files in memory, and without, as after a
restart of the machine. Runs of the different commands take turns, so that a busy minute
hits them all. Needs a system that tells what memory a process took, which is never less
than this program has when it starts it.
"""

import argparse
import os
import platform
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

NAME = "Ri Pong Chun"
ANSWERED = (0, 3, 4)
"""Exit codes of a look-up: clear, a hit, only candidates to review."""

EXTRACT = """
import sys
from pathlib import Path
from rapidfuzz.fuzz import WRatio
from rapidfuzz.process import extract
names = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
extract(sys.argv[2], names, scorer=WRatio)
"""
NAMES = """
    SELECT DISTINCT name.text FROM name
    JOIN listing_version ON listing_version.id = name.version_id
    WHERE listing_version.ended_snapshot_id IS NULL
"""

OURS = "SCREENING_"
"""What our settings in the environment begin with; none of them holds here."""
MAXRSS_IN_A_MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10

MANY = 500_000
"""From so many names on a registry is a large one."""
SECONDS = {False: 0.10, True: 0.13}
SECONDS_AFTER_A_RESTART = {False: 0.16, True: 0.30}
MEGABYTES = {False: 60, True: 100}
"""The most that a look-up may take, in a registry that is a large one or not."""


class Command(NamedTuple):
    """A whole process to measure.

    Args:
        title: what the table calls it.
        arguments: what Python is given.
        data_dir: the data folder that it is to use, if any.
        seconds: the most it may take; None where that is not ours to say.
        megabytes: the most memory it may take, likewise.
        forgotten: whether the data folder's files are put out of memory before each run.
    """

    title: str
    arguments: tuple[str, ...]
    data_dir: Path | None = None
    seconds: float | None = None
    megabytes: int | None = None
    forgotten: bool = False


class Taken(NamedTuple):
    """What a process took."""

    seconds: float
    megabytes: float


BASELINE = Command("python -c pass", ("-c", "pass"))


def commands(folder: Path, data_dir: Path | None) -> Iterator[Command]:
    """What is measured; leaves in `folder` what the commands need.

    Args:
        folder: a temporary one.
        data_dir: a data folder in use, if any.
    """
    yield BASELINE
    yield Command('python -c "import rapidfuzz"', ("-c", "import rapidfuzz"))
    yield Command('python -c "import sqlalchemy"', ("-c", "import sqlalchemy"))
    look_up = ("-m", "screening", NAME)
    small = SECONDS[False], MEGABYTES[False]
    yield Command("screen NAME, built-in packages", look_up, folder, *small)
    if data_dir is None:
        return
    path = folder / "names.txt"
    count = write_names(data_dir / "registry.sqlite", path)
    large, among = count >= MANY, f"{count:,} names"
    yield Command(f"screen NAME, {among}", look_up, data_dir, SECONDS[large], MEGABYTES[large])
    if hasattr(os, "posix_fadvise"):
        yield Command(
            "the same after a restart",
            look_up,
            data_dir,
            SECONDS_AFTER_A_RESTART[large],
            MEGABYTES[large],
            forgotten=True,
        )
    else:
        print("not as after a restart: this system cannot put a file out of memory")
    yield Command(f"WRatio, {among}", ("-c", EXTRACT, str(path), NAME))


def write_names(registry: Path, path: Path) -> int:
    """Write every name listed in a registry file, each on a line.

    Returns:
        How many there are.

    Raises:
        SystemExit: there is no such file.
    """
    if not registry.exists():
        raise SystemExit(f"{registry}: there is no registry; load lists into it first")
    count = 0
    address = f"{registry.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as found, path.open("w") as file:
        for (text,) in found.execute(NAMES):
            file.write(" ".join(text.split()) + "\n")
            count += 1
    return count


def forget(folder: Path) -> None:
    """Put the files of a folder out of memory, so that they are read from the disk."""
    for path in filter(Path.is_file, folder.rglob("*")):
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def run(command: Command, environ: Mapping[str, str]) -> Taken:
    """Run a command once, read by this program.

    Raises:
        SystemExit: it fails.
    """
    if command.data_dir is not None:
        environ = {**environ, "SCREENING_DATA_DIR": str(command.data_dir)}
        if command.forgotten:
            forget(command.data_dir)
    begin = time.perf_counter()
    process = Popen([sys.executable, *command.arguments], env=environ, stdout=PIPE, stderr=PIPE)
    assert process.stdout
    assert process.stderr
    with process.stdout, process.stderr:
        process.stdout.read()
        said = process.stderr.read().decode()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in ANSWERED:
        raise SystemExit(said)
    return Taken(seconds, used.ru_maxrss / MAXRSS_IN_A_MEGABYTE)


def measured(wanted: Sequence[Command], runs: int, compiled: Path) -> list[Taken]:
    """The median seconds of each command, and the most memory it took.

    Args:
        wanted: what to run.
        runs: how often.
        compiled: where compiled modules go: a machine in use has them already.
    """
    environ = {key: text for key, text in os.environ.items() if not key.startswith(OURS)}
    environ["PYTHONPYCACHEPREFIX"] = str(compiled)
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for command in wanted:
        run(command, environ)
    rounds = [[run(command, environ) for command in wanted] for _ in range(runs)]
    return [
        Taken(statistics.median(seconds), max(megabytes))
        for seconds, megabytes in (
            zip(*taken, strict=True) for taken in zip(*rounds, strict=True)
        )
    ]


def limit(value: float, most: float | None, unit: str) -> str:
    """A target beside what was measured, and whether it is met."""
    if most is None:
        return ""
    return f"{'under' if value < most else 'NOT under'} {most:g} {unit}"


def main(runs: int, data_dir: Path | None) -> None:
    """Measure, and print a table."""
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; median of {runs} runs, most memory of any\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        wanted = list(commands(Path(folder), data_dir))
        taken = measured(wanted, runs, Path(folder, "compiled"))
    base = taken[wanted.index(BASELINE)].seconds
    print(f"{'whole process':<36}{'seconds':>9}{'ratio':>7}{'MB':>6}  target")
    for command, (seconds, megabytes) in zip(wanted, taken, strict=True):
        targets = (
            limit(seconds, command.seconds, "s"),
            limit(megabytes, command.megabytes, "MB"),
        )
        print(
            f"{command.title:<36}{seconds:>9.3f}{seconds / base:>7.1f}{megabytes:>6.0f}  "
            f"{', '.join(filter(None, targets))}"
        )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--data-dir", type=Path)
    given = parser.parse_args()
    main(given.runs, given.data_dir)
