"""How well the product finds what the evaluation set has to be found, beside the targets.

    python -m benchmarks.quality [FOLDER] [--only UN] [--processes 1]
                                 [--into docs/methodology.md --as KEY]

FOLDER holds the evaluation set, by default `../shared/eval`; where it is not
there, nothing is measured. The figures are those of the product's own evaluation
room (`screening.evaluation`): each registry of the set is compiled into an index
and asked with the default settings. With `--into` the table is put between the
marks `begin KEY` and `end KEY` of a document.
"""

import argparse
import shlex
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.evaluation_adapter import build_index, query_of
from benchmarks.figures import print_table
from screening.domain.queries import Query
from screening.errors import ScreeningError
from screening.evaluation import retrieval
from screening.evaluation.files import Cells, read
from screening.evaluation.held import References
from screening.evaluation.labels import read_pairs
from screening.evaluation.markdown import markdown_table, put_between_marks, read_marked
from screening.evaluation.pairs import evaluate
from screening.evaluation.questions import COLUMNS, Question, negative, positive
from screening.evaluation.report import Table
from screening.evaluation.retrieval import Asked, QueryFigures
from screening.matching import model
from screening.matching.index import Index
from screening.screener import Screener
from screening.settings import Settings
from screening.version import VERSION

SHARED = Path(__file__).parents[2] / "shared" / "eval"
QUERIES = "cross_list_queries.csv"
TYPOS = "screen_positives_un.csv"
STRANGERS = ("screen_negatives_people.csv.gz", "screen_negatives_companies.csv")
HARD = "screen_negatives_listed_elsewhere.csv"
REGISTRIES = ("UN", "EU", "OFAC")
PAIRS = "pairs"
RARELY, SELDOM = 0.001, 0.01
"""Shares of the negatives that may alert."""

# What the issue on matching sets as a target, by measure and registry.
TARGETS = {
    "recall at 1 % alerts": {"UN": 0.95, "EU": 0.93, "OFAC": 0.90},
    "recall at 0.1 % alerts": {"UN": 0.88, "EU": 0.85, "OFAC": 0.75},
    "recall@1": {"UN": 0.95, "EU": 0.93, "OFAC": 0.94},
    "hard negatives: recall at 1 % alerts": {"UN": 0.85},
    "Arabic: recall at 1 % alerts": {"EU": 0.75, "OFAC": 0.75},
    "Hangul: recall at 1 % alerts": {"OFAC": 12 / 14},
    "typos: recall at 0.1 % alerts": {"UN": 0.998},
    "threshold: recall": {"EU": 0.90},
    "threshold: alerts": {"EU": 0.005},
    "cross-list pairs: AUC": {PAIRS: 0.96},
    "name pairs: best F1": {PAIRS: 0.85},
    "name pairs: AUC": {PAIRS: 0.90},
}
DETAILS_BRING = 0.10
"""What birth date and country have to add to the recall at 0.1 % alerts."""

MOST_AT_ONE_SCORE = 0.20
"""Share of the right hits that may have one and the same score."""

