"""`screen customers remove`: let go of a portfolio."""

from typing import Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, say

HELP = """Let go of a portfolio and of all data of its customers.

\b
  screen customers remove retail --yes

What was asked of them stays on record until it is erased there.
"""


def remove_portfolio(
    portfolio: Annotated[str, typer.Argument(metavar="P", help="Its name.")],
    yes: Annotated[bool, typer.Option("--yes", help="Yes, remove it.")] = False,
    json: Json = False,
) -> None:
    """Let go of a portfolio and of all data of its customers."""
    from screening import customerkeeping
    from screening.settings import load_settings

    if not yes:
        say(f"this removes all customers of {portfolio}; add --yes if that is meant")
        raise typer.Exit(Exit.USAGE)
    was = customerkeeping.remove(load_settings(), say, portfolio)
    say(f"removed {was.name} with {was.customers} customers")
    if json:
        from screening.cli.jsonl import dumps

        print(dumps({"removed": was.name, "customers": was.customers}))
