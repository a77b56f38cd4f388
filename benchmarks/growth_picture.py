"""Figures over the number of names as a picture: SVG, both axes in powers of ten.

The evaluation's own charts are squares of 0 to 1, so this draws its axes itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 360, 250
"""Of one panel, in pixels; two stand side by side."""

LEFT, RIGHT, TOP, BOTTOM = 58, 42, 34, 40
ACROSS, UP = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
INK, GRID = "#333", "#ddd"
# told apart in grey print too: the second is dashed
STROKES = (("#0b3d91", ""), ("#a6341b", "6 3"))
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Panel:
    """One or two curves over the number of names.

    Args:
        title: what they show, with the unit.
        curves: label, empty where there is one curve, and points of names and value,
            above 0, in rising order of names.
    """

    title: str
    curves: Sequence[tuple[str, Sequence[Point]]]


@dataclass(frozen=True, slots=True)
class Scale:
    """From a value above 0 to where it stands."""

    low: float
    high: float
    start: float
    length: float

    def at(self, value: float) -> float:
        """Pixels from the edge of the panel."""
        share = (log10(value) - self.low) / ((self.high - self.low) or 1)
        return self.start + self.length * share


def picture(panels: Sequence[Panel], *, title: str, words: str) -> str:
    """Panels two by two as an SVG document that needs nothing from elsewhere.

    Args:
        panels: what to draw.
        title: what it shows.
        words: the same in a sentence, for who cannot see it.
    """
    width, height = 2 * WIDTH, ceil(len(panels) / 2) * HEIGHT
    drawn = (
        f'<g transform="translate({at % 2 * WIDTH} {at // 2 * HEIGHT})">'
        + "".join(_drawn(panel))
        + "</g>"
        for at, panel in enumerate(panels)
    )
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" aria-labelledby="title words" '
            f'font-family="sans-serif" font-size="11" fill="{INK}">',
            f'<title id="title">{escape(title)}</title>',
            f'<desc id="words">{escape(words)}</desc>',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _drawn(panel: Panel) -> Iterator[str]:
    points = [point for _, curve in panel.curves for point in curve]
    names = [log10(x) for x, _ in points]
    values = [log10(y) for _, y in points]
    x = Scale(min(names), max(names), LEFT, ACROSS)
    y = Scale(floor(min(values)), ceil(max(values)), TOP + UP, -UP)
    yield f'<text x="{LEFT}" y="18" font-size="13">{escape(panel.title)}</text>'
    for number in sorted({number for number, _ in points}):
        yield _line(x.at(number), TOP, x.at(number), TOP + UP)
        yield _text(x.at(number), TOP + UP + 16, _short(number), "middle")
    for power in range(floor(min(values)), ceil(max(values)) + 1):
        height = y.at(10.0**power)
        yield _line(LEFT, height, LEFT + ACROSS, height)
        yield _text(LEFT - 6, height + 4, _short(10.0**power), "end")
    yield _text(LEFT + ACROSS / 2, HEIGHT - 8, "names", "middle")
    for (label, curve), (colour, dashes) in zip(panel.curves, STROKES, strict=False):
        placed = [(x.at(one), y.at(other)) for one, other in curve]
        corners = " ".join(f"{left:.1f},{top:.1f}" for left, top in placed)
        yield (
            f'<polyline points="{corners}" fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dashes}"/>'
        )
        for left, top in placed:
            yield f'<circle cx="{left:.1f}" cy="{top:.1f}" r="3" fill="{colour}"/>'
        left, top = placed[-1]
        yield _text(left + 6, top + 4, label, "start")


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{GRID}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _short(number: float) -> str:
    """A round number in few signs: 300k, 1M, 0.1."""
    for size, sign in ((1e6, "M"), (1e3, "k")):
        if number >= size:
            return f"{number / size:g}{sign}"
    return f"{number:g}"
