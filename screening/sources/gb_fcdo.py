"""The UK Sanctions List: what one designation says, whichever layout prints it.

The CSV spreads a designation over rows and the XML over elements; both are
gathered as a `Designation` first.
"""

import re
from collections.abc import Iterable, Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.sources.base import EntryNotes
from screening.sources.gb_numbers import (
    kind_of_paper,
    number_in,
    numbered,
    paper,
    split_numbers,
)
from screening.sources.gb_words import (
    EDGE,
    Words,
    birth_dates,
    clean,
    countries_of,
    earliest_day,
    emails,
    gender_of,
    name_kind,
    primary_first,
)
from screening.sources.labelled_numbers import named_besides
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day

REFERENCES = {
    "ofsi_ids": "OFSI Group ID",
    "uk_references": "UK Sanctions List reference",
    "uk_dates": "Designated on the UK Sanctions List",
}
# Fields that are remarks as they stand, and what they are called there
REMARKS = {
    "other_information": "",
    "reasons": "UK Statement of Reasons: ",
    "entity_types": "Type of entity: ",
    "subsidiaries": "Subsidiary: ",
    "phones": "Phone: ",
    "faxes": "Fax: ",
    "websites": "Website: ",
    "previous_owners": "Previous owner/operator: ",
    "previous_flags": "Previous flag: ",
    "ship_types": "Type of ship: ",
    "tonnages": "Tonnage: ",
    "lengths": "Length: ",
    "years_built": "Built: ",
    "hull_numbers": "Hull identification number: ",
}


class Designation:
    """One designation: for each field the values it has, in order, each once.

    A value is a row of cells: name parts, type and strength of a name; number
    and information of a passport; a single cell for most fields.
    """

    def __init__(self) -> None:
        self._fields: dict[str, dict[tuple[str, ...], None]] = {}

    def add(self, field: str, cells: tuple[str, ...]) -> bool:
        """Take a value, unless it is empty; say whether it is one and is new."""
        values = self._fields.setdefault(field, {})
        new = any(cells) and cells not in values
        if new:
            values[cells] = None
        return new

    def raw(self, field: str) -> Iterable[tuple[str, ...]]:
        """The values as printed, with their line breaks."""
        return self._fields.get(field, ())

    def rows(self, field: str) -> list[tuple[str, ...]]:
        """The values, white space and HTML entities resolved; empty ones left out."""
        rows = (tuple(clean(cell) for cell in cells) for cells in self.raw(field))
        return [row for row in dict.fromkeys(rows) if any(row)]

    def texts(self, field: str) -> list[str]:
        """The first cell of each value that has one."""
        return list(dict.fromkeys(row[0] for row in self.rows(field) if row[0]))

    def text(self, field: str) -> str:
        """The first value; a field that a designation has once."""
        return next(iter(self.texts(field)), "")


def to_listing(printed: Designation, entry: EntryNotes, about: Metadata) -> Listing | None:
    """The listing of a designation; None where it is dropped, which is noted.

    A date, a country or a number that is not understood stays as a remark.
    """
    words = about.words
    names = _names(printed, entry, about)
    if not names:
        entry.drop("prints no name")
        return None
    type_ = _type(printed.text("type"), entry, words["types"])
    births, unread_births = birth_dates(printed.texts("birth_dates"), entry)
    nationalities, odd_nationalities = countries_of(
        printed.texts("nationalities"), entry, words["countries"]
    )
    flags, odd_flags = countries_of(printed.texts("flags"), entry, words["countries"])
    seats, _ = countries_of(
        [row[-1] for row in printed.rows("addresses") if row[-1]], entry, words["countries"]
    )
    programme = printed.text("regime")
    listed_on, unread_days = earliest_day(printed.texts("designated_on"), entry)
    numbers, unread_numbers = _identifiers(printed, entry, about, type_)
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=type_,
        names=tuple(names),
        programmes=tuple(printed.texts("regime")),
        package=about.package_of(programme, listed_on),
        measures=_split(printed.texts("measures"), "|"),
        listed_on=listed_on,
        birth_dates=births,
        birth_places=_joined(printed.rows("birth_places")),
        nationalities=nationalities,
        countries=tuple(dict.fromkeys((*flags, *seats))),
        gender=gender_of(printed.texts("genders"), entry, words["genders"]),
        positions=tuple(dict.fromkeys((*printed.texts("titles"), *printed.texts("positions")))),
        addresses=_joined(printed.rows("addresses")),
        identifiers=numbers,
        linked_to=(
            *(f"parent company: {text}" for text in printed.texts("parents")),
            *(f"owner: {text}" for text in printed.texts("owners")),
        ),
        remarks=tuple(
            dict.fromkeys(
                (
                    *_references(printed),
                    *(f"Date designated: {text}" for text in unread_days),
                    *(f"Born: {text}" for text in unread_births),
                    *(f"Nationality: {text}" for text in odd_nationalities),
                    *(f"Flag: {text}" for text in odd_flags),
                    *unread_numbers,
                    *_remarks(printed),
                    *entry.unknown_elements(_pairs(printed, "others")),
                    *entry.unknown_columns(_pairs(printed, "columns")),
                )
            )
        ),
    )


