"""An evaluation of pairs, as JSON values and as a report."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from screening.evaluation.basis import Made, made_object
from screening.evaluation.curves import precision_recall, roc
from screening.evaluation.figures import Confusion, wilson
from screening.evaluation.pairs import PairFigures, ScoredPair
from screening.evaluation.report import (
    NONE,
    Chart,
    Histogram,
    Line,
    Report,
    Table,
    count,
    facts,
    shares,
    span,
    three,
)

TITLE = "Comparison of two names on labelled pairs"
SLICE_TITLES = {
    "type": "By type",
    "script": "By script",
    "kind": "By kind of difference",
    "case_group": "By group of cases",
    "quality": "By quality of the label",
}
SLICE_HEADER = (
    "pairs", "matches", "precision", "recall", "F1", "accuracy", "misses", "false alarms"
)  # fmt: skip


def pairs_object(figures: PairFigures, made: Made, *, worst: int) -> dict[str, Any]:
    """An evaluation as plain JSON values; the names are a promise to scripts.

    Args:
        figures: what it came to.
        made: what it rests on.
        worst: most misses and most false alarms to give.
    """
    best = figures.best
    return {
        "evaluation": "pairs",
        "made": made_object(made),
        "threshold": figures.threshold,
        "at_threshold": _counts(figures.at_threshold),
        "best_f1": None if best is None else best[1],
        "best_f1_cut": None if best is None else best[0],
        "auc": figures.auc,
        "auc_interval": figures.auc_interval,
        "average_precision": figures.average_precision,
        "slices": {
            name: {value: _counts(one) for value, one in groups.items()}
            for name, groups in figures.slices.items()
        },
        "misses": [_pair_object(one) for one in figures.misses[:worst]],
        "false_alarms": [_pair_object(one) for one in figures.false_alarms[:worst]],
    }


def pairs_report(figures: PairFigures, made: Made, *, worst: int) -> Report:
    """An evaluation as a report; arguments as of `pairs_object`."""
    return Report(
        TITLE,
        facts(made),
        (
            _overall(figures),
            *(_slices(figures, name) for name in figures.slices),
            _worst("Worst misses", figures.misses, worst),
            _worst("Worst false alarms", figures.false_alarms, worst),
        ),
        _charts(figures),
    )


def _counts(one: Confusion) -> dict[str, Any]:
    return asdict(one) | {
        "pairs": one.total,
        "matches": one.matches,
        "precision": one.precision,
        "recall": one.recall,
        "f1": one.f1,
        "accuracy": one.accuracy,
    }


def _pair_object(one: ScoredPair) -> dict[str, Any]:
    return {
        "pair": one.pair.place,
        "name1": one.pair.name1,
        "name2": one.pair.name2,
        "score": one.score,
        "slices": dict(one.pair.slices),
    }


def _overall(figures: PairFigures) -> Table:
    at = figures.at_threshold
    cut, best = figures.best or (None, None)
    return Table(
        "Overall",
        ("measure", "value", "95 % interval"),
        (
            ("pairs", count(at.total), ""),
            ("of them matches", count(at.matches), ""),
            ("precision", three(at.precision), span(wilson(at.tp, at.tp + at.fp))),
            ("recall", three(at.recall), span(wilson(at.tp, at.matches))),
            ("F1", three(at.f1), ""),
            ("accuracy", three(at.accuracy), span(wilson(at.tp + at.tn, at.total))),
            ("best F1", three(best), ""),
            ("cut of the best F1", three(cut), ""),
            ("AUC", three(figures.auc), span(figures.auc_interval)),
            ("average precision", three(figures.average_precision), ""),
        ),
        note=f"Precision, recall, F1 and accuracy at the threshold of "
        f"{three(figures.threshold)}. Intervals after Wilson and, of the AUC, DeLong.",
    )


def _slices(figures: PairFigures, name: str) -> Table:
    rows = (
        (
            value,
            count(one.total),
            count(one.matches),
            three(one.precision),
            three(one.recall),
            three(one.f1),
            three(one.accuracy),
            count(one.fn),
            count(one.fp),
        )
        for value, one in figures.slices[name].items()
    )
    return Table(SLICE_TITLES[name], (name.replace("_", " "), *SLICE_HEADER), tuple(rows))


def _worst(title: str, wrong: Sequence[ScoredPair], most: int) -> Table:
    rows = (
        (
            one.pair.place,
            three(one.score),
            one.pair.name1,
            one.pair.name2,
            one.pair.slices.get("kind", NONE),
        )
        for one in wrong[:most]
    )
    return Table(
        title,
        ("pair", "score", "asked", "listed", "difference"),
        tuple(rows),
        note=f"{min(most, len(wrong))} of {len(wrong)}.",
        cases=True,
    )


def _charts(figures: PairFigures) -> tuple[Chart | Histogram, ...]:
    scored = [one.scored for one in figures.scored]
    recall = figures.at_threshold.recall
    return (
        Chart(
            "ROC",
            "share of non-matches at or above the cut",
            "share of matches at or above the cut",
            (Line("all pairs", roc(scored)),),
            f"The area under the curve is {three(figures.auc)}.",
        ),
        Chart(
            "Precision and recall",
            "recall",
            "precision",
            (Line("all pairs", precision_recall(scored)),),
            f"The average precision is {three(figures.average_precision)}.",
        ),
        Histogram(
            "Scores",
            "score",
            (
                ("matches", shares(score for score, match in scored if match)),
                ("non-matches", shares(score for score, match in scored if not match)),
            ),
            f"At the threshold of {three(figures.threshold)} the recall is {three(recall)}.",
        ),
    )
