"""The short form of FollowTheMoney data (`targets.simple.csv`): one row a target.

It has no types of identifiers, no grades of names and no days of listing; where the
same compilation is to be had as lines of JSON, those tell more. The days on which the
compiler saw a target change with every export, and are left out.
"""

import csv
import io
import re
from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.delimited import first_row, read_records, unknown_cells
from screening.sources.files import ListFile
from screening.sources.ftm_entities import countries, target_type
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates

COLUMNS = (
    "id schema name aliases birth_date countries addresses identifiers sanctions phones "
    "emails dataset"
).split()
# Left alone: the days on which the compiler saw a row
KNOWN = frozenset((*COLUMNS, "program_ids", "first_seen", "last_seen", "last_change"))
REMARKS = {"sanctions": "Sanction", "phones": "Phone", "dataset": "Datasets"}
SHIP = re.compile(r"IMO\W*(\d{7})", re.IGNORECASE)

Row = dict[str, str]


def part(file: ListFile) -> Part | None:
    """The whole compilation, where the file is one of this layout."""
    return Part("ftm") if set(first_row(file.head)) >= set(COLUMNS) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets, a row each."""
    for _, row in read_records(files[""], COLUMNS):
        entry = notes.entry(" ".join(row["id"].split()))
        if row["name"].strip():
            yield _listing(row, entry, about)
        else:
            entry.drop("prints no name")


def _listing(row: Row, entry: EntryNotes, about: Metadata) -> Listing:
    births = [(text, read_dates(text)) for text in _values(row["birth_date"])]
    for text, read in births:
        if read.rest is not None:
            entry.issue("birth date not understood", text)
    name = " ".join(row["name"].split())
    aliases = (text for text in _values(row["aliases"]) if text != name)
    kind = target_type(row["schema"], entry, about)
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=kind,
        names=(ListedName(name), *(ListedName(text, NameKind.ALIAS) for text in aliases)),
        programmes=_values(row.get("program_ids", "")),
        birth_dates=tuple(dict.fromkeys(date for _, read in births for date in read.dates)),
        countries=countries(_values(row["countries"]), entry, about),
        addresses=_values(row["addresses"]),
        identifiers=(
            *(_identifier(text, kind, entry) for text in _values(row["identifiers"])),
            *(entry.identifier("email", text) for text in _values(row["emails"])),
        ),
        remarks=(
            *(f"Born: {text}" for text, read in births if read.rest is not None),
            *(
                f"Country: {code}"
                for code in _values(row["countries"])
                if about.words["countries"].get(code.casefold()) == ""
            ),
            *(
                f"{label}: {text}"
                for name, label in REMARKS.items()
                for text in _values(row[name])
            ),
            *entry.unknown_columns(unknown_cells(row, KNOWN)),
        ),
    )


def _identifier(text: str, target: TargetType, entry: EntryNotes) -> Identifier:
    """A number of a kind not told, save that numbers of ships say theirs."""
    ship = SHIP.fullmatch(text)
    if ship is None:
        return entry.identifier("number", text)
    kind = "imo" if target is TargetType.VESSEL else "imo-company"
    return entry.identifier(kind, ship[1])


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell, which is a row of its own with semicolons."""
    rows = csv.reader(io.StringIO(cell), delimiter=";")
    printed = (" ".join(text.split()) for row in rows for text in row)
    return tuple(dict.fromkeys(text for text in printed if text))


READER = Reader("ftm-simple", part, listings, ends_itself=False)
