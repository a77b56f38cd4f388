"""`screen record show`: everything held of a run, a row or a hit."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, a_person_looks, say
from screening.cli.record.listing import entry_object

if TYPE_CHECKING:
    from screening.record.ids import Place
    from screening.record.kept import Kept, KeptRow
    from screening.record.store import Store

HELP = """Show everything held of a run, a row, or a hit.

\b
  screen record show k3v9tz2m1q                        a run, with a line for each row
  screen record show k3v9tz2m1q-17-9f86d081884c7d65    a row, by its receipt
  screen record show k3v9tz2m1q-17.2                   its second candidate

Ends with 1 where a row is not what was sealed, or not what its receipt says.
"""
ERASED = "erased: its seal stays, what it said does not"
Pair = tuple[str, str]


def show_place(
    place: Annotated[str, typer.Argument(metavar="ID", help="Of a run, row, receipt or hit.")],
    json: Json = False,
) -> None:
    """Show everything held under an id; ends with 1 where it is not what was sealed."""
    from screening.record.ids import parse_place
    from screening.record.kept import entry_of
    from screening.record.opening import open_record
    from screening.settings import load_settings

    wanted = parse_place(place)
    with open_record(load_settings(), say, reading=True) as store:
        kept = entry_of(store, wanted.run)
        shown = _show_run if wanted.row is None else _show_row
        wrong = shown(store, kept, wanted, json)
    for words in wrong:
        say(words)
    raise typer.Exit(Exit.FAILED if wrong else Exit.CLEAR)


def _show_run(store: "Store", kept: "Kept", place: "Place", json: bool) -> list[str]:
    """Show a run and its rows; gives back what is wrong with it."""
    from screening.cli.jsonl import dumps
    from screening.record.chain import digest
    from screening.record.kept import basis_of, rows_of

    wrong = []
    if kept.hash is not None and digest(kept.body or "") != kept.hash:
        wrong.append(f"run {kept.run}: WHAT IT SAYS IS NOT WHAT WAS SEALED")
    basis = basis_of(store, kept)
    if json:
        print(dumps(run_object(kept, basis)))
    else:
        _show_pairs(run_pairs(kept, basis))
    with store.reading():
        for row in rows_of(store, kept):
            print(dumps(row_object(row))) if json else _show_line(row)
            wrong += wrong_with(row)
    return wrong


def _show_row(store: "Store", kept: "Kept", place: "Place", json: bool) -> list[str]:
    """Show a row or one hit of it; gives back what is wrong with it."""
    from screening.record.kept import row_of

    row = row_of(store, kept, place)
    shown = row_object(row, place.rank)
    if json:
        from screening.cli.jsonl import dumps

        print(dumps({**shown, "run": entry_object(kept)}))
    else:
        _show_pairs(row_pairs(kept, shown))
    return wrong_with(row, place.seal)


def wrong_with(row: "KeptRow", told: str | None = None) -> list[str]:
    """What is wrong with a row, loudly.

    Args:
        row: as it is stored.
        told: what a receipt says of its seal (hex); None where there is no receipt.
    """
    where = f"run {row.run}, row {row.row}"
    wrong = []
    if told is not None and not row.seal.hex().startswith(told):
        wrong.append(
            f"{where}: THE RECEIPT IS NOT OF WHAT IS STORED: the row was changed after the "
            "receipt was handed out, or the receipt was"
        )
    if row.intact is False:
        wrong.append(f"{where}: THE LINE IS NOT WHAT WAS SEALED: it was changed")
    return wrong


def run_object(kept: "Kept", basis: str | None) -> dict[str, Any]:
    """A run as plain JSON values, with what it says and rests on."""
    return {**entry_object(kept), "says": kept.facts, "rests_on": _read(basis)}


def row_object(row: "KeptRow", rank: int | None = None) -> dict[str, Any]:
    """A row as plain JSON values; nulls where it was erased.

    Args:
        row: as it is stored.
        rank: the only candidate of it that is meant, from 1.

    Raises:
        QueryError: it has no such candidate.
    """
    values = row.values
    if rank is not None and row.line is not None:
        from screening.errors import QueryError

        found = values.get("found", [])
        if len(found) < rank:
            raise QueryError(f"row {row.row} has {len(found)} candidates", field="id")
        values = {**values, "found": [found[rank - 1]], "rank": rank}
    return {
        "receipt": row.receipt,
        "row": row.row,
        "erased": row.intact is None,
        "intact": row.intact,
        "says": values if row.line is not None else None,
    }


def run_pairs(kept: "Kept", basis: str | None) -> Iterator[Pair]:
    """What a run says, as labels and words."""
    yield "run", kept.run
    yield "state", kept.state
    yield "hash", kept.hash or "none: it was not finished"
    told = {"kind": kept.kind, "begun_at": kept.begun_at, "operator": kept.operator}
    yield from _pairs({**told, **kept.facts}, leave_out=("run",))
    rests_on = _read(basis)
    if isinstance(rests_on, dict):
        yield from _pairs(rests_on)


def row_pairs(kept: "Kept", shown: dict[str, Any]) -> Iterator[Pair]:
    """What a row says, as labels and words."""
    yield "receipt", shown["receipt"]
    yield "kind", kept.kind
    yield "begun_at", kept.begun_at
    yield "operator", kept.operator
    if shown["erased"]:
        yield "row", ERASED
    else:
        yield from _pairs(shown["says"] or {})


def _pairs(values: dict[str, Any], *, leave_out: Iterable[str] = ()) -> Iterator[Pair]:
    """Each value under its name; lists and what is within each other line by line."""
    for name, value in values.items():
        if name not in leave_out:
            yield from _named(name, value)


def _named(name: str, value: Any) -> Iterator[Pair]:
    if isinstance(value, dict):
        for inner, each in value.items():
            yield from _named(f"{name}.{inner}", each)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for number, each in enumerate(value, start=1):
            yield from _named(f"{name} {number}", each)
    elif isinstance(value, list):
        yield name, ", ".join(map(str, value))
    elif value is not None:
        yield name, str(value)


def _show_pairs(pairs: Iterable[Pair]) -> None:
    if a_person_looks():
        from rich.text import Text

        from screening.cli.output import one_line
        from screening.cli.tables import console

        out = console()
        for label, words in pairs:
            out.print(Text(f"{one_line(label)}  ", style="dim") + Text(one_line(words)))
    else:
        from screening.cli.plain import line

        for pair in pairs:
            print(line(pair))


def _show_line(row: "KeptRow") -> None:
    from screening.cli.plain import line

    values = row.values
    name = values.get("query", {}).get("name", "")
    found = str(len(values.get("found", ())))
    cells = (ERASED,) if row.intact is None else (str(values.get("outcome", "")), name, found)
    print(line((row.receipt, *cells)))


def _read(text: str | None) -> Any:
    """A text as the JSON it is; itself where it was changed into none."""
    import json

    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text
