"""UN Security Council consolidated list (XML).

Layout: the published file and its schema of 2018, which the file has outgrown
(https://www.un.org/sc/resources/sc-sanctions.xsd).
"""

import re
from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Gender, Identifier, ListedName, NameKind, TargetType
from screening.identifiers import make_identifier
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.xml import (
    Element,
    attribute,
    child_text,
    child_texts,
    children,
    elements,
    local_name,
    root_element,
    root_name,
)

ROOT = "CONSOLIDATED_LIST"
TYPES = {"INDIVIDUAL": TargetType.PERSON, "ENTITY": TargetType.ORGANIZATION}
GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
LABELLED = re.compile(
    r"^(?P<label>.*?\b(?:number|no|n°|passport|card)\b[.:]?\s*:?)\s+(?P<number>(?=\S*\d)\S+)$",
    re.IGNORECASE,
)
IMO = re.compile(r"\bIMO\b(?:\s*(?:number|no\.?|:|numbers))*\s*:?\s*(\d{7})\b", re.IGNORECASE)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    return Part("un-sc") if root_name(file.head) == ROOT else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the list, individuals first, as published."""
    file = files[""]
    notes.published_on = attribute(root_element(file.head), "dateGenerated")[:10] or None
    for node in elements(file, TYPES):
        reference = child_text(node, "REFERENCE_NUMBER") or child_text(node, "DATAID")
        entry = notes.entry(reference)
        names = _names(node, entry, about)
        if not names:
            entry.drop("prints no name")
            continue
        yield _listing(node, entry, names, about)


def _listing(
    node: Element, entry: EntryNotes, names: tuple[ListedName, ...], about: Metadata
) -> Listing:
    kind = local_name(node)
    births = list(_birth_dates(node, entry))
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=TYPES[kind],
        names=names,
        programmes=tuple(child_texts(node, "UN_LIST_TYPE")),
        listed_on=_day(child_text(node, "LISTED_ON"), entry),
        birth_dates=tuple(dict.fromkeys(each for dates, _ in births for each in dates)),
        birth_places=_places(node, "INDIVIDUAL_PLACE_OF_BIRTH"),
        nationalities=entry.countries(_values(node, "NATIONALITY")),
        countries=entry.countries(
            child_text(place, "COUNTRY") for place in children(node, f"{kind}_ADDRESS")
        ),
        gender=GENDERS.get(child_text(node, "GENDER").casefold()),
        positions=(*_values(node, "TITLE"), *_values(node, "DESIGNATION")),
        addresses=_places(node, f"{kind}_ADDRESS"),
        identifiers=tuple(_identifiers(node, entry, about)),
        remarks=(
            *(f"Born: {note}" for _, note in births if note),
            *_alias_notes(node, kind),
            *_updates(node),
            *child_texts(node, "COMMENTS1"),
            *child_texts(node, "INTERPOL_LINK"),
        ),
    )


def _names(node: Element, entry: EntryNotes, about: Metadata) -> tuple[ListedName, ...]:
    printed = (child_text(node, part_name) for part_name in NAME_PARTS)
    primary = " ".join(text for text in printed if text)
    names = [ListedName(primary)] if primary else []
    for alias in children(node, f"{local_name(node)}_ALIAS"):
        grade = child_text(alias, "QUALITY")
        kind = about.words["aliases"].get(grade.casefold())
        # one field may hold several names; without a name it is a placeholder
        texts = [each.strip() for each in child_text(alias, "ALIAS_NAME").split(";")]
        if kind is None and any(texts):
            entry.issue("unknown alias quality", grade)
        names += [ListedName(text, NameKind(kind or "alias")) for text in texts if text]
    for text in child_texts(node, "NAME_ORIGINAL_SCRIPT"):
        names.append(ListedName(text, NameKind.ORIGINAL_SCRIPT))
    if names and not primary:
        entry.issue("no primary name", names[0].text)
        names[0] = ListedName(names[0].text)
    return tuple(dict.fromkeys(names))


def _birth_dates(node: Element, entry: EntryNotes) -> Iterator[tuple[tuple[str, ...], str]]:
    """Dates of each node, and the note that is no date."""
    for birth in children(node, "INDIVIDUAL_DATE_OF_BIRTH"):
        about = "circa " if child_text(birth, "TYPE_OF_DATE") == "APPROXIMATELY" else ""
        note = child_text(birth, "NOTE")
        if note.casefold() == "approximately":
            about, note = "circa ", ""
        first, last = child_text(birth, "FROM_YEAR"), child_text(birth, "TO_YEAR")
        text = child_text(birth, "DATE")[:10] or child_text(birth, "YEAR")
        if first and last:
            text = f"{first} to {last}"
        if text:
            read = read_dates(about + text)
        else:
            read = read_dates(about + note)
            note = "" if read.dates else note
        if read.rest is not None:
            entry.issue("birth date not understood", text or note)
        yield read.dates, note


def _day(text: str, entry: EntryNotes) -> str | None:
    day = read_day(text[:10]) if text else None
    if text and day is None:
        entry.issue("date not understood", text)
    return day


def _places(node: Element, name: str) -> tuple[str, ...]:
    """Places in one line each, with what is noted of them in brackets."""
    found = []
    for place in children(node, name):
        parts = [text for part_name in PLACE_PARTS if (text := child_text(place, part_name))]
        note = child_text(place, "NOTE")
        if note:
            parts.append(f"({note})")
        found.append(", ".join(parts).replace(", (", " ("))
    return tuple(dict.fromkeys(filter(None, found)))


def _values(node: Element, name: str) -> list[str]:
    """The repeated values of a field; older files number the field instead."""
    return list(
        dict.fromkeys(
            text
            for field in node
            if local_name(field).rstrip("0123456789") == name
            for text in (*child_texts(field, "VALUE"), *([(field.text or "").strip()]))
            if text
        )
    )


def _alias_notes(node: Element, kind: str) -> Iterator[str]:
    """What belongs to one alias only, said with the alias."""
    for alias in children(node, f"{kind}_ALIAS"):
        said = [
            text
            for each in alias
            if local_name(each) not in ("QUALITY", "ALIAS_NAME")
            and (text := " ".join((each.text or "").split()))
        ]
        if said:
            yield f"Alias {child_text(alias, 'ALIAS_NAME')}: {', '.join(said)}"


def _updates(node: Element) -> Iterator[str]:
    days = [day[:10] for day in child_texts(node, "LAST_DAY_UPDATED", "VALUE")]
    if days:
        yield f"Amended on {', '.join(days)}"


def _identifiers(node: Element, entry: EntryNotes, about: Metadata) -> Iterator[Identifier]:
    found = []
    for document in children(node, "INDIVIDUAL_DOCUMENT"):
        made = _document(document, entry, about)
        if made is not None:
            found.append(made)
    if local_name(node) == "ENTITY":
        for text in child_texts(node, "COMMENTS1"):
            found += [_imo(number, entry) for number in IMO.findall(text)]
    return iter(dict.fromkeys(found))


def _document(document: Element, entry: EntryNotes, about: Metadata) -> Identifier | None:
    first, second = (
        child_text(document, name) for name in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2")
    )
    note = child_text(document, "NOTE")
    number = child_text(document, "NUMBER")
    told = [each for each in (second, note) if each]
    if not number:
        labelled = LABELLED.match(note)
        if labelled is None:
            if note or second:
                entry.issue("document without a number", "; ".join(told))
            return None
        number = labelled["number"]
    elif (labelled := LABELLED.match(number)) is not None:
        told.insert(0, labelled["label"])
        number = labelled["number"]
    words = about.words["documents"]
    kinds = (words.get(text.casefold().rstrip(":. ")) for text in (first, second))
    kind = next(filter(None, kinds), None)
    if kind is None and first:
        entry.issue("unknown document type", first)
    if kind is None:
        kind = "passport" if "passport" in " ".join(told).casefold() else "number"
    for label, name in (("issued", "DATE_OF_ISSUE"), ("expires", "DATE_OF_EXPIRY")):
        day = child_text(document, name)[:10]
        if day:
            told.append(f"{label} {day}")
    country = child_text(document, "ISSUING_COUNTRY") or child_text(
        document, "COUNTRY_OF_ISSUE"
    )
    return entry.identifier(
        kind, number, country=entry.country(country), note="; ".join(told) or None
    )


def _imo(number: str, entry: EntryNotes) -> Identifier:
    """An IMO number in a remark: of a ship where only that check digit fits."""
    ship = make_identifier("imo", number)
    company = make_identifier("imo-company", number)
    kind = "imo" if ship.valid and not company.valid else "imo-company"
    return entry.identifier(kind, number, note="from the remarks")


READER = Reader("un-xml", part, listings)
