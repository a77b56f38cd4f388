"""An evaluation of queries, as JSON values and as a report."""

from collections.abc import Sequence
from typing import Any

from screening.domain.answers import Hit
from screening.evaluation.basis import Made, made_object
from screening.evaluation.curves import recall_at_alerts
from screening.evaluation.figures import NEVER, wilson
from screening.evaluation.held import Place
from screening.evaluation.report import (
    NONE,
    Chart,
    Histogram,
    Line,
    Report,
    Table,
    count,
    facts,
    percent,
    percent_span,
    shares,
    span,
    three,
)
from screening.evaluation.retrieval import RANKS, SHOWN, Asked, Found, QueryFigures

TITLE = "Screening of labelled queries"
DECADES = 4
"""Powers of ten that the axis of alerts reaches over: to one alert in 10,000."""

SLICE_TITLES = {"type": "By type", "script": "By script", "kind": "By kind of difference"}
ALERT_TITLES = {
    "file": "Alerts by file",
    "type": "Alerts by type",
    "script": "Alerts by script",
}


def queries_object(
    figures: QueryFigures, made: Made, *, worst: int, with_details: bool
) -> dict[str, Any]:
    """An evaluation as plain JSON values; the names are a promise to scripts.

    Args:
        figures: what it came to.
        made: what it rests on.
        worst: most misses and most false alarms to give.
        with_details: whether birth date and country were asked as well.
    """
    at = figures.at_threshold
    return {
        "evaluation": "queries",
        "made": made_object(made),
        "with_details": with_details,
        "positives": len(figures.positives),
        "negatives": len(figures.negatives),
        **found_object(figures.found),
        "threshold": at.threshold,
        "alert_rate": at.alert_rate,
        "hits_per_negative": at.hits_per_negative,
        "hits_per_positive": at.hits_per_positive,
        "ms_median": figures.ms_median,
        "ms_p99": figures.ms_p99,
        "slices": {
            name: {value: found_object(one) for value, one in groups.items()}
            for name, groups in figures.slices.items()
        },
        "alerts_by": {
            name: {
                value: {"negatives": total, "alerts": alerts}
                for value, (total, alerts) in groups.items()
            }
            for name, groups in figures.alerts_by.items()
        },
        "misses": [_miss_object(one) for one in figures.misses[:worst]],
        "false_alarms": [_alarm_object(one) for one in figures.false_alarms[:worst]],
    }


def queries_report(
    figures: QueryFigures, made: Made, *, worst: int, with_details: bool
) -> Report:
    """An evaluation as a report; arguments as of `queries_object`."""
    asked = "names, types, birth dates and countries" if with_details else "names and types"
    rates = figures.found.at_rates
    tables = [_overall(figures)]
    if rates:
        tables.append(_rates(figures))
    tables += (_slices(figures, name) for name in figures.slices)
    if figures.negatives:
        tables += (_alerts(figures, name) for name in figures.alerts_by)
    tables += (_misses(figures.misses, worst), _alarms(figures.false_alarms, worst))
    return Report(TITLE, (*facts(made), ("asked", asked)), tuple(tables), _charts(figures))


def found_object(found: Found) -> dict[str, Any]:
    """What was found of some positives, as plain JSON values."""
    return {
        "queries": found.asked,
        "found_at_any_score": found.at_any_score,
        **{f"recall_at_{most}": share for most, share in found.recall_at.items()},
        "mrr": found.mrr,
        "at_alert_rate": {
            f"{one.rate:g}": {"recall": one.recall, "cut_above": one.cut}
            for one in found.at_rates
        },
        "recall_at_threshold": found.at_threshold,
    }


def _overall(figures: QueryFigures) -> Table:
    found, at, total = figures.found, figures.at_threshold, len(figures.positives)
    negatives = len(figures.negatives)

    def row(label: str, value: float) -> tuple[str, str, str]:
        return label, three(value), span(wilson(round(value * total), total))

    alerts = NONE
    if at.alert_rate is not None:
        alerts = percent_span(wilson(round(at.alert_rate * negatives), negatives))
    return Table(
        "Overall",
        ("measure", "value", "95 % interval"),
        (
            ("queries that have to find a listing", count(total), ""),
            ("queries that have to find nothing", count(negatives), ""),
            row("found at any score", found.at_any_score),
            *(row(f"recall@{most}", found.recall_at[most]) for most in RANKS),
            ("MRR", three(found.mrr), ""),
            row("recall at the threshold", at.recall),
            ("alert rate at the threshold", percent(at.alert_rate), alerts),
            ("hits of a negative", three(at.hits_per_negative), ""),
            ("hits of a positive", three(at.hits_per_positive), ""),
            ("ms a query, median", f"{figures.ms_median:.1f}", ""),
            ("ms a query, 99th percentile", f"{figures.ms_p99:.1f}", ""),
        ),
        note=f"The threshold is {three(at.threshold)}. The first {SHOWN} candidates of an "
        "answer count. A listing linked to the expected one "
        "counts as it; of equal scores the expected one takes the last place; ended "
        "listings are left out, as they are never hits. Intervals after Wilson.",
    )


