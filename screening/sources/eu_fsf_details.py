"""Births, addresses and numbers of the EU's financial sanctions list."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from screening.dates import PartialDate
from screening.domain.targets import Identifier
from screening.identifiers import make_identifier
from screening.sources.base import EntryNotes
from screening.sources.eu_text import number_in
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import iso_prefix

NAME_PARTS = ("firstName", "middleName", "lastName")
PLACE_PARTS = ("street", "poBox", "place", "zipCode", "city", "region")
UNKNOWN = "UNKNOWN"
EMAIL = "EMAIL"
EMAILS = re.compile(r"[^\s,;()<>]+@[^\s,;()<>]+[^\s,;()<>.]")
LABEL_LENGTH = 60  # characters of a remark that may say what a number is

FLAGS = {
    "diplomatic": "diplomatic",
    "knownFalse": "known to be false",
    "knownExpired": "known to be expired",
    "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by its issuer",
}
SAID = {
    "issuedBy": "issued by",
    "region": "region",
    "issueDate": "issued",
    "validFrom": "valid from",
    "validTo": "valid to",
    "nameOnDocument": "in the name of",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One part of an entry: a name, a birth, an address ...

    Args:
        values: attributes by the names of the XML layout; flags are `true` or `false`.
        remarks: what is said of this part.
        contacts: key and value of each phone number, page and such.
    """

    values: Mapping[str, str]
    remarks: tuple[str, ...] = ()
    contacts: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The whole name, else its parts; empty where it prints none."""
        parts = (self.values.get(key, "") for key in NAME_PARTS)
        return self.values.get("wholeName") or " ".join(part for part in parts if part)

    @property
    def place(self) -> str:
        """The place in one line, as far as it is told."""
        parts = [self.values.get(key, "") for key in PLACE_PARTS]
        country = self.values.get("countryDescription", "")
        if country != UNKNOWN:
            parts.append(country)
        return ", ".join(dict.fromkeys(part for part in parts if part))


def births(
    details: Sequence[Detail], entry: EntryNotes
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Dates in EDTF, places, and remarks, each once."""
    dates: dict[str, None] = {}
    places: dict[str, None] = {}
    remarks: dict[str, None] = {}
    for birth in details:
        calendar = birth.values.get("calendarType") or "GREGORIAN"
        if calendar != "GREGORIAN":
            printed = _printed_date(birth)
            entry.issue("birth date of another calendar", f"{printed} {calendar}")
            remarks[f"Born: {printed} ({calendar} calendar)"] = None
        else:
            date, unread = _birth_date(birth)
            if date is not None:
                dates[date.text] = None
            if unread:
                entry.issue("birth date not understood", unread)
                remarks[f"Born: {unread}"] = None
        places[birth.place] = None
        remarks |= dict.fromkeys(f"Born: {text}" for text in birth.remarks)
    places.pop("", None)
    return tuple(dates), tuple(places), tuple(remarks)


def _printed_date(birth: Detail) -> str:
    parts = (birth.values.get(key, "") for key in ("dayOfMonth", "monthOfYear", "year"))
    told = ".".join(part for part in parts if part)
    return " = ".join(filter(None, (told, birth.values.get("birthdate", ""))))


def _birth_date(birth: Detail) -> tuple[PartialDate | None, str]:
    """The date; or None, and what is printed instead of one."""
    value = birth.values.get
    first, last = value("yearRangeFrom", ""), value("yearRangeTo", "")
    if first and last and first != last:
        start, end = iso_prefix(first), iso_prefix(last)
        if start is None or end is None or start > end:
            return None, f"{first} to {last}"
        # every range is marked as circa; its years say how far
        return PartialDate(start, end), ""
    parts = [value("year") or first or last, value("monthOfYear", ""), value("dayOfMonth", "")]
    if not parts[0]:
        parts = value("birthdate", "")[:10].split("-")
    if not any(parts):
        return None, ""
    start = iso_prefix(*parts[:3])
    if start is None:
        return None, "-".join(filter(None, parts))
    return PartialDate(start, circa=value("circa") == "true"), ""


