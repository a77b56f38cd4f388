"""`screen customers sync`: keep a portfolio as its owner's file has it."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import DayFirst, Encoding, Json, Map
from screening.cli.output import say
from screening.records import asdict

HELP = """Keep a portfolio as a file of customers has it.

\b
  screen customers sync customers.csv --portfolio retail

The file needs a column id with each customer's own reference, by which they are told
from others: who is not in it any more is let go of. Nothing is changed unless the whole
file is good. What came or changed is screened by `screen rescreen`.
"""
Portfolio = Annotated[str, typer.Option("--portfolio", metavar="P", help="Its name.")]


def sync_customers(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="The file of customers.")],
    portfolio: Portfolio,
    shrink_ok: Annotated[
        bool,
        typer.Option("--shrink-ok", help="The file may lack more than half of the customers."),
    ] = False,
    columns: Map = None,
    encoding: Encoding = None,
    day_first: DayFirst = False,
    json: Json = False,
) -> None:
    """Keep a portfolio as a file has it."""
    from screening import customerkeeping
    from screening.batch.mapping import mapped_columns
    from screening.settings import load_settings

    synced = customerkeeping.sync(
        *(load_settings(), say, source, portfolio),
        shrink_ok=shrink_ok, mapped=mapped_columns(columns or ()), encoding=encoding,
        day_first=day_first,
    )  # fmt: skip
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(asdict(synced)))
    say(
        f"{portfolio}: {synced.customers} customers, {synced.added} added, "
        f"{synced.changed} changed, {synced.removed} removed, {synced.unchanged} unchanged"
    )
    for told in synced.first_invalid:
        say(f"cannot be screened: {told}")
    more = synced.invalid - len(synced.first_invalid)
    if more:
        say(f"and {more} more cannot be screened; `screen rescreen` tells them all")
