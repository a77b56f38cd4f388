"""Dates in words and figures, to what the registry keeps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.dates import parse_dates
from screening.sources.printed_dates import PrintedDates, iso_prefix, read_dates, read_day

LATEST = date(2100, 1, 1)


@pytest.mark.parametrize(
    ("printed", "dates"),
    [
        ("10 Dec 1948", ("1948-12-10",)),
        ("5th June 1960", ("1960-06-05",)),
        ("June 5, 1960", ("1960-06-05",)),
        ("26 Feb. 2011", ("2011-02-26",)),
        ("Mar 1960", ("1960-03",)),
        ("August 1961 ", ("1961-08",)),
        ("1960", ("1960",)),
        ("1960-03-04", ("1960-03-04",)),
        ("1960-00-00", ("1960",)),
        ("16.12.2024", ("2024-12-16",)),
        ("17-06-1967", ("1967-06-17",)),
        ("7.8. 1978", ("1978-08-07",)),
        ("05/1978", ("1978-05",)),
        ("2022-03-11T00:00:00", ("2022-03-11",)),
        ("dd/mm/1945", ("1945",)),
        ("dd/06/1968", ("1968-06",)),
        ("00/00/1975", ("1975",)),
        ("circa 1951", ("1951~",)),
        ("c. 1960", ("1960~",)),
        ("1962 circa", ("1962~",)),
        ("July 1965 approx.", ("1965-07~",)),
        ("1951 to 1953", ("1951/1953",)),
        ("1960-1962", ("1960/1962",)),
        ("circa 1960-1965", ("1960~/1965~",)),
        ("between 1960 and 1965", ("1960/1965",)),
        ("01 Jan 1961 to 31 Dec 1962", ("1961-01-01/1962-12-31",)),
        ("1945, 1946, 24/10/1971", ("1945", "1946", "1971-10-24")),
        ("Approximately 1963, 04/06/1969", ("1963~", "1969-06-04")),
        ("1966 or 1967", ("1966", "1967")),
        ("a) 1 Jan 1960 b) 2 Feb 1961", ("1960-01-01", "1961-02-02")),
        ("（ａ） 1963 （ｂ） 1964", ("1963", "1964")),
    ],
)
def test_a_printed_date_is_read(printed: str, dates: tuple[str, ...]) -> None:
    assert read_dates(printed) == PrintedDates(dates)


@pytest.mark.parametrize(
    "printed",
    [
        "30-35 years old",
        "15/08/19yy",
        "Sep-99",
        "31/02/1960",
        "1965 to 1960",
        "born in 1960",
        "1960s",
        "circa",
        "between 1960",
        "1402-06-24 (Hijri calendar)",
        "0000-00-00",
    ],
)
def test_what_is_not_understood_to_its_last_letter_is_given_back(printed: str) -> None:
    assert read_dates(printed) == PrintedDates((), printed)


def test_figures_are_day_first_unless_said_otherwise() -> None:
    assert read_dates("03/04/1960").dates == ("1960-04-03",)
    assert read_dates("03/04/1960", day_first=False).dates == ("1960-03-04",)


def test_one_day_is_asked_for_where_there_can_be_only_one() -> None:
    assert read_day("1 May 2020") == "2020-05-01"
    assert read_day("1 May 2020, 2 May 2020") is None
    assert read_day("2019 to 2020") is None


def test_a_day_without_its_month_is_no_date() -> None:
    assert iso_prefix("1960", "00", "12") is None


@given(st.text(alphabet="0123456789/-. abcdefjmnosuy()~,;circatobetweenand", max_size=40))
def test_whatever_is_printed_gives_dates_that_can_be_compared_or_all_of_it_back(
    text: str,
) -> None:
    read = read_dates(text)
    for printed in read.dates:
        parse_dates(printed, field="birth_date", today=LATEST)
    assert not (read.dates and read.rest)
