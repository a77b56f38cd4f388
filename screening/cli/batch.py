"""`screen batch`: screen a file, row by row."""

import gc
import os
from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import (
    AsOf,
    Authority,
    Fast,
    Floor,
    Limit,
    MaxAge,
    Package,
    Threshold,
    WeakAliases,
    Without,
)
from screening.cli.output import OF_OUTCOME, Exit, say

STANDARD_STREAM = Path("-")
HELP = """Screen every row of a file: CSV, XLSX, Parquet or JSON lines.

\b
  screen batch customers.csv -o hits.csv
  screen batch - --authority EU < customers.csv > hits.csv
  screen batch clients.xlsx --map name=Client -o hits.csv

Ends as the gravest of its rows would have ended: see `screen --help`.
"""


def screen_file(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="The file; - is standard input.")
    ],
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT.csv", help="Where to; else standard output."
        ),
    ] = None,
    authority: Authority = None,
    package: Package = None,
    threshold: Threshold = None,
    floor: Floor = None,
    weak_aliases: WeakAliases = None,
    fast: Fast = None,
    without: Without = None,
    limit: Limit = 10,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=COLUMN",
            help="Take a column for a field (name, passport ...); else by its header.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Encoding of a text; else told by its bytes."),
    ] = None,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Most processes to screen with; else one for each core."
        ),
    ] = None,
    as_of: AsOf = None,
    max_age: MaxAge = None,
) -> None:
    """Screen every row of a file; ends with the gravest of its rows."""
    from screening import listkeeping, service
    from screening.batch.mapping import mapped_columns
    from screening.batch.plain import screen_file as screen_rows
    from screening.cli.manner import against, in_part_words
    from screening.settings import load_settings

    mapped = mapped_columns(columns or ())
    with service.open_screener(
        load_settings(),
        say,
        threshold=threshold,
        floor=floor,
        weak_aliases=weak_aliases,
        fast=fast,
        without=without,
        authorities=authority or (),
        packages=package or (),
        as_of=as_of,
        max_age=max_age,
    ) as screener:
        # what is loaded by now stays, and is not searched for garbage over and over
        gc.freeze()
        summary = screen_rows(
            None if source == STANDARD_STREAM else source,
            None if target == STANDARD_STREAM else target,
            screener,
            say=say,
            limit=limit,
            workers=workers or _cores(),
            mapped=mapped,
            encoding=encoding,
        )
        basis = screener.basis
    told = (f"{count} {outcome}" for outcome, count in summary.outcomes.items() if count)
    say(f"{summary.rows} rows: {', '.join(told)}")
    day = None if as_of is None else listkeeping.past_day(as_of)
    say(against(basis, screener.scope, day))
    if words := in_part_words(basis, screener.scope):
        say(words)
    raise typer.Exit(OF_OUTCOME[summary.gravest] if summary.gravest else Exit.CLEAR)


def _cores() -> int:
    """How many cores this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
