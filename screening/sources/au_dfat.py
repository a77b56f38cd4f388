"""The Australian consolidated list of the Department of Foreign Affairs and Trade (XLSX).

One sheet, one row a name. The figures of `101`, `101a`, `101aa` are the target; the
rows of one target repeat its facts, and do not always stand together.
"""

import re
from collections.abc import Iterable, Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.sources.au_dfat_cells import Dates, enumerated, first_listed, plain
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile, is_sheet
from screening.sources.labelled_numbers import labelled_numbers
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day
from screening.sources.sheets import Cell, Workbook, cell_text
from screening.sources.workbook_day import written_on

NEEDED = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Citizenship",
    "Additional Information",
    "Committees",
    "Control Date",
)
LATER = (  # columns that the list did not have from the start
    "Alias Strength",
    "Place of Birth",
    "Address",
    "Listing Information",
    "IMO Number",
    "Instrument of Designation",
)
MOST_SHEETS = 3  # one, and what a spreadsheet adds by itself
REFERENCE = re.compile(r"(?P<number>\d+)\s*(?P<letters>[a-z]*)", re.IGNORECASE)
UN_REFERENCE = re.compile(
    r"(?:^\s*|\bUN Reference(?: Number)?[\s:.]*)"
    r"(?P<list>[A-Z]{2})(?P<kind>[ie])\.(?P<number>\d{3})\b",
    re.IGNORECASE,
)
COUNTRY_AT_END = re.compile(r"(?:^|,)\s*(?P<country>[^,;()\d]+?)\s*(?:\([^()]*\))?[.;]?$")

Row = dict[str, Cell]


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is a workbook with its columns in the first row."""
    if not is_sheet(file):
        return None
    try:
        book = Workbook(file)
        if len(book.sheets) > MOST_SHEETS:
            return None
        first = next((row for _, row in book.rows(book.sheets[0])), [])
    except UnexpectedLayout:
        return None
    titles = {plain(cell) for cell in first}
    return Part("au-dfat") if titles >= set(NEEDED[:4]) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets of the list, in the order of their first rows."""
    file = files[""]
    notes.published_on = written_on(file)
    targets: dict[str, list[Row]] = {}
    for row in _rows(file):
        targets.setdefault(_number(row, file), []).append(row)
    for number, rows in targets.items():
        entry = notes.entry(number)
        rows.sort(key=lambda row: plain(row["Name Type"]) != "Primary Name")
        listing = _listing(rows, entry, about)
        if listing is None:
            entry.drop("prints no name")
        else:
            yield listing


def _rows(file: ListFile) -> Iterator[Row]:
    book = Workbook(file)
    rows = book.rows(book.sheets[0])
    _, head = next(rows)
    titles = [plain(cell) for cell in head]
    missing = [title for title in NEEDED if title not in titles]
    if missing:
        raise UnexpectedLayout(
            f"lacks the column {', '.join(missing)}; the layout has changed, and the reader of "
            "this list has to follow",
            source=file.name,
        )
    for _, row in rows:
        if any(plain(cell) for cell in row):
            yield dict.fromkeys(LATER, "") | dict(zip(titles, row, strict=False))


def _number(row: Row, file: ListFile) -> str:
    printed = plain(row["Reference"])
    match = REFERENCE.fullmatch(printed)
    if match is None:
        name = plain(row["Name of Individual or Entity"])
        raise UnexpectedLayout(
            f"the reference {printed!r} of {name!r} is no number with letters, by which the "
            "rows of a target are told to belong together",
            source=file.name,
        )
    return match["number"]


def _listing(rows: list[Row], entry: EntryNotes, about: Metadata) -> Listing | None:
    names = _names(rows, entry, about)
    if not names:
        return None
    kind = _type(rows, entry, about)
    births = Dates.of(_cells(rows, "Date of Birth"), entry)
    information = _texts(rows, "Additional Information")
    told = _texts(rows, "Listing Information")
    acts = _texts(rows, "Instrument of Designation")
    control = _control_date(rows, entry)
    committees = _texts(rows, "Committees")
    addresses = _enumerated(rows, "Address")
    citizenships, odd = entry.nationalities(
        "Citizenship",
        (
            about.words["countries"].get(country.strip(), country)
            for text in _texts(rows, "Citizenship")
            for country in text.split(";")
        ),
    )
    days = _texts(rows, "Control Date")
    unread = [f"Control date: {text}" for text in days if read_day(text) is None]
    listed_on = first_listed(told, control)
    packages = (about.package_of(committee, control) for committee in committees)
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=kind,
        names=names,
        programmes=committees,
        package=next(filter(None, packages), None),
        measures=_measures(rows, about),
        legal_basis=tuple(text for text in acts if read_day(text) is None),
        listed_on=listed_on,
        birth_dates=births.dates,
        birth_places=_enumerated(rows, "Place of Birth"),
        citizenships=citizenships,
        countries=_countries(addresses),
        addresses=addresses,
        identifiers=_identifiers(rows, information, kind, entry),
        remarks=tuple(
            dict.fromkeys(
                (
                    *_un_references((*information, *told)),
                    *births.remarks,
                    *odd,
                    *unread,
                    *information,
                    *(f"Listing information: {text}" for text in told if text not in acts),
                    *(
                        (f"Control date: {control}",)
                        if control not in (None, listed_on)
                        else ()
                    ),
                    *entry.unknown_columns(_unknown(rows, about)),
                )
            )
        ),
    )


