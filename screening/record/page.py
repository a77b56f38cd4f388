"""An exported run as one HTML page: nothing is fetched from elsewhere."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from screening.record.chain import read_object
from screening.record.kept import Kept, KeptRow
from screening.webpage import STYLE

MOST = 1_000
"""Rows that are shown; rows.jsonl has all of them."""
ABOUT = ("kind", "begun_at", "ended_at", "operator", "rows", "outcomes", "as_of", "position")
RESTS_ON = ("engine", "model", "registry", "compared", "decisive")
HEADER = ("Row", "Outcome", "Asked", "Found", "Receipt")


def page(kept: Kept, basis: str | None, rows: Iterable[KeptRow]) -> Iterator[bytes]:
    """The page, in parts.

    Args:
        kept: the run.
        basis: the text of what it rests on; None where there is none.
        rows: its rows, in order.
    """
    title = escape(f"Run {kept.run}")
    yield _bytes(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    told = {"hash": kept.hash, **{name: kept.facts.get(name) for name in ABOUT}}
    yield _bytes(_facts("The run", told))
    rests_on = read_object(basis) or {}  # what was changed is in basis.json as it is
    yield _bytes(_facts("What it rests on", {name: rests_on.get(name) for name in RESTS_ON}))
    yield _bytes(_table("Lists", LISTS, _lists(rests_on)))
    yield _bytes(f"<h2>Rows</h2>\n<table>\n<thead>{_cells('th', HEADER)}</thead>\n<tbody>\n")
    left = 0
    for number, row in enumerate(rows):
        if number < MOST:
            yield _bytes(_cells("td", _row(row)))
        else:
            left += 1
    yield b"</tbody>\n</table>\n"
    if left:
        yield _bytes(f"<p>{left:,} more rows are in rows.jsonl.</p>\n")
    yield b"</body>\n</html>\n"


LISTS = ("List", "As of", "Listings", "SHA-256")


def _lists(rests_on: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for each in rests_on.get("lists", ()):
        title = f"{each['source']}: {each['title']}"
        yield title, each["published_on"] or "", str(each["listings"]), each["sha256"]


def _row(row: KeptRow) -> tuple[str, ...]:
    values = row.values
    if row.line is None:
        return str(row.row), "erased", "", "", row.receipt
    asked = values.get("query", {k: v for k, v in values.items() if k != "row"})
    found = [
        f"{each.get('tier')} {each.get('score')}: {each.get('name')} "
        f"({each.get('source')} {each.get('reference')})"
        for each in values.get("found", ())
    ]
    said = found or [*values.get("notes", ()), values.get("error", "")]
    outcome = str(values.get("outcome", ""))
    return str(row.row), outcome, _words(asked), "\n".join(said), row.receipt


def _facts(title: str, values: dict[str, Any]) -> str:
    rows = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(_words(value))}</td></tr>\n'
        for name, value in values.items()
        if value not in (None, {}, "")
    )
    if not rows:
        return ""
    return f"<h2>{escape(title)}</h2>\n<table>\n<tbody>\n{rows}</tbody>\n</table>\n"


def _table(title: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    body = "".join(_cells("td", row) for row in rows)
    return (
        f"<h2>{escape(title)}</h2>\n<table>\n<thead>{_cells('th', header)}</thead>\n"
        f"<tbody>\n{body}</tbody>\n</table>\n"
        if body
        else ""
    )


def _cells(tag: str, cells: Iterable[str]) -> str:
    inner = "".join(f"<{tag}>{_lines(cell)}</{tag}>" for cell in cells)
    return f"<tr>{inner}</tr>\n"


def _lines(cell: str) -> str:
    return "<br>".join(map(escape, cell.split("\n")))


def _words(value: Any) -> str:
    if isinstance(value, dict):
        return "\n".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(_words, value))
    return str(value)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
