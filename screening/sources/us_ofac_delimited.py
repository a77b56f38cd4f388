"""OFAC's delimited lists: SDN.CSV or CONS_PRIM.CSV with aliases, addresses and comments.

Layout: OFAC's "dat_spec.txt". The four files of one day are one list. They hold no
date of their own and no day of listing.
"""

import re
from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import ListedName
from screening.errors import UnexpectedLayout
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.delimited import END_OF_FILE, Row, first_row, read_rows
from screening.sources.files import BLOCK, ListFile
from screening.sources.metadata import Metadata
from screening.sources.us_ofac_facts import Facts, address_line
from screening.sources.us_ofac_remarks import read_remarks
from screening.sources.us_ofac_words import name_kind, target_type

NULL = "-0-"
CUT_AT = 1000  # characters of remarks; the rest is among the comments
ENCODINGS = ("utf-8-sig", "latin-1")
NUMBER = re.compile(r"[1-9]\d{0,8}")

# Labels of the columns behind name, type and programme
COLUMNS = (
    "Title",
    "Vessel Call Sign",
    "Vessel Type",
    "Tonnage",
    "Gross Registered Tonnage",
    "Vessel Flag",
    "Vessel Owner",
)

MAIN, ALIASES, ADDRESSES, COMMENTS = "main", "aliases", "addresses", "comments"
# How many cells a row has, and what its first row looks like in the bytes
WIDTHS = {MAIN: 12, ALIASES: 5, ADDRESSES: 6, COMMENTS: 2}
SHAPES = {
    MAIN: re.compile(rb'\d+,"[^\r\n]*?",\s*(?:-0-|"(?:individual|vessel|aircraft)")', re.I),
    ALIASES: re.compile(rb'\d+,\d+,"[afn]\.?k\.?a\.?",', re.I),
    ADDRESSES: re.compile(rb'\d+,\d+,\s*(?:"|-0-)'),
    COMMENTS: re.compile(rb'\d+,"'),
}
TITLES = {
    "us-ofac-sdn": {
        MAIN: "SDN.CSV",
        ALIASES: "ALT.CSV",
        ADDRESSES: "ADD.CSV",
        COMMENTS: "SDN_COMMENTS.CSV",
    },
    "us-ofac-cons": {
        MAIN: "CONS_PRIM.CSV",
        ALIASES: "CONS_ALT.CSV",
        ADDRESSES: "CONS_ADD.CSV",
        COMMENTS: "CONS_COMMENTS.CSV",
    },
}
LACKING = {
    ALIASES: "aliases, save the weak ones",
    ADDRESSES: "addresses",
    COMMENTS: f"what remarks have beyond {CUT_AT} characters",
}
ORPHANS = {
    ALIASES: "alias of an entry that is not in the file",
    ADDRESSES: "address of an entry that is not in the file",
    COMMENTS: "comment on an entry that is not in the file",
}

Rows = dict[str, list[list[str]]]
"""The cells behind the number of an entry, by that number."""