def _unknown(rows: list[Row], about: Metadata) -> Iterator[tuple[str, str]]:
    known = {*NEEDED, *LATER, *about.words["measures"]}
    for title in (each for each in rows[0] if each not in known):
        yield from ((title, text) for text in _texts(rows, title))


def _cells(rows: Iterable[Row], title: str) -> list[Cell]:
    return list(dict.fromkeys(row[title] for row in rows if plain(row[title])))


def _texts(rows: Iterable[Row], title: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(plain(cell) for cell in _cells(rows, title)))


def _enumerated(rows: Iterable[Row], title: str) -> tuple[str, ...]:
    cells = (cell_text(cell) for cell in _cells(rows, title))
    return tuple(dict.fromkeys(text for cell in cells for text in enumerated(cell)))


def _names(rows: list[Row], entry: EntryNotes, about: Metadata) -> tuple[ListedName, ...]:
    found: dict[str, ListedName] = {}
    for row in rows:
        text = plain(row["Name of Individual or Entity"])
        printed = plain(row["Name Type"])
        word = about.words["names"].get(printed)
        if word is None:
            entry.issue("unknown name type", printed)
        if word == "alias" and plain(row["Alias Strength"]) == "Weak":
            word = "weak_alias"
        if text:
            found.setdefault(text, ListedName(text, NameKind(word or "alias")))
    names = list(found.values())
    primary = [name for name in names if name.kind is NameKind.PRIMARY]
    for name in primary[1:]:
        entry.issue("one number with two primary names", name.text)
        names[names.index(name)] = ListedName(name.text, NameKind.ALIAS)
    if names and not primary:
        entry.issue("no primary name", names[0].text)
        names[0] = ListedName(names[0].text)
    return tuple(names)


def _type(rows: list[Row], entry: EntryNotes, about: Metadata) -> TargetType:
    printed = _texts(rows, "Type")
    if len(printed) > 1:
        entry.issue("one number with two types", ", ".join(printed))
    word = about.words["types"].get(printed[0] if printed else "")
    if word is None:
        entry.issue("unknown type", ", ".join(printed))
    return TargetType(word or "unknown")


def _control_date(rows: list[Row], entry: EntryNotes) -> str | None:
    days = _texts(rows, "Control Date")
    read = [day for text in days if (day := read_day(text)) is not None]
    if len(read) < len(days):
        entry.issue("date not understood", ", ".join(days))
    elif len(days) > 1:
        entry.issue("control dates differ between the rows", ", ".join(days))
    return read[0] if read else None


def _measures(rows: list[Row], about: Metadata) -> tuple[str, ...]:
    """The titles of the columns of measures that one of the rows says yes in."""
    return tuple(
        title
        for title, word in about.words["measures"].items()
        if any(plain(row.get(title, "")).casefold() == word for row in rows)
    )


def _countries(addresses: Iterable[str]) -> tuple[str, ...]:
    """The countries that addresses end with; without notes, for many end otherwise."""
    silent = Notes().entry("")
    ends = (COUNTRY_AT_END.search(address) for address in addresses)
    return silent.countries(match["country"] for match in ends if match)


def _identifiers(
    rows: list[Row], information: tuple[str, ...], kind: TargetType, entry: EntryNotes
) -> tuple[Identifier, ...]:
    imo = "imo" if kind is TargetType.VESSEL else "imo-company"
    found = [entry.identifier(imo, number) for number in _texts(rows, "IMO Number")]
    for text in information:
        found += labelled_numbers(text, entry, kind)
    unique = {(one.kind, one.canonical): one for one in reversed(found)}
    return tuple(reversed(unique.values()))


def _un_references(texts: Iterable[str]) -> Iterator[str]:
    """References of the UN list, which other lists of the same target are found by."""
    for text in texts:
        for match in UN_REFERENCE.finditer(text):
            regime, kind = match["list"].upper(), match["kind"].lower()
            yield f"UN reference: {regime}{kind}.{match['number']}"


READER = Reader("au-dfat-xlsx", part, listings)
