"""Figures beside their targets, and the tables that show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.corpus import MILLION, Corpus
from screening.evaluation.report import Table

HEADER = ("measure", "names", "figure", "target", "met", "ratio")


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure has to stay under, or else to be over."""

    limit: float
    over: bool = False

    def met(self, value: float) -> bool:
        """Whether a figure meets it."""
        return value > self.limit if self.over else value < self.limit


@dataclass(frozen=True, slots=True)
class Targets:
    """The targets of one measure.

    Args:
        current: for the current lists.
        million: for a million names or more.
    """

    current: Target
    million: Target

    @classmethod
    def under(cls, current: float, million: float) -> "Targets":
        """Figures that have to stay under a limit."""
        return cls(Target(current), Target(million))

    @classmethod
    def above(cls, current: float, million: float) -> "Targets":
        """Figures that have to be over a limit."""
        return cls(Target(current, over=True), Target(million, over=True))

    def of(self, corpus: Corpus) -> Target | None:
        """The target for a corpus; None where nothing is set for one of its size."""
        if corpus.current:
            return self.current
        return self.million if corpus.names >= MILLION else None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Args:
        measure: what it is.
        names: the corpus, as tables call it.
        value: the figure, or in words why there is none.
        unit: what it is in.
        target: what it has to reach; None where nothing is set.
        ratio: how many times our own figure a peer's is, in the same run.
    """

    measure: str
    names: str
    value: float | int | str
    unit: str = ""
    target: Target | None = None
    ratio: float | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The row of a table."""
        target = met = ""
        if self.target is not None:
            target = f"{'>' if self.target.over else '<'} {self.target.limit:,g} {self.unit}"
            if not isinstance(self.value, str):
                met = "yes" if self.target.met(self.value) else "no"
        figure = self.value
        if not isinstance(figure, str):
            figure = f"{in_digits(figure)} {self.unit}"
        ratio = "" if self.ratio is None else in_digits(self.ratio)
        return (self.measure, self.names, figure, target, met, ratio)


def figure(
    corpus: Corpus,
    targets: Mapping[str, Targets],
    measure: str,
    value: float | int | str,
    unit: str = "",
    ratio: float | None = None,
) -> Figure:
    """A figure of a corpus beside the target of its measure, if there is one."""
    target = targets[measure].of(corpus) if measure in targets else None
    return Figure(measure, corpus.title, value, unit, target, ratio)


def in_digits(value: float | int) -> str:
    """A figure with three digits that tell something; a count with all it has."""
    if isinstance(value, int) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def table(title: str, figures: Sequence[Figure], note: str) -> Table:
    """Figures as a table; a column that stands empty is left out."""
    rows = [figure.cells for figure in figures]
    kept = [at for at in range(len(HEADER)) if any(row[at] for row in rows)]
    return Table(
        title,
        tuple(HEADER[at] for at in kept),
        tuple(tuple(row[at] for at in kept) for row in rows),
        note=note,
    )


def print_table(done: Table) -> None:
    """Print a table in columns."""
    rows = (done.header, *done.rows)
    widths = [max(len(row[at]) for row in rows) for at in range(len(done.header))]
    for row in rows:
        print(
            "  ".join(cell.ljust(wide) for cell, wide in zip(row, widths, strict=True)).rstrip()
        )
