"""The Japanese list of asset freezes of the Ministry of Finance (XLS and XLSX).

One sheet a regime, each with columns of its own behind some lines of explanation.
There is no number of the list's own: the reference is the name of the sheet, without
the figure it begins with, and the number of the notice.
"""

import re
from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Gender, ListedName, NameKind, TargetType
from screening.errors import UnexpectedLayout
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile, is_sheet
from screening.sources.jp_mof_cells import (
    birth_dates,
    country_at,
    known,
    notices,
    numbers,
    one_line,
    title_of,
    values,
)
from screening.sources.jp_mof_names import OTHER_SPELLING, is_japanese, notations, other_names
from screening.sources.jp_mof_rows import HEADER, Row, read_rows
from screening.sources.labelled_numbers import named_besides
from screening.sources.metadata import Metadata
from screening.sources.sheets import Workbook
from screening.sources.workbook_day import written_on

DELETED = "削除"
MEASURE = "資産凍結等の措置"
MARKS = re.compile(r"^[*#]*(?P<number>\d+)(?:\([^()]*\))?[*#]*$")
PERSONAL = frozenset(
    {"birth", "birth-place", "birth-and-place", "nationality", "passport", "position"}
)
PERSONS, ORGANIZATIONS = "個人", "団体"
GENDER = re.compile(r"性別\s*:\s*(?P<word>男|女)")
GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE}
BORN_AT = re.compile(r"Born at (?P<place>.+?),? (?:on|in) \d", re.IGNORECASE)
OTHER_NAMES = {
    "alias": NameKind.ALIAS,
    "weak_alias": NameKind.WEAK_ALIAS,
    "former": NameKind.FORMER,
}


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is a workbook with one of its headers."""
    if not is_sheet(file):
        return None
    try:
        book = Workbook(file)
        named = [sheet for sheet in book.sheets if is_japanese(sheet)]
        for sheet in named[:4]:
            if any(row and title_of(row[0]) == HEADER for _, row in book.rows(sheet)):
                return Part("jp-mof")
    except UnexpectedLayout:
        return None
    return None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of all sheets, as published; those that were deleted too."""
    file = files[""]
    notes.published_on = written_on(file)
    book = Workbook(file)
    for place, sheet in enumerate(book.sheets):
        for row in read_rows(book, sheet, file, notes, about, is_index=place == 0):
            entry = notes.entry(_reference(row))
            listing = _listing(row, entry, about)
            if listing is not None:
                yield listing


def _reference(row: Row) -> str:
    """Sheet and number; the marks that a number carries say where else the target is."""
    printed = one_line(row.text("number"))
    marks = MARKS.match(printed)
    return f"{row.sheet}:{marks['number'] if marks else printed}"


