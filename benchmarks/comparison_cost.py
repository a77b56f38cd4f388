"""What comparing two names costs, beside nomenklatura's logic-v2 in the same run.

    python -m benchmarks.comparison_cost [FOLDER] [--repeat 3] [--peer-python PATH]

Compares every pair of the evaluation set in FOLDER (by default `../shared/eval`):
at first sight, when nothing of it is remembered, and again. PATH is an interpreter
that can import nomenklatura; its comparison is timed of entities made beforehand,
and once more from the text of the names on, which is where ours begins. They take
turns file by file, so that a busy minute hits all of them.
"""

import argparse
import csv
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2] / "shared" / "eval"
FILES = ("cross_list_pairs.csv", "name_pairs.csv")
AS_PEER = "--as-peer"
PEERS = {"logic-v2": True, "from text": False}
"""Column, and whether the entities are made before the clock starts."""

WARM_UP = 20
"""Pairs that are compared before, with their names turned round: imports, tables."""

TARGET = 0.25
"""Share of the peer's time that a comparison may take."""

Row = dict[str, str]
Compare = Callable[[], object]


def ours(rows: Sequence[Row]) -> list[Compare]:
    """A comparison by this product for each row."""
    from benchmarks.evaluation_adapter import score

    def compare(row: Row) -> Compare:
        return lambda: score(row["name1"], row["name2"], row["schema"])

    return [compare(row) for row in rows]


def peers(rows: Sequence[Row], *, beforehand: bool) -> list[Compare]:
    """A comparison by logic-v2 for each row.

    Args:
        rows: the pairs.
        beforehand: whether the entities are there already when it is made.
    """
    from followthemoney import model  # type: ignore[import-not-found]
    from followthemoney.proxy import EntityProxy  # type: ignore[import-not-found]
    from nomenklatura.matching.logic_v2.model import (  # type: ignore[import-not-found]
        LogicV2,
    )

    config = LogicV2.default_config()

    def entity(row: Row, number: int, name: str) -> Any:
        schema = row["schema"] if model.get(row["schema"]) else "LegalEntity"
        return EntityProxy.from_dict(
            {"id": f"{number}-{name}", "schema": schema, "properties": {"name": [row[name]]}}
        )

    def compare(row: Row, number: int) -> Compare:
        if not beforehand:
            return lambda: LogicV2.compare(
                entity(row, number, "name1"), entity(row, number, "name2"), config
            )
        left, right = (entity(row, number, name) for name in ("name1", "name2"))
        return lambda: LogicV2.compare(left, right, config)

    return [compare(row, number) for number, row in enumerate(rows)]


def microseconds(
    made: Callable[[Sequence[Row]], list[Compare]], rows: Sequence[Row], repeat: int
) -> dict[str, list[float]]:
    """How long each pair takes: at first sight, and the median of its repetitions."""
    turned = [
        row | {"name1": row["name1"][::-1], "name2": row["name2"][::-1]}
        for row in rows[:WARM_UP]
    ]
    for compare in made(turned):
        compare()
    compares = made(rows)
    first = [_timed(compare) for compare in compares]
    again = [statistics.median(_timed(compare) for _ in range(repeat)) for compare in compares]
    return {"first": first, "again": again}


def _timed(compare: Compare) -> float:
    begin = time.perf_counter_ns()
    compare()
    return (time.perf_counter_ns() - begin) / 1000


def of_peer(
    python: Path, rows: Sequence[Row], repeat: int, *, beforehand: bool
) -> dict[str, list[float]]:
    """The peer's times, from a process of its own interpreter."""
    done = subprocess.run(
        [str(python), __file__, AS_PEER],
        input=json.dumps(
            {"rows": list(rows), "repeat": repeat, "beforehand": beforehand}
        ).encode(),
        stdout=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{python} cannot compare with nomenklatura; what it says stands above")
    answer: dict[str, list[float]] = json.loads(done.stdout)
    return answer


def peer_version(python: Path) -> str:
    """The version of nomenklatura that an interpreter can import."""
    ask = "from importlib.metadata import version; print(version('nomenklatura'))"
    return subprocess.check_output([str(python), "-c", ask], text=True).strip()


def serve() -> None:
    """What the peer's interpreter does: pairs on standard input, times on standard output."""
    asked = json.load(sys.stdin)
    made = partial(peers, beforehand=asked["beforehand"])
    json.dump(microseconds(made, asked["rows"], asked["repeat"]), sys.stdout)


def pairs_of(path: Path) -> list[Row]:
    """The pairs of a file of the evaluation set."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            {"name1": row["name1"], "name2": row["name2"], "schema": row["schema"] or "Person"}
            for row in csv.DictReader(stream)
        ]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparison_cost")
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--peer-python", type=Path, metavar="PATH")
    given = parser.parse_args(arguments)
    files = [given.folder / name for name in FILES]
    if not all(file.is_file() for file in files):
        print(f"skipped: no pairs in {given.folder}; name its folder", file=sys.stderr)
        return
    columns = ("screening", *(PEERS if given.peer_python is not None else ()))
    times: dict[str, dict[str, list[float]]] = {
        column: {"first": [], "again": []} for column in columns
    }
    for file in files:
        rows = pairs_of(file)
        _add(times["screening"], microseconds(ours, rows, given.repeat))
        for column in columns[1:]:
            took = of_peer(given.peer_python, rows, given.repeat, beforehand=PEERS[column])
            _add(times[column], took)
    show(times)


def _add(kept: dict[str, list[float]], more: dict[str, list[float]]) -> None:
    for key, values in more.items():
        kept[key] += values


def show(times: dict[str, dict[str, list[float]]]) -> None:
    """Print microseconds of a comparison, and our share of the time of each peer."""
    ours, *others = times
    print(f"{len(times[ours]['first'])} pairs, microseconds for one")
    if others:
        print(f"the ratios have to stay below {TARGET}")
    heads = (*times, *(f"ratio {at + 1}" for at in range(len(others))))
    print(f"\n{'':<24}" + "".join(f"{head:>12}" for head in heads))
    for key, words in (("first", "first sight"), ("again", "repeated")):
        for title, of in (("median", statistics.median), ("mean", statistics.fmean)):
            values = [of(each[key]) for each in times.values()]
            line = f"{words + ', ' + title:<24}" + "".join(
                f"{value:>12.1f}" for value in values
            )
            print(line + "".join(f"{values[0] / value:>12.3f}" for value in values[1:]))


if __name__ == "__main__":
    if sys.argv[1:] == [AS_PEER]:
        serve()
    else:
        main(sys.argv[1:])
