"""Periods as OFAC's XML writes them."""

import pytest

from screening.sources.us_ofac_periods import period_text


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ("1961-04-07 1961-04-07 1961-04-07 1961-04-07", "1961-04-07"),
        ("1961-01-01 1961-01-01 1961-12-31 1961-12-31", "1961"),
        ("1961-01-01 1961-12-31 1961-01-01 1961-12-31", "1961"),
        ("1964-02-01 1964-02-01 1964-02-29 1964-02-29", "1964-02"),
        ("1965-01-01 1965-12-31 1967-01-01 1967-12-31", "1965/1967"),
        ("1955-03-01 1955-03-31 1956-03-01 1956-03-31", "1955-03/1956-03"),
        ("1961-01-01 1961-01-01 1962-12-31 1962-12-31", "1961-01-01/1962-12-31"),
        ("1961-03-21 1961-03-25 1962-03-20 1962-03-22", "1961-03-21/1962-03-22"),
    ],
)
def test_whole_years_and_months_are_that_and_the_rest_is_a_range(days: str, text: str) -> None:
    assert period_text(days.split()) == text


def test_about_is_said_of_both_ends() -> None:
    days = "1965-01-01 1965-12-31 1967-01-01 1967-12-31".split()
    assert period_text(days, circa=True) == "1965~/1967~"


@pytest.mark.parametrize(
    "days",
    [
        ["1961-02-30"] * 4,
        [""] * 4,
        ["1962-01-01", "1962-01-01", "1961-01-01", "1961-01-01"],
    ],
)
def test_what_is_no_period_is_not_made_one(days: list[str]) -> None:
    assert period_text(days) is None
