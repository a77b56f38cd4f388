"""The definitions, on examples small enough to be counted by hand."""

import pytest

from screening.evaluation.figures import (
    NEVER,
    Confusion,
    Scored,
    auc,
    auc_interval,
    average_precision,
    best_cut,
    confusion,
    cut_above,
    percentile,
    wilson,
)

# Three matches and three others; one of each scores 0.8.
SCORED: list[Scored] = [
    (0.9, True), (0.8, True), (0.4, True), (0.8, False), (0.3, False), (0.1, False),
]  # fmt: skip


def test_verdicts_at_a_threshold_are_counted() -> None:
    at = confusion(SCORED, 0.5)

    assert at == Confusion(tp=2, fp=1, fn=1, tn=2)
    assert (at.precision, at.recall, at.f1, at.accuracy) == pytest.approx((2 / 3,) * 4)


def test_a_score_at_the_threshold_is_a_hit() -> None:
    assert confusion(SCORED, 0.9).tp == 1


def test_what_cannot_be_told_is_none() -> None:
    silent = confusion([(0.1, False)], 0.5)

    assert (silent.precision, silent.recall, silent.f1) == (None, None, None)
    assert silent.accuracy == 1


def test_the_best_cut_lies_halfway_to_the_next_score() -> None:
    found = best_cut(SCORED)  # all three matches and one other: 6 / 7

    assert found == pytest.approx((0.35, 6 / 7))


def test_there_is_no_best_cut_without_a_match() -> None:
    assert best_cut([(0.4, False)]) is None


def test_equal_scores_count_half_under_the_roc_curve() -> None:
    # 0.9 beats three; 0.8 beats two and ties with one; 0.4 beats two
    assert auc(SCORED) == pytest.approx((3 + 2.5 + 2) / 9)


def test_the_interval_of_the_auc_is_delongs() -> None:
    # placements 1, 5/6, 2/3 of the matches and 1/2, 1, 1 of the others; their
    # variances 1/36 and 1/12, each over three
    reach = 1.959964 * (1 / 36 / 3 + 1 / 12 / 3) ** 0.5

    assert auc_interval(SCORED) == pytest.approx((5 / 6 - reach, 1.0), abs=1e-6)


def test_one_kind_alone_has_no_area() -> None:
    assert auc([(0.4, True)]) is None
    assert auc_interval([(0.4, True), (0.5, False)]) is None


def test_average_precision_weighs_precision_by_the_recall_it_adds() -> None:
    assert average_precision(SCORED) == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) is None


def test_no_more_negatives_than_allowed_lie_above_the_cut() -> None:
    negatives = [0.9, 0.8, 0.7, *[0.1] * 7]

    assert cut_above(negatives, 0.1) == 0.8  # 0.9 alone is above
    assert cut_above(negatives, 0.0999) == 0.9  # none may be


def test_equal_negatives_alert_together_or_not_at_all() -> None:
    assert cut_above([0.9, 0.9, 0.1, 0.1], 0.25) == 0.9


def test_any_score_will_do_where_too_few_negatives_alert_at_all() -> None:
    assert cut_above([0.9, NEVER, NEVER], 0.4) == NEVER


def test_a_percentile_is_a_value_that_occurs() -> None:
    assert percentile([3.0, 1.0, 2.0], 0.99) == 3.0
    assert percentile([], 0.5) is None