def _rates(figures: QueryFigures) -> Table:
    total = len(figures.positives)
    return Table(
        "Recall at a share of alerts",
        ("alerts", "recall", "95 % interval", "cut"),
        tuple(
            (
                percent(one.rate),
                three(one.recall),
                span(wilson(round(one.recall * total), total)),
                "any score" if one.cut is None else f"above {one.cut:.4f}",
            )
            for one in figures.found.at_rates
        ),
        note="The lowest cut at which no more than that share of the negatives alerts.",
    )


def _slices(figures: QueryFigures, name: str) -> Table:
    rates = [f"recall at {percent(one.rate)}" for one in figures.found.at_rates]
    return Table(
        SLICE_TITLES[name],
        (name, "queries", "any score", "recall@1", *rates, "at threshold"),
        tuple(
            (
                value,
                count(one.asked),
                three(one.at_any_score),
                three(one.recall_at[1]),
                *(three(each.recall) for each in one.at_rates),
                three(one.at_threshold),
            )
            for value, one in figures.slices[name].items()
        ),
    )


def _alerts(figures: QueryFigures, name: str) -> Table:
    return Table(
        ALERT_TITLES[name],
        (name, "negatives", "alerts", "share", "95 % interval"),
        tuple(
            (
                value,
                count(total),
                count(alerts),
                percent(alerts / total),
                percent_span(wilson(alerts, total)),
            )
            for value, (total, alerts) in figures.alerts_by[name].items()
        ),
    )


def _misses(misses: Sequence[Asked], most: int) -> Table:
    return Table(
        "Worst misses",
        ("query", "asked", "expected", "rank", "score", "came first", "its score"),
        tuple(
            (
                one.question.place,
                one.question.query.name or "",
                _places(one.question.expected),
                NONE if one.ranked.rank is None else str(one.ranked.rank),
                NONE if one.score == NEVER else three(one.score),
                *_first_words(one.ranked.first),
            )
            for one in misses[:most]
        ),
        note=f"{min(most, len(misses))} of {len(misses)}.",
        cases=True,
    )


def _alarms(alarms: Sequence[Asked], most: int) -> Table:
    return Table(
        "Worst false alarms",
        ("query", "asked", "came first", "its score"),
        tuple(
            (
                one.question.place,
                one.question.query.name or "",
                *_first_words(one.ranked.first),
            )
            for one in alarms[:most]
        ),
        note=f"{min(most, len(alarms))} of {len(alarms)}.",
        cases=True,
    )


def _first_words(hit: Hit | None) -> tuple[str, str]:
    if hit is None:
        return "nothing", NONE
    name = hit.matched_name.text if hit.matched_name else hit.listing.title
    return f"{name} ({hit.source}:{hit.listing.reference})", three(hit.score)


def _places(places: frozenset[Place]) -> str:
    return " | ".join(f"{source}:{reference}" for source, reference in sorted(places))


def _miss_object(one: Asked) -> dict[str, Any]:
    return {
        "query": one.question.place,
        "name": one.question.query.name,
        "expected": [f"{source}:{each}" for source, each in sorted(one.question.expected)],
        "rank": one.ranked.rank,
        "score": None if one.score == NEVER else one.score,
        "first": _first_object(one.ranked.first),
    }


def _alarm_object(one: Asked) -> dict[str, Any]:
    return {
        "query": one.question.place,
        "name": one.question.query.name,
        "first": _first_object(one.ranked.first),
    }


def _first_object(hit: Hit | None) -> dict[str, Any] | None:
    if hit is None:
        return None
    return {
        "source": hit.source,
        "reference": hit.listing.reference,
        "name": hit.listing.primary_name,
        "matched_name": hit.matched_name.text if hit.matched_name else None,
        "score": hit.score,
    }


def _charts(figures: QueryFigures) -> tuple[Chart | Histogram, ...]:
    positives = [one.score for one in figures.positives]
    negatives = [one.top for one in figures.negatives]
    groups = [("expected listings", shares(positives))]
    charts: list[Chart | Histogram] = []
    if negatives:
        groups.append(("best candidate of a negative", shares(negatives)))
        said = ", ".join(
            f"{three(one.recall)} at {percent(one.rate)}" for one in figures.found.at_rates
        )
        charts.append(
            Chart(
                "Recall against alerts",
                "share of negatives that alert",
                "share of positives found",
                (Line("all queries", recall_at_alerts(positives, negatives)),),
                f"The recall is {said} of alerts.",
                decades=DECADES,
            )
        )
    at = figures.at_threshold
    words = f"At the threshold of {three(at.threshold)} the recall is {three(at.recall)}."
    charts.append(Histogram("Scores", "score", tuple(groups), words))
    return tuple(charts)
