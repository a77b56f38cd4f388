"""Loading every list at hand: time and memory beside reading the same files alone.

    python -m benchmarks.lists [FOLDER] [--postgres URL]

FOLDER holds the real snapshots, by default `../shared/lists`. Each step runs in
a process of its own, so that its memory is its own. Lists that the guard would
hold back for a person are loaded as well: what is measured is the work.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection

from screening.builtin import fill
from screening.domain.lists import Limits, Source
from screening.fetch.store import Store
from screening.lists.importing import files_at, take_in
from screening.registry.engine import open_engine
from screening.registry.migrate import create
from screening.settings import bundled
from screening.sources import catalogue
from screening.sources.base import Notes

SHARED = Path(__file__).parents[2] / "shared" / "lists"
LISTS = (
    ("un-sc/20260801/consolidated.xml",),
    ("eu-fsf/csvFullSanctionsList_1_1_REBUILT_20250902.csv.gz",),
    ("eu-journal/consolidated",),
    ("uk-fcdo/UK-Sanctions-List_REBUILT_20260429.csv.gz",),
    (
        "us-ofac/derived/SDN_REBUILT-no-vessels-no-programs_202508.CSV.gz",
        "us-ofac/20260802/ALT.CSV",
        "us-ofac/20260802/ADD.CSV",
        "us-ofac/20260802/SDN_COMMENTS.CSV",
    ),
    ("us-ofac/cons-20251219",),
    ("ca-sema/sema-lmes.xml",),
    ("au-dfat/Australian_Sanctions_Consolidated_List.xlsx",),
    ("jp-mof/shisantouketsu_20221102.xls.gz",),
    ("us-csl/consolidated.csv.gz",),
)


def any_limits(_: Source, limits: Limits) -> Limits:
    """Limits that every state keeps to."""
    return replace(limits, least=0, most=sys.maxsize, shrink=1.0, change=1.0)


def read(folder: Path) -> dict[str, float]:
    """Read every list and keep nothing."""
    listings = names = size = 0
    for paths in LISTS:
        for found in catalogue.recognise(files_at(folder / path for path in paths)):
            size += sum(unpacked(path) for path in {f.path for f in found.files.values()})
            for listing in catalogue.read(found, Notes()):
                listings += 1
                names += len(listing.names)
    return {"listings": listings, "names": names, "bytes": size}


def load(folder: Path, url: str, store: Path) -> dict[str, float]:
    """Take every list into a registry; tells how long the slowest one took."""
    engine, slowest = open_engine(url), 0.0
    for paths in LISTS:
        before = time.perf_counter()
        for found in catalogue.recognise(files_at(folder / path for path in paths)):
            take_in(
                engine,
                Store(store),
                found,
                published_on=None,
                retrieved_at="2026-01-01T00:00:00+00:00",
                confirmed_at=None,
                limits_of=any_limits,
            )
        slowest = max(slowest, time.perf_counter() - before)
    return {"slowest": slowest}


def unpacked(path: Path) -> int:
    """Bytes of a file without its packing."""
    import gzip

    if path.suffix != ".gz":
        return path.stat().st_size
    with gzip.open(path) as stream:
        return sum(len(block) for block in iter(lambda: stream.read(1 << 20), b""))


def in_a_process(*arguments: str) -> dict[str, float]:
    """Run a step by itself; adds its seconds and its memory in megabytes."""
    command = [sys.executable, "-m", "benchmarks.lists", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def step(name: str, arguments: argparse.Namespace) -> None:
    """Do one step and print what it took."""
    Notes.doubt = lambda *_: None  # type: ignore[method-assign]
    begin = time.perf_counter()
    if name == "read":
        told = read(arguments.folder)
    else:
        told = load(arguments.folder, arguments.url, arguments.store)
    told["seconds"] = time.perf_counter() - begin
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


@contextmanager
def schema(url: str) -> Iterator[str]:
    """A schema of its own on a server, removed at the end."""
    from sqlalchemy import create_engine, make_url, text

    parts = make_url(url).set(drivername="postgresql+psycopg")
    name = f"benchmark_{uuid4().hex}"
    server = create_engine(parts)
    with server.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        own = parts.update_query_dict({"options": f"-csearch_path={name}"})
        yield own.set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        with server.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        server.dispose()


def built_in(connection: Connection) -> None:
    """Put the built-in packages into a new registry."""
    fill(connection)


def load_twice(
    folder: Path, url: str, store: Path
) -> tuple[dict[str, float], dict[str, float]]:
    """Load into a new registry, and once more what has not changed."""
    create(url, bundled("migrations"), built_in)
    arguments = ("--step", "load", str(folder), "--url", url, "--store", str(store))
    return in_a_process(*arguments), in_a_process(*arguments)


def report(folder: Path, postgres: str | None) -> None:
    """Measure, and print the ratios."""
    alone = in_a_process("--step", "read", str(folder))
    print(f"{alone['listings']:,} listings, {alone['names']:,} names")
    print(f"reading alone     {alone['seconds']:6.1f} s  {alone['megabytes']:5.0f} MB")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "registry.sqlite"
        first, again = load_twice(folder, f"sqlite:///{file}", Path(scratch) / "lists")
        ratio = first["seconds"] / alone["seconds"]
        print(
            f"SQLite            {first['seconds']:6.1f} s  {first['megabytes']:5.0f} MB  "
            f"{ratio:.2f} times reading alone (target 3, 400 MB)"
        )
        print(f"  a second time, slowest list {again['slowest']:.2f} s (target 1)")
        size = file.stat().st_size
        print(
            f"  registry file {size / 1e6:.0f} MB, {size / alone['bytes']:.1f} times the "
            f"{alone['bytes'] / 1e6:.0f} MB of the lists unpacked (target 8)"
        )
        if postgres is not None:
            with schema(postgres) as url:
                server, _ = load_twice(folder, url, Path(scratch) / "others")
            ratio = server["seconds"] / first["seconds"]
            print(
                f"Postgres          {server['seconds']:6.1f} s  {server['megabytes']:5.0f} MB  "
                f"{ratio:.2f} times SQLite (target 2)"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--postgres")
    parser.add_argument("--step", choices=("read", "load"))
    parser.add_argument("--url")
    parser.add_argument("--store", type=Path)
    arguments = parser.parse_args()
    if not arguments.folder.is_dir():
        raise SystemExit(f"{arguments.folder}: no folder of list snapshots; name one")
    if arguments.step:
        step(arguments.step, arguments)
    else:
        report(arguments.folder, arguments.postgres)


if __name__ == "__main__":
    main()