LOWER_IS_BETTER = frozenset({"threshold: alerts", "right hits of one score"})


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Args:
        measure: what it is.
        registry: what was asked, or `pairs`.
        value: the figure.
        target: what it has to reach; None where nothing is set.
        cases: how many queries or pairs it is of.
    """

    measure: str
    registry: str
    value: float
    target: float | None
    cases: int

    @property
    def reached(self) -> str:
        """Whether the target is reached."""
        if self.target is None:
            return ""
        lower = self.measure in LOWER_IS_BETTER
        return (
            "yes"
            if (self.value <= self.target if lower else self.value >= self.target)
            else "no"
        )


class Set:
    """The questions of the evaluation set for one registry.

    Args:
        folder: of the set.
        screener: on the registry.
    """

    def __init__(self, folder: Path, screener: Screener) -> None:
        self._folder = folder
        self._references = References(screener)

    def positives(self, name: str, registry: str, *, with_details: bool) -> list[Question]:
        """Names and what they have to find."""
        _, rows = read(
            self._folder / name,
            COLUMNS,
            required=("name", "expected"),
            where={"registry": registry},
        )
        return [positive(row, self._references, _query(row, with_details)) for row in rows]

    def negatives(self, names: Sequence[str], *, with_details: bool) -> list[Question]:
        """Names that have to find nothing."""
        return [
            negative(row, _query(row, with_details), name)
            for name in names
            for row in read(self._folder / name, COLUMNS, required=("name",))[1]
        ]


def _query(row: Cells, with_details: bool) -> Query:
    """What a row asks; a country that no list of countries knows is not asked."""
    details = ("birth_date", "country") if with_details else ()
    cells = {field: row.get(field) or "" for field in ("name", "type", *details)}
    return query_of(
        {
            "name": cells["name"],
            "schema": cells["type"],
            "dob": cells.get("birth_date", ""),
            "country": cells.get("country", ""),
        }
    )


def of_registry(folder: Path, registry: str) -> list[Figure]:
    """All figures of one registry."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "evaluation.idx"
        build_index(folder / "registries" / f"registry_{registry.lower()}.jsonl.gz", path)
        with Screener(Index(path), Settings(data_dir=Path(scratch))) as screener:
            return list(_figures(Set(folder, screener), screener, registry))


def _figures(known: Set, screener: Screener, registry: str) -> Iterator[Figure]:
    threshold = screener.settings.threshold

    def count(positives: Sequence[Asked], negatives: Sequence[Asked]) -> QueryFigures:
        return retrieval.figures(positives, negatives, threshold=threshold)

    def figure(measure: str, value: float, cases: int) -> Figure:
        return Figure(measure, registry, value, TARGETS.get(measure, {}).get(registry), cases)

    def asked(*, with_details: bool) -> tuple[tuple[Asked, ...], tuple[Asked, ...]]:
        queries = known.positives(QUERIES, registry, with_details=with_details)
        others = known.negatives(STRANGERS, with_details=with_details)
        return retrieval.ask(screener, queries), retrieval.ask(screener, others)

    positives, negatives = asked(with_details=False)
    names = count(positives, negatives)
    total = len(positives)
    rarely = _recall(names, RARELY)
    yield figure("recall at 1 % alerts", _recall(names, SELDOM), total)
    yield figure("recall at 0.1 % alerts", rarely, total)
    yield figure("recall@1", names.found.recall_at[1], total)
    yield figure("found at any score", names.found.at_any_score, total)
    for script in ("Arabic", "Hangul"):
        if script in names.slices["script"]:
            found = names.slices["script"][script]
            recall = next(one.recall for one in found.at_rates if one.rate == SELDOM)
            yield figure(f"{script}: recall at 1 % alerts", recall, found.asked)
    yield figure("threshold: recall", names.at_threshold.recall, total)
    yield figure("threshold: alerts", names.at_threshold.alert_rate or 0.0, len(negatives))
    yield Figure(
        "right hits of one score", registry, _at_one_score(positives, threshold),
        MOST_AT_ONE_SCORE, total,
    )  # fmt: skip
    yield figure("ms a query, median", names.ms_median, total + len(negatives))
    yield figure("ms a query, 99th percentile", names.ms_p99, total + len(negatives))
    if registry == "UN":
        hard = retrieval.ask(screener, known.negatives((HARD,), with_details=False))
        measure = "hard negatives: recall at 1 % alerts"
        yield figure(measure, _recall(count(positives, hard), SELDOM), total)
        slips = retrieval.ask(screener, known.positives(TYPOS, registry, with_details=False))
        measure = "typos: recall at 0.1 % alerts"
        yield figure(measure, _recall(count(slips, negatives), RARELY), len(slips))
    details = count(*asked(with_details=True))
    measure = "with details: recall at 0.1 % alerts"
    target = min(1.0, rarely + DETAILS_BRING)
    yield Figure(measure, registry, _recall(details, RARELY), target, total)


