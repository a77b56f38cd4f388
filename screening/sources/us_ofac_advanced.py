"""OFAC's lists in the advanced layout (SDN_ADVANCED.XML, CONS_ADVANCED.XML).

The layout is OFAC's schema of the same name, in which everything is a number that
another part of the file explains. The file is read twice: once for these parts
(`us_ofac_advanced_index`), once for the parties.

Both lists name every list among their values, mostly behind their first bytes; so a
file is of the list that its user or else its own name says, and of the SDN list where
neither does. What is on no list of the source is dropped.
"""

from collections.abc import Iterable, Iterator

from screening.domain.listings import Listing
from screening.errors import UnexpectedLayout
from screening.sources.base import UNKNOWN_COUNTRIES, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.us_ofac_advanced_index import (
    POINTS,
    Designation,
    Document,
    Index,
    index_of,
)
from screening.sources.us_ofac_advanced_names import in_turn, names_of
from screening.sources.us_ofac_advanced_values import period_of
from screening.sources.us_ofac_facts import NO_TYPE, PLACE, Facts, address_line, in_order
from screening.sources.us_ofac_lists import (
    action_of,
    list_remarks,
    listed_since,
    not_on_it,
    own_lists,
    part_of,
    wrong_source,
)
from screening.sources.us_ofac_words import folded, issued_and_expires, target_type, words
from screening.sources.xml import (
    Element,
    attribute,
    child_texts,
    children,
    elements,
    root_element,
    root_name,
    text_of,
    within,
)
from screening.sources.xml_layout import Layout

ROOT = "Sanctions"
NEEDED = (
    "AliasType",
    "Country",
    "FeatureType",
    "IDRegDocType",
    "LegalBasis",
    "List",
    "LocPartType",
    "NamePartType",
    "PartySubType",
    "RelationType",
    "SanctionsType",
)
COUNTRY_FIELDS = frozenset({"nationality", "citizenship", "country"})
VALID = "valid"
FALSE = "False"  # of the values of reliability
ISSUED, EXPIRES = "issue", "expir"  # how the kinds of dates of documents begin

