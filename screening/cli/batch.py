"""`screen batch`: screen a file, row by row."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.batching import Asked, run_batch
from screening.cli.options import (
    AsOf,
    Authority,
    DayFirst,
    Encoding,
    FailOn,
    Fast,
    Floor,
    Json,
    Limit,
    Map,
    MaxAge,
    Package,
    Quiet,
    Record,
    Source,
    Threshold,
    WeakAliases,
    Without,
    Workers,
)
from screening.errors import QueryError

HELP = """Screen every row of a file: CSV, TSV, XLSX, Parquet or JSON lines.

\b
  screen batch customers.csv -o hits.csv
  screen batch customers.csv -o hits.csv --report report.html
  screen batch clients.xlsx --map name=Client -o hits.csv
  screen batch customers.csv --dry-run         alerts at each threshold
  screen batch - --authority EU < customers.csv > hits.csv

Each row of the input is in the output, in order. Ends as the gravest of its
rows would have ended (see `screen --help`), or as --fail-on says.
"""


def screen_file(
    source: Source,
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
    columns: Map = None,
    encoding: Encoding = None,
    day_first: DayFirst = False,
    workers: Workers = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a batch that was broken off.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="PAGE.html", help="Write a page to file on the whole run."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Write nothing: count the alerts at each threshold."),
    ] = False,
    as_of: AsOf = None,
    max_age: MaxAge = None,
    record: Record = None,
    fail_on: FailOn = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Screen every row of a file; ends with the gravest of its rows."""
    if dry_run and (target or report or resume):
        raise QueryError("a dry run writes nothing; leave out the files", field="dry-run")
    if json and not dry_run and target is None:
        raise QueryError("the answers go to standard output; name a file with -o", field="json")
    from screening.batch.output import NOWHERE

    against = {
        "authorities": authority or (),
        "packages": package or (),
        "threshold": threshold,
        "floor": floor,
        "weak_aliases": weak_aliases,
        "fast": fast,
        "without": without,
        "as_of": as_of,
        "max_age": max_age,
        "record": record,
    }
    asked = Asked(
        source=source,
        target=NOWHERE if dry_run else target,
        against=against,
        columns=columns or (),
        encoding=encoding,
        day_first=day_first,
        limit=limit,
        workers=workers,
        resume=resume,
        report=report,
        dry=dry_run,
        fail_on=fail_on,
        json=json,
        quiet=quiet,
    )
    raise typer.Exit(run_batch(asked))
