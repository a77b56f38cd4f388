"""An evaluation as a reader gets it, whatever it is shown on: facts, tables, charts.

The terminal, the page and the Markdown of `docs/methodology.md` all show these,
so they cannot say different things.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from screening.evaluation.basis import Made
from screening.evaluation.figures import Interval

NONE = "-"
"""What stands where there is nothing to count."""

SHORT_HASH = 12  # hexadecimal digits


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a title.

    Args:
        title: what it shows.
        header: one word or two for each column; the first column names the row.
        rows: cells, each row as long as the header.
        note: what a reader has to know to read it; may be empty.
        cases: whether it shows names out of the labelled files, which belong to
            whoever labelled them and not into a published document.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    cases: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A curve of a chart: points of (x, y), in rising order of x."""

    label: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A curve, or several, in a square of 0 to 1.

    Args:
        title: what it shows.
        x: what the axis across is.
        y: what the axis upwards is.
        lines: the curves.
        words: the same in a sentence, for who cannot see it.
        decades: 0 where the axis across is even; else over how many powers of
            ten below 1 it reaches.
    """

    title: str
    x: str
    y: str
    lines: tuple[Line, ...]
    words: str
    decades: int = 0


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many of two groups score how much.

    Args:
        title: what it shows.
        x: what is counted along the axis across, 0 to 1.
        groups: label, and the share of the group in each of the equal bins.
        words: the same in a sentence, for who cannot see it.
    """

    title: str
    x: str
    groups: tuple[tuple[str, tuple[float, ...]], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that a reader gets.

    Args:
        title: what was evaluated.
        facts: what it rests on: label and words.
        tables: the figures.
        charts: the curves.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    charts: tuple[Chart | Histogram, ...] = ()


def facts(made: Made) -> tuple[tuple[str, str], ...]:
    """What an evaluation rests on, in words."""
    said = [
        ("made on", made.on),
        ("made by", made.command),
        ("engine", f"screening {made.engine}"),
        ("model", made.model),
        ("threshold", three(made.threshold)),
        ("settings", made.settings or "no screener took part"),
    ]
    said += [
        ("file", f"{one.path}: {one.rows:,} rows, SHA-256 {one.sha256}") for one in made.files
    ]
    if made.registry is not None:
        said.append(("registry", f"{made.registry}, {made.compared:,} listings"))
    said += [
        (
            "list",
            f"{one.source}: {one.listings:,} listings, {one.published_on or 'day not told'}, "
            f"SHA-256 {one.sha256[:SHORT_HASH]}",
        )
        for one in made.lists
    ]
    return tuple(said)


def three(value: float | None) -> str:
    """A figure with three digits."""
    return NONE if value is None else f"{value:.3f}"


def percent(value: float | None) -> str:
    """A share in per cent."""
    return NONE if value is None else f"{value * 100:.2f} %"


def count(value: int) -> str:
    """A number of things."""
    return f"{value:,}"


def percent_span(interval: Interval | None) -> str:
    """A 95 % interval of a share in per cent."""
    return NONE if interval is None else f"{interval[0] * 100:.2f} to {interval[1] * 100:.2f} %"


def span(interval: Interval | None) -> str:
    """A 95 % interval."""
    return NONE if interval is None else f"{interval[0]:.3f} to {interval[1]:.3f}"


def shares(scores: Iterable[float], bins: int = 20) -> tuple[float, ...]:
    """Share of the scores in each of equal bins from 0 to 1; what never came is in none."""
    found, total = [0] * bins, 0
    for score in scores:
        total += 1
        if score >= 0:
            found[min(bins - 1, int(score * bins))] += 1
    return tuple(each / total if total else 0.0 for each in found)
