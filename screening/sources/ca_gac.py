"""The Canadian list of autonomous sanctions (XML): SEMA and JVCFOA.

Records have no number. Their reference is regulation, schedule and item; it changes
when a regulation renumbers its schedules, as most did between 2022 and 2025.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.ca_gac_names import aliases, entity_names, person_names
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.xml import Element, elements, local_name, root_name

ROOT = "data-set"
RECORD = "record"

# Fields as they are called today, by what they were called until 2024.
RENAMED = {
    "Entity": "EntityOrShip",
    "Title": "TitleOrShip",
    "DateOfBirth": "DateOfBirthOrShipBuildDate",
}
FIELDS = frozenset(
    "Country EntityOrShip LastName GivenName TitleOrShip DateOfBirthOrShipBuildDate "
    "ShipIMONumber Aliases Schedule Item DateOfListing".split()
)
ABBREVIATION = re.compile(r"\(([A-Z]{3,})\)")
SERIAL = re.compile(r"\d{5}")
LATEST_SERIAL = 45657  # the end of 2024
SERIALS_START = date(1899, 12, 30)  # of the 1900 system, for days after February 1900


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    known = root_name(file.head) == ROOT and b"<Country>" in file.head
    return Part("ca-gac") if known else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The records of the list, as published. The file does not say of which day it is."""
    file = files[""]
    for number, node in enumerate(elements(file, {RECORD}), start=1):
        record = _record(node)
        if not record.get("Country"):
            raise UnexpectedLayout(
                f"record {number} names no regulation in `Country`, by which records are told "
                "apart; the layout has changed, and the reader of this list has to follow",
                source=file.name,
            )
        entry = notes.entry(_reference(record))
        kind = _type(record)
        names = _names(record, kind, entry)
        if not names and not record.get("ShipIMONumber"):
            entry.drop("prints no name")
            continue
        yield _listing(record, kind, names, entry, about)


def _record(node: Element) -> dict[str, str]:
    """The fields that are not empty, by their names of today."""
    record: dict[str, str] = {}
    for field in node:
        name = RENAMED.get(local_name(field), local_name(field))
        text = " ".join(" ".join(map(str, field.itertext())).split())
        if text:
            record[name] = f"{record[name]}; {text}" if name in record else text
    return record


def _reference(record: dict[str, str]) -> str:
    """Regulation in English, schedule and item: `Russia:1, Part 1:12`."""
    regulation = record["Country"].split(" / ")[0].strip()
    short = ABBREVIATION.search(regulation)
    schedule = re.sub(r"\s*,\s*", ", ", record.get("Schedule", "-"))
    item = record.get("Item", "-")
    return f"{short[1] if short else regulation}:{schedule}:{item}"


def _type(record: dict[str, str]) -> TargetType:
    if "ShipIMONumber" in record:
        return TargetType.VESSEL
    is_person = "LastName" in record or "GivenName" in record
    return TargetType.PERSON if is_person else TargetType.ORGANIZATION


def _names(
    record: dict[str, str], kind: TargetType, entry: EntryNotes
) -> tuple[ListedName, ...]:
    person = kind is TargetType.PERSON
    if person:
        names = person_names(record.get("LastName", ""), record.get("GivenName", ""))
    else:
        names = entity_names(record.get("EntityOrShip", ""))
    others, unsplit = aliases(record.get("Aliases", ""), person=person)
    for text in unsplit:
        entry.issue("alias that may be several", text)
    found: dict[str, ListedName] = {}
    for name in (*names, *others):
        if name.text:
            found.setdefault(name.text, name)
    made = list(found.values())
    if made and made[0].kind is not NameKind.PRIMARY:
        entry.issue("no primary name", made[0].text)
        made[0] = ListedName(made[0].text)
    return tuple(made)


def _listing(
    record: dict[str, str],
    kind: TargetType,
    names: tuple[ListedName, ...],
    entry: EntryNotes,
    about: Metadata,
) -> Listing:
    vessel = kind is TargetType.VESSEL
    title = record.get("TitleOrShip", "")
    printed = record.get("DateOfBirthOrShipBuildDate", "")
    dates, is_read = _dates(printed, entry) if printed and not vessel else ((), True)
    number = record.get("ShipIMONumber")
    listed = record.get("DateOfListing", "")
    listed_on = _listed_on(listed, entry)
    more = ((name, text) for name, text in record.items() if name not in FIELDS)
    remarks = [
        ("Vessel type", title if vessel else ""),
        ("Built", printed if vessel else ""),
        ("Born", "" if is_read else printed),
        ("Schedule", record.get("Schedule", "")),
        ("Item", record.get("Item", "")),
        ("Listed on", "" if listed_on else listed),
    ]
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=kind,
        names=names,
        programmes=(record["Country"],),
        listed_on=listed_on,
        birth_dates=dates,
        positions=(title,) if title and not vessel else (),
        identifiers=(entry.identifier("imo", number),) if number else (),
        remarks=(
            *(f"{label}: {text}" for label, text in remarks if text),
            *entry.unknown_elements(more),
        ),
    )


def _dates(printed: str, entry: EntryNotes) -> tuple[tuple[str, ...], bool]:
    """Dates of birth, and whether that is all; a spreadsheet left some as a day's number."""
    if SERIAL.fullmatch(printed) and int(printed) <= LATEST_SERIAL:
        day = SERIALS_START + timedelta(days=int(printed))
        entry.issue("birth date is the number of a day", f"{printed}, {day.isoformat()}")
        return (day.isoformat(),), True
    read = read_dates(printed)
    if read.rest is not None:
        entry.issue("birth date not understood", printed)
    return read.dates, read.rest is None


def _listed_on(printed: str, entry: EntryNotes) -> str | None:
    day = read_day(printed) if printed else None
    if printed and day is None:
        entry.issue("date not understood", printed)
    return day


READER = Reader("ca-gac-xml", part, listings)
