"""`screen NAME`: screen one name or several."""

from typing import Annotated

import typer

from screening.cli.details import BirthDate, Country, Customer, Gender, IdentifierOption, Kind
from screening.cli.look_up import look_up
from screening.cli.options import (
    AsOf,
    Authority,
    Fast,
    Floor,
    Json,
    Limit,
    MaxAge,
    Package,
    Record,
    Threshold,
    WeakAliases,
    Without,
)

HELP = """Screen one name or several, in any script and word order.

\b
  screen "Ri Pong Chun"
  screen 리봉춘 --explain
  screen "Kim Yong Bok" --type person --birth-date 1956 --country KP
  screen "Novosibirskoblgaz OOO" --authority OFAC --json
  screen --id imo=9842188
  screen "Kim Yong Bok" --as-of 2024-12-16
  cut -f1 customers.tsv | screen -
  screen -- "-name that begins with a dash"

When the output is not a terminal, each hit is a line of columns parted by
tabs; with --explain, lines that begin with a tab explain the line above.
"""


def screen_names(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Names; - reads them from standard input."),
    ] = None,
    birth_date: BirthDate = None,
    country: Country = None,
    kind: Kind = None,
    gender: Gender = None,
    identifier: IdentifierOption = None,
    customer: Customer = None,
    authority: Authority = None,
    package: Package = None,
    threshold: Threshold = None,
    floor: Floor = None,
    weak_aliases: WeakAliases = None,
    fast: Fast = None,
    without: Without = None,
    limit: Limit = 10,
    as_of: AsOf = None,
    max_age: MaxAge = None,
    record: Record = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the evidence and a sentence for a file.")
    ] = False,
    json: Json = False,
) -> None:
    """Screen names; ends with 0 clear, 3 hits, 4 only candidates to review."""
    raise typer.Exit(
        look_up(
            names or (),
            birth_date=birth_date,
            country=country,
            kind=kind,
            gender=gender,
            identifier=identifier or (),
            customer=customer,
            authority=authority or (),
            package=package or (),
            threshold=threshold,
            floor=floor,
            weak_aliases=weak_aliases,
            fast=fast,
            without=without,
            limit=limit,
            as_of=as_of,
            max_age=max_age,
            record=record,
            explain=explain,
            json=json,
        )
    )
