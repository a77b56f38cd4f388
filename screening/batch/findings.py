"""The gravest rows of a run with their evidence, as HTML that opens without a script."""

from collections.abc import Iterable, Iterator
from html import escape

from screening.batch.about import About
from screening.batch.kept import KeptHit, KeptRow
from screening.batch.tally import Tally
from screening.domain.answers import two_digits
from screening.printable import one_line

COLUMNS = ("Score", "Listed name", "Nearest name", "Authority", "Package", "List, reference")
ROOM = 2_800_000
"""Bytes that rows may take: no page is too large to be opened, whatever the names are."""

NO_NAME = "no name; by number only"
STYLE = """
details { border-bottom: 1px solid #bbb; padding: .3rem 0; }
details table { margin-left: 1.2rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
td.evidence { padding-left: 1.5rem; }
td.evidence ul { margin: .1rem 0; padding-left: 1rem; }
.hit { font-weight: bold; }
@media print { details { break-inside: avoid; }
               details::details-content { content-visibility: visible; height: auto; } }
"""


def findings_section(about: About, tally: Tally) -> str:
    """The rows that are kept, as far as there is room.

    Those that are hits stand open, so that they are printed.
    """
    rows = list(_as_far_as_room(_row(about, kept) for kept in tally.kept))
    return (
        '<section class="long">\n<h2>Hits and reviews, the gravest first</h2>\n'
        f'<p class="note">{_how_many(len(rows), tally.alert_rows.total())}</p>\n'
        f"{''.join(rows)}</section>\n"
    )


def _as_far_as_room(rows: Iterable[str]) -> Iterator[str]:
    room = ROOM
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            return
        yield row


def _how_many(shown: int, total: int) -> str:
    if not total:
        return "No row is a hit or for review."
    if shown == total:
        return f"Every row that is a hit or for review: {total:,}."
    return (
        f"{shown:,} of {total:,} rows that are a hit or for review. "
        f"The other {total - shown:,} are not on this page: the file of answers has them all."
    )


def _row(about: About, kept: KeptRow) -> str:
    opened = " open" if kept.is_hit else ""
    tier = '<span class="hit">hit</span>' if kept.is_hit else "review"
    hits = "".join(_candidate(about, hit) for hit in kept.hits)
    more = f'<p class="note">{kept.more:,} more candidates.</p>\n' if kept.more else ""
    head = "".join(f'<th scope="col">{title}</th>' for title in COLUMNS)
    summary = f"{two_digits(kept.score)} {tier}: {_asked(kept)}"
    return (
        f"<details{opened}>\n<summary>{summary}</summary>\n"
        f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{hits}</tbody>\n</table>\n{more}"
        "</details>\n"
    )


def _asked(kept: KeptRow) -> str:
    """Who was asked and in which row; what runs from right to left stays within itself."""
    names = " or ".join(map(_text, kept.names)) or "no name"
    known = f", id {_text(kept.id)}" if kept.id else ""
    return f"{names} (row {kept.row:,}, {_text(kept.place)}{known})"


def _candidate(about: About, hit: KeptHit) -> str:
    nearest = f"{_text(hit.matched)} ({hit.matched_kind})" if hit.matched else NO_NAME
    cells = (
        f"{_text(hit.listed)}, {hit.type}",
        nearest,
        _text(about.authority(hit.authority)),
        _text(about.package(hit.package)),
        f"{_text(hit.source)}, {_text(hit.reference)}",
    )
    told = "".join(f"<td>{cell}</td>" for cell in cells)
    score = f'<th scope="row" class="number">{two_digits(hit.score)} {hit.tier.value}</th>'
    return f"<tr>{score}{told}</tr>\n{_evidence(hit.lines)}"


def _evidence(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(one_line(line))}</li>" for line in lines)
    return f'<tr><td class="evidence" colspan="{len(COLUMNS)}"><ul>{items}</ul></td></tr>\n'


def _text(text: str) -> str:
    return f"<bdi>{escape(one_line(text))}</bdi>"
