"""`screen lists activate` and `reject`: what a person decides on a quarantined list."""

from typing import Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import say

ACTIVATE_HELP = """Make a snapshot of a list the one that is screened against.

\b
  screen lists activate 12 --reason "checked against the issuer's announcement"

For one that is quarantined, or an earlier one to go back to. The reason is
kept with it; `screen lists history SOURCE` shows both.
"""
REJECT_HELP = """Say that a quarantined snapshot is not to be used.

\b
  screen lists reject 12 --reason "half of the file is missing"

The same files are not taken in again. The reason is kept with the snapshot.
"""
Number = Annotated[int, typer.Argument(metavar="NUMBER", help="As status and history show it.")]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever examines it later.")
]


def activate_snapshot(number: Number, reason: Reason, json: Json = False) -> None:
    """Make a snapshot the active one, with the reason kept."""
    from screening import listkeeping
    from screening.cli.lists import blocks
    from screening.settings import load_settings

    activated = listkeeping.activate(load_settings(), say, number, reason)
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(blocks.import_object(activated)))
    else:
        blocks.show_block(blocks.import_pairs(activated))


def reject_snapshot(number: Number, reason: Reason, json: Json = False) -> None:
    """Note that a quarantined snapshot is not to be used, with the reason kept."""
    from screening import listkeeping
    from screening.settings import load_settings

    listkeeping.reject(load_settings(), say, number, reason)
    say(f"snapshot {number} is rejected; the list that was in use stays in use")
    if json:
        from screening.cli.jsonl import dumps

        print(dumps({"snapshot": number, "state": "rejected", "reason": reason}))