def _listing(row: Row, entry: EntryNotes, about: Metadata) -> Listing | None:
    days = notices(row.text("date"))
    deleted = [day for day, what in days if what == DELETED]
    kind = _type(row)
    names = _names(row, entry, kind)
    if not names:
        ended = deleted or DELETED in row.text("date")
        entry.drop("deleted, name removed" if ended else "prints no name")
        return None
    if row.text("date") and not days:
        entry.issue("date not understood", one_line(row.text("date")))
    listed = [day for day, what in days if not what]
    remarks = list(_remarks(row, entry))
    if row.text("date") and not days:
        remarks.append(f"Notice: {one_line(row.text('date'))}")
    nationalities, odd = _nationalities(row, entry, about)
    remarks += odd
    births = birth_dates(row.text("birth"))
    if births.rest is not None:
        entry.issue("birth date not understood", births.rest)
        remarks.append(f"Born: {births.rest}")
    both = row.text("birth-and-place")
    identifiers = []
    for role, number_kind in (("passport", "passport"), ("id", "national-id")):
        found, rest = numbers(row.text(role), number_kind, entry, about)
        identifiers += found
        for text in rest:
            entry.issue("document without a number", text)
            remarks.append(f"{number_kind.replace('-', ' ').capitalize()}: {text}")
    addresses = values(row.text("address"))
    other = [said for _, said in _other_names(row)]
    changed = [day for day, what in days if what and what != DELETED]
    born_at = BORN_AT.search(one_line(both))
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=kind,
        names=names,
        programmes=(row.sheet,),
        measures=(MEASURE,),
        listed_on=listed[0] if listed else None,
        delisted=bool(deleted) or row.lifted,
        delisted_on=deleted[0] if deleted else row.lifted_on,
        birth_dates=(*births.dates, *birth_dates(_first_date(both)).dates),
        birth_places=(
            *values(row.text("birth-place")),
            *((born_at["place"],) if born_at else ()),
        ),
        nationalities=nationalities,
        countries=tuple(
            dict.fromkeys(
                code for each in addresses if (code := country_at(each, about)) is not None
            )
        ),
        gender=_gender(row),
        positions=values(row.text("position")),
        addresses=addresses,
        identifiers=(
            *dict.fromkeys(identifiers),
            *named_besides(row.cells.get("remark", ()), entry, kind, identifiers),
        ),
        remarks=tuple(
            dict.fromkeys(
                (
                    *((f"Amended on {', '.join(changed)}",) if changed else ()),
                    *((f"Born: {one_line(both)}",) if both else ()),
                    *(each for said in other for each in said),
                    *remarks,
                )
            )
        ),
    )


def _type(row: Row) -> TargetType:
    """A person where a column of persons is filled, if only with "not known"."""
    if PERSONAL & set(row.cells):
        return TargetType.PERSON
    for text in (row.sheet, row.about):
        if PERSONS in text and ORGANIZATIONS not in text:
            return TargetType.PERSON
    return TargetType.ORGANIZATION


def _other_names(row: Row) -> Iterator[tuple[tuple[ListedName, ...], tuple[str, ...]]]:
    for role, kind in OTHER_NAMES.items():
        for text in row.cells.get(role, ()):
            yield other_names(text, kind)


def _names(row: Row, entry: EntryNotes, kind: TargetType) -> tuple[ListedName, ...]:
    person = kind is TargetType.PERSON
    names = list(notations(row.text("japanese"), row.text("english"), entry, person=person))
    for found, _ in _other_names(row):
        names += found
    if names and names[0].kind is not NameKind.PRIMARY:
        entry.issue("no primary name", names[0].text)
        names[0] = ListedName(names[0].text)
    unique: dict[str, ListedName] = {}
    for name in names:
        unique.setdefault(name.text, name)
    return tuple(unique.values())


def _first_date(text: str) -> str:
    """The date that a text on date and place of birth begins with."""
    match = re.match(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?", text)
    return match.group() if match else ""


def _nationalities(
    row: Row, entry: EntryNotes, about: Metadata
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words = about.words["countries"]
    found = (
        re.sub(r"\([^()]*\)$|国籍$", "", text).strip()
        for each in values(row.text("nationality"))
        for text in re.split(r"[、,]|及び|又は", each)
    )
    return entry.nationalities("Nationality", (words.get(text, text) for text in found))


def _gender(row: Row) -> Gender | None:
    match = GENDER.search(row.text("remark"))
    return GENDERS[match["word"]] if match else None


def _remarks(row: Row, entry: EntryNotes) -> Iterator[str]:
    number = one_line(row.text("number"))
    if not number.isdigit():
        yield f"Number: {number}"
    english = one_line(row.text("english"))
    if _type(row) is TargetType.PERSON and OTHER_SPELLING.search(english):
        yield f"English notation: {english}"
    for role, label in (("designated", "Designated"), ("phone", "Phone"), ("fax", "Fax")):
        for text in row.cells.get(role, ()):
            if known(text):
                yield f"{label}: {one_line(text)}"
    for text in row.cells.get("remark", ()):
        if known(text):
            yield one_line(text)
    for title, text in row.more:
        if known(text):
            yield from entry.unknown_columns([(title, one_line(text))])


READER = Reader("jp-mof-workbook", part, listings)
