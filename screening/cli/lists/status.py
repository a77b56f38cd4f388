"""`screen lists status`: what is loaded, from where, as of when, and how it stands."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, a_person_looks, say

if TYPE_CHECKING:
    from screening.domain.lists import Source
    from screening.listkeeping import ListHealth

HELP = """Show what is loaded, from where and as of when, and how it stands.

\b
  screen lists status
  screen lists status --max-age 2d          ends with 5 where a list is not fit

For each list its source, authority, days of publication and retrieval, numbers
of listings, delisted ones and names, the file's SHA-256, its layout, when the
issuer last had nothing newer, and whether its downloads fail or a newer state
of it waits for somebody to decide.
"""
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
    "format",
    "confirmed_at",
    "state",
    "why",
)
SHORT_HASH = 12  # hexadecimal digits
Row = dict[str, str]


def show_status(
    max_age: Annotated[
        str | None,
        typer.Option(metavar="AGE", help="End with 5 where a list is older: 36h, 2d or 1w."),
    ] = None,
    json: Json = False,
) -> None:
    """Show how every list stands; with an age, end with 5 where one is not fit."""
    from screening import listkeeping
    from screening.cli.manner import NOT_FULL
    from screening.settings import load_settings

    age = None if max_age is None else listkeeping.age_of(max_age)
    lists = listkeeping.status(load_settings(), say)
    if json:
        from screening.cli.jsonl import dumps

        for each in lists:
            print(dumps(list_object(each)))
    elif a_person_looks():
        _show_table(lists)
    else:
        from screening.cli.plain import line

        print(line(COLUMNS))
        for each in lists:
            print(line(list_row(each).values()))
    if json or not a_person_looks():
        for each in lists:
            if words := why(each):
                say(f"{each.fitness.source}: {words}")
    if all(each.fitness.builtin for each in lists):
        say(NOT_FULL)
    faults = [] if age is None else unfit(lists, age, datetime.now(UTC))
    for fault in faults:
        say(fault)
    raise typer.Exit(Exit.LISTS_UNFIT if faults else Exit.CLEAR)


def unfit(lists: "Sequence[ListHealth]", age: timedelta, now: datetime) -> list[str]:
    """Why the lists are not fit to screen against, in a line each; nothing where they are."""
    official = [each for each in lists if not each.fitness.builtin]
    if not official:
        return [
            "not fit: no official list is loaded; run `screen lists import` or "
            "`screen lists update SOURCE`"
        ]
    found = []
    for each in official:
        if (old := each.fitness.too_old(age, now)) is not None:
            found.append(f"not fit: {old}; run `screen lists update {each.fitness.source}`")
        if each.waiting is not None:
            found.append(
                f"not fit: {each.fitness.source}: snapshot {each.waiting.id} waits for "
                "somebody to activate or reject it"
            )
    return found


def state_of(health: "ListHealth") -> str:
    """In a word how a list stands; the gravest where it is several things."""
    if health.waiting is not None:
        return "quarantined"
    if health.fitness.failure is not None:
        return "failing"
    return "no list" if health.status is None else "ok"


def why(health: "ListHealth") -> str:
    """What ails a list, in words; empty where nothing does."""
    said = []
    if health.fitness.failure is not None:
        since = (health.fitness.failed_since or "")[:16].replace("T", " ")
        said.append(f"downloads fail since {since} UTC: {health.fitness.failure}")
    if health.waiting is not None:
        said.append(waiting_words(health))
    if said and health.status is None:
        said.append("no state of it is used")
    return "; ".join(said)


def waiting_words(health: "ListHealth") -> str:
    """Which snapshot waits for somebody to decide, and why."""
    if health.waiting is None:
        return ""
    number = health.waiting.id
    return (
        f"snapshot {number} is quarantined: {'; '.join(health.waiting.reasons)} "
        f"(screen lists activate or reject {number} --reason WHY)"
    )


def list_row(health: "ListHealth") -> Row:
    """A list as the cells of a line, in the order of `COLUMNS`."""
    status, source = health.status, _source_of(health)
    return {
        "source": health.fitness.source,
        "title": source.title if source else "",
        "authority": health.fitness.authority,
        "published_on": (status and status.published_on) or "",
        "retrieved_at": status.retrieved_at if status else "",
        "listings": str(status.listings) if status else "0",
        "delisted": str(status.delisted) if status else "0",
        "names": str(status.names) if status else "0",
        "sha256": status.sha256 if status else "",
        "format": source.format if source else "",
        "confirmed_at": health.fitness.confirmed_at or "",
        "state": state_of(health),
        "why": why(health),
    }


def list_object(health: "ListHealth") -> dict[str, Any]:
    """A list as plain JSON values; null where it is not known or there is none."""
    status, fitness, source = health.status, health.fitness, _source_of(health)
    of_source: tuple[str, ...] = ("title", "format", "address", "licence", "copy")
    of_status: tuple[str, ...] = ("snapshot", "published_on", "retrieved_at", "sha256")
    counts: tuple[str, ...] = ("listings", "delisted", "names")
    waiting = health.waiting
    return {
        "source": fitness.source,
        "authority": fitness.authority,
        **{key: getattr(source, key, None) for key in of_source},
        "builtin": fitness.builtin,
        **{key: getattr(status, key, None) for key in of_status},
        **{key: getattr(status, key, 0) for key in counts},
        "confirmed_at": fitness.confirmed_at,
        "state": state_of(health),
        "failure": fitness.failure,
        "failed_since": fitness.failed_since,
        "waiting": None
        if waiting is None
        else {
            "snapshot": str(waiting.id),
            "published_on": waiting.published_on,
            "retrieved_at": waiting.retrieved_at,
            "listings": waiting.listings,
            "reasons": waiting.reasons,
        },
    }


def _source_of(health: "ListHealth") -> "Source | None":
    """What is known of the source, also where nothing of it is loaded."""
    if health.status is not None:
        return health.status.source
    from screening.sources.metadata import metadata

    try:
        return metadata(health.fitness.source).source
    except KeyError:
        return None


CELLS: dict[str, Callable[[Row], str]] = {
    "List": lambda row: (
        f"{row['source']} ({row['authority']}, {row['format']})\n{row['title']}"
    ),
    "As of\nretrieved\nconfirmed": lambda row: "\n".join(
        (
            row["published_on"] or "not told",
            row["retrieved_at"][:10] or "never",
            row["confirmed_at"][:10],
        )
    ),
    "Listings\nended\nnames": lambda row: "\n".join(
        (row["listings"], row["delisted"], row["names"])
    ),
    "State\nSHA-256": lambda row: f"{row['state']}\n{row['sha256'][:SHORT_HASH]}",
}


def _show_table(lists: "Sequence[ListHealth]") -> None:
    from rich.text import Text

    from screening.cli.output import one_line
    from screening.cli.tables import console, listing_table

    rows = [list_row(each) for each in lists]
    out = console()
    out.print(listing_table(CELLS, ([cell(row) for cell in CELLS.values()] for row in rows)))
    for row in rows:
        if row["why"]:
            out.print(Text(one_line(f"{row['source']}: {row['why']}."), style="bold"))