def _names(printed: Designation, entry: EntryNotes, about: Metadata) -> list[ListedName]:
    names = []
    for *parts, type_, strength in printed.rows("names"):
        text = " ".join(filter(None, parts))
        if text:
            names.append(ListedName(text, name_kind(type_, strength, entry, about.words)))
    for text in printed.texts("original_names"):
        names.append(ListedName(text, NameKind.ORIGINAL_SCRIPT))
    return primary_first(names, entry)


def _type(text: str, entry: EntryNotes, words: Words) -> TargetType:
    known = words.get(text.casefold())
    if known is None:
        entry.issue("unknown type", text)
        return TargetType.UNKNOWN
    return TargetType(known)


def _identifiers(
    printed: Designation, entry: EntryNotes, about: Metadata, type_: TargetType
) -> tuple[tuple[Identifier, ...], list[str]]:
    """The identifiers; and, as remarks, what should be one and prints no number."""
    words = about.words
    imo = "imo" if type_ is TargetType.VESSEL else "imo-company"
    found = [entry.identifier(imo, text) for text in printed.texts("imo_numbers")]
    remarks = []
    for field, label in (("passports", "Passport"), ("national_ids", "National identifier")):
        for printed_number, said in printed.rows(field):
            number = printed_number or number_in(said)
            if number is None:
                entry.issue(f"{label.lower()} without a number", said)
                remarks.append(f"{label}: {said}")
                continue
            kind = "passport" if field == "passports" else kind_of_paper(said, words["papers"])
            found += (paper(kind, each, said, entry, words) for each in split_numbers(number))
    for (text,) in printed.raw("business_numbers"):
        numbers = numbered(text, words)
        found += (number.identifier(entry) for number in numbers)
        if not numbers and clean(text).strip(EDGE):
            remarks.append(f"Business registration number: {clean(text)}")
    addresses, odd = emails(printed.texts("emails"), entry)
    found += addresses
    remarks += (f"E-mail: {text}" for text in odd)
    if type_ is not TargetType.VESSEL:  # of a ship, the text tells of other ships
        texts = (*printed.texts("other_information"), *printed.texts("websites"))
        found += named_besides(texts, entry, type_, found)
    return tuple(dict.fromkeys(found)), remarks


def _references(printed: Designation) -> Iterator[str]:
    sources = _split(printed.texts("designation_sources"), "|")
    if sources:
        yield f"Designation source: {', '.join(sources)}"
    for text in printed.texts("un_references"):
        yield from (f"UN reference: {each}" for each in re.split(r"[\s;,|]+", text) if each)
    for field, label in REFERENCES.items():
        yield from (f"{label}: {text}" for text in printed.texts(field))
    under = printed.texts("listed_under")
    if len(under) > 1:  # of several regimes on several days the listing has the earliest
        yield from (f"Listed under {text}" for text in under)
    updated = (read_day(text) or text for text in printed.texts("updated_on"))
    yield from (f"Amended on {day}" for day in updated)


def _remarks(printed: Designation) -> Iterator[str]:
    for text, *script in printed.rows("original_names"):
        if any(script):
            yield f"Script of {text}: {', '.join(filter(None, script))}"
    for field, label in REMARKS.items():
        yield from (f"{label}{text}" for text in printed.texts(field))


def _pairs(printed: Designation, field: str) -> Iterator[tuple[str, str]]:
    yield from ((name, text) for name, text in printed.rows(field))


def _split(texts: Iterable[str], mark: str) -> tuple[str, ...]:
    """The parts of texts that are not empty or a dash, each once."""
    parts = (part.strip() for text in texts for part in text.split(mark))
    return tuple(dict.fromkeys(part for part in parts if part.strip("-")))


def _joined(rows: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(", ".join(filter(None, row)) for row in rows))