def part(file: ListFile) -> Part | None:
    """Which of the four files it is, told from its first row; its list, from its name."""
    cells = first_row(file.head)
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for name, shape in SHAPES.items():
        if len(cells) == WIDTHS[name] and shape.match(head):
            base = file.name.rpartition("/")[2].casefold()
            sdn, cons = "us-ofac-sdn", "us-ofac-cons"
            # the content does not tell one from the other; whoever knows says --source
            return Part(cons, name) if base.startswith("cons") else Part(sdn, name, (cons,))
    return None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the list, as published."""
    titles = TITLES[about.source.code]
    if MAIN not in files:
        have = ", ".join(titles[name] for name in files)
        raise UnexpectedLayout(
            f"{titles[MAIN]} is missing, and {have} alone does not say who is listed; "
            "give the files of one day together",
            source=about.source.code,
        )
    besides = {name: _grouped(files[name], name) for name in LACKING if name in files}
    cut = 0
    for row in _rows(files[MAIN], MAIN):
        reference = row.cells[0]
        aliases, addresses, rest = (
            besides.get(name, {}).pop(reference, []) for name in (ALIASES, ADDRESSES, COMMENTS)
        )
        lacks_rest = len(row.cells[-1]) >= CUT_AT and not rest
        cut += lacks_rest
        told = Facts(notes.entry(reference))
        _take_columns(row.cells, told)
        _take_aliases(aliases, told)
        _take_remarks(row.cells[-1], "".join(cells[0] for cells in rest), told, cut=lacks_rest)
        _take_addresses(addresses, told)
        if not told.names and not told.identifiers:
            told.entry.drop("prints no name")
            continue
        yield told.listing(
            Listing(
                reference=reference,
                authority=about.source.authority,
                type=target_type(_text(row.cells[2]), told.entry),
                programmes=tuple(dict.fromkeys(_programmes(_text(row.cells[3])))),
            )
        )
    _note_orphans(besides, titles, notes)
    _note_lacking(files, titles, notes, cut=cut)


def _take_columns(cells: list[str], told: Facts) -> None:
    """The columns but type, programme and remarks; those of vessels go by a label."""
    if name := _text(cells[1]):
        told.names.append(ListedName(name))
    for label, cell in zip(COLUMNS, cells[4:11], strict=True):
        if value := _text(cell):
            told.take(label, value)


def _take_aliases(rows: list[list[str]], told: Facts) -> None:
    for _, kind, name, remark in (map(_text, cells) for cells in rows):
        if name:
            told.names.append(ListedName(name, name_kind(kind, told.entry)))
        if remark:
            told.remarks.append(f"Alias {name}: {remark}")


def _take_remarks(printed: str, rest: str, told: Facts, *, cut: bool) -> None:
    """The items of the remarks; the rest of cut ones is joined to them as it is."""
    if rest and len(printed) < CUT_AT:
        told.entry.issue("comment on remarks that are not cut", rest)
        told.remarks.append(_text(rest))
        rest = ""
    if text := _text(printed + rest):
        read_remarks(text, told, cut=cut)


def _take_addresses(rows: list[list[str]], told: Facts) -> None:
    """Addresses in one line each; many are a country alone, some nothing at all."""
    for _, street, city, country, remark in (map(_text, cells) for cells in rows):
        line = address_line((("ADDRESS1", street), ("CITY", city)), [country])
        told.addresses.append(f"{line} ({remark})".strip() if remark else line)
        told.at([country])


def _programmes(text: str) -> Iterator[str]:
    """The programmes of `IRAN] [SDGT`; the outer brackets are not printed."""
    for programme in text.split("] ["):
        if tag := programme.strip("[] "):
            yield tag


def _grouped(file: ListFile, name: str) -> Rows:
    grouped: Rows = {}
    for row in _rows(file, name):
        grouped.setdefault(row.cells[0], []).append(row.cells[1:])
    return grouped


def _rows(file: ListFile, name: str) -> Iterator[Row]:
    """The rows, each of the width of its file and about a numbered entry."""
    for row in read_rows(file, encodings=ENCODINGS):
        row.cells[0] = _text(row.cells[0])
        if len(row.cells) != WIDTHS[name] or NUMBER.fullmatch(row.cells[0]) is None:
            raise UnexpectedLayout(
                f"line {row.line}: {len(row.cells)} cells, the first {row.cells[0]!r}, where "
                f"a number and {WIDTHS[name] - 1} more are expected; the file is damaged or "
                "was changed by another program: get it as published",
                source=file.name,
            )
        yield row


def _text(cell: str) -> str:
    """A cell without idle blanks; empty where it holds OFAC's sign for nothing."""
    text = " ".join(cell.split())
    return "" if text == NULL else text


def _note_orphans(besides: dict[str, Rows], titles: dict[str, str], notes: Notes) -> None:
    for name, left in besides.items():
        for reference, rows in left.items():
            notes.issue(reference, ORPHANS[name], _text(" ".join(rows[0])))
        if left:
            notes.doubt(
                f"{titles[name]} has rows on entries that {titles[MAIN]} lacks ({len(left)}): "
                "the files are not of one day, or one is cut short"
            )


def _note_lacking(files: Files, titles: dict[str, str], notes: Notes, *, cut: int) -> None:
    for name, what in LACKING.items():
        if name in files:
            continue
        text = f"{titles[name]} is missing: {what} cannot be known"
        if name == COMMENTS and not cut:
            notes.warn(text)
        else:
            notes.doubt(text)
    if cut:
        notes.doubt(f"remarks are cut short and their rest is missing (entries: {cut})")
    for name, file in files.items():
        if not _ends_as_published(file):
            notes.warn(
                f"{titles[name]} lacks the byte 0x1A at its end: if it is cut short between "
                "two rows, that cannot be seen"
            )


def _ends_as_published(file: ListFile) -> bool:
    last = b""
    with file.open() as stream:
        while block := stream.read(BLOCK):
            last = (last + block)[-8:]
    return last.rstrip(b"\r\n").endswith(END_OF_FILE.encode())


READER = Reader("us-ofac-delimited", part, listings)
