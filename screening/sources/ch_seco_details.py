"""What the Swiss list says of a target beside its names: places, dates, papers, status."""

from dataclasses import dataclass

from screening.domain.targets import Identifier
from screening.sources.base import EntryNotes
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import iso_prefix, read_day
from screening.sources.xml import Element, attribute, child, child_text, children, text_of

ADDRESS_PARTS = ("c-o", "address-details", "p-o-box", "zip-code")
GREGORIAN = "gregorian"
UNDATED = "9999"  # a change without a date is the one that an amendment announces


@dataclass(frozen=True, slots=True)
class Place:
    """A place that addresses point to.

    Args:
        line: location, area and country in one line.
        country: its ISO code, or its name where the list prints none.
    """

    line: str
    country: str


@dataclass(frozen=True, slots=True)
class Status:
    """Whether a target is listed, and since when."""

    delisted: bool
    listed_on: str | None
    effective_on: str | None
    delisted_on: str | None


def place_of(node: Element) -> Place:
    """A `place` element; its other spellings are left out."""
    country = child(node, "country")
    parts = (child_text(node, "location"), child_text(node, "area"), text_of(country))
    return Place(
        ", ".join(part for part in parts if part),
        attribute(country, "iso-code") or text_of(country),
    )


def address_line(address: Element, place: Place | None) -> str:
    """An address in one line, with the remarks on it in brackets."""
    parts = [child_text(address, name) for name in ADDRESS_PARTS]
    parts.append(place.line if place is not None else "")
    line = ", ".join(part for part in parts if part)
    remarks = child_text(address, "remarks")
    return f"{line} ({remarks})".strip() if remarks else line


def birth_dates(
    identity: Element, entry: EntryNotes
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The dates of birth of an identity, and what is to be said of them."""
    found, remarks = [], []
    for node in children(identity, "day-month-year"):
        year, month, day = (attribute(node, name) for name in ("year", "month", "day"))
        calendar = attribute(node, "calendar")
        printed = "-".join(each for each in (year, month, day) if each)
        if calendar.casefold() not in ("", GREGORIAN):
            # converting would be exact to a day or two at best
            entry.issue("birth date in another calendar", f"{printed} {calendar}")
            remarks.append(f"Born: {printed} ({calendar} calendar)")
            continue
        prefix = iso_prefix(year, month, day)
        if prefix is None:
            entry.issue("birth date not understood", printed)
            remarks.append(f"Born: year {year or '?'}, month {month or '?'}, day {day or '?'}")
            continue
        found.append(prefix)
        if attribute(node, "quality") == "low":
            remarks.append(f"Born: {prefix} (quality low)")
    return tuple(found), tuple(remarks)


def document(paper: Element, entry: EntryNotes, about: Metadata) -> Identifier | str:
    """The number of an identification document; a remark where it prints none."""
    printed = attribute(paper, "document-type")
    number = child_text(paper, "number")
    remark = child_text(paper, "remark")
    issuer = child(paper, "issuer")
    country, odd = entry.issuer(
        attribute(issuer, "code") or attribute(issuer, "iso-code") or text_of(issuer)
    )
    days = [
        f"{label} {day}"
        for label, name in (("issued", "date-of-issue"), ("expires", "expiry-date"))
        if (day := _day(paper, name))
    ]
    if not number:
        said = "; ".join(filter(None, (printed, text_of(issuer), remark, *days)))
        entry.issue("document without a number", said)
        return f"Document: {said}"
    kind = about.words["documents"].get(printed)
    if kind is None:
        entry.issue("unknown document type", printed)
    named = [printed.replace("-", " ")] if kind in (None, "number") else []
    note = "; ".join(filter(None, (*named, remark, *days, *odd)))
    return entry.identifier(kind or "number", number, country=country, note=note or None)


def _day(paper: Element, name: str) -> str | None:
    """A date given as text, or in parts like a date of birth; as printed if not understood."""
    node = child(paper, name)
    text = text_of(node) or attribute(node, "date")
    parts = [attribute(node, each) for each in ("year", "month", "day")]
    return read_day(text[:10]) or text or iso_prefix(*parts) or "-".join(filter(None, parts))


def status(target: Element, entry: EntryNotes) -> Status:
    """What the listings and de-listings of a target amount to, in the order of their days."""
    changes = sorted(
        (
            attribute(node, "effective-date") or attribute(node, "publication-date") or UNDATED,
            attribute(node, "modification-type") == "listed",
            attribute(node, "publication-date"),
            attribute(node, "effective-date"),
        )
        for node in children(target, "modification")
        if attribute(node, "modification-type") in ("listed", "de-listed")
    )
    days = {listed: {day for day, each, *_ in changes if each == listed} for listed in (0, 1)}
    if days[True] & days[False] - {UNDATED}:
        entry.issue("listed and de-listed on one day", min(days[True] & days[False]))
    state = Status(False, None, None, None)
    active = False
    for day, listed, published, effective in changes:
        if listed and not active:
            state = Status(False, published or effective or None, effective or None, None)
        elif not listed:
            known = None if day == UNDATED else day
            state = Status(True, state.listed_on, state.effective_on, known)
        active = listed
    return state
