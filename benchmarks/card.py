"""Put the card of points and the most effects into a document.

    python -m benchmarks.card docs/methodology.md

The tables go between the marks `begin card` and `end card`.
"""

import sys
from pathlib import Path

from screening.evaluation.markdown import markdown_table, put_between_marks
from screening.evaluation.report import Table
from screening.matching.card import BASE, MEASURES
from screening.matching.lines import Line
from screening.matching.model import DETAILS, VERSION

KEY = "card"


def card_table() -> Table:
    """Every measure with its knots."""
    base = ("base", "what a name has to overcome", f"{BASE[True]:g}", f"{BASE[False]:g}")
    lines = ((one.name, f"{one.title} ({one.unit})", _knots(one.person), _knots(one.other))
             for one in MEASURES)  # fmt: skip
    return Table(
        f"The card of model {VERSION}: value: points, straight lines between",
        ("measure", "what it is", "persons", "organisations, vessels, aircraft"),
        (base, *lines),
    )


def details_table() -> Table:
    """The most that each thing known beside the name can do."""
    rows = ((one.title, f"{one.most:+g}", f"{one.least:+g}") for one in DETAILS)
    return Table(
        "Beside the name: most points for and against", ("", "for", "against"), tuple(rows)
    )


def _knots(line: Line) -> str:
    pairs = zip(line.values, line.points, strict=True)
    return ", ".join(f"{value:g}: {points:g}" for value, points in pairs)


def main(document: Path) -> None:
    """Write both tables."""
    tables = (card_table(), details_table())
    put_between_marks(document, KEY, "\n\n".join(map(markdown_table, tables)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
