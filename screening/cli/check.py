"""`screen check`: a gate for scripts; screens a file and ends with a code, no answers."""

import typer

from screening.cli.batching import Asked, run_batch
from screening.cli.options import (
    AsOf,
    Authority,
    DayFirst,
    Encoding,
    FailOn,
    Floor,
    Json,
    Map,
    MaxAge,
    Package,
    Quiet,
    Record,
    Source,
    Threshold,
    Workers,
)

HELP = """Screen a file and end with a code: a gate for scripts and pipelines.

\b
  screen check suppliers.csv --fail-on hit
  screen check - --json < suppliers.jsonl

Writes no answers; they are on record: `screen record show RUN`. --fail-on hit
ends with 3 where there is a hit; invalid also with 2 where a row cannot be
screened, review also with 4 where there is something to review. Without it
everything counts, as with `screen batch`.
"""


def check_file(
    source: Source,
    fail_on: FailOn = None,
    authority: Authority = None,
    package: Package = None,
    threshold: Threshold = None,
    floor: Floor = None,
    columns: Map = None,
    encoding: Encoding = None,
    day_first: DayFirst = False,
    workers: Workers = None,
    as_of: AsOf = None,
    max_age: MaxAge = None,
    record: Record = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Screen a file, and say what it came to."""
    from screening.batch.output import NOWHERE

    against = {
        "authorities": authority or (),
        "packages": package or (),
        "threshold": threshold,
        "floor": floor,
        "as_of": as_of,
        "max_age": max_age,
        "record": record,
    }
    asked = Asked(
        source=source,
        target=NOWHERE,
        against=against,
        columns=columns or (),
        encoding=encoding,
        day_first=day_first,
        workers=workers,
        fail_on=fail_on,
        json=json,
        quiet=quiet,
        kind="check",
    )
    raise typer.Exit(run_batch(asked))
