"""Documents of the UN list, and the numbers that its comments and notes name."""

import re
from collections.abc import Iterator

from screening.domain.targets import Identifier, TargetType
from screening.identifiers import make_identifier
from screening.sources.base import EntryNotes, Notes
from screening.sources.labelled_numbers import labelled_numbers, named_besides
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day
from screening.sources.xml import (
    Element,
    child_text,
    child_texts,
    children,
    local_name,
    text_of,
)

LABELLED = re.compile(
    r"^(?P<label>.*?\b(?:number|no|n°|passport|card)\b[.:]?\s*:?)\s+(?P<number>(?=\S*\d)\S+)$",
    re.IGNORECASE,
)
# A number of a kind that its initials name, and whose country may stand behind it
INITIALS = re.compile(
    r"^[A-Z]{2,6}[.:]?\s+(?P<number>(?=\S*\d{3})\S*\d)\s*(?:\((?P<country>[^()]+)\))?$"
)
IMO = re.compile(r"\bIMO\b(?:\s*(?:number|no\.?|:|numbers))*\s*:?\s*(\d{7})\b", re.IGNORECASE)


def identifiers_of(
    node: Element, entry: EntryNotes, about: Metadata, target: TargetType
) -> tuple[tuple[Identifier, ...], list[str]]:
    """The numbers, also those that a text names; and, as remarks, documents without one."""
    found: list[Identifier] = []
    odd = []
    for document in children(node, "INDIVIDUAL_DOCUMENT"):
        made = _document(document, entry, about)
        found += made
        said = ", ".join(text for field in document if (text := text_of(field)))
        if said and not made:
            entry.issue("document without a number", said)
            odd.append(f"Document: {said}")
    texts = child_texts(node, "COMMENTS1")
    if target is TargetType.ORGANIZATION:
        found += [_imo(number, entry) for text in texts for number in IMO.findall(text)]
    kind = local_name(node)
    texts += [*alias_notes(node, kind), *child_texts(node, f"{kind}_ADDRESS", "NOTE")]
    named = named_besides(texts, entry, target, found)
    return tuple(dict.fromkeys((*found, *named))), odd


def _document(document: Element, entry: EntryNotes, about: Metadata) -> tuple[Identifier, ...]:
    """The number of a document; or those that its note names, where it has no number."""
    first, second = (
        child_text(document, name) for name in ("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2")
    )
    note = child_text(document, "NOTE")
    number = child_text(document, "NUMBER")
    told = [each for each in (second, note) if each]
    for label, name in (("issued in", "CITY_OF_ISSUE"), ("issued", "DATE_OF_ISSUE")):
        text = child_text(document, name)
        told += [f"{label} {_day_of_document(text)}"] if text else []
    expiry = child_text(document, "DATE_OF_EXPIRY")
    told += [f"expires {_day_of_document(expiry)}"] if expiry else []
    printed = child_text(document, "ISSUING_COUNTRY") or child_text(
        document, "COUNTRY_OF_ISSUE"
    )
    labelled = LABELLED.match(number or note)
    if not number and first and (named_by := INITIALS.match(note)):
        number, printed = named_by["number"], printed or named_by["country"]
        labelled = None
    if not number and labelled is None:
        # of a document, so the number is of the target whatever else the note tells
        named = labelled_numbers(note, Notes().entry(""), TargetType.PERSON)
        if not named:
            return ()
        country, odd = entry.issuer(printed)
        said = "; ".join((*told, *odd))
        return tuple(
            entry.identifier(one.kind, one.value, country=country, note=said) for one in named
        )
    if labelled is not None:
        told = [labelled["label"], *told] if number else told
        number = labelled["number"]
    words = about.words["documents"]
    kinds = (words.get(text.casefold().rstrip(":. ")) for text in (first, second))
    kind = next(filter(None, kinds), None)
    if kind is None and first:
        entry.issue("unknown document type", first)
        told.insert(0, first)
    if kind is None:
        kind = "passport" if "passport" in " ".join(told).casefold() else "number"
    country, odd = entry.issuer(printed)
    note = "; ".join((*told, *odd))
    return (entry.identifier(kind, number, country=country, note=note or None),)


def _day_of_document(text: str) -> str:
    """A day without the time behind it; another text as printed."""
    return read_day(text[:10]) or text


def _imo(number: str, entry: EntryNotes) -> Identifier:
    """An IMO number in a remark: of a ship where only that check digit fits."""
    ship = make_identifier("imo", number)
    company = make_identifier("imo-company", number)
    kind = "imo" if ship.valid and not company.valid else "imo-company"
    return entry.identifier(kind, number, note="from the remarks")


def alias_notes(node: Element, kind: str) -> Iterator[str]:
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
