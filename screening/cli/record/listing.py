"""`screen record list`: the newest entries of the record."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say

if TYPE_CHECKING:
    from screening.record.kept import Kept

HELP = """Show the newest entries of the record.

\b
  screen record list --limit 100
  screen record --json

For each its id, kind, when it was begun, who was at work, how many rows it has,
how they ended, and whether it is sealed, erased or was not finished.
"""
NEWEST = 20
COLUMNS = ("id", "kind", "begun_at", "operator", "rows", "outcomes", "state")


def list_entries(
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="How many.")] = NEWEST,
    json: Json = False,
) -> None:
    """Show the newest entries, the last one first."""
    from screening.record.kept import newest_entries
    from screening.record.opening import open_record
    from screening.settings import load_settings

    with open_record(load_settings(), say, reading=True) as store:
        found = newest_entries(store, limit)
    if json:
        from screening.cli.jsonl import dumps

        for each in found:
            print(dumps(entry_object(each)))
    elif a_person_looks():
        _show_table(found)
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *map(entry_row, found)))))


def entry_object(kept: "Kept") -> dict[str, Any]:
    """An entry as plain JSON values, without what it says of its rows."""
    return {
        "id": kept.run,
        "kind": kept.kind,
        "position": kept.position,
        "begun_at": kept.begun_at,
        "ended_at": kept.facts.get("ended_at"),
        "operator": kept.operator,
        "rows": kept.rows,
        "outcomes": kept.facts.get("outcomes", {}),
        "state": kept.state,
        "hash": kept.hash,
    }


def entry_row(kept: "Kept") -> tuple[str, ...]:
    """An entry as the cells of a line, in the order of `COLUMNS`."""
    return (
        kept.run,
        kept.kind,
        kept.begun_at,
        kept.operator,
        str(kept.rows),
        outcome_words(kept),
        kept.state,
    )


def outcome_words(kept: "Kept") -> str:
    """How the rows ended: `2 hit, 15 clear`."""
    outcomes = kept.facts.get("outcomes")
    if not isinstance(outcomes, dict):
        return ""
    return ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items())


def _show_table(found: "Sequence[Kept]") -> None:
    from screening.cli.tables import console, listing_table

    header = ("Id\nkind", "Begun (UTC)\nby", "Rows", "Outcomes", "State")
    rows = [
        (
            f"{each.run}\n{each.kind}",
            f"{each.begun_at[:16].replace('T', ' ')}\n{each.operator}",
            str(each.rows),
            outcome_words(each),
            each.state,
        )
        for each in found
    ]
    console().print(listing_table(header, rows))
