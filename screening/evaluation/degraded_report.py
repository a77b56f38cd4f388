"""An evaluation on degraded names, as JSON values and as a report."""

from dataclasses import asdict
from typing import Any

from screening.evaluation.basis import Made, made_object
from screening.evaluation.degraded import DegradedFigures, KindFigures, Tried
from screening.evaluation.figures import share
from screening.evaluation.report import NONE, Report, Table, count, facts, percent, three

TITLE = "Screening of degraded copies of listed names"


def degraded_object(figures: DegradedFigures, made: Made, *, worst: int) -> dict[str, Any]:
    """An evaluation as plain JSON values; the names are a promise to scripts.

    Args:
        figures: what it came to.
        made: what it rests on.
        worst: most copies that were not found to give.
    """
    every = figures.all_degraded
    return {
        "evaluation": "degraded",
        "made": made_object(made),
        "names": figures.names,
        "names_held": figures.held,
        "seed": figures.seed,
        "kinds": [_kind_object(one) for one in figures.kinds],
        "all_degraded": None if every is None else _kind_object(every),
        "ms_median": figures.ms_median,
        "not_found": len(figures.worst),
        "worst": [_tried_object(one) for one in figures.worst[:worst]],
    }


def degraded_report(figures: DegradedFigures, made: Made, *, worst: int) -> Report:
    """An evaluation as a report; arguments as of `degraded_object`."""
    every = (figures.all_degraded,) if figures.all_degraded else ()
    kinds = Table(
        "Found, by kind of copy",
        ("kind", "copies", "as a candidate", "as a hit", "first"),
        tuple(_row(one) for one in (*figures.kinds, *every)),
        note="Found is the name's own listing, one linked to it, or one that carries the same "
        "name; first where no other target scores higher. Letters are changed in words of "
        "four letters or more. Weak aliases are tried as they are only.",
    )
    cases = Table(
        "Worst cases",
        ("kind", "asked", "listed", "reference", "score", "came first", "its score"),
        tuple(_case(one) for one in figures.worst[:worst]),
        note=f"{min(worst, len(figures.worst))} of {len(figures.worst)} copies that were no "
        "hit, or names that another target came before.",
        cases=True,
    )
    sample = (
        ("names", f"{figures.names:,} of {figures.held:,} listed names"),
        ("seed", str(figures.seed)),
        ("ms a query, median", f"{figures.ms_median:.1f}"),
    )
    return Report(TITLE, (*facts(made), *sample), (kinds, cases))


def _row(one: KindFigures) -> tuple[str, ...]:
    found = (one.candidates, one.hits, one.first)
    return one.kind, count(one.asked), *(percent(share(part, one.asked)) for part in found)


def _kind_object(one: KindFigures) -> dict[str, Any]:
    return asdict(one) | {
        "candidate_share": share(one.candidates, one.asked),
        "hit_share": share(one.hits, one.asked),
        "first_share": share(one.first, one.asked),
    }


def _case(one: Tried) -> tuple[str, ...]:
    name, score = one.first or ("nothing", None)
    copy = one.copy
    return (
        copy.kind,
        copy.asked,
        copy.name,
        ":".join(copy.place),
        NONE if one.rank is None else three(one.score),
        name,
        three(score),
    )


def _tried_object(one: Tried) -> dict[str, Any]:
    copy = one.copy
    return {
        "kind": copy.kind,
        "asked": copy.asked,
        "name": copy.name,
        "source": copy.place[0],
        "reference": copy.place[1],
        "rank": one.rank,
        "score": None if one.rank is None else one.score,
        "first": None if one.first is None else {"name": one.first[0], "score": one.first[1]},
    }
