"""Partial dates: as lists and queries print them, and how well two agree."""

import re
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from screening.errors import QueryError
from screening.records import record

EARLIEST_YEAR = 1800
CIRCA_YEARS = 2  # how far off a date that is "about" may be

ISO_PREFIX = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
YEAR_LAST = re.compile(r"([0-9]{1,2})[./ -]([0-9]{1,2})[./ -]([0-9]{4})")
YEAR_FIRST = re.compile(r"([0-9]{4})([./ -])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])")
BASIC_FORM = re.compile(r"([0-9]{4})()(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])")

FORMS = "write 1965, 1965-03, 1965-03-07, 1965~ for about, or 1965/1968 for a range"


@record
class PartialDate:
    """A date as far as it is known.

    Args:
        start: ISO prefix: `1956`, `1956-03` or `1956-03-07`.
        end: ISO prefix of the end where it is a range, which includes its ends.
        circa: whether it is only about then.
    """

    start: str
    end: str | None = None
    circa: bool = False

    @property
    def text(self) -> str:
        """In EDTF, of ISO 8601-2: `1956-03`, `1956~`, `1956/1958`, `1956~/1958~`."""
        ends = (self.start,) if self.end is None else (self.start, self.end)
        return "/".join(f"{end}~" if self.circa else end for end in ends)

    @property
    def first(self) -> date:
        """The first day it can be, leaving circa aside."""
        return _first_day(self.start)

    @property
    def last(self) -> date:
        """The last day it can be, leaving circa aside."""
        return _last_day(self.start if self.end is None else self.end)

    @property
    def is_one_day(self) -> bool:
        """Whether it is known to the day."""
        return self.end is None and not self.circa and len(self.start) == len("1956-03-07")

    @property
    def day(self) -> int | None:
        """The day as a number such as 19560307, None where it is not known to the day."""
        return int(self.start.replace("-", "")) if self.is_one_day else None


class DateAgreement(StrEnum):
    """How well two dates agree, the best first."""

    EQUAL = "equal"
    COMPATIBLE = "compatible"
    SWAPPED = "swapped"
    ONE_OFF = "one_off"
    SAME_YEAR = "same_year"
    NEAR_YEAR = "near_year"
    DIFFERENT = "different"


def parse_date(text: str, *, field: str, today: date | None = None) -> PartialDate:
    """Read one date, and refuse what could be read in two ways.

    Args:
        text: an ISO prefix, with `~` behind it for about; two of them joined by
            `/` or `..` for a range. A `~` at either end makes the whole range so.
            Also a day with the year last that has one reading alone: `31/12/1957`.
        field: field of the query that an error names.
        today: day that tells which years are to come; by default the day in UTC.

    Raises:
        QueryError: it is no date, cannot exist, or its year is before 1800 or
            after the next one.
    """
    latest = (today or datetime.now(tz=UTC).date()).year + 1
    printed = text.strip()
    if only := _only_reading(printed):
        return PartialDate(_checked(only, printed, field, latest))
    ends = [end.strip() for end in re.split(r"/|\.\.", printed)]
    if len(ends) > 2:
        raise QueryError(_advice(printed), field=field)
    circa = any(end.endswith("~") for end in ends)
    start, *later = (_checked(end.removesuffix("~"), printed, field, latest) for end in ends)
    found = PartialDate(start, later[0] if later else None, circa)
    if found.first > found.last:
        raise QueryError(f"{printed!r} ends before it begins: {FORMS}", field=field)
    return found


def parse_dates(text: str, *, field: str, today: date | None = None) -> tuple[PartialDate, ...]:
    """Read the dates of a text that joins them by `;`, at least one.

    Raises:
        QueryError: one of them cannot be read, or there is none.
    """
    parts = [part for part in text.split(";") if part.strip()]
    return tuple(parse_date(part, field=field, today=today) for part in parts or [text])


