"""`screen lists diff`: what is new in a list, what is gone and what reads otherwise."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say
from screening.errors import QueryError

if TYPE_CHECKING:
    from screening.domain.changes import ListingChange

HELP = """Show what changed between two states of a list.

\b
  screen lists diff un-sc                   the list in use and the one before
  screen lists diff un-sc 2026-02-27        the list in use and that of a day
  screen lists diff un-sc 11 12             two snapshots, by their numbers
  screen lists diff un-sc --fields names,birth_dates

Entries that were added, removed or changed, with the fields that read
otherwise. When the output is not a terminal, each field is a line.
"""
STATE = "A snapshot's number, or a day such as 2024-12-18."


def show_difference(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Code of a list.")],
    before: Annotated[str | None, typer.Argument(metavar="[A]", help=STATE)] = None,
    after: Annotated[str | None, typer.Argument(metavar="[B]", help=STATE)] = None,
    fields: Annotated[
        str | None,
        typer.Option(metavar="NAMES", help="Only changes of these fields, parted by commas."),
    ] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, for a spreadsheet.")] = False,
) -> None:
    """Show what was added, removed and changed between two states of a list."""
    from screening import listkeeping
    from screening.cli.lists import changes
    from screening.settings import load_settings

    if json and csv:
        raise QueryError("takes either --json or --csv", field="output")
    chosen = changes.chosen_fields(fields)
    difference = listkeeping.difference(load_settings(), say, source, before, after)
    shown = changes.shown_changes(difference.changes, chosen)
    said = changes.summary(difference, shown.left_out)
    if json:
        from screening.cli.jsonl import dumps

        for change in shown.changes:
            print(dumps(changes.change_object(change, difference)))
    elif csv:
        _write_csv(shown.changes)
    elif a_person_looks():
        _show_table(shown.changes, said)
        return
    else:
        from screening.cli.plain import line

        print(line(changes.COLUMNS))
        for change in shown.changes:
            for row in changes.change_rows(change):
                print(line(row))
    say(said)


def _write_csv(shown: "tuple[ListingChange, ...]") -> None:
    from screening.batch.writing import csv_line, defused
    from screening.cli.lists.changes import COLUMNS, change_rows
    from screening.whole import written

    with written(None) as out:
        out.write(csv_line(COLUMNS))
        for change in shown:
            for row in change_rows(change):
                out.write(csv_line(map(defused, row)))


def _show_table(shown: "tuple[ListingChange, ...]", said: str) -> None:
    from rich.text import Text

    from screening.cli.output import one_line
    from screening.cli.tables import console, listing_table

    out = console()
    out.print(Text(one_line(said), style="bold"))
    if not shown:
        return
    rows = (
        (
            f"{change.kind.value}\n{change.listing.reference}",
            f"{one_line(change.listing.title)}\n{change.listing.type.value}",
            "\n".join(one_line(each.words) for each in change.fields),
        )
        for change in shown
    )
    out.print()
    out.print(listing_table(("Change\nreference", "Name\ntype", "What reads otherwise"), rows))
