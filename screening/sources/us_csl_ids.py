"""The `ids` cell of the US Consolidated Screening List: numbers, and much besides.

An item is a list of parts between commas. Files of 2022 print `country, expiry,
issue, number, label`, files of 2026 `label, number, country, issue, expiry`, and
both leave out what is not known. So the label is found by vocabulary, at either end.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from screening.domain.targets import Gender, Identifier
from screening.sources import us_ofac_words
from screening.sources.base import EntryNotes
from screening.sources.printed_dates import read_day
from screening.sources.us_ofac_words import folded

COUNTRY = re.compile(r"[A-Z]{2}")
DAY = re.compile(r"(\d{4}-\d{2}-\d{2})?")  # or left empty between two commas


@dataclass(frozen=True, slots=True)
class Told:
    """What one cell tells of a target, in the order printed."""

    identifiers: list[Identifier] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    genders: list[Gender] = field(default_factory=list)
    listed_on: list[str] = field(default_factory=list)
    effective_on: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its label, the parts beside it, and where the label stands."""

    label: str
    parts: list[str]
    label_first: bool

    @property
    def text(self) -> str:
        """What stands beside the label, as printed."""
        return ", ".join(self.parts)

    @property
    def said(self) -> str:
        """The item as a remark."""
        return f"{self.label.rstrip(' :-')}: {self.text}"


def read_ids(cell: str, entry: EntryNotes, words: Mapping[str, str]) -> Told:
    """What the items of a cell tell; one whose label has no word is kept and reported.

    Args:
        cell: as printed.
        entry: notes on the entry.
        words: meanings of labels that OFAC's own words do not hold.
    """
    meanings = {folded(label): meaning for label, meaning in words.items()}
    told = Told()
    for printed in dict.fromkeys(cell.split("; ")):
        if printed.strip():
            _tell(" ".join(printed.split()), entry, meanings, told)
    return told


def _tell(printed: str, entry: EntryNotes, meanings: Mapping[str, str], told: Told) -> None:
    choices = list(_choices(printed))
    for item in choices:
        meaning = meanings.get(folded(item.label)) or us_ofac_words.kind_of(item.label)
        remark = us_ofac_words.remark_of(item.label, item.text)
        if meaning is not None:
            _tell_meaning(item, meaning, entry, told)
            return
        if remark is not None:
            told.remarks.append(remark.replace(f"{item.label} {item.text}", item.said))
            return
    entry.issue("unknown identifier", printed)
    numbers = [number for item in choices if (number := _number_alone(item)) is not None]
    if len(numbers) == 1:
        item = numbers[0]
        told.identifiers.append(_identifier(item, "number", entry))
    else:
        told.remarks.append(printed)


def _tell_meaning(item: Item, meaning: str, entry: EntryNotes, told: Told) -> None:
    if meaning == "gender":
        gender = us_ofac_words.gender(item.text, entry)
        told.genders.extend([gender] if gender else [])
    elif meaning == "country":
        told.countries.extend(entry.countries([item.text]))
        told.remarks.append(item.said)
    elif meaning in ("listed_on", "effective_on"):
        day = read_day(item.text)
        if day is None:
            entry.issue("date not understood", item.text)
            told.remarks.append(item.said)
        else:
            getattr(told, meaning).append(day)
    elif meaning == "remark":
        told.remarks.append(item.said)
    else:
        told.identifiers.append(_identifier(item, meaning, entry))


def _choices(printed: str) -> Iterator[Item]:
    """The item with its label last, as in 2022, and first, as in 2026."""
    parts = printed.split(", ")
    if len(parts) > 1:
        yield Item(parts[-1], parts[:-1], label_first=False)
        yield Item(parts[0], parts[1:], label_first=True)


def _number_alone(item: Item) -> Item | None:
    """An item of an unknown label, where only one of its parts can be the number."""
    rest = [part for part in item.parts if not (COUNTRY.fullmatch(part) or DAY.fullmatch(part))]
    told = len(rest) == 1 and re.search(r"\d", rest[0]) and not re.search(r"\d", item.label)
    return item if told and not COUNTRY.fullmatch(item.label) else None


def _identifier(item: Item, kind: str, entry: EntryNotes) -> Identifier:
    parts, place = list(item.parts), -1 if item.label_first else 0
    days: list[str] = []
    country = None
    while len(parts) > 1:
        if DAY.fullmatch(parts[place]):
            days.append(parts.pop(place))
        elif country is None and COUNTRY.fullmatch(parts[place]):
            country = parts.pop(place)
        else:
            break
    number, note = ", ".join(parts), _days(sorted(filter(None, days)))
    made = us_ofac_words.identifier_of(item.label, number, country, note, entry)
    if made is not None:
        return made
    told = "; ".join(filter(None, (item.label, note)))
    return entry.identifier(kind, number, country=entry.country(country), note=told)


def _days(days: list[str]) -> str | None:
    """Of two days the earlier one is that of issue; one alone may be either."""
    if len(days) == 2:
        return us_ofac_words.issued_and_expires(*days)
    return "; ".join(f"date {day}" for day in days) or None
