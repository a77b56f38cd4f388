import pytest

from screening.evaluation.curves import (
    MOST_POINTS,
    precision_recall,
    recall_at_alerts,
    roc,
    thinned,
)
from screening.evaluation.figures import NEVER, Scored

SCORED: list[Scored] = [(0.9, True), (0.8, False), (0.4, True), (0.1, False)]


def test_the_roc_curve_begins_where_nothing_alarms_and_ends_where_all_does() -> None:
    assert roc(SCORED) == ((0, 0), (0, 0.5), (0.5, 0.5), (0.5, 1), (1, 1))


def test_precision_is_told_for_each_recall() -> None:
    assert precision_recall(SCORED) == ((0.5, 1), (0.5, 0.5), (1, 2 / 3), (1, 0.5))


def test_what_never_came_is_never_found() -> None:
    points = recall_at_alerts([0.9, NEVER], [0.8, NEVER, NEVER, NEVER])

    assert points == ((0, 0.5), (0.25, 0.5))


@pytest.mark.parametrize("curve", [roc, precision_recall])
def test_one_kind_alone_makes_no_curve(curve: object) -> None:
    assert curve([(0.4, False)]) == ()  # type: ignore[operator]


def test_a_long_curve_keeps_its_ends() -> None:
    points = [(number / 9999, 0.0) for number in range(10_000)]

    short = thinned(points)

    assert (len(short), short[0], short[-1]) == (MOST_POINTS, points[0], points[-1])
