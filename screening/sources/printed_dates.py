"""Dates as the lists print them, in words and figures, to ISO prefixes and EDTF.

Whatever is not understood to its last letter is given back as it was printed:
a guess has no place in a sanctions record.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from screening.dates import PartialDate

EARLIEST_YEAR = 1800
LATEST_YEAR = 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
CIRCA = r"circa|approximately|approximate|approx|about|around|c\.?(?=\s*\d)|ca|~"

TOKENS = re.compile(
    rf"""
    (?P<iso>\b\d{{4}}-\d{{2}}(-\d{{2}})?(?:t[\d:.]+z?)?(?![\d/-]))
  | (?P<figures>\b(\d{{1,2}}|dd)[./ -](\d{{1,2}}|mm)[./ -](\d{{4}})\b)
  | (?P<spaced>\b(\d{{1,2}})\.\s?(\d{{1,2}})\.\s(\d{{4}})\b)
  | (?P<month>\b(?:0[1-9]|1[0-2])/\d{{4}}\b)
  | (?P<words>\b(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s.-]*)?
        \b({MONTH})\b\.?(?:,|\s|-|of)*(\d{{4}})\b)
  | (?P<us_words>\b({MONTH})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,\s*(\d{{4}})\b)
  | (?P<year>\b\d{{4}}\b)
  | (?P<circa>(?:\b(?:{CIRCA})|~)(?![a-z])\.?)
  | (?P<between>\b(?:between|from)\b)
  | (?P<to>\bto\b|\s-\s|[–—]|(?<=\d{{4}})-(?=\d{{4}}))
  | (?P<enumerator>(?:(?<=\s)|^)\(?(?:[a-z]|[ivx]{{1,4}}|\d)\)(?=\s|\d|\(|[a-z]))
  | (?P<joiner>\bor\b|\band\b|[;,/|&]|\.(?=\s|$)|\s+|[()])
    """,
    re.VERBOSE,
)

DATE_KINDS = ("iso", "figures", "spaced", "month", "words", "us_words", "year")


@dataclass(frozen=True, slots=True)
class PrintedDates:
    """What was understood of a text that prints dates.

    Args:
        dates: ISO prefixes and EDTF, in the order printed, each once.
        rest: the whole text where any of it was not understood, else None.
    """

    dates: tuple[str, ...]
    rest: str | None = None


def read_dates(text: str, *, day_first: bool = True) -> PrintedDates:
    """Read the dates of a text that prints nothing else.

    Understood are `10 Dec 1948`, `Mar 1960`, `1960`, `24/10/1971`, `00/06/1968`,
    `dd/mm/1945`, ISO dates, several of them joined by commas, semicolons, "or"
    or enumerated by letters; "circa" and "approximately" before one or behind
    it; "between 1960 and 1965", "1951 to 1953".

    Args:
        text: as printed.
        day_first: whether figures are day, month, year, else month, day, year.

    Returns:
        The dates, or none of them and the text, where a part of it is no date.
    """
    printed = " ".join(unicodedata.normalize("NFKC", text).split())
    found: list[PartialDate] = []
    circa = ranging = pending_to = False
    place, lowered = 0, printed.lower()
    while place < len(lowered):
        token = TOKENS.match(lowered, place)
        if token is None or token.end() == place:
            return PrintedDates((), printed)
        place = token.end()
        kind = token.lastgroup
        assert kind is not None
        if kind in DATE_KINDS:
            prefix = _prefix(kind, token, day_first=day_first)
            if prefix is None:
                return PrintedDates((), printed)
            if pending_to and found:
                start = found.pop()
                if start.start > prefix:
                    return PrintedDates((), printed)
                found.append(_ranged(start, prefix, circa=circa))
                ranging = False
            else:
                found.append(PartialDate(prefix, circa=circa))
            circa = pending_to = False
        elif kind == "circa":
            # before a date it is said of that one, behind the last of the one before
            if found and not _more_dates(lowered, place):
                last = found.pop()
                found.append(PartialDate(last.start, last.end, circa=True))
            else:
                circa = True
        elif kind == "between":
            ranging = True
        elif kind == "to" or (kind == "joiner" and ranging and token.group() == "and"):
            pending_to = bool(found)
    if pending_to or ranging or circa or (not found and printed):
        return PrintedDates((), printed)
    return PrintedDates(tuple(dict.fromkeys(each.text for each in found)))


def read_day(text: str, *, day_first: bool = True) -> str | None:
    """The one day, month or year that a text prints, None where it prints anything else."""
    read = read_dates(text, day_first=day_first)
    return read.dates[0] if len(read.dates) == 1 and "/" not in read.dates[0] else None


def _more_dates(text: str, place: int) -> bool:
    return re.search(r"\d", text[place:]) is not None


def _ranged(start: PartialDate, end: str, *, circa: bool) -> PartialDate:
    if start.start == end:
        return PartialDate(end, circa=circa or start.circa)
    return PartialDate(start.start, end, circa=circa or start.circa)


def _prefix(kind: str, token: re.Match[str], *, day_first: bool) -> str | None:
    """The ISO prefix of a date, None where there is no such day."""
    text = token.group(kind)
    if kind == "iso":
        year, month, day = (*text[:10].split("-"), "")[:3]
    elif kind == "year":
        year, month, day = text, "", ""
    elif kind == "month":
        (month, year), day = text.split("/"), ""
    elif kind in ("figures", "spaced"):
        first, second, year = re.split(r"[./ -]+", text)
        day, month = (first, second) if day_first else (second, first)
        month, day = ("" if each in ("dd", "mm") else each for each in (month, day))
    else:
        numbers = re.findall(r"\d+", text)
        year, day = numbers[-1], numbers[0] if len(numbers) > 1 else ""
        name = re.search(MONTH, text)
        assert name is not None
        month = str(MONTHS[name.group()])
    return iso_prefix(year, month, day)


def iso_prefix(year: str, month: str = "", day: str = "") -> str | None:
    """The ISO prefix of a date given in parts; a part that is empty or zero is not known.

    Returns:
        None where there is no such day, or a day is given without its month.
    """
    if not year.isdigit() or not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    numbers = [int(part) if part.isdigit() else 0 for part in (month, day)]
    if numbers[1] and not numbers[0]:
        return None
    try:
        date(int(year), numbers[0] or 1, numbers[1] or 1)
    except ValueError:
        return None
    known = [f"{int(year):04}", *(f"{number:02}" for number in numbers if number)]
    return "-".join(known)
