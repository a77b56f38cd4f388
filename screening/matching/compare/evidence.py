"""The evidence of two names: their parts side by side, and what each adds.

The points of a measure go to the rows that it was measured on, so that they sum to
the points of the names.
"""

from collections.abc import Iterator

from screening.domain.answers import Evidence, Measurement, Result
from screening.matching.card import (
    AGREEING,
    BASE,
    CONTRADICTION,
    DEVIATION,
    EXTRA,
    MEASURES,
    OMITTED,
)
from screening.matching.compare.measures import Told, agreement
from screening.matching.compare.names import NameMatch
from screening.matching.model import CALLED_MATCHED, LOWEST
from screening.names.classes import WordClass
from screening.names.parts import Part

_ON_PARTS = frozenset({AGREEING, DEVIATION, CONTRADICTION, EXTRA, OMITTED})


def name_evidence(match: NameMatch) -> list[Evidence]:
    """Every part of two names and every measure, the strongest first."""
    rows = [*_beside(match), *_over(match), *_on_the_whole(match)]
    rows.sort(key=lambda row: (-abs(row.points), row.query, row.listed))
    return rows


def measurements(match: NameMatch) -> tuple[Measurement, ...]:
    """Every measure of two names, whether it adds points or not."""
    start = Measurement("base", "what a name has to overcome", None, "", BASE[match.person])
    lines = (
        Measurement(one.name, one.title, value, one.unit, match.points_of(one.name))
        for one, value in zip(MEASURES, match.measured.values, strict=True)
    )
    bound = "lower bound of what a name speaks against"
    return (start, *lines, Measurement("lower_bound", bound, None, "", match.bounded))


def _beside(match: NameMatch) -> Iterator[Evidence]:
    """Parts beside each other, which share what agreement and deviation give."""
    pairs = match.measured.pairs
    agreed = [told * agreement(pair.likeness) for pair, told in pairs]
    lost = [told - good for (_, told), good in zip(pairs, agreed, strict=True)]
    good, bad = match.points_of(AGREEING), match.points_of(DEVIATION)
    for (pair, _), one, other in zip(pairs, agreed, lost, strict=True):
        points = good * one / sum(agreed) + (bad * other / sum(lost) if other else 0.0)
        yield Evidence(
            _feature(*pair.query, *pair.listed),
            Result.MATCHED if pair.likeness >= CALLED_MATCHED else Result.SIMILAR,
            round(pair.likeness, 3),
            points,
            _text(pair.query),
            _text(pair.listed),
            pair.reason,
        )


def _over(match: NameMatch) -> Iterator[Evidence]:
    """Parts that contradict each other, and parts that one side lacks."""
    measured = match.measured
    ours, theirs = _words(measured.asked), _words(measured.listed)
    opposed = match.value_of(CONTRADICTION) > 0
    if opposed:
        yield Evidence(
            "name", Result.NOT_MATCHED, 0.0, match.points_of(CONTRADICTION), ours, theirs,
            "different parts",
        )  # fmt: skip
    for name, sides, reason in (
        (EXTRA, (ours, ""), "not in the listed name"),
        (OMITTED, ("", theirs), "not in the name asked"),
    ):
        if match.value_of(name) > 0:
            reason = f"more of it {reason}" if opposed else reason
            yield Evidence("name", Result.UNKNOWN, 0.0, match.points_of(name), *sides, reason)


def _on_the_whole(match: NameMatch) -> Iterator[Evidence]:
    for measure, value in zip(MEASURES, match.measured.values, strict=True):
        points = match.points_of(measure.name)
        if measure.name not in _ON_PARTS and points:
            reason = f"{measure.title}: {value:.2f}"
            yield Evidence(measure.name, Result.UNKNOWN, 0.0, points, "", "", reason)
    start = BASE[match.person]
    # what is on no part is on the whole, or the rows would not sum to the points
    if not match.value_of(DEVIATION):
        start += match.points_of(DEVIATION)
    for name in (CONTRADICTION, EXTRA, OMITTED):
        if not match.value_of(name):
            start += match.points_of(name)
    yield _whole("starting point", start, "what a name has to overcome")
    if match.bounded:
        equal = match.points > LOWEST
        reason = (
            "a name that is equal in every part is a hit, however common its parts"
            if equal
            else "a name alone cannot speak more against than this"
        )
        yield _whole("lower bound", match.bounded, reason)


def _whole(feature: str, points: float, reason: str) -> Evidence:
    return Evidence(feature, Result.UNKNOWN, 0.0, points, "", "", reason)


def _feature(*parts: Part) -> str:
    kinds = {part.kind for part in parts} - {WordClass.WORD}
    return f"{kinds.pop().value}" if len(kinds) == 1 else "name"


def _text(parts: tuple[Part, ...]) -> str:
    return " ".join(part.text for part in parts)


def _words(rest: tuple[Told, ...]) -> str:
    return " ".join(part.text for part, digits in rest if digits)