def addresses(
    details: Sequence[Detail], entry: EntryNotes, about: Metadata
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Addresses in one line each, and remarks on them; both once."""
    lines: dict[str, None] = {}
    remarks: dict[str, None] = {}
    for address in details:
        line = address.place
        if line and address.values.get("asAtListingTime") == "true":
            line += " (at the time of listing)"
        lines[line] = None
        for text in address.remarks:
            remarks[f"Address {line}: {text}" if line else f"Address: {text}"] = None
        for key, value in address.contacts:
            label = about.words["contacts"].get(key)
            if label is None and key != EMAIL:
                entry.issue("unknown kind of contact", key)
            if key != EMAIL or not EMAILS.search(value):
                remarks[f"{label or key}: {value}"] = None
    lines.pop("", None)
    return tuple(lines), tuple(remarks)


def emails(details: Sequence[Detail], entry: EntryNotes) -> tuple[Identifier, ...]:
    """The e-mail addresses among the contacts; one field may hold several."""
    found = (
        mail
        for address in details
        for key, value in address.contacts
        if key == EMAIL
        for mail in EMAILS.findall(value)
    )
    return tuple(entry.identifier("email", mail) for mail in dict.fromkeys(found))


def identifications(
    details: Sequence[Detail], entry: EntryNotes, about: Metadata
) -> tuple[tuple[Identifier, ...], tuple[str, ...]]:
    """The numbers, and as remarks documents without one; each once."""
    found: dict[Identifier, None] = {}
    remarks: dict[str, None] = {}
    for detail in details:
        made = list(_identification(detail, entry, about))
        found |= dict.fromkeys(made)
        value = detail.values.get
        printed = (value("number") or value("latinNumber") or "").strip(" -")
        if not made and (printed or detail.remarks):
            what = value("identificationTypeDescription") or value("identificationTypeCode")
            said = "; ".join(filter(None, (what, printed, *_said_of(detail))))
            remarks[f"Document: {said}"] = None
    return tuple(found), tuple(remarks)


def _identification(detail: Detail, entry: EntryNotes, about: Metadata) -> Iterator[Identifier]:
    value = detail.values.get
    printed = value("number") or value("latinNumber") or ""
    told = number_in(printed)
    number, whole = told if told is not None else (printed, None)
    if not any(mark.isalnum() for mark in number):
        if printed or detail.remarks:
            entry.issue("identification without a number", printed or detail.remarks[0])
        return
    kind = _kind(detail, number, entry, about)
    country, odd = entry.issuer(value("countryIso2Code"))
    notes = [*([whole] if whole else []), *_said_of(detail), *odd]
    note = "; ".join(dict.fromkeys(notes)) or None
    made = entry.identifier(kind, number, country=country, note=note)
    yield made
    latin = value("latinNumber", "")
    if latin and make_identifier(kind, latin).canonical not in ("", made.canonical):
        yield entry.identifier(kind, latin, country=country, note=note)


def _said_of(detail: Detail) -> Iterator[str]:
    """What is said of a document beside its number and country."""
    value = detail.values.get
    yield from detail.remarks
    yield from (f"{label} {value(key)}" for key, label in SAID.items() if value(key))
    yield from (label for key, label in FLAGS.items() if value(key) == "true")


def _kind(detail: Detail, number: str, entry: EntryNotes, about: Metadata) -> str:
    """The kind by the type of the document, or by what a remark says more exactly."""
    code = detail.values.get("identificationTypeCode", "")
    kind = about.words["documents"].get(code.casefold())
    if kind is None:
        entry.issue("unknown kind of identification", code)
        kind = "number"
    if kind == "imo":
        # entered for ships and for firms: the check digit tells which
        ship, firm = make_identifier("imo", number), make_identifier("imo-company", number)
        return "imo" if ship.valid and not firm.valid else "imo-company"
    if kind in ("passport", "bic"):
        return kind
    label = (detail.remarks[0] if detail.remarks else "")[:LABEL_LENGTH].casefold()
    for word, meant in about.words["number_labels"].items():
        if re.search(rf"\b{re.escape(word)}\b", label):
            return meant
    return kind
