"""UN Security Council consolidated list (XML).

Layout: the published file and its schema of 2018, which the file has outgrown
(https://www.un.org/sc/resources/sc-sanctions.xsd).
"""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Gender, ListedName, NameKind, TargetType
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.un_sc_documents import alias_notes, identifiers_of
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
from screening.sources.xml_layout import Layout

ROOT = "CONSOLIDATED_LIST"
TYPES = {"INDIVIDUAL": TargetType.PERSON, "ENTITY": TargetType.ORGANIZATION}
LAYOUT = Layout.of(
    "DATAID VERSIONNUM REFERENCE_NUMBER UN_LIST_TYPE LISTED_ON DELISTED_ON SUBMITTED_BY "
    "SUBMITTED_ON FIRST_NAME SECOND_NAME THIRD_NAME FOURTH_NAME NAME_ORIGINAL_SCRIPT GENDER "
    "NATIONALITY2 COMMENTS1 HAS_INTERPOL_LINK INTERPOL_LINK SORT_KEY SORT_KEY_LAST_MOD",
    "NATIONALITY: VALUE",
    "TITLE: VALUE",
    "DESIGNATION: VALUE",
    "LIST_TYPE: VALUE",
    "LAST_DAY_UPDATED: VALUE",
    "INDIVIDUAL_ALIAS: *",  # all of it is said with the alias
    "ENTITY_ALIAS: *",
    "INDIVIDUAL_ADDRESS: STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE",
    "ENTITY_ADDRESS: STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE",
    "INDIVIDUAL_PLACE_OF_BIRTH: STREET CITY STATE_PROVINCE ZIP_CODE COUNTRY NOTE",
    "INDIVIDUAL_DATE_OF_BIRTH: TYPE_OF_DATE DATE YEAR FROM_YEAR TO_YEAR NOTE",
    "INDIVIDUAL_DOCUMENT: TYPE_OF_DOCUMENT TYPE_OF_DOCUMENT2 NUMBER ISSUING_COUNTRY "
    "COUNTRY_OF_ISSUE CITY_OF_ISSUE DATE_OF_ISSUE DATE_OF_EXPIRY NOTE",
)
# Fields of the schema of 2018 that the lists at hand do not have
REMARKS = {
    "DELISTED_ON": "Delisted on",
    "SUBMITTED_BY": "Submitted by",
    "SUBMITTED_ON": "Submitted on",
}
GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
PLACE_PARTS = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")


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
    listed = child_text(node, "LISTED_ON")
    listed_on = _day(listed, entry)
    nationalities, odd = entry.nationalities("Nationality", _values(node, "NATIONALITY"))
    identifiers, odd_documents = identifiers_of(node, entry, about, TYPES[kind])
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=TYPES[kind],
        names=names,
        programmes=tuple(child_texts(node, "UN_LIST_TYPE")),
        listed_on=listed_on,
        birth_dates=tuple(dict.fromkeys(each for dates, _ in births for each in dates)),
        birth_places=_places(node, "INDIVIDUAL_PLACE_OF_BIRTH"),
        nationalities=nationalities,
        countries=entry.countries(
            child_text(place, "COUNTRY") for place in children(node, f"{kind}_ADDRESS")
        ),
        gender=GENDERS.get(child_text(node, "GENDER").casefold()),
        positions=(*_values(node, "TITLE"), *_values(node, "DESIGNATION")),
        addresses=_places(node, f"{kind}_ADDRESS"),
        identifiers=identifiers,
        remarks=tuple(
            dict.fromkeys(
                (
                    *(f"Born: {note}" for _, note in births if note),
                    *((f"Listed on: {listed}",) if listed and not listed_on else ()),
                    *_odd_gender(node, entry),
                    *odd,
                    *odd_documents,
                    *alias_notes(node, kind),
                    *_updates(node),
                    *(
                        f"{label}: {text}"
                        for name, label in REMARKS.items()
                        for text in child_texts(node, name)
                    ),
                    *child_texts(node, "COMMENTS1"),
                    *child_texts(node, "INTERPOL_LINK"),
                    *entry.unknown_elements(LAYOUT.unknown(node)),
                )
            )
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
        if first or last:
            text = f"{first} to {last}".strip()
        if text:
            read = read_dates(about + text)
        else:
            read = read_dates(about + note)
            note = "" if read.dates else note
        if read.rest is not None:
            entry.issue("birth date not understood", text or note)
            note = "; ".join(filter(None, (f"{about}{text}", note))) if text else note
        yield read.dates, note


def _odd_gender(node: Element, entry: EntryNotes) -> Iterator[str]:
    printed = child_text(node, "GENDER")
    if printed and printed.casefold() not in GENDERS:
        entry.issue("unknown gender", printed)
        yield f"Gender: {printed}"


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


def _updates(node: Element) -> Iterator[str]:
    days = [day[:10] for day in child_texts(node, "LAST_DAY_UPDATED", "VALUE")]
    if days:
        yield f"Amended on {', '.join(days)}"


READER = Reader("un-xml", part, listings)
