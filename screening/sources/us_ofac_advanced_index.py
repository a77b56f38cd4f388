"""What OFAC's advanced layout keeps apart from the parties, found by its numbers.

A party is told of in five places: coded values, locations and documents stand before
it in the file, relationships and the entries that put it on a list behind. One pass
gathers these, so that a second can read the parties one by one. A hundred thousand of
them are held at a time; so they are small, and texts that come again are held once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from sys import intern

from screening.sources.files import ListFile
from screening.sources.us_ofac_advanced_names import primary_name
from screening.sources.us_ofac_advanced_values import Values, day_of, period_of
from screening.sources.us_ofac_lists import Membership
from screening.sources.xml import (
    Element,
    attribute,
    child,
    child_text,
    child_texts,
    children,
    elements,
    local_name,
)
from screening.sources.xml_layout import Layout

POINTS = ("Start/From", "Start/To", "End/From", "End/To")  # of a DatePeriod
LOCATION = Layout.of(
    "LocationAreaCode LocationCountry FeatureVersionReference IDRegDocumentReference",
    "LocationPart/LocationPartValue: Value",
)
DOCUMENT = Layout.of(
    "Comment IDRegistrationNo IssuingAuthority IDRegDocumentMention FeatureVersionReference "
    "DocumentedNameReference ProfileRelationshipReference",
    *(f"DocumentDate/DatePeriod/{point}: Year Month Day" for point in POINTS),
)
RELATIONSHIP = Layout.of(
    "Comment IDRegDocumentReference",
    *(f"DatePeriod/{point}: Year Month Day" for point in POINTS),
)
ENTRY = Layout.of(
    "Comment LimitationsToListing ProfileRelationshipReference",
    "EntryEvent: Comment",
    "EntryEvent/Date: Year Month Day",
    "SanctionsMeasure: Comment",
    *(f"SanctionsMeasure/DatePeriod/{point}: Year Month Day" for point in POINTS),
    "SupportingInfo: Text",
)
More = tuple[tuple[str, str], ...]
"""Name and text of what an element holds besides: comments, and what is not known."""

PROGRAMME = "Program"  # the type of measure whose comment is a programme


@dataclass(frozen=True, slots=True)
class Place:
    """A location: its parts as label and text, its countries as printed."""

    parts: tuple[tuple[str, str], ...]
    countries: tuple[str, ...]
    more: More = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of an identity: what it is, and what is said of it, as printed."""

    kind: str
    number: str
    country: str
    place: str
    validity: str
    dates: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    more: More = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie of a party: of what kind, to which profile."""

    kind: str
    other: str
    note: str
    more: More = ()


@dataclass(frozen=True, slots=True)
class Designation:
    """That a party is on a list, with what rests on it, as printed."""

    membership: Membership
    legal_basis: tuple[str, ...]
    programmes: tuple[str, ...]
    measures: tuple[str, ...]
    remarks: tuple[str, ...]
    more: More = ()


@dataclass(slots=True)
class Index:
    """Everything of a file but its parties.

    Args:
        published_on: day of issue.
        values: what its numbers stand for.
        places: by their numbers.
        documents: by the number of the identity.
        relations: by the number of the profile that they start from.
        designations: by the number of the profile.
        names: name of each profile, by its number.
    """

    published_on: str | None = None
    values: Values = field(default_factory=Values)
    places: dict[str, Place] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=lambda: defaultdict(list))
    relations: dict[str, list[Relation]] = field(default_factory=lambda: defaultdict(list))
    designations: dict[str, list[Designation]] = field(
        default_factory=lambda: defaultdict(list)
    )
    names: dict[str, str] = field(default_factory=dict)


def index_of(file: ListFile) -> Index:
    """Gather everything but the parties of a file."""
    index = Index()
    for node in elements(file, TAKERS):
        TAKERS[local_name(node)](node, index)
    return index


def _take_day(node: Element, index: Index) -> None:
    index.published_on = day_of(node)


def _take_values(node: Element, index: Index) -> None:
    index.values.take(node)


def _take_place(node: Element, index: Index) -> None:
    text = index.values.text
    countries = [
        text("Country", attribute(each, "CountryID"))
        for each in children(node, "LocationCountry")
    ]
    for each in children(node, "LocationAreaCode"):
        area = attribute(each, "AreaCodeID")
        if area in index.values.areas or not countries:
            countries.append(index.values.areas.get(area, area))
    parts = tuple(
        (intern(text("LocPartType", attribute(part, "LocPartTypeID"))), intern(value))
        for part in children(node, "LocationPart")
        for value in child_texts(part, "LocationPartValue", "Value")
    )
    countries = [intern(each) for each in dict.fromkeys(countries)]
    index.places[attribute(node, "ID")] = Place(
        parts, tuple(countries), tuple(LOCATION.unknown(node))
    )


def _take_document(node: Element, index: Index) -> None:
    text = index.values.text
    dates = (
        (text("IDRegDocDateType", attribute(each, "IDRegDocDateTypeID")), period_of(period))
        for each in children(node, "DocumentDate")
        for period in children(each, "DatePeriod")
    )
    issuer = child_text(node, "IssuingAuthority")
    document = Document(
        kind=attribute(node, "IDRegDocTypeID"),
        number=child_text(node, "IDRegistrationNo"),
        country=intern(text("Country", attribute(node, "IssuedBy-CountryID"))),
        place=attribute(node, "IssuedIn-LocationID"),
        validity=intern(text("Validity", attribute(node, "ValidityID"))),
        dates=tuple((kind, day) for kind, day in dates if day is not None),
        notes=(
            *([f"issued by {issuer}"] if issuer else ()),
            *child_texts(node, "Comment"),
        ),
        more=tuple(DOCUMENT.unknown(node)),
    )
    index.documents[attribute(node, "IdentityID")].append(document)


def _take_names(node: Element, index: Index) -> None:
    for profile in children(node, "Profile"):
        if name := primary_name(profile, index.values):
            index.names[attribute(profile, "ID")] = name


def _take_relation(node: Element, index: Index) -> None:
    kind = index.values.text("RelationType", attribute(node, "RelationTypeID"))
    said = (period_of(child(node, "DatePeriod")), *child_texts(node, "Comment"))
    relation = Relation(
        kind=f"Former {kind}" if attribute(node, "Former") == "true" else kind,
        other=attribute(node, "To-ProfileID"),
        note=", ".join(filter(None, said)),
        more=tuple(RELATIONSHIP.unknown(node)),
    )
    index.relations[attribute(node, "From-ProfileID")].append(relation)


def _take_entry(node: Element, index: Index) -> None:
    text = index.values.text
    events = children(node, "EntryEvent")
    days = [day for event in events if (day := day_of(child(event, "Date")))]
    bases = (text("LegalBasis", attribute(event, "LegalBasisID")) for event in events)
    measures = [
        (text("SanctionsType", attribute(each, "SanctionsTypeID")), child_text(each, "Comment"))
        for each in children(node, "SanctionsMeasure")
    ]
    designation = Designation(
        membership=Membership(text("List", attribute(node, "ListID")), min(days, default=None)),
        legal_basis=_interned(bases),
        programmes=_interned(said for kind, said in measures if kind == PROGRAMME),
        measures=_interned(
            f"{kind}: {said}" if said else kind for kind, said in measures if kind != PROGRAMME
        ),
        remarks=(
            *child_texts(node, "Comment"),
            *child_texts(node, "LimitationsToListing"),
            *child_texts(node, "SupportingInfo", "Text"),
            *child_texts(node, "EntryEvent", "Comment"),
        ),
        more=tuple(ENTRY.unknown(node)),
    )
    index.designations[attribute(node, "ProfileID")].append(designation)


def _interned(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(intern(text) for text in texts if text))


TAKERS = {
    "DateOfIssue": _take_day,
    "ReferenceValueSets": _take_values,
    "Location": _take_place,
    "IDRegDocument": _take_document,
    "DistinctParty": _take_names,
    "ProfileRelationship": _take_relation,
    "SanctionsEntry": _take_entry,
}
