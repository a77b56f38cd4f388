"""OFSI consolidated list (withdrawn): CSV of 36 and of 29 columns, XLSX, XML.

All layouts print one row for each name, birth date and address of a target. Each
row becomes the columns of the CSV of 2022; the rows of a target become one
designation of the kind that the UK Sanctions List prints.
"""

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO

from screening.domain.listings import Listing
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.delimited import check_header, first_row, read_records, read_rows
from screening.sources.files import ListFile, is_sheet
from screening.sources.gb_fcdo import Designation, to_listing
from screening.sources.gb_ofsi_cells import COLUMNS, add_row
from screening.sources.metadata import Metadata, metadata
from screening.sources.printed_dates import read_day
from screening.sources.sheets import Workbook, cell_text
from screening.sources.xml import Element, elements, local_name, root_name, text_of

ENDED = (
    "the OFSI consolidated list ended on 28 January 2026; the UK Sanctions List took its place"
)
ROOT = "ArrayOfFinancialSanctionsTarget"
ROW = "FinancialSanctionsTarget"
LAST_UPDATED = "Last Updated"
REFERENCE = "Group ID"
# Columns that every layout has; the others differ
REQUIRED = (
    *(f"Name {number}" for number in range(1, 7)),
    "Title",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Details",
    "Position",
    *(f"Address {number}" for number in range(1, 7)),
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    LAST_UPDATED,
    REFERENCE,
)
ENCODINGS = ("utf-8-sig", "cp1252")  # of 2022, and of the years before
PLACES_OF_TEXT = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "content.xml")
MIDNIGHT = re.compile(r"(?<=^\d{4}-\d\d-\d\d)T[\d:.]+Z?$")  # XML gives days as moments
START = 64 * 1024  # bytes of a sheet's texts in which its header stands


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of its layouts."""
    dated = first_row(file.head)[:1] == [LAST_UPDATED]
    csv = dated and _is_header(first_row(file.head, number=1))
    if csv or root_name(file.head) == ROOT or (is_sheet(file) and _is_sheet_of_list(file)):
        return Part("gb-ofsi")
    return None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets, in the order of their first rows."""
    notes.warn(ENDED)
    words = {**metadata("gb-fcdo").words, **about.words}
    about = replace(about, words=words)
    targets: dict[str, Designation] = {}
    for line, row in _rows(files[""], notes, about):
        reference = row.get(REFERENCE, "").strip()
        if not reference:
            notes.entry(f"row {line}").drop(f"prints no {REFERENCE}")
            continue
        add_row(row, targets.setdefault(reference, Designation()), words)
    for reference in list(targets):
        entry = notes.entry(reference)
        listing = to_listing(targets.pop(reference), entry, about)
        if listing is not None:
            yield listing


def _rows(
    file: ListFile, notes: Notes, about: Metadata
) -> Iterator[tuple[int, Mapping[str, str]]]:
    if root_name(file.head) == ROOT:
        for number, node in enumerate(elements(file, (ROW,)), start=1):
            yield number, _fields(node, about)
    elif is_sheet(file):
        yield from _sheet_rows(file, notes)
    else:
        dated = next(read_rows(file, encodings=ENCODINGS))
        notes.published_on = read_day(dated.cells[1])
        yield from read_records(file, REQUIRED, encodings=ENCODINGS, before_header=1)


def _sheet_rows(file: ListFile, notes: Notes) -> Iterator[tuple[int, dict[str, str]]]:
    book = Workbook(file)
    rows = book.rows(book.sheets[0])
    _, dated = next(rows, (0, []))
    notes.published_on = read_day(cell_text(dated[1])) if len(dated) > 1 else None
    _, names = next(rows, (0, []))
    header = [" ".join(cell_text(cell).split()) for cell in names]
    check_header(file, header, REQUIRED)
    for number, cells in rows:
        texts = [cell_text(cell) for cell in cells]
        if any(texts):
            yield number, dict(zip(header, texts, strict=False))


def _fields(node: Element, about: Metadata) -> dict[str, str]:
    """The elements of a row by the column that they are; others by their own name."""
    known = {_compact(column): column for column in (*REQUIRED, *COLUMNS)}
    row: dict[str, str] = {}
    for each in node:
        name = local_name(each)
        key = _compact(name)
        column = about.words["elements"].get(key, known.get(key, name))
        text = MIDNIGHT.sub("", text_of(each))
        if text and column:
            row[column] = text
    return row


def _compact(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def _is_header(cells: list[str]) -> bool:
    return {"Name 6", "Alias Type", REFERENCE} <= set(cells)


def _is_sheet_of_list(file: ListFile) -> bool:
    with file.open() as stream:
        content = BytesIO(stream.read())
    try:
        # not within `file.open`, which takes a bad archive for damaged packing of its own
        with zipfile.ZipFile(content) as archive:
            held = [name for name in PLACES_OF_TEXT if name in archive.namelist()]
            starts = [archive.open(name).read(START) for name in held]
    except zipfile.BadZipFile:
        return False
    return any(b">Name 6<" in start and b">Group ID<" in start for start in starts)


READER = Reader("gb-ofsi", part, listings, ends_itself=False)
