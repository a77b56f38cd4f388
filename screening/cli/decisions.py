"""`screen decisions`: what was decided on hits, and what waits for approval."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say

if TYPE_CHECKING:
    from screening.record.history import Decision

HELP = """Show the decisions on hits, newest first.

\b
  screen decisions --open                   those that wait for somebody to approve
  screen decisions --json

For each what became of it: waits for approval, in force, expired, superseded by a newer
one, or erased. Whether a suppression has lapsed because a listing, a customer or the
settings changed is told when the customer is screened.
"""
COLUMNS = (
    "decision", "state", "verdict", "hit", "source", "reference", "by", "at", "expires",
    "approved_by", "reason",
)  # fmt: skip


def show_decisions(
    waiting: Annotated[
        bool, typer.Option("--open", help="Only those that wait for approval.")
    ] = False,
    json: Json = False,
) -> None:
    """Show the decisions on hits, newest first."""
    from screening import deciding
    from screening.settings import load_settings

    found = deciding.decisions(load_settings(), say, waiting=waiting)
    if json:
        from screening.cli.jsonl import dumps
        from screening.records import asdict

        for each in found:
            print(dumps(asdict(each)))
    elif a_person_looks():
        _print_blocks(found)
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *map(decision_row, found)))))


def decision_row(decision: "Decision") -> tuple[str, ...]:
    """A decision as the cells of a line, in the order of `COLUMNS`."""
    return (
        decision.id, decision.state.value, decision.verdict, decision.hit, decision.source,
        decision.reference, decision.by, decision.at, decision.expires or "",
        decision.approved_by or "", decision.reason,
    )  # fmt: skip


def _print_blocks(found: "Sequence[Decision]") -> None:
    from screening.cli.decide import decision_pairs
    from screening.cli.tables import console, grid

    out = console()
    for each in found:
        out.print(grid(decision_pairs(each)))
        out.print()
    if not found:
        say("there is none")