def compare(query: PartialDate, listed: PartialDate) -> DateAgreement:
    """Say how well two dates agree, whichever of them is the query.

    Returns:
        `EQUAL`: both name the same day.
        `COMPATIBLE`: as far as both go, within a range, or within two years of
        a date that is only about.
        `SWAPPED`: day and month of full dates changed places.
        `ONE_OFF`: full dates differ in one digit, or two neighbours changed places.
        `SAME_YEAR`: the year agrees and what follows does not.
        `NEAR_YEAR`: the years are neighbours.
        `DIFFERENT`: none of these.
    """
    both_days = query.is_one_day and listed.is_one_day
    if both_days and query.start == listed.start:
        return DateAgreement.EQUAL
    years_apart = max(
        query.first.year - listed.last.year, listed.first.year - query.last.year, 0
    )
    about = (query.circa or listed.circa) and years_apart <= CIRCA_YEARS
    if about or (query.first <= listed.last and listed.first <= query.last):
        return DateAgreement.COMPATIBLE
    if both_days and _swapped(query.start) == listed.start:
        return DateAgreement.SWAPPED
    if both_days and _one_off(query.start, listed.start):
        return DateAgreement.ONE_OFF
    if years_apart == 0:
        return DateAgreement.SAME_YEAR
    return DateAgreement.NEAR_YEAR if years_apart == 1 else DateAgreement.DIFFERENT


def _checked(prefix: str, printed: str, field: str, latest: int) -> str:
    """The ISO prefix, if it is one and such a day exists."""
    if not ISO_PREFIX.fullmatch(prefix):
        raise QueryError(_advice(printed), field=field)
    year = int(prefix[:4])
    if not EARLIEST_YEAR <= year <= latest:
        raise QueryError(
            f"the year of {printed!r} is not between {EARLIEST_YEAR} and {latest}: write it "
            f"in the Gregorian calendar",
            field=field,
        )
    try:
        _first_day(prefix)
    except ValueError:
        raise QueryError(
            f"{printed!r} is no day of the calendar: {FORMS}", field=field
        ) from None
    return prefix


def _year_last(printed: str) -> dict[str, str]:
    """The days that a date with the year last may be, by what comes first in it."""
    parts = YEAR_LAST.fullmatch(printed)
    if parts is None:
        return {}
    one, other, year = (int(part) for part in parts.groups())
    return {
        first: f"{year:04}-{month:02}-{day:02}"
        for first, day, month in (("day", one, other), ("month", other, one))
        if 1 <= month <= 12 and 1 <= day <= 31
    }


def _only_reading(printed: str) -> str | None:
    """The day, where day and month are told apart by one above 12 or are the same."""
    days = set(_year_last(printed).values())
    return days.pop() if len(days) == 1 else None


def _advice(printed: str) -> str:
    """What is wrong with a text that is not built like a date."""
    readings = [
        f"{day} if the {first} comes first" for first, day in _year_last(printed).items()
    ]
    if readings:
        return (
            f"day and month cannot be told apart in dates like {printed!r}: "
            f"write {', or '.join(readings)}"
        )
    year_first = YEAR_FIRST.fullmatch(printed) or BASIC_FORM.fullmatch(printed)
    if year_first:
        month, day = int(year_first[3]), int(year_first[4])
        return f"{printed!r} is not an ISO date: write {year_first[1]}-{month:02}-{day:02}"
    return f"{printed!r} is not a date: {FORMS}"


def _first_day(prefix: str) -> date:
    return date.fromisoformat(prefix + "-01-01"[len(prefix) - 4 :])


def _last_day(prefix: str) -> date:
    first = _first_day(prefix)
    if len(prefix) == len("1956"):
        return first.replace(month=12, day=31)
    if len(prefix) == len("1956-03"):
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def _swapped(day: str) -> str:
    """A full date with day and month exchanged."""
    return f"{day[:4]}-{day[8:]}-{day[5:7]}"


def _one_off(one: str, other: str) -> bool:
    """Whether one slip of a finger turns a full date into the other."""
    pairs = list(zip(one.replace("-", ""), other.replace("-", ""), strict=True))
    apart = [place for place, (a, b) in enumerate(pairs) if a != b]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return pairs[apart[0]] == pairs[apart[1]][::-1]
    return len(apart) == 1


def past_day(text: str, field: str = "as-of", *, today: str | None = None) -> str:
    """A day that has begun, in ISO form.

    Args:
        text: as it was given.
        field: what an error calls it.
        today: the day (ISO); by default that of now, in UTC.

    Raises:
        QueryError: it is no day, or has not come yet; names the field.
    """
    try:
        day = date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise QueryError(f"{text!r} is no day; write it as 2024-12-18", field=field) from None
    if day > (today or datetime.now(UTC).date().isoformat()):
        raise QueryError(f"{text} has not come yet; give a past day", field=field)
    return day
