"""`screen record export`: one run as a file that verifies without this program."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import say

HELP = """Write a run to one file that can be verified without this program.

\b
  screen record export k3v9tz2m1q -o run.zip
  screen record export k3v9tz2m1q -o run.zip --input customers.csv --output hits.csv

In it: what the run says and rests on, every row and its seal, what the lists
said of each candidate, a page to read, and how to verify all of it.
"""


def export_run(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Id of the run.")],
    target: Annotated[Path, typer.Option("-o", metavar="FILE.zip", help="Where to write it.")],
    read: Annotated[
        Path | None,
        typer.Option("--input", metavar="FILE", help="The file it has read, to be put in."),
    ] = None,
    wrote: Annotated[
        Path | None,
        typer.Option("--output", metavar="FILE", help="The file it has written, to be put in."),
    ] = None,
    json: Json = False,
) -> None:
    """Write a run to one file; a file to put in has to be the one that is on record."""
    from screening.record.exporting import export
    from screening.record.opening import open_record
    from screening.settings import load_settings

    settings = load_settings()
    with open_record(settings, say) as store:
        kept = export(store, settings, run, target, {"input": read, "output": wrote})
    if json:
        from screening.cli.jsonl import dumps

        print(
            dumps({"run": kept.run, "rows": kept.rows, "hash": kept.hash, "file": str(target)})
        )
    say(f"wrote run {kept.run} ({kept.rows} rows) to {target}; its hash is {kept.hash}")
