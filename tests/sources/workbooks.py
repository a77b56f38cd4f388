"""Small workbooks for tests, as the issuers of lists write them."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

Value = str | int | float | bool | date | None

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DAYS_START = date(1899, 12, 30)


def write_xlsx(
    path: Path,
    sheets: Mapping[str, Sequence[Sequence[Value]]],
    *,
    modified: str | None = None,
) -> Path:
    """Write a workbook of texts, numbers, truth values and days.

    Args:
        path: of the file.
        sheets: rows by the name of the sheet.
        modified: when the workbook says it was written last.
    """
    kinds = [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
    kinds += [
        (f"xl/worksheets/sheet{place}.xml", "worksheet") for place in range(1, len(sheets) + 1)
    ]
    parts = {
        "[Content_Types].xml": _content_types(kinds),
        "_rels/.rels": _relations([("xl/workbook.xml", "officeDocument")]),
        "xl/workbook.xml": _workbook(list(sheets)),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *((f"worksheets/sheet{place}.xml", "worksheet") for place in _places(sheets)),
                ("styles.xml", "styles"),
            ]
        ),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
            '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
        ),
    }
    for place, rows in enumerate(sheets.values(), start=1):
        parts[f"xl/worksheets/sheet{place}.xml"] = _sheet(rows)
    if modified is not None:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
            'xmlns:dcterms="http://purl.org/dc/terms/">'
            f"<dcterms:modified>{modified}</dcterms:modified></cp:coreProperties>"
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return path


def _places(sheets: Mapping[str, object]) -> range:
    return range(1, len(sheets) + 1)


def _content_types(kinds: list[tuple[str, str]]) -> str:
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{base}.{kind}+xml"/>'
        for name, kind in kinds
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{place}" Type="{DOCUMENT}/{kind}" Target="{target}"/>'
        for place, (target, kind) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def _workbook(names: list[str]) -> str:
    inner = "".join(
        f'<sheet name="{escape(name)}" sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{inner}</sheets></workbook>'


def _sheet(rows: Sequence[Sequence[Value]]) -> str:
    inner = "".join(
        f'<row r="{number}">'
        + "".join(_cell(value, number, column) for column, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'


def _cell(value: Value, row: int, column: int) -> str:
    place = f'r="{chr(ord("A") + column)}{row}"'
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return f'<c {place} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, date):
        return f'<c {place} s="1"><v>{(value - DAYS_START).days}</v></c>'
    if isinstance(value, int | float):
        return f"<c {place}><v>{value}</v></c>"
    text = escape(value)
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
