"""Periods of time as OFAC's XML writes them: a first and a last day at either end."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from screening.dates import PartialDate


def period_text(days: Sequence[str], *, circa: bool = False) -> str | None:
    """A period in EDTF, as the list prints it beside in words.

    A year alone is written as its first and last day, at the two ends or at each
    of them; so is a month. Ends that differ otherwise are a range.

    Args:
        days: ISO days: the first and last day it can have begun, then the same for
            its end.
        circa: whether it is only about then.

    Returns:
        None where one of them is no day, or it ends before it begins.
    """
    try:
        began, began_last, ended, ended_last = (date.fromisoformat(day) for day in days)
    except ValueError:
        return None
    if not began <= began_last <= ended_last or not began <= ended <= ended_last:
        return None
    if (began, ended) == (began_last, ended_last) and (one := _one(began, ended)):
        return PartialDate(one, circa=circa).text
    start, end = _one(began, began_last), _one(ended, ended_last)
    if start is None or end is None:
        return PartialDate(str(began), str(ended_last), circa=circa).text
    return PartialDate(start, None if start == end else end, circa=circa).text


def _one(first: date, last: date) -> str | None:
    """The day, month or year that two days enclose; None where they enclose another span."""
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04}" if first.year == last.year else None
    same_month = (first.year, first.month) == (last.year, last.month)
    month_end = monthrange(last.year, last.month)[1]
    if same_month and (first.day, last.day) == (1, month_end):
        return f"{first.year:04}-{first.month:02}"
    return None
