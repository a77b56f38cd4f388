"""`screen customers show`: what is held of a customer."""

from typing import Annotated

import typer

from screening.cli.customers.syncing import Portfolio
from screening.cli.options import Json
from screening.cli.output import one_line, say
from screening.records import asdict

HELP = """Show what is held of a customer, and how their last screening ended.

\b
  screen customers show 4711 --portfolio retail
"""


def show_customer(
    reference: Annotated[str, typer.Argument(metavar="ID", help="As the file has it.")],
    portfolio: Portfolio,
    json: Json = False,
) -> None:
    """Show what is held of a customer."""
    from screening import customerkeeping
    from screening.cli.jsonl import dumps
    from screening.settings import load_settings

    held = customerkeeping.customer(load_settings(), say, portfolio, reference)
    if json:
        print(dumps(asdict(held)))
        return
    facts = {
        "customer": held.reference,
        **{name: value if isinstance(value, str) else dumps(value)
           for name, value in held.query.items() if name != "id"},
        "in the file": held.place,
        "since": held.since,
        "outcome": held.outcome or "not screened yet",
        "error": held.error or "",
        "screened at": held.screened_at or "",
        "receipt": held.receipt or "",
        "due": "yes: came or changed since" if held.due else "",
    }  # fmt: skip
    for name, value in facts.items():
        if value:
            print(f"{name}: {one_line(value)}")
    for each in held.candidates:
        standing = "suppressed" if each.in_force else each.tier
        print(one_line(f"{standing}: {each.source} {each.reference} {each.score:.4f}"))
