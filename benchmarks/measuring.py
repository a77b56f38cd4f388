"""What the benchmarks measure with: the machine, seconds, and megabytes of memory."""

import json
import multiprocessing
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import ParamSpec, TypeVar

from screening.evaluation.figures import percentile

ROOT = Path(__file__).parents[1]
KILO = 1024

P = ParamSpec("P")
T = TypeVar("T")


def machine() -> str:
    """The machine in a line: processor, cores, system, Python."""
    found = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    processor = found[1] if found else platform.processor() or platform.machine()
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


@dataclass(frozen=True, slots=True)
class Spread:
    """How values are spread, in their own unit."""

    median: float
    p90: float
    p99: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """The spread of one value or more."""
        p90, p99 = (percentile(values, rate) or 0.0 for rate in (0.9, 0.99))
        return cls(median(values), p90, p99, max(values))

    @property
    def by_name(self) -> dict[str, float]:
        """What tables call each figure, and the figure."""
        return {"median": self.median, "p90": self.p90, "p99": self.p99, "most": self.most}

    @classmethod
    def median_of(cls, spreads: Sequence["Spread"]) -> "Spread":
        """Of repeated runs, the median of each figure."""
        figures = zip(*(each.by_name.values() for each in spreads), strict=True)
        return cls(*map(median, figures))


@dataclass(frozen=True, slots=True)
class Memory:
    """Resident memory of a process, in megabytes.

    Args:
        now: at the moment.
        peak: the most since it began.
        private: of what is there now, what no other process shares.
    """

    now: float
    peak: float
    private: float

    @property
    def by_name(self) -> dict[str, float]:
        """What tables call each figure, and the figure."""
        return {
            "resident": self.now,
            "most resident": self.peak,
            "resident, shared with nobody": self.private,
        }


def memory() -> Memory | None:
    """The memory of this process; None where the system does not tell."""
    status = _kilobytes("/proc/self/status")
    if not status:
        return None
    shared_out = _kilobytes("/proc/self/smaps_rollup")
    private = shared_out.get("Private_Clean", 0) + shared_out.get("Private_Dirty", 0)
    return Memory(status["VmRSS"] / KILO, status["VmHWM"] / KILO, private / KILO)


def _kilobytes(path: str) -> dict[str, int]:
    found = re.findall(r"^(\w+):\s+(\d+) kB$", _read(path), re.MULTILINE)
    return {name: int(number) for name, number in found}


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a whole process.

    Args:
        seconds: from its start to its end.
        megabytes: the most memory that was resident at once in it or in a process that
            it started, whichever had more.
        code: how it ended.
        said: what it wrote to standard error.
    """

    seconds: float
    megabytes: float
    code: int
    said: str


# A process of its own starts the command: what a child had resident before it became the
# command is its parent's, and ours may be large.
_STARTER = """
import json, resource, subprocess, sys, time
begin = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = time.perf_counter() - begin
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(json.dumps([seconds, most, done.returncode, done.stderr.decode(errors="replace")]))
"""


def run(arguments: Sequence[str], environ: Mapping[str, str], folder: Path) -> Run:
    """Run a command of Python to its end.

    Args:
        arguments: what stands behind `python`.
        environ: the environment; this checkout is what is imported.
        folder: where it runs.
    """
    command = [sys.executable, "-I", "-c", _STARTER, sys.executable, *arguments]
    done = subprocess.run(
        command,
        env={**environ, "PYTHONPATH": str(ROOT)},
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
    )
    return Run(*json.loads(done.stdout))


def in_a_process(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call a function in a new process: its memory is its own, and nothing is remembered."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *args, **kwargs).result()


def files_of(path: Path) -> list[Path]:
    """A file, or all files in a folder."""
    if path.is_file():
        return [path]
    return [each for each in path.rglob("*") if each.is_file()]