COMMENT = "Comment"
LAYOUT = Layout.of(  # of a profile
    "Comment SanctionsEntryReference",  # `Comment` only where it is read
    "Identity: IDRegDocumentReference",
    "Identity/Alias/DocumentedName: IDRegDocumentReference",
    "Identity/Alias/DocumentedName/DocumentedNamePart: NamePartValue",
    "Identity/NamePartGroups/MasterNamePartGroup: NamePartGroup",
    "Feature: IdentityReference",
    "Feature/FeatureVersion: Comment VersionDetail VersionLocation IDRegDocumentReference",
    *(f"Feature/FeatureVersion/DatePeriod/{point}: Year Month Day" for point in POINTS),
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    root = root_element(file.head)
    if root is None or root_name(file.head) != ROOT or not attribute(root, "Version"):
        return None
    lists = [text_of(each) for each in within(root, "ReferenceValueSets", "ListValues", "List")]
    return part_of(file, lists)


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The parties on the source's lists, as published."""
    file = files[""]
    if attribute(root_element(file.head), "DeltaBaseVersion"):
        raise UnexpectedLayout(
            "holds only what changed since an earlier version; get the whole list",
            source=file.name,
        )
    index = index_of(file)
    notes.published_on = index.published_on
    _doubt_lacks(index, notes)
    found = False
    for party in elements(file, ("DistinctParty",)):
        for profile in children(party, "Profile"):
            listing = _listing(profile, index, notes, about)
            if listing is not None:
                found = True
                yield listing
    if not notes.read:
        raise UnexpectedLayout(
            "holds no DistinctParty with a Profile; this is not OFAC's advanced layout, or "
            "the file is not whole: get it again",
            source=file.name,
        )
    if not found:
        raise wrong_source(file, about.source.code)


def _listing(profile: Element, index: Index, notes: Notes, about: Metadata) -> Listing | None:
    reference = attribute(profile, "ID")
    if not reference:
        raise UnexpectedLayout(
            "a Profile has no ID; this is not OFAC's advanced layout as its schema describes "
            "it: get the file again",
            source=about.source.code,
        )
    entry, source = notes.entry(reference), about.source.code
    designations = index.designations.get(reference, [])
    lists = [each.membership for each in designations]
    own = own_lists(lists, source)
    if index.designations and not own:
        entry.drop(not_on_it(lists))
        return None
    names = in_order(names_of(profile, index.values, entry), entry)
    facts = _facts(profile, index, Facts(entry))
    if not names and not facts.identifiers:
        entry.drop("prints no name")
        return None
    facts.remarks += [each for one in designations for each in one.remarks]
    for one in designations:
        _more(one.more, facts)
    facts.remarks += list_remarks(lists, source)
    day = listed_since(own)
    kept = [each for each in designations if each.membership in own]
    return facts.listing(
        Listing(
            reference=reference,
            authority=about.source.authority,
            type=target_type(
                index.values.party_type(attribute(profile, "PartySubTypeID"), entry) or NO_TYPE,
                entry,
            ),
            names=names,
            programmes=_all(kept, "programmes"),
            package=action_of(day, notes),
            measures=_all(kept, "measures"),
            legal_basis=_all(kept, "legal_basis"),
            listed_on=day,
        )
    )


def _all(designations: list[Designation], name: str) -> tuple[str, ...]:
    texts = (text for each in designations for text in getattr(each, name))
    return tuple(dict.fromkeys(texts))


def _doubt_lacks(index: Index, notes: Notes) -> None:
    lacking = [kind for kind in NEEDED if kind not in index.values.texts]
    if lacking:
        notes.doubt(f"a part of the file is missing: its values of {', '.join(lacking)}")
    if not index.designations:
        notes.doubt(
            "a part of the file is missing: its SanctionsEntries, which say what is on "
            "which list, since when and why"
        )


def _facts(profile: Element, index: Index, facts: Facts) -> Facts:
    for feature in children(profile, "Feature"):
        label = index.values.text("FeatureType", attribute(feature, "FeatureTypeID"))
        for version in children(feature, "FeatureVersion"):
            _feature(label, version, index, facts)
    for identity in in_turn(children(profile, "Identity")):
        for document in index.documents.get(attribute(identity, "ID"), ()):
            _document(document, index, facts)
    for relation in index.relations.get(facts.entry.reference, ()):
        name = index.names.get(relation.other, relation.other)
        facts.linked_to.append(f"{relation.kind}: {name}")
        if relation.note:
            facts.remarks.append(f"{relation.kind} {name}: {relation.note}")
        _more(relation.more, facts)
    facts.remarks += child_texts(profile, "Comment")
    party = profile.getparent()
    facts.remarks += child_texts(party, "Comment") if party is not None else []
    _more(LAYOUT.unknown(profile), facts)
    return facts


def _more(found: Iterable[tuple[str, str]], facts: Facts) -> None:
    """Keep what is read nowhere else: comments, and elements that are not known."""
    facts.remarks += [text for name, text in found if name == COMMENT]
    facts.remarks += facts.entry.unknown_elements(each for each in found if each[0] != COMMENT)


def _feature(label: str, version: Element, index: Index, facts: Facts) -> None:
    """One version of a fact: dates, texts, coded texts or places."""
    values, entry = index.values, facts.entry
    reliability = values.text("Reliability", attribute(version, "ReliabilityID"))
    note, false = "; ".join(child_texts(version, "Comment")), reliability == FALSE
    for period in children(version, "DatePeriod"):
        day = period_of(period)
        if day is None:
            printed = " ".join(text_of(each) for each in period.iter() if text_of(each))
            entry.issue("date not understood", f"{label} {printed}")
            facts.remarks.append(f"{label}: {printed}")
        else:
            facts.add(label, day, dates=(day,), note=note, false=false)
    for detail in children(version, "VersionDetail"):
        number = attribute(detail, "DetailReferenceID")
        text = text_of(detail) or values.text("DetailReference", number, entry)
        facts.add(label, text, note=note, false=false)
    for location in children(version, "VersionLocation"):
        _located(label, attribute(location, "LocationID"), index, facts, note, false=false)


def _located(
    label: str, number: str, index: Index, facts: Facts, note: str, *, false: bool
) -> None:
    """A fact that is a place: an address, a country, or a place of birth."""
    place = index.places.get(number)
    if place is None:
        facts.entry.issue("unknown Location", number)
        return
    _more(place.more, facts)
    if label == PLACE and not false:
        facts.at(place.countries)
    line = address_line(place.parts, place.countries)
    known = [each for each in place.countries if each.casefold() not in UNKNOWN_COUNTRIES]
    texts = known if words("fields").get(folded(label)) in COUNTRY_FIELDS else [line]
    for text in texts:
        facts.add(label, text, note=note, false=false)


def _document(document: Document, index: Index, facts: Facts) -> None:
    label = index.values.text("IDRegDocType", document.kind)
    days = {kind.casefold(): day for kind, day in document.dates}
    issued = next((day for kind, day in days.items() if kind.startswith(ISSUED)), None)
    expires = next((day for kind, day in days.items() if kind.startswith(EXPIRES)), None)
    place = index.places.get(document.place)
    told = [
        issued_and_expires(issued, expires),
        *(f"{kind} {day}" for kind, day in days.items() if day not in (issued, expires)),
        f"issued in {address_line(place.parts, place.countries)}" if place else None,
        *document.notes,
    ]
    validity = document.validity
    if validity and not validity.isdigit() and validity.casefold() != VALID:
        told.append(f"validity: {validity}")
    facts.add(
        label,
        document.number,
        country=document.country,
        note="; ".join(filter(None, told)),
    )
    _more(document.more, facts)


READER = Reader("us-ofac-advanced", part, listings)
