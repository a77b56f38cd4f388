"""Charts as inline SVG: dark lines on white, with words for who cannot see them."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import cycle
from math import log10

from screening.evaluation.report import Chart, Histogram

WIDTH, HEIGHT = 434, 340
LEFT, RIGHT, TOP, BOTTOM = 52, 26, 14, 46
ACROSS, UP = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
# Told apart in grey print too: the second is dashed, or pale as an area.
STROKES = (("#0b3d91", ""), ("#a6341b", "6 3"))
FILLS = (("#0b3d91", 0.85), ("#e08a6d", 0.75))


def svg(chart: Chart | Histogram, number: int) -> str:
    """A chart as an SVG element that needs nothing from elsewhere.

    Args:
        chart: what to draw.
        number: tells its labels from those of other charts on the page.
    """
    drawn = _curves(chart) if isinstance(chart, Chart) else _bars(chart)
    return drawing(chart.title, chart.words, number, drawn)


def drawing(title: str, words: str, number: int, drawn: Iterable[str]) -> str:
    """An SVG element around what is drawn in it.

    Args:
        title: what the chart shows.
        words: the same in a sentence, for who cannot see it.
        number: tells its labels from those of other charts on the page.
        drawn: elements of SVG, in the order they are drawn.
    """
    return "".join(
        (
            f'<svg role="img" aria-labelledby="chart-{number} words-{number}" '
            f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">',
            f'<title id="chart-{number}">{escape(title)}</title>',
            f'<desc id="words-{number}">{escape(words)}</desc>',
            *drawn,
            "</svg>",
        )
    )


def _curves(chart: Chart) -> Iterator[str]:
    yield from frame(chart.x, chart.y, _across(chart), ((tick, _short(tick)) for tick in TICKS))
    for (colour, dashes), line in zip(cycle(STROKES), chart.lines, strict=False):
        points = " ".join(
            f"{x_of(_place(x, chart.decades)):.1f},{y_of(y):.1f}" for x, y in line.points
        )
        yield (
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"'
            f' stroke-dasharray="{dashes}"/>'
        )


def _across(chart: Chart) -> Iterator[tuple[float, str]]:
    if not chart.decades:
        yield from ((tick, _short(tick)) for tick in TICKS)
        return
    for power in range(chart.decades + 1):
        yield power / chart.decades, f"{100 * 10.0 ** (power - chart.decades):g} %"


def _place(value: float, decades: int) -> float:
    """Where a value from 0 to 1 stands on the axis, 0 to 1."""
    if not decades:
        return value
    return max(0.0, 1 + log10(value) / decades) if value > 0 else 0.0


def _bars(chart: Histogram) -> Iterator[str]:
    most = max((max(bins, default=0.0) for _, bins in chart.groups), default=0.0) or 1.0
    up = [(tick, f"{tick * most * 100:.0f} %") for tick in TICKS]
    across = [(tick, _short(tick)) for tick in TICKS]
    yield from frame(chart.x, "share of each group", across, up)
    wide = ACROSS / len(chart.groups[0][1]) / len(chart.groups)
    for place, (_, bins) in enumerate(chart.groups):
        colour, strength = FILLS[place % len(FILLS)]
        for at, value in enumerate(bins):
            if value:
                left = LEFT + (at * len(chart.groups) + place) * wide
                top = y_of(value / most)
                yield (
                    f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" '
                    f'height="{y_of(0) - top:.1f}" fill="{colour}" fill-opacity="{strength}"/>'
                )
    for place, (label, _) in enumerate(chart.groups):
        colour, strength = FILLS[place % len(FILLS)]
        y = TOP + 12 + 16 * place
        yield (
            f'<rect x="{LEFT + 120}" y="{y - 9}" width="10" height="10" fill="{colour}" '
            f'fill-opacity="{strength}"/><text x="{LEFT + 136}" y="{y}">{escape(label)}</text>'
        )


def frame(
    x: str, y: str, across: Iterable[tuple[float, str]], up: Iterable[tuple[float, str]]
) -> Iterator[str]:
    """The box of a chart with its grid.

    Args:
        x: what the axis across is.
        y: what the axis upwards is.
        across: where on that axis (0 to 1) a line stands, and its label.
        up: the same upwards.
    """
    yield (
        f'<rect x="{LEFT}" y="{TOP}" width="{ACROSS}" height="{UP}" fill="none" stroke="#555"/>'
    )
    for tick, words in across:
        yield (
            f'<line x1="{x_of(tick):.1f}" y1="{y_of(0):.1f}" x2="{x_of(tick):.1f}" y2="{TOP}" '
            f'stroke="#ddd"/><text x="{x_of(tick):.1f}" y="{HEIGHT - BOTTOM + 16}" '
            f'text-anchor="middle">{escape(words)}</text>'
        )
    for tick, words in up:
        yield (
            f'<line x1="{LEFT}" y1="{y_of(tick):.1f}" x2="{WIDTH - RIGHT}" '
            f'y2="{y_of(tick):.1f}" stroke="#ddd"/>'
            f'<text x="{LEFT - 6}" y="{y_of(tick) + 4:.1f}" '
            f'text-anchor="end">{escape(words)}</text>'
        )
    centre, middle = LEFT + ACROSS / 2, TOP + UP / 2
    yield (
        f'<text x="{centre}" y="{HEIGHT - 8}" text-anchor="middle">{escape(x)}</text>'
        f'<text x="12" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 12 {middle})">{escape(y)}</text>'
    )


def x_of(share: float) -> float:
    """Where on the page a share (0 to 1) of the axis across is."""
    return LEFT + ACROSS * share


def y_of(share: float) -> float:
    """Where on the page a share (0 to 1) of the axis upwards is."""
    return TOP + UP * (1 - share)


def _short(tick: float) -> str:
    return f"{tick:g}"
