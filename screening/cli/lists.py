"""`screen lists`: what is loaded, from where, as of when and how many."""

import dataclasses
from typing import TYPE_CHECKING, Any

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say

if TYPE_CHECKING:
    from screening.domain.lists import ListStatus

COLUMNS = (
    "source",
    "title",
    "authority",
    "published_on",
    "retrieved_at",
    "listings",
    "delisted",
    "names",
    "sha256",
)
SHORT_HASH = 12  # hexadecimal digits


def show_lists(json: Json = False) -> None:
    """Show what is loaded, from where and as of when.

    For each list its source, authority, days of publication and retrieval,
    numbers of listings, delisted ones and names, and the file's SHA-256.
    """
    from screening import service
    from screening.cli.manner import NOT_FULL
    from screening.settings import load_settings

    statuses = service.lists(load_settings(), say)
    if json:
        from screening.cli.jsonl import dumps

        for status in statuses:
            print(dumps(list_object(status)))
        return
    if a_person_looks():
        _show_tables(statuses)
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *map(list_row, statuses)))))
    if all(status.source.builtin for status in statuses):
        say(NOT_FULL)


def _show_tables(statuses: "tuple[ListStatus, ...]") -> None:
    from screening.cli.tables import console, listing_table

    header = ("List", "As of\nretrieved", "Listings", "Ended", "Names", "SHA-256")
    rows = [
        (
            f"{row['source']} ({row['authority']})\n{row['title']}",
            f"{row['published_on'] or 'not told'}\n{row['retrieved_at'][:10]}",
            row["listings"],
            row["delisted"],
            row["names"],
            row["sha256"][:SHORT_HASH],
        )
        for row in (dict(zip(COLUMNS, list_row(each), strict=True)) for each in statuses)
    ]
    console().print(listing_table(header, rows))


def list_row(status: "ListStatus") -> tuple[str, ...]:
    """A list as the cells of a line, in the order of `COLUMNS`."""
    return (
        status.source.code,
        status.source.title,
        status.source.authority,
        status.published_on or "",
        status.retrieved_at,
        str(status.listings),
        str(status.delisted),
        str(status.names),
        status.sha256,
    )


def list_object(status: "ListStatus") -> dict[str, Any]:
    """A list as plain JSON values; null where it is not known."""
    values = dataclasses.asdict(status)
    source = values.pop("source")
    return {"source": source.pop("code"), **source, **values}
