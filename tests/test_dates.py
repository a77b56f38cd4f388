from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.dates import DateAgreement, PartialDate, compare, parse_date, parse_dates
from screening.errors import QueryError

TODAY = date(2026, 11, 21)


def read(text: str) -> PartialDate:
    return parse_date(text, field="birth_date", today=TODAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1956", PartialDate("1956")),
        ("1956-03", PartialDate("1956-03")),
        (" 1956-03-07 ", PartialDate("1956-03-07")),
        ("1956~", PartialDate("1956", circa=True)),
        ("1956/1958", PartialDate("1956", "1958")),
        ("1956..1958", PartialDate("1956", "1958")),
        ("1956-03-01/1956-04", PartialDate("1956-03-01", "1956-04")),
        ("1956~/1958", PartialDate("1956", "1958", circa=True)),
        ("1960-02-29", PartialDate("1960-02-29")),
        ("2027", PartialDate("2027")),  # the year to come
    ],
)
def test_iso_prefixes_and_edtf_are_read(text: str, expected: PartialDate) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", ["1956", "1956-03", "1956~", "1956/1958", "1956~/1958~"])
def test_a_date_is_written_as_it_is_read(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1965-13-40", "no day of the calendar"),
        ("1965-02-29", "no day of the calendar"),
        ("1965-00", "no day of the calendar"),
        ("1799", "between 1800 and 2027"),
        ("1344-05-01", "Gregorian calendar"),  # Persian
        ("2028", "between 1800 and 2027"),
        ("1958/1956", "ends before it begins"),
        ("1965-3-7", "write 1965-03-07"),
        ("19650307", "write 1965-03-07"),
        ("1965/03/07", "write 1965-03-07"),
        ("65", "write 1965, 1965-03, 1965-03-07"),
        ("07/03/65", "write 1965, 1965-03, 1965-03-07"),
        ("196503", "write 1965, 1965-03, 1965-03-07"),
        ("1965-1968", "1965/1968 for a range"),
        ("1956/1958/1960", "is not a date"),
        ("", "is not a date"),
        ("unknown", "is not a date"),
        ("١٩٦٥", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_and_told_how_to_write_it(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=r"^birth_date: ") as refused:
        read(text)

    assert reason in str(refused.value)
    assert refused.value.field == "birth_date"


@pytest.mark.parametrize("text", ["07/03/1965", "7.3.1965", "07-03-1965", "7/3/1965"])
def test_a_date_whose_day_and_month_may_be_exchanged_is_refused(text: str) -> None:
    with pytest.raises(QueryError) as refused:
        read(text)

    assert "day and month cannot be told apart" in str(refused.value)
    assert "1965-03-07 if the day comes first" in str(refused.value)
    assert "1965-07-03 if the month comes first" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/12/1957", "1957-12-31"),
        ("12/31/1957", "1957-12-31"),
        (" 25.12.1965 ", "1965-12-25"),
        ("5-5-1965", "1965-05-05"),  # whichever comes first
    ],
)
def test_a_day_that_can_be_read_in_one_way_alone_is_understood(text: str, day: str) -> None:
    assert read(text) == PartialDate(day)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("31/02/1957", "no day of the calendar"),
        ("31/12/1757", "between 1800 and 2027"),
        ("31/13/1957", "is not a date"),
    ],
)
def test_a_day_that_no_calendar_has_is_refused_in_any_order(text: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        read(text)


def test_several_dates_are_joined_by_semicolons() -> None:
    dates = parse_dates("1956; 1958-03-07;", field="birth_date", today=TODAY)

    assert [found.text for found in dates] == ["1956", "1958-03-07"]


@pytest.mark.parametrize("text", ["", ";", "1956; 7.3.1958"])
def test_one_date_that_cannot_be_read_refuses_all(text: str) -> None:
    with pytest.raises(QueryError, match=r"^birth_date: "):
        parse_dates(text, field="birth_date", today=TODAY)


def test_without_a_day_given_today_is_used() -> None:
    assert parse_date("2024-12-16", field="listed_on").text == "2024-12-16"
    with pytest.raises(QueryError, match="Gregorian"):
        parse_date("9999", field="listed_on")


@pytest.mark.parametrize(
    ("query", "listed", "agreement"),
    [
        ("1965-03-07", "1965-03-07", DateAgreement.EQUAL),
        ("1965-03-07", "1965-03", DateAgreement.COMPATIBLE),
        ("1965-03-07", "1965", DateAgreement.COMPATIBLE),
        ("1965", "1965", DateAgreement.COMPATIBLE),
        ("1957-08-01", "1956/1958", DateAgreement.COMPATIBLE),
        ("1955/1957", "1956/1958", DateAgreement.COMPATIBLE),
        ("1958-11-30", "1956~", DateAgreement.COMPATIBLE),
        ("1954", "1956-03-07~", DateAgreement.COMPATIBLE),
        ("1956~", "1958~", DateAgreement.COMPATIBLE),
        ("1953", "1956~", DateAgreement.DIFFERENT),
        ("1956~", "1960~", DateAgreement.DIFFERENT),
        ("1965-03-07", "1965-07-03", DateAgreement.SWAPPED),
        ("1965-03-07", "1965-03-17", DateAgreement.ONE_OFF),
        ("1965-03-07", "1985-03-07", DateAgreement.ONE_OFF),
        ("1965-03-12", "1965-03-21", DateAgreement.ONE_OFF),
        ("1965-03-07", "1956-03-07", DateAgreement.ONE_OFF),
        ("1965-03-07", "1965-12-25", DateAgreement.SAME_YEAR),
        ("1965-03", "1965-04", DateAgreement.SAME_YEAR),
        ("1965-12-25", "1966-03-07", DateAgreement.NEAR_YEAR),
        ("1965", "1966", DateAgreement.NEAR_YEAR),
        ("1959", "1956/1958", DateAgreement.NEAR_YEAR),
        ("1965", "1956", DateAgreement.DIFFERENT),  # a year alone is too little for a slip
        ("1965-03-07", "1971-11-30", DateAgreement.DIFFERENT),
    ],
)
def test_agreement(query: str, listed: str, agreement: DateAgreement) -> None:
    assert compare(read(query), read(listed)) is agreement


DAYS = st.dates(date(1950, 1, 1), date(1954, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    start = draw(DAYS).isoformat()[: draw(st.sampled_from([4, 7, 10]))]
    found = PartialDate(start, circa=draw(st.booleans()))
    if draw(st.booleans()):
        end = found.last + timedelta(days=draw(st.integers(0, 900)))
        found = PartialDate(start, end.isoformat(), found.circa)
    return found


@given(partial_dates(), partial_dates())
def test_agreement_is_symmetric(one: PartialDate, other: PartialDate) -> None:
    assert compare(one, other) is compare(other, one)


@given(partial_dates())
def test_a_date_never_disagrees_with_itself(one: PartialDate) -> None:
    assert compare(one, one) in (DateAgreement.EQUAL, DateAgreement.COMPATIBLE)


@given(partial_dates())
def test_what_is_written_is_read_back(one: PartialDate) -> None:
    assert read(one.text) == one


@given(DAYS, st.sampled_from([4, 7]))
def test_a_day_agrees_with_its_month_and_its_year(day: date, length: int) -> None:
    exact = PartialDate(day.isoformat())

    assert compare(exact, PartialDate(day.isoformat()[:length])) is DateAgreement.COMPATIBLE
