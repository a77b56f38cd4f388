"""`screen lists history`: the states of a list that were received, and what became of them."""

import dataclasses
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say

if TYPE_CHECKING:
    from screening.registry.snapshots import Snapshot

HELP = """Show the snapshots of a list, the newest first.

\b
  screen lists history un-sc

For each its number, whether it is in use, its day, when it was received and
activated, how large it is, why it was quarantined, and who decided what.
With --json also what became of each entry that was dropped or is in doubt.
"""
COLUMNS = (
    "snapshot",
    "state",
    "day",
    "retrieved_at",
    "activated_at",
    "listings",
    "size",
    "reasons",
    "decision",
)


def show_history(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Code of a list.")],
    json: Json = False,
) -> None:
    """Show the snapshots of a list, the newest first."""
    from screening import listkeeping
    from screening.settings import load_settings

    held = listkeeping.history(load_settings(), say, source)
    if json:
        from screening.cli.jsonl import dumps

        for each in held:
            print(dumps(snapshot_object(each)))
    elif a_person_looks():
        _show_table(held)
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *map(snapshot_row, held)))))


def snapshot_row(snapshot: "Snapshot") -> tuple[str, ...]:
    """A snapshot as the cells of a line, in the order of `COLUMNS`."""
    return (
        str(snapshot.id),
        snapshot.state,
        snapshot.day,
        snapshot.retrieved_at,
        snapshot.activated_at or "",
        str(snapshot.listings),
        str(snapshot.size),
        "; ".join(snapshot.reasons),
        decision_words(snapshot),
    )


def snapshot_object(snapshot: "Snapshot") -> dict[str, Any]:
    """A snapshot as plain JSON values, with the report on its entries."""
    values = dataclasses.asdict(snapshot)
    return {"source": values.pop("source"), "snapshot": str(values.pop("id")), **values}


def decision_words(snapshot: "Snapshot") -> str:
    """Who decided on a snapshot, when and why; empty where nobody had to."""
    if snapshot.decided_at is None:
        return ""
    return f"{snapshot.decided_by} on {snapshot.decided_at[:10]}: {snapshot.decision}"


def _show_table(held: "tuple[Snapshot, ...]") -> None:
    from screening.cli.lists.pruning import size_words
    from screening.cli.tables import console, listing_table

    header = (
        "No.\nstate",
        "Day\nreceived\nactivated",
        "Listings\nsize",
        "Why, and who decided",
    )
    rows = [
        (
            f"{each.id}\n{each.state}",
            "\n".join((each.day, each.retrieved_at[:10], (each.activated_at or "never")[:10])),
            f"{each.listings}\n{size_words(each.size)}",
            "\n".join(filter(None, (*each.reasons, decision_words(each)))),
        )
        for each in held
    ]
    console().print(listing_table(header, rows))