def of_pairs(folder: Path) -> list[Figure]:
    """All figures of the labelled pairs."""
    found = []
    for title, name in (("cross-list", "cross_list_pairs.csv"), ("name", "name_pairs.csv")):
        _, pairs = read_pairs([folder / name])
        done = evaluate(pairs, threshold=Settings(data_dir=folder).threshold)
        for measure, value in (
            (f"{title} pairs: AUC", done.auc),
            (f"{title} pairs: best F1", done.best and done.best[1]),
            (f"{title} pairs: F1 at the threshold", done.at_threshold.f1),
        ):
            target = TARGETS.get(measure, {}).get(PAIRS)
            found.append(Figure(measure, PAIRS, value or 0.0, target, len(pairs)))
    return found


def _recall(figures: QueryFigures, rate: float) -> float:
    return next(one.recall for one in figures.found.at_rates if one.rate == rate)


def _at_one_score(positives: Sequence[Asked], threshold: float) -> float:
    """Share of the right hits that the commonest score has."""
    scores = Counter(round(one.score, 4) for one in positives if one.score >= threshold)
    return max(scores.values(), default=0) / max(1, scores.total())


def measured(folder: Path, only: Sequence[str], processes: int) -> list[Figure]:
    """The figures of the registries and pairs that are wanted, in their order."""
    registries = [registry for registry in REGISTRIES if registry in only]
    found: list[Figure] = []
    if processes > 1 and len(registries) > 1:
        with ProcessPoolExecutor(min(processes, len(registries))) as pool:
            for figures in pool.map(of_registry, [folder] * len(registries), registries):
                found += figures
    else:
        for registry in registries:
            found += of_registry(folder, registry)
    return found + (of_pairs(folder) if PAIRS in only else [])


def table(figures: Sequence[Figure]) -> Table:
    """The figures beside their targets."""
    return Table(
        "Quality on the evaluation set",
        ("measure", "of", "cases", "figure", "target", "reached"),
        tuple(
            (
                one.measure,
                one.registry,
                f"{one.cases:,}",
                f"{one.value:.3f}" if "alerts" not in one.measure.split(": ")[-1:]
                else f"{one.value:.4f}",
                "" if one.target is None else f"{one.target:.3f}",
                one.reached,
            )
            for one in figures
        ),
        note="Development share; negatives are ordinary people and firms, and where said so "
        "targets that other lists name. No birth dates or countries are asked, but where it "
        "says with details.",
    )  # fmt: skip


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality")
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--only", action="append", choices=(*REGISTRIES, PAIRS))
    parser.add_argument("--processes", type=int, choices=(1, 2), default=2)
    parser.add_argument("--into", type=Path)
    parser.add_argument("--as", dest="key")
    given = parser.parse_args(arguments)
    if (given.into is None) is not (given.key is None):
        parser.error("--into and --as go together")
    if not (given.folder / QUERIES).is_file():
        print(f"skipped: no evaluation set in {given.folder}; name its folder", file=sys.stderr)
        return
    try:
        if given.into is not None:
            read_marked(given.into, given.key)  # before the work
        done = table(
            measured(given.folder, given.only or (*REGISTRIES, PAIRS), given.processes)
        )
        if given.into is not None:
            command = shlex.join(["python", "-m", "benchmarks.quality", *_shown(given)])
            made = (
                f"Made on {datetime.now(UTC).date()} by `{command}` (engine screening "
                f"{VERSION}, model {model.VERSION}, default settings)."
            )
            put_between_marks(given.into, given.key, f"{made}\n\n{markdown_table(done)}")
        print_table(done)
    except ScreeningError as error:
        sys.exit(str(error))


def _shown(given: argparse.Namespace) -> Iterator[str]:
    """The arguments that decide the figures; where the set lies on a machine does not."""
    for registry in given.only or ():
        yield from ("--only", registry)


if __name__ == "__main__":
    main(sys.argv[1:])
