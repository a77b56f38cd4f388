"""Cells of an XLSX workbook that show something and give no value.

What reads workbooks gives an empty text for an error such as `#REF!`, and for a formula
that was never worked out. The sheet itself tells them from empty cells.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import TypeAlias
from xml.etree import ElementTree

Place: TypeAlias = tuple[int, int]
"""Row and column, from 0."""

BLOCK = 1 << 20  # bytes
LONGEST_CELL = 1 << 17  # bytes of a cell with its formula; it may be cut by a block's end
CELL = re.compile(
    rb"<(?:\w+:)?c\s([^>]*[^/>])>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>", re.DOTALL
)
KIND = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]+)<")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
NOT_WORKED_OUT = "is a formula without a value; open the workbook, save it and try again"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
RELATION_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def unreadable_cells(content: bytes, sheet: str) -> dict[Place, str] | None:
    """The cells of a sheet that hold no value though they are not empty.

    Args:
        content: a workbook that can be opened.
        sheet: its name.

    Returns:
        Place to what is wrong; None where the format does not tell, as in XLS and ODS.

    Raises:
        ValueError: such a cell does not say where it is.
    """
    if not zipfile.is_zipfile(BytesIO(content)):
        return None
    with zipfile.ZipFile(BytesIO(content)) as archive:
        part = _part(archive, sheet)
        return None if part is None else dict(_unreadable(archive, part))


def cell_name(place: Place) -> str:
    """What a spreadsheet calls a cell: `B7`."""
    row, column = place
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"


def _part(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The part of the archive that holds a sheet."""
    parts = {name.lower(): name for name in archive.namelist()}
    if BOOK not in parts or RELATIONS not in parts:
        return None
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in ElementTree.fromstring(archive.read(parts[RELATIONS]))
    }
    for each in ElementTree.fromstring(archive.read(parts[BOOK])).iter():
        if each.tag.endswith("}sheet") and each.get("name") == sheet:
            target = targets.get(each.get(RELATION) or each.get(RELATION_STRICT), "")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            return parts.get(path.lower())
    return None


def _unreadable(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[Place, str]]:
    with archive.open(part) as stream:
        rest = b""
        while block := stream.read(BLOCK):
            text = rest + block
            if FORMULA.search(text) or re.search(rb"""\bt\s*=\s*["']e["']""", text):
                for cell in CELL.finditer(text):
                    if (found := _wrong(cell[1], cell[2])) is not None:
                        yield found
            rest = text[-LONGEST_CELL:]


def _wrong(attributes: bytes, inner: bytes) -> tuple[Place, str] | None:
    place = PLACE.search(attributes)
    kind = KIND.search(attributes)
    value = VALUE.search(inner)
    if kind is not None and kind[1] == b"e":
        error = value[1].decode(errors="replace") if value else "an error"
        return _place(place), f"holds the error {error}; correct it"
    # a formula whose result is an empty text says that it is one
    if value is None and FORMULA.search(inner) and (kind is None or kind[1] != b"str"):
        return _place(place), NOT_WORKED_OUT
    return None


def _place(found: re.Match[bytes] | None) -> Place:
    if found is None:
        raise ValueError("a cell with an error does not say where it is")
    column = 0
    for letter in found[1]:
        column = 26 * column + letter - ord("A") + 1
    return int(found[2]) - 1, column - 1
