"""Annexes of the EU's sanctions regulations, as transcribed from the Official Journal.

A folder of CSV files is one state of the source: one file for each framework act as
it was consolidated, and one for each amending act that is not consolidated yet. A
row is one designation. It goes by the act, the annex and its number there; where an
annex has no numbers, by its name, so that a renamed entry goes by another reference.

A row of an amending act with the reference of a consolidated row, and its day, name
or IMO number, is the newer text of the same designation and takes its place.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from screening.domain.listings import Listing
from screening.names.fold import fold
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.delimited import first_row, read_records, unknown_cells
from screening.sources.eu_journal_names import Row
from screening.sources.eu_journal_rows import listing
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata

SOURCE = "eu-journal"
CONSOLIDATED = "celex"
AMENDED, AMENDING = "amendedCelex", "amendmentCelex"
COLUMNS = (
    "recordId programKey annex measure startDate reason schema name alias weakAlias "
    "previousName country nationality jurisdiction birthDate birthPlace position "
    "passportNumber gender appearance ethnicity fatherName motherName incorporationDate "
    "legalForm sector registrationNumber taxNumber idNumber innCode ogrnCode kppCode "
    "okpoCode leiCode swiftBic ticker imoNumber mmsi flag address phone email website notes"
).split()
KNOWN = frozenset((CONSOLIDATED, AMENDED, AMENDING, *COLUMNS))
LONGEST_NAME = 60  # characters of a reference
SAME = ("startDate", "name", "imoNumber")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row and the reference it goes by."""

    reference: str
    row: Row


def part(file: ListFile) -> Part | None:
    """The act that a file transcribes, by the name of the file."""
    header = first_row(file.head)
    if not {"recordId", "programKey", "annex", "startDate", "schema"} <= set(header):
        return None
    if CONSOLIDATED not in header and AMENDING not in header:
        return None
    return Part(SOURCE, file.name.rpartition("/")[2].partition(".")[0])


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The designations: those consolidated act by act, then those of amending acts."""
    consolidated = [file for _, file in sorted(files.items()) if not _is_amending(file)]
    amending = [file for _, file in sorted(files.items()) if _is_amending(file)]
    newer: dict[str, Numbered] = {}
    for file in amending:
        for each in _numbered(file):
            before = newer.get(each.reference)
            if before is not None and not _is_same(before.row, each.row):
                reference = f"{each.reference}:{each.row.amending}"
                newer[reference] = replace(each, reference=reference)
                continue
            if before is not None:
                _drop(before, each, notes)
            newer[each.reference] = each
    for file in consolidated:
        for each in _numbered(file):
            later = newer.get(each.reference)
            if later is not None and _is_same(each.row, later.row):
                _drop(each, later, notes)
                continue
            if later is not None:
                del newer[each.reference]
                reference = f"{each.reference}:{later.row.amending}"
                newer[reference] = replace(later, reference=reference)
            yield from _listing(each, notes, about)
    for each in newer.values():
        yield from _listing(each, notes, about)


def _listing(each: Numbered, notes: Notes, about: Metadata) -> Iterator[Listing]:
    entry = notes.entry(each.reference)
    if each.row.values["name"] or each.row.values["imoNumber"]:
        yield listing(each.row, entry, about)
    else:
        entry.drop("prints neither a name nor an IMO number")


def _is_amending(file: ListFile) -> bool:
    return AMENDING in first_row(file.head)


def _drop(before: Numbered, later: Numbered, notes: Notes) -> None:
    notes.entry(before.reference).drop(f"replaced by its text in {later.row.amending}")


def _is_same(one: Row, other: Row) -> bool:
    return any(one.values[key].casefold() == other.values[key].casefold() != "" for key in SAME)


def _numbered(file: ListFile) -> Iterator[Numbered]:
    """The rows of a file, each under a reference of its own."""
    own = (AMENDED, AMENDING) if _is_amending(file) else (CONSOLIDATED,)
    met: Counter[str] = Counter()
    for _, cells in read_records(file, (*own, *COLUMNS)):
        values = {key: " ".join(cell.split()) for key, cell in cells.items()}
        row = Row(
            celex=values[own[0]],
            amending=values.get(AMENDING, ""),
            values=values,
            lists={key: _values(cells[key]) for key in COLUMNS if cells[key]},
            others=tuple(unknown_cells(cells, KNOWN)),
        )
        number = values["recordId"] or _slug(values["name"])
        reference = f"{row.celex}:{values['annex']}:{number}"
        met[reference] += 1
        if met[reference] > 1:
            reference = f"{reference}:{met[reference]}"
        yield Numbered(reference, row)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(name))[:LONGEST_NAME].strip("-")


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell, each once: joined by semicolons, quoted as in CSV."""
    line = " ".join(cell.split())
    (found,) = csv.reader([line], delimiter=";", skipinitialspace=True)
    texts = (" ".join(value.split()) for value in found)
    return tuple(dict.fromkeys(text for text in texts if text))


READER = Reader("eu-journal", part, listings, ends_itself=False)
