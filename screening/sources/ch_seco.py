"""The Swiss sanctions list of the State Secretariat for Economic Affairs (XML).

Layout: of December 2023, which the list of SESAM has been in since; the places
that addresses point to stand last, so that the file is gone through twice.
"""

import re
from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import Gender, ListedName, TargetType
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.ch_seco_context import (
    KINDS,
    Context,
    Programme,
    context_of,
    identities_of,
)
from screening.sources.ch_seco_details import (
    Place,
    address_line,
    birth_dates,
    document,
    status,
)
from screening.sources.ch_seco_names import names_of, titles_of
from screening.sources.files import ListFile
from screening.sources.labelled_numbers import named_besides
from screening.sources.metadata import Metadata
from screening.sources.xml import (
    Element,
    attribute,
    child,
    child_texts,
    children,
    elements,
    local_name,
    root_element,
    root_name,
    text_of,
    within,
)
from screening.sources.xml_layout import Layout

ROOT = "swiss-sanctions-list"
GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
UN_REFERENCE = re.compile(r"[A-Z]{2,3}[ie]\.\d{3,}")
IDENTITY = (
    "name day-month-year address place-of-birth nationality identification-document".split()
)
SUBJECT = ("justification", "other-information", "relation")
LAYOUT = Layout.of(
    "sanctions-set-id foreign-identifier",
    "modification: *",  # what it repeats of the target is old
    *(f"{kind}/{name}: *" for kind in KINDS for name in SUBJECT),
    *(f"{kind}/identity/{name}: *" for kind in KINDS for name in IDENTITY),
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    return Part("ch-seco") if root_name(file.head) == ROOT else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets of the list, those that were de-listed too, as published."""
    file = files[""]
    root = root_element(file.head)
    notes.published_on = attribute(root, "date")[:10] or None
    scope = attribute(root, "list-type")
    if scope != "whole-list":
        word = "an amendment" if scope == "amendment" else f"of type {scope or 'not told'}"
        notes.doubt(f"{word}, not the whole list; get the whole list instead")
    context = context_of(file, about)
    for target in elements(file, {"target"}):
        entry = notes.entry(attribute(target, "ssid"))
        listing = _listing(target, entry, context, about)
        if listing is None:
            entry.drop("prints no name")
        else:
            yield listing


def _listing(
    target: Element, entry: EntryNotes, context: Context, about: Metadata
) -> Listing | None:
    identities = identities_of(target)
    names: list[ListedName] = []
    for identity in identities:
        names += names_of(identity, entry, about, main=not names)
    if not names:
        return None
    if names[0] != ListedName(names[0].text):
        entry.issue("no primary name", names[0].text)
    names[0] = ListedName(names[0].text)
    subject = next(each for kind in KINDS if (each := child(target, kind)) is not None)
    kind = _type(subject, entry, about)
    programmes = list(_programmes(target, entry, context))
    births = [birth_dates(identity, entry) for identity in identities]
    addresses = [each for identity in identities for each in children(identity, "address")]
    places = [_place(each, entry, context) for each in addresses]
    state = status(target, entry)
    nationalities, odd_nationalities = entry.nationalities(
        "Nationality",
        (
            attribute(country, "iso-code") or text_of(country)
            for identity in identities
            for country in within(identity, "nationality", "country")
        ),
    )
    papers = [
        document(paper, entry, about)
        for identity in identities
        for paper in children(identity, "identification-document")
    ]
    numbers = tuple(paper for paper in papers if not isinstance(paper, str))
    texts = child_texts(subject, "other-information")
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=kind,
        names=_unique(names),
        programmes=_once(each.key for each in programmes),
        measures=_once(each.measure for each in programmes),
        legal_basis=_once(each.name for each in programmes),
        listed_on=state.listed_on,
        effective_on=state.effective_on,
        delisted=state.delisted,
        delisted_on=state.delisted_on,
        birth_dates=_once(day for days, _ in births for day in days),
        birth_places=_birth_places(identities, entry, context),
        nationalities=nationalities,
        countries=entry.countries(place.country for place in places if place is not None),
        gender=GENDERS.get(attribute(subject, "sex")),
        positions=_once(title for each in identities for title in titles_of(each)),
        addresses=_once(
            address_line(address, place)
            for address, place in zip(addresses, places, strict=True)
        ),
        identifiers=tuple(
            dict.fromkeys((*numbers, *named_besides(texts, entry, kind, numbers)))
        ),
        linked_to=_once(_relations(subject, context)),
        remarks=_once(
            (
                *(remark for _, remarks in births for remark in remarks),
                *odd_nationalities,
                *(paper for paper in papers if isinstance(paper, str)),
                *_foreign(target),
                *child_texts(subject, "justification"),
                *texts,
                *(
                    f"Gender: {text}"
                    for text in [attribute(subject, "sex")]
                    if text and text not in GENDERS
                ),
                *entry.unknown_elements(LAYOUT.unknown(target)),
            )
        ),
    )


def _type(subject: Element, entry: EntryNotes, about: Metadata) -> TargetType:
    printed = attribute(subject, "object-type") or local_name(subject)
    word = about.words["types"].get(printed)
    if word is None:
        entry.issue("unknown type of object", printed)
    return TargetType(word or "unknown")


def _programmes(target: Element, entry: EntryNotes, context: Context) -> Iterator[Programme]:
    # an attribute in the layout before December 2023
    numbers = [*attribute(target, "sanctions-set-id").split()]
    for number in dict.fromkeys([*numbers, *child_texts(target, "sanctions-set-id")]):
        if number in context.sets:
            yield context.sets[number]
        else:
            entry.issue("unknown set of sanctions", number)


def _birth_places(
    identities: list[Element], entry: EntryNotes, context: Context
) -> tuple[str, ...]:
    places = (
        _place(birth, entry, context)
        for identity in identities
        for birth in children(identity, "place-of-birth")
    )
    return _once(place.line for place in places if place is not None)


def _place(node: Element, entry: EntryNotes, context: Context) -> Place | None:
    """The place that an address points to, None where it points to none that is there."""
    number = attribute(node, "place-id")
    if number and number not in context.places:
        entry.issue("unknown place", number)
    return context.places.get(number)


def _relations(subject: Element, context: Context) -> Iterator[str]:
    for relation in children(subject, "relation"):
        other = attribute(relation, "target-id")
        name = context.targets.get(other) or f"target {other}"
        kind = attribute(relation, "relation-type").replace("-", " ")
        yield f"{kind}: {name}" if kind else name


def _foreign(target: Element) -> Iterator[str]:
    for text in child_texts(target, "foreign-identifier"):
        label = "UN reference" if UN_REFERENCE.fullmatch(text) else "Foreign identifier"
        yield f"{label}: {text}"


def _unique(names: list[ListedName]) -> tuple[ListedName, ...]:
    """Each text once, of the kind that is met first."""
    first: dict[str, ListedName] = {}
    for name in names:
        first.setdefault(name.text, name)
    return tuple(first.values())


def _once(texts: Iterator[str] | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


READER = Reader("ch-seco-xml", part, listings)
