"""Values of cells of the Australian list: dates in every form, enumerations, remarks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from screening.sources.base import EntryNotes
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.sheets import Cell, cell_text

CARRIAGE_RETURN = "_x000D_"  # as spreadsheets write one in text
NOTHING = frozenset({"na", "n/a", "nil", "-", "unknown", "not available"})
ENUMERATOR = re.compile(r"(?<![^\s;,.:])\(?[a-z]\)\s*(?=\S)")
SERIES = re.compile(r"^\(?a\)")
LISTED = re.compile(
    r"\b(?:first\s+)?(?:listed|designated|included)\b"
    r"(?!\s+on\s+the\s+RBA)"
    r"(?:[^.;()]|\([^()]*\)|\.(?=\s*\d)){0,110}?\bon:?\s+"
    r"(?P<day>\d{1,2}(?:/\d{1,2}/|\s*[A-Za-z]{3,9}\.?,?\s*)\d{4})",
    re.IGNORECASE,
)
LISTED_PLAINLY = re.compile(
    r"^\s*listed:?\s+(?P<day>\d{1,2}\s*[A-Za-z]{3,9}\.?\s*\d{4})", re.IGNORECASE
)
MONTH = re.compile(r"(?<![\d/])(\d\d)/(\d{4})(?![\d/])")  # `03/1965`
AGAIN = re.compile(
    r"\bre-?\s?listed|\bre-?listing|\bcontinued?\b|\bprevious|\bcommittee\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of birth, and what is to be said of those that are none."""

    dates: tuple[str, ...]
    remarks: tuple[str, ...]

    @classmethod
    def of(cls, cells: Iterable[Cell], entry: EntryNotes) -> Self:
        """Read the cells of all rows of one target."""
        dates: dict[str, None] = {}
        remarks = []
        for cell in cells:
            text = plain(cell)
            read = read_dates(MONTH.sub(r"\2-\1", text.replace("ely:", "ely")))
            if read.rest is not None:
                entry.issue("birth date not understood", text)
                remarks.append(f"Born: {text}")
            dates.update(dict.fromkeys(read.dates))
        return cls(tuple(dates), tuple(remarks))


def plain(cell: Cell) -> str:
    """The text of a cell on one line; empty where it says that nothing is known."""
    text = " ".join(cell_text(cell).replace(CARRIAGE_RETURN, " ").split())
    return "" if text.casefold() in NOTHING else text


def enumerated(text: str) -> tuple[str, ...]:
    """The values of `a) ... b) ...`, or of lines that end with a semicolon."""
    text = text.replace(CARRIAGE_RETURN, "\n")
    line = " ".join(text.split())
    values = ENUMERATOR.split(line) if SERIES.match(line) else re.split(r";\s*\n", text)
    parts = (" ".join(value.split()).rstrip(" ;,") for value in values)
    return tuple(part for part in parts if plain(part))


def first_listed(told: Iterable[str], control: str | None) -> str | None:
    """The day of listing.

    The control date is that of the instrument in force, which for many targets is a
    relisting or an amendment of years later. So the day is taken from the listing
    information where that prints one; the control date stands where it prints no
    day, and speaks neither of an earlier listing nor of a committee of the UN.

    Args:
        told: listing information.
        control: control date in ISO form.
    """
    texts = tuple(told)
    for text in texts:
        match = LISTED.search(text) or LISTED_PLAINLY.search(text)
        day = read_day(match["day"] if match else text)
        if day is not None:
            return day
    return None if any(AGAIN.search(text) for text in texts) else control
