import datetime
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from screening.batch.inputs import read_input
from screening.batch.rows import Row
from screening.batch.tables import Table
from screening.batch.workbook_errors import cell_name
from screening.errors import InputFileError

SHEET = "xl/worksheets/sheet1.xml"
Fill = Callable[[Any, Any], object]


def made(*fills: tuple[str, Fill]) -> bytes:
    """A workbook whose sheets are filled by functions of a sheet and its book."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for name, fill in fills:
            fill(book.add_worksheet(name), book)
    return content.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def table(content: bytes) -> Table:
    return read_input(io.BytesIO(content), file="in.xlsx")[0]


def rows(fill: Fill) -> list[Row]:
    def headed(sheet: Any, book: Any) -> None:
        sheet.write_row(0, 0, ["name", "dob", "imo", "notes"])
        fill(sheet, book)

    return list(table(made(("Customers", headed))).rows)


def filled(*lines: list[Any]) -> Fill:
    def fill(sheet: Any, _: Any) -> None:
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)

    return fill


def test_the_first_sheet_that_is_shown_and_has_data_is_read_and_said() -> None:
    def hidden(sheet: Any, _: Any) -> None:
        sheet.write(0, 0, "name")
        sheet.hide()

    found = table(
        made(
            ("Cover", lambda sheet, _: sheet.activate()),
            ("Old", hidden),
            ("Clients", filled(["name", "dob"], ["Jane Roe", 1990])),
            ("Notes", filled(["x"])),
        )
    )

    assert found.header == ("name", "dob")
    assert list(found.rows) == [Row(1, "row 2", ("Jane Roe", "1990"))]
    assert found.said == ("sheet: Clients; not read: Cover, Old, Notes",)


def test_a_table_may_begin_anywhere_and_its_places_are_rows_of_the_sheet() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.write(4, 2, "name")
        sheet.write(5, 2, "Jane Roe")
        sheet.write_formula(6, 2, "=1/0", None, "#DIV/0!")

    first, second = table(made(("S", fill))).rows

    assert (first.place, first.cells) == ("row 6", ("Jane Roe",))
    assert (second.place, second.fault) == (
        "row 7",
        "the cell C7 holds the error #DIV/0!; correct it",
    )


def test_cells_are_read_as_they_are_shown() -> None:
    def fill(sheet: Any, book: Any) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_datetime(1, 1, datetime.date(1965, 3, 7), day)
        sheet.write_row(1, 2, [9842188.0, True])
        sheet.write_formula(1, 0, '="Jane"&" Roe"', None, "Jane Roe")
        sheet.write_row(2, 0, ["John Doe", "", 1.5, "a\nb"])

    assert [row.cells for row in rows(fill)] == [
        ("Jane Roe", "1965-03-07", "9842188", "true"),
        ("John Doe", "", "1.5", "a\nb"),
    ]


def error(sheet: Any, _: Any) -> None:
    sheet.write_formula(1, 0, "=#REF!", None, "#REF!")


def merged(sheet: Any, _: Any) -> None:
    sheet.write(1, 0, "Jane Roe")
    sheet.merge_range(1, 1, 2, 1, "1965")
    sheet.write(2, 0, "John Doe")


def rounded(sheet: Any, _: Any) -> None:
    sheet.write_row(1, 0, ["Jane Roe", "", 12345678901234567])


@pytest.mark.parametrize(
    ("fill", "fault"),
    [
        (error, "the cell A2 holds the error #REF!; correct it"),
        (merged, "the cell B3 is merged with B2; unmerge them and fill each"),
        (
            rounded,
            "the cell C2 holds a number of more than 15 digits, which spreadsheets round",
        ),
    ],
)
def test_a_row_of_which_a_screened_cell_cannot_be_relied_on_has_a_fault(
    fill: Fill, fault: str
) -> None:
    last = rows(fill)[-1]

    assert last.fault is not None
    assert last.fault.startswith(fault)


def test_a_formula_that_was_never_worked_out_is_not_an_empty_cell() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.write_row(0, 0, ["name", "dob"])
        sheet.write(1, 0, "Jane Roe")
        sheet.write_formula(1, 1, "=A1", None, 1990)
        sheet.write(2, 0, "John Doe")
        sheet.write_formula(2, 1, '=IF(A1="","x","")', None, "")

    worked_out = made(("S", fill))
    parts = unpacked(worked_out)
    as_empty_text = parts[SHEET].replace(b'<c r="B3">', b'<c r="B3" t="str">')
    parts[SHEET] = as_empty_text.replace(b"<v>1990</v>", b"")

    first, second = table(packed(parts)).rows

    assert first.fault is not None
    assert first.fault.startswith("the cell B2 is a formula without a value; open")
    assert second.cells == ("John Doe", "")


def test_an_error_that_does_not_say_where_it_is_refuses_the_workbook() -> None:
    def fill(sheet: Any, book: Any) -> None:
        sheet.write(0, 0, "name")
        error(sheet, book)

    parts = unpacked(made(("S", fill)))
    parts[SHEET] = parts[SHEET].replace(b' r="A2"', b"")

    with pytest.raises(
        InputFileError, match=r"^in\.xlsx: sheet S: a cell with an error does not"
    ):
        table(packed(parts))


def test_an_error_beside_what_is_screened_does_no_harm() -> None:
    def fill(sheet: Any, _: Any) -> None:
        sheet.write(1, 0, "Jane Roe")
        sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")

    assert [row.fault for row in rows(fill)] == [None]


def test_empty_rows_are_faults_between_others_and_nothing_at_the_end() -> None:
    def fill(sheet: Any, book: Any) -> None:
        sheet.write(1, 0, "Jane Roe")
        sheet.write(3, 0, "John Doe")
        sheet.write_blank(9, 0, None, book.add_format({"bold": True}))

    assert [(row.place, row.fault is None) for row in rows(fill)] == [
        ("row 2", True),
        ("row 3", False),
        ("row 4", True),
    ]


def test_a_column_without_a_header_is_no_error() -> None:
    found = table(made(("S", filled(["name", "", "dob"], ["Jane Roe", "x", "1990"]))))

    assert found.header == ("name", "", "dob")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04 torn", r"^in\.xlsx: cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0 locked", r"^in\.xlsx: cannot be read as a workbook"),
        (made(("S", filled())), r"^in\.xlsx: no sheet that is shown has data"),
        (made(("S", filled(["name"]))), r"^in\.xlsx: has a header and no row"),
        (made(("S", filled(["name", "Name"]))), r"^in\.xlsx: two columns are called Name"),
        (made(("S", filled(["List of 2024"], ["name"]))), r"^in\.xlsx: no column of names"),
    ],
    ids=["torn", "locked", "empty", "header", "double", "title"],
)
def test_a_workbook_that_holds_no_table_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(InputFileError, match=message):
        table(content)


def test_cells_are_called_as_a_spreadsheet_calls_them() -> None:
    assert [cell_name(place) for place in [(0, 0), (6, 25), (9, 26), (0, 701), (0, 702)]] == [
        *("A1", "Z7", "AA10", "ZZ1", "AAA1")
    ]


MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
OPEN_ROW = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>{}</text:p>'
    "</table:table-cell></table:table-row>"
)
OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body>
</office:document-content>"""


def test_other_workbooks_are_read_and_it_is_said_what_they_do_not_tell() -> None:
    rows = "".join(OPEN_ROW.format(text) for text in ("name", "Jane Roe"))
    found = table(
        packed(
            {
                "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": MANIFEST.encode(),
                "content.xml": OPEN_DOCUMENT.format(rows=rows).encode(),
            }
        )
    )

    assert [row.cells for row in found.rows] == [("Jane Roe",)]
    assert found.said == (
        "sheet: S",
        "format: not XLSX; a cell with an error cannot be told from an empty one",
    )
