"""Own lists: any table, as CSV or workbook, beside a map of its columns.

The map names its table, since nothing in the table tells what it is. Described in
`docs/own-lists.md`.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from screening.domain.listings import Listing
from screening.domain.targets import Gender, Identifier, ListedName, NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.identifiers import KINDS
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.own_map import NAMES, is_map, read_map
from screening.sources.own_table import Row, read_table
from screening.sources.printed_dates import read_dates

MAP, DATA = "map", "data"
FIGURES = re.compile(r"\b\d{1,2}[./ -]\d{1,2}[./ -]\d{4}\b")
KINDS_OF_NAMES = {
    "aliases": NameKind.ALIAS,
    "weak_aliases": NameKind.WEAK_ALIAS,
    "former_names": NameKind.FORMER,
}


def part(file: ListFile) -> Part | None:
    """The map of an own list; its table is told by `tables`."""
    return Part(read_map(file).about.source.code, MAP) if is_map(file) else None


def tables(files: Sequence[ListFile]) -> Iterator[tuple[ListFile, Part]]:
    """The files that the maps among them name, whatever these look like.

    Raises:
        UnexpectedLayout: a map names several of the files, or two maps the same one.
    """
    taken: dict[str, str] = {}
    for own in (read_map(file) for file in files if is_map(file)):
        named = [file for file in files if own.names(file) and not is_map(file)]
        if len(named) > 1:
            several = ", ".join(file.name for file in named)
            raise UnexpectedLayout(
                f"file = {own.file!r} names {several}; give one of them at a time",
                source=own.name,
            )
        for file in named:
            if file.name in taken:
                message = f"names {file.name}, and so does {taken[file.name]}; correct one"
                raise UnexpectedLayout(message, source=own.name)
            taken[file.name] = own.name
            yield file, Part(own.about.source.code, DATA)


def about(files: Files) -> Metadata:
    """What the map says of the list.

    Raises:
        UnexpectedLayout: the table that the map names is not among the files.
    """
    own = read_map(files[MAP])
    if DATA not in files:
        raise UnexpectedLayout(
            f"names the table {own.file!r}, which is not among the files; give both together",
            source=own.name,
        )
    return own.about


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """A listing for each row of the table that names somebody or something."""
    own, file = read_map(files[MAP]), files[DATA]
    notes.published_on = own.published_on
    if own.authority is not None:
        notes.authorities[own.authority.code] = own.authority
    if "reference" not in own.columns:
        notes.warn(
            "the map has no column of references: an entry goes by its name and birth date, "
            "and counts as another one when these change"
        )
    repeats: Counter[str] = Counter()
    for row in read_table(own, file):
        names = _names(row)
        if "reference" in own.columns:
            reference = row.one("reference")
        else:
            reference = _made_reference(names, row.several("birth_date"), repeats)
        entry = notes.entry(reference or f"row {row.number}")
        identifiers = tuple(_identifiers(row, entry))
        if not reference and "reference" in own.columns:
            entry.drop(
                f"row {row.number}: {row.column('reference')} is empty; give it a reference"
            )
        elif not names and not identifiers:
            entry.drop(f"row {row.number}: no name and no identifier")
        else:
            yield _listing(row, names, identifiers, entry, about)


def _listing(
    row: Row,
    names: tuple[ListedName, ...],
    identifiers: tuple[Identifier, ...],
    entry: EntryNotes,
    about: Metadata,
) -> Listing:
    born, odd_births = _dates(row, "birth_date", entry)
    listed, odd_listed = _dates(row, "listed_on", entry)
    ended, odd_ended = _dates(row, "delisted_on", entry)
    published_on = row.own.published_on
    delisted = bool(ended) and (published_on is None or ended[0] <= published_on)
    remarks = (
        row.one("remarks"),
        *odd_births,
        *odd_listed,
        *odd_ended,
        *(f"End date: {day}" for day in ended[:1] if not delisted),
    )
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=TargetType(_word(row, "type", TargetType, entry) or TargetType.UNKNOWN),
        names=names,
        programmes=row.several("programme"),
        package=row.one("package") or None,
        measures=row.several("measure"),
        legal_basis=row.several("legal_basis"),
        listed_on=next(iter(listed), None),
        # an end to come, or one that cannot be read, leaves the entry in force
        delisted=delisted,
        delisted_on=ended[0] if delisted else None,
        birth_dates=born,
        birth_places=row.several("birth_place"),
        nationalities=entry.countries(row.several("nationality")),
        citizenships=entry.countries(row.several("citizenship")),
        countries=entry.countries(row.several("country")),
        gender=Gender(word) if (word := _word(row, "gender", Gender, entry)) else None,
        positions=row.several("position"),
        addresses=row.several("address"),
        identifiers=identifiers,
        linked_to=row.several("linked_to"),
        remarks=tuple(filter(None, remarks)),
    )


def _names(row: Row) -> tuple[ListedName, ...]:
    primary = row.one("name") or " ".join(filter(None, (row.one(name) for name in NAMES[1:])))
    names = [ListedName(primary)] if primary else []
    for field, kind in KINDS_OF_NAMES.items():
        names += [ListedName(text, kind) for text in row.several(field) if text != primary]
    if names and not primary:
        names[0] = ListedName(names[0].text)
    return tuple(names)


def _identifiers(row: Row, entry: EntryNotes) -> Iterator[Identifier]:
    for kind in KINDS:
        for value in row.several(kind):
            yield entry.identifier(kind, value)


def _word(
    row: Row, field: str, words: type[TargetType] | type[Gender], entry: EntryNotes
) -> str | None:
    """A value that has to be one of our words; None where it is not, an issue."""
    text = row.one(field).casefold()
    if not text or text in [word.value for word in words]:
        return text or None
    entry.issue(f"unknown {field}", row.said(field, row.one(field)))
    return None


def _dates(row: Row, field: str, entry: EntryNotes) -> tuple[tuple[str, ...], list[str]]:
    """The dates of a field, and remarks on what is none.

    Raises:
        UnexpectedLayout: a date is in figures, and the map does not say in which order.
    """
    found: list[str] = []
    remarks: list[str] = []
    for text in row.several(field):
        if row.own.day_first is None and FIGURES.search(text):
            raise UnexpectedLayout(
                f"row {row.number}, {row.column(field)}: {text} can be read in two ways; "
                "write day_first = true or false under [options] of the map, or the day as "
                "1961-04-07",
                source=row.file,
            )
        read = read_dates(text, day_first=bool(row.own.day_first))
        found += read.dates
        if read.rest is not None:
            entry.issue("date not understood", row.said(field, text))
            remarks.append(f"{row.own.columns[field][0]}: {text}")
    return tuple(dict.fromkeys(found)), remarks


def _made_reference(
    names: tuple[ListedName, ...], births: tuple[str, ...], repeats: Counter[str]
) -> str:
    """A reference of name and birth date, with a counter where both repeat."""
    if not names:
        return ""
    letters = unicodedata.normalize("NFKD", names[0].text.casefold())
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    words = re.findall(r"[^\W_]+", " ".join((plain, *births[:1])))
    reference = "-".join(words)
    repeats[reference] += 1
    return f"{reference}:{repeats[reference]}" if repeats[reference] > 1 else reference


READER = Reader("own", part, listings, about, ends_itself=False)
