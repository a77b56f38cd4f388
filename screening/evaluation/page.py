"""An evaluation as one HTML page that can be filed: nothing is fetched from elsewhere."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from screening.evaluation.charts import svg
from screening.evaluation.report import Chart, Histogram, Report, Table
from screening.webpage import STYLE

NUMBER = re.compile(r"(above )?[\d,]*\.?\d+( to [\d.]+)?( %)?|-")

PAGE = (
    STYLE
    + """
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.note { color: #333; margin: .2rem 0; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; break-inside: avoid; } figcaption { font-weight: bold; }
svg { max-width: 100%; height: auto; }
svg text { font: 11px system-ui, sans-serif; fill: #111; }
@media print { section, tr { break-inside: avoid; } section.long { break-inside: auto; } }
"""
)
LONG = 25
"""Rows from which a table may break over two pages."""


def page(report: Report) -> str:
    """The page, whole."""
    tables = (table_section(table) for table in report.tables)
    facts = facts_section("What this rests on", report.facts)
    return whole_page(report.title, (facts, _charts(report.charts), *tables))


def whole_page(title: str, sections: Iterable[str], *, style: str = "") -> str:
    """A page that needs nothing from elsewhere.

    Args:
        title: what it is; any text.
        sections: its content, as HTML.
        style: more CSS than every page has.
    """
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(title)}</title>\n<style>{PAGE}{style}</style>\n</head>\n<body>\n",
            f"<h1>{escape(title)}</h1>\n",
            *sections,
            "</body>\n</html>\n",
        )
    )


def facts_section(title: str, facts: Iterable[tuple[str, str]]) -> str:
    """Labels and words side by side, as HTML; both are any text."""
    rows = "".join(
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(words)}</td></tr>\n'
        for label, words in facts
    )
    return (
        f"<section>\n<h2>{escape(title)}</h2>\n<table>\n<tbody>\n"
        f"{rows}</tbody>\n</table>\n</section>\n"
    )


def _charts(charts: Iterable[Chart | Histogram]) -> str:
    drawn = [
        f"<figure><figcaption>{escape(chart.title)}</figcaption>{svg(chart, number)}</figure>\n"
        for number, chart in enumerate(charts)
    ]
    return f'<section class="charts">\n{"".join(drawn)}</section>\n' if drawn else ""


def table_section(table: Table) -> str:
    """A table under its title, as HTML; its cells are any text."""
    numbers = _number_columns(table)
    head = "".join(
        f'<th scope="col"{_class(place in numbers)}>{escape(title)}</th>'
        for place, title in enumerate(table.header)
    )
    body = "".join(_row(row, numbers) for row in table.rows)
    long = ' class="long"' if len(table.rows) > LONG else ""
    note = f'<p class="note">{escape(table.note)}</p>\n' if table.note else ""
    return (
        f"<section{long}>\n<h2>{escape(table.title)}</h2>\n{note}<table>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>\n</section>\n"
    )


def _row(cells: tuple[str, ...], numbers: frozenset[int]) -> str:
    return "<tr>" + "".join(_cells(cells, numbers)) + "</tr>\n"


def _cells(cells: tuple[str, ...], numbers: frozenset[int]) -> Iterator[str]:
    for place, cell in enumerate(cells):
        tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
        yield f"<{tag}{scope}{_class(place in numbers)}>{escape(cell)}</{tag}>"


def _class(number: bool) -> str:
    return ' class="number"' if number else ""


def _number_columns(table: Table) -> frozenset[int]:
    """Columns that hold nothing but numbers, save the first, which names the row."""
    return frozenset(
        place
        for place in range(1, len(table.header))
        if all(not row[place] or NUMBER.fullmatch(row[place]) for row in table.rows)
        and any(row[place] for row in table.rows)
    )
