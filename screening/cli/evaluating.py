"""What `screen evaluate` does, one kind of evaluation at a time."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from screening.cli.manner import against, in_part_words
from screening.cli.output import say
from screening.errors import QueryError
from screening.evaluation.basis import Made, made_with
from screening.evaluation.report import Report
from screening.settings import Settings, load_settings, with_overrides

if TYPE_CHECKING:
    from screening.screener import Screener

WORTH_A_WORD = 200
"""Names above which screening takes more than a moment."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked to be measured, and with what.

    Args:
        labels: files of labelled pairs.
        queries: file of labelled queries.
        negatives: files of names that have to find nothing.
        with_details: whether birth dates and countries are asked as well.
        where: column and value of the rows of labels or queries that count.
        degrade: whether to measure degraded copies of listed names.
        sample: how many names, 0 for all; None where nobody said.
        seed: what chance begins with; None where nobody said.
        kinds: of copies; all where there is none.
        enforcement: whether to run the suite of published failures.
        authorities: the part of the lists to screen against.
        packages: the same.
        threshold: score from which a candidate is a hit, if not the settings'.
        max_age: how old a list may be, if not the settings'.
        worst: most misses and most false alarms to show.
        on: today (ISO).
        command: the command line that does the same again.
    """

    labels: tuple[Path, ...]
    queries: Path | None
    negatives: tuple[Path, ...]
    with_details: bool
    where: Mapping[str, str]
    degrade: bool
    sample: int | None
    seed: int | None
    kinds: tuple[str, ...]
    enforcement: bool
    authorities: tuple[str, ...]
    packages: tuple[str, ...]
    threshold: float | None
    max_age: str | None
    worst: int
    on: str
    command: str


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What came of it.

    Args:
        made: what it rests on.
        report: for a reader.
        values: as plain JSON values.
        passed: False where a check failed.
    """

    made: Made
    report: Report
    values: dict[str, Any]
    passed: bool = True


def refuse_unclear(wanted: Wanted) -> None:
    """Refuse what is no one evaluation.

    Raises:
        QueryError: nothing, or more than one thing, is to be evaluated, or an
            option is given that has no part in it.
    """
    kinds = {
        "LABELS.csv": bool(wanted.labels),
        "--queries": wanted.queries is not None,
        "--degrade": wanted.degrade,
        "--enforcement": wanted.enforcement,
    }
    chosen = [word for word, given in kinds.items() if given]
    if len(chosen) != 1:
        raise QueryError(
            f"give one of {', '.join(kinds)}"
            + (f", not {' and '.join(chosen)} together" if chosen else ""),
            field="evaluate",
        )
    (kind,) = chosen
    screens = ("--queries", "--degrade")
    for option, given, of in (
        ("--negatives", bool(wanted.negatives), ("--queries",)),
        ("--with-details", wanted.with_details, ("--queries",)),
        ("--where", bool(wanted.where), ("--queries", "LABELS.csv")),
        ("--sample", wanted.sample is not None, ("--degrade",)),
        ("--seed", wanted.seed is not None, ("--degrade",)),
        ("--kinds", bool(wanted.kinds), ("--degrade",)),
        ("--authority", bool(wanted.authorities), screens),
        ("--package", bool(wanted.packages), screens),
        ("--max-age", wanted.max_age is not None, screens),
    ):
        if given and kind not in of:
            raise QueryError(
                f"{option} goes with {' or '.join(of)}, not with {kind}", field="evaluate"
            )


def run(wanted: Wanted) -> Evaluated:
    """Measure what is wanted.

    Raises:
        QueryError: an option makes no sense.
        InputFileError: a file cannot be used as it is.
        ListsUnfit: there is no list to screen against, or one is too old.
    """
    settings = with_overrides(load_settings(), threshold=wanted.threshold)
    if wanted.labels:
        return _pairs(wanted, settings)
    if wanted.enforcement:
        return _failures(wanted, settings)
    with _screener(wanted, settings) as screener:
        return _queries(wanted, screener) if wanted.queries else _degraded(wanted, screener)


def _pairs(wanted: Wanted, settings: Settings) -> Evaluated:
    from screening.evaluation.labels import read_pairs
    from screening.evaluation.pair_report import pairs_object, pairs_report
    from screening.evaluation.pairs import evaluate
    from screening.matching import model
    from screening.version import VERSION

    files, pairs = read_pairs(wanted.labels, where=wanted.where)
    figures = evaluate(pairs, threshold=settings.threshold)
    made = Made(
        on=wanted.on,
        command=wanted.command,
        engine=VERSION,
        model=model.VERSION,
        threshold=settings.threshold,
        files=files,
    )
    return Evaluated(
        made,
        pairs_report(figures, made, worst=wanted.worst),
        pairs_object(figures, made, worst=wanted.worst),
    )


def _queries(wanted: Wanted, screener: "Screener") -> Evaluated:
    from screening.evaluation.held import References
    from screening.evaluation.query_report import queries_object, queries_report
    from screening.evaluation.questions import read_negatives, read_positives
    from screening.evaluation.retrieval import ask, figures

    assert wanted.queries is not None
    details = wanted.with_details
    file, positives = read_positives(
        wanted.queries, References(screener), with_details=details, where=wanted.where
    )
    files, negatives = read_negatives(wanted.negatives, with_details=details)
    _say_how_many(len(positives) + len(negatives))
    found = figures(
        ask(screener, positives),
        ask(screener, negatives),
        threshold=screener.settings.threshold,
    )
    made = made_with(
        screener.basis,
        on=wanted.on,
        command=wanted.command,
        threshold=screener.settings.threshold,
        files=(file, *files),
    )
    return Evaluated(
        made,
        queries_report(found, made, worst=wanted.worst, with_details=details),
        queries_object(found, made, worst=wanted.worst, with_details=details),
    )


def _degraded(wanted: Wanted, screener: "Screener") -> Evaluated:
    from screening.evaluation.degraded import SAMPLE, chosen_kinds, evaluate
    from screening.evaluation.degraded_report import degraded_object, degraded_report

    found = evaluate(
        screener,
        kinds=chosen_kinds(wanted.kinds),
        sample=SAMPLE if wanted.sample is None else wanted.sample,
        seed=1 if wanted.seed is None else wanted.seed,
        told=_say_how_many,
    )
    made = made_with(
        screener.basis,
        on=wanted.on,
        command=wanted.command,
        threshold=screener.settings.threshold,
    )
    return Evaluated(
        made,
        degraded_report(found, made, worst=wanted.worst),
        degraded_object(found, made, worst=wanted.worst),
    )


def _failures(wanted: Wanted, settings: Settings) -> Evaluated:
    from screening.evaluation.failure_report import failures_object, failures_report
    from screening.evaluation.failures import evaluate

    found = evaluate(settings)
    made = made_with(
        found.basis, on=wanted.on, command=wanted.command, threshold=settings.threshold
    )
    return Evaluated(
        made, failures_report(found, made), failures_object(found, made), passed=found.passed
    )


@contextmanager
def _screener(wanted: Wanted, settings: Settings) -> Iterator["Screener"]:
    """What is loaded, opened; what that is, is said at the end."""
    from screening import service

    with service.open_screener(
        settings,
        say,
        authorities=wanted.authorities,
        packages=wanted.packages,
        max_age=wanted.max_age,
    ) as screener:
        yield screener
        say(against(screener.basis, screener.scope))
        if words := in_part_words(screener.basis, screener.scope):
            say(words)


def _say_how_many(names: int) -> None:
    """Say what takes a while; a few names take none."""
    if names > WORTH_A_WORD:
        say(f"screening {names:,} names ...")
