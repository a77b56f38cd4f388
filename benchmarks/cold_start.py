"""How long one look-up takes as a whole process, beside what Python takes anyway.

    python -m benchmarks.cold_start [RUNS]

The registry is ready and lies in a temporary folder, as after the first use.
Runs of the different commands alternate, so that a busy minute hits them all.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence

RUNS = 15
COMMANDS: dict[str, tuple[str, ...]] = {
    "python -c pass": ("-c", "pass"),
    'python -c "import sqlalchemy"': ("-c", "import sqlalchemy"),
    'screen "Ri Pong Chun"': ("-m", "screening", "Ri Pong Chun"),
}
BASELINE, *_ = COMMANDS
FOUND = 3  # exit code of a hit


def seconds(arguments: Sequence[str], environ: Mapping[str, str]) -> float:
    """Wall time of one process, from start to end."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], env=environ, capture_output=True, check=False
    )
    taken = time.perf_counter() - begin
    if done.returncode not in (0, FOUND):
        raise SystemExit(done.stderr.decode())
    return taken


def medians(runs: int) -> dict[str, float]:
    """Median seconds of each command."""
    with tempfile.TemporaryDirectory() as folder:
        # what is measured is a machine in use, where modules are compiled already
        environ = {**os.environ, "SCREENING_DATA_DIR": folder, "PYTHONPYCACHEPREFIX": folder}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        for arguments in COMMANDS.values():
            seconds(arguments, environ)
        taken: dict[str, list[float]] = {title: [] for title in COMMANDS}
        for _ in range(runs):
            for title, arguments in COMMANDS.items():
                taken[title].append(seconds(arguments, environ))
    return {title: statistics.median(values) for title, values in taken.items()}


def main(runs: int) -> None:
    print(
        f"{platform.platform()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}; median of {runs} runs\n"
    )
    found = medians(runs)
    print(f"{'whole process':<32}{'seconds':>9}{'ratio':>9}")
    for title, median in found.items():
        print(f"{title:<32}{median:>9.3f}{median / found[BASELINE]:>9.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
