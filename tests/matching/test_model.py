import math

import pytest

from screening.dates import DateAgreement
from screening.matching import model
from screening.settings import FEATURES


def test_whatever_can_be_switched_off_has_its_most_effect_stated() -> None:
    assert tuple(detail.name for detail in model.DETAILS) == FEATURES
    assert all(detail.least <= 0 <= detail.most for detail in model.DETAILS)


def test_every_way_dates_compare_has_points() -> None:
    ways = {way.value for way in DateAgreement}

    assert ways == set(model.BIRTH_DATE) == set(model.BIRTH_DATE_AGREEMENT)


@pytest.mark.parametrize("score", [0.01, 0.4, 0.7, 0.999])
def test_a_score_takes_the_points_that_give_it(score: float) -> None:
    assert model.score(model.points_for(score)) == pytest.approx(score)


def test_no_points_reach_a_score_of_one() -> None:
    assert model.points_for(1.0) == math.inf
    assert model.points_for(0.0) == -math.inf
