"""An estimate is near the points of the card, and hardly ever below them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.candidates import SLACK
from screening.matching.card import BASE, LINES
from screening.matching.estimate import estimate
from screening.matching.model import LEAST_AGREEING, MISSING

TOO_HIGH = 1.5


def digits(most: float) -> st.SearchStrategy[float]:
    return st.one_of(st.just(0.0), st.floats(0.0, most))


@pytest.mark.parametrize("person", [True, False])
@given(st.floats(LEAST_AGREEING, 20), digits(4), digits(8), digits(12), st.integers(0, 6))
def test_what_agrees_and_what_is_left_over_gets_about_its_points(
    person: bool, agreeing: float, deviation: float, asked: float, listed: float, parts: int
) -> None:
    contradiction = min(asked, listed)
    extra, omitted = asked - contradiction, listed - contradiction
    whole = agreeing + deviation + contradiction + MISSING * (extra + omitted)
    values = (agreeing, agreeing / whole, deviation, contradiction, extra, omitted, parts)
    exact = BASE[person] + sum(
        line.at(value) for line, value in zip(LINES[person], values, strict=False)
    )

    found = estimate(person).points(agreeing, deviation, asked, listed, parts)

    assert exact - SLACK <= found <= exact + TOO_HIGH
