"""OFAC's lists in the enhanced layout (SDN_ENHANCED.XML, CONS_ENHANCED.XML).

The layout is OFAC's schema of the same name; values are written out in it. Which
list a file is of tell the lists its filters name, else its user or its own name. An
entry may be on several lists: its day of listing is that on a list of the source.

The list service writes exports of a part of the list in this layout too; its filters
say of which part, and put the file in doubt.
"""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind
from screening.errors import UnexpectedLayout
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day
from screening.sources.us_ofac_facts import NO_TYPE, Facts, address_line, in_order, in_script
from screening.sources.us_ofac_lists import (
    CONS,
    UMBRELLA,
    Membership,
    action_of,
    list_remarks,
    listed_since,
    not_on_it,
    own_lists,
    part_of,
    wrong_source,
)
from screening.sources.us_ofac_periods import period_text
from screening.sources.us_ofac_remarks import read_remarks
from screening.sources.us_ofac_words import issued_and_expires, name_kind, target_type
from screening.sources.xml import (
    Element,
    attribute,
    child,
    child_text,
    child_texts,
    elements,
    local_name,
    root_element,
    root_name,
    text_of,
    within,
)
from screening.sources.xml_layout import Layout

ROOT = "sanctionsData"
LATIN = "Latin"
GENERAL = {
    "livingStatus": "Living status",
    "isUsCitizen": "US citizen",
    "isUsPerson": "US person",
}
DOCUMENT_NOTES = {
    "issuingAuthority": "issued by ",
    "issuingLocation": "issued in ",
    "comments": "",
}
DAYS = ("fromDateBegin", "fromDateEnd", "toDateBegin", "toDateEnd")

PERIOD = " ".join((*DAYS, "isApproximate", "isDateRange"))
LAYOUT = Layout.of(
    "generalInfo: identityId entityType remarks title " + " ".join(GENERAL),
    "sanctionsLists: sanctionsList",
    "sanctionsPrograms: sanctionsProgram",
    "sanctionsTypes: sanctionsType",
    "legalAuthorities: legalAuthority",
    "names/name: isPrimary aliasType isLowQuality",
    "names/name/translations/translation: isPrimary script formattedFirstName "
    "formattedLastName formattedFullName",
    "names/name/translations/translation/nameParts/namePart: type value",
    "addresses/address: country",
    "addresses/address/translations: country",
    "addresses/address/translations/translation: isPrimary script",
    "addresses/address/translations/translation/addressParts/addressPart: type value",
    "features/feature: type versionId value valueRefId isPrimary reliability comments",
    f"features/feature/valueDate: {PERIOD}",
    "identityDocuments/identityDocument: type name documentNumber isValid issuingCountry "
    + " ".join(DOCUMENT_NOTES),
    f"identityDocuments/identityDocument/issueDate: {PERIOD}",
    f"identityDocuments/identityDocument/expirationDate: {PERIOD}",
    "identityDocuments/identityDocument/idFeatures: idFeature",
    "relationships/relationship: type relatedEntity quality comments",
    f"relationships/relationship/dateRange: {PERIOD}",
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    if root_name(file.head) != ROOT:
        return None
    return part_of(file, _filtered(file).get("sanctionsLists", ()))


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the source's lists, as published."""
    file, source = files[""], about.source.code
    head = child(root_element(file.head), "publicationInfo")
    notes.published_on = read_day(child_text(head, "dataAsOf")[:10])
    _doubt_filters(file, notes, source)
    found = False
    for node in elements(file, ("entity",)):
        if not attribute(node, "id") or child(node, "generalInfo") is None:
            raise UnexpectedLayout(
                "an entity lacks its id or generalInfo; this is not OFAC's enhanced layout "
                "as its schema describes it: get the file again",
                source=file.name,
            )
        listing = _listing(node, notes, about)
        if listing is not None:
            found = True
            yield listing
    if not notes.read:
        raise UnexpectedLayout(
            "holds no entity; get the file again, with all its entries", source=file.name
        )
    if not found:
        raise wrong_source(file, source)


def _listing(node: Element, notes: Notes, about: Metadata) -> Listing | None:
    """The listing of an entity; None where it is dropped."""
    entry, source = notes.entry(attribute(node, "id")), about.source.code
    lists = [
        Membership(text_of(each), _listing_day(each, entry))
        for each in within(node, "sanctionsLists", "sanctionsList")
    ]
    own = own_lists(lists, source)
    if not own:
        entry.drop(not_on_it(lists))
        return None
    names, facts = _names(node, entry), _facts(node, entry)
    if not names and not facts.identifiers:
        entry.drop("prints no name")
        return None
    day, kind = listed_since(own), child_text(child(node, "generalInfo"), "entityType")
    facts.remarks += list_remarks(lists, source)
    return facts.listing(
        Listing(
            reference=entry.reference,
            authority=about.source.authority,
            type=target_type(kind or NO_TYPE, entry),
            names=names,
            programmes=tuple(child_texts(node, "sanctionsPrograms", "sanctionsProgram")),
            package=action_of(day, notes),
            measures=tuple(child_texts(node, "sanctionsTypes", "sanctionsType")),
            legal_basis=tuple(child_texts(node, "legalAuthorities", "legalAuthority")),
            listed_on=day,
        )
    )


def _filtered(file: ListFile) -> dict[str, list[str]]:
    """What the filters of a file name, by what they filter."""
    root = root_element(file.head)
    filters = [] if root is None else within(root, "publicationInfo", "filters")
    return {
        local_name(each): [text_of(value) for value in each]
        for found in filters
        for each in found
        if len(each)
    }


def _doubt_filters(file: ListFile, notes: Notes, source: str) -> None:
    """Doubt a file of a part of the list; that it names its own list is no filter."""
    for name, values in _filtered(file).items():
        if name != "sanctionsLists":
            what = {"sanctionsPrograms": "programme"}.get(name, name)
            notes.doubt(
                f"filtered: this export of the list holds only {what} {', '.join(values)}; "
                "get the whole list"
            )
        elif source == CONS and len(values) == 1 and UMBRELLA not in values:
            notes.doubt(f"filtered: this export holds only the {values[0]}; get the whole list")


def _listing_day(node: Element, entry: EntryNotes) -> str | None:
    text = attribute(node, "datePublished")
    day = read_day(text[:10])
    if text and day is None:
        entry.issue("date not understood", text)
    return day


def _names(node: Element, entry: EntryNotes) -> tuple[ListedName, ...]:
    """All names, the primary one first; one in another script is of that kind."""
    found: list[ListedName] = []
    for name in within(node, "names", "name"):
        weak = child_text(name, "isLowQuality") == "true"
        if child_text(name, "isPrimary") == "true":
            kind = NameKind.PRIMARY
        else:
            kind = name_kind(child_text(name, "aliasType"), entry, weak=weak)
        for translation in within(name, "translations", "translation"):
            full = child_text(translation, "formattedFullName")
            text = full or child_text(translation, "formattedLastName")
            script = child_text(translation, "script")
            found += [ListedName(text, in_script(kind, latin=script == LATIN))] if text else []
    return in_order(found, entry)


def _facts(node: Element, entry: EntryNotes) -> Facts:
    facts = Facts(entry)
    info = child(node, "generalInfo")
    facts.add("Title", child_text(info, "title"))
    for address in within(node, "addresses", "address"):
        _address(address, facts)
    for feature in within(node, "features", "feature"):
        facts.add(
            child_text(feature, "type"),
            child_text(feature, "value"),
            dates=_period(child(feature, "valueDate")),
            note=child_text(feature, "comments"),
            false=child_text(feature, "reliability") == "False",
        )
    for document in within(node, "identityDocuments", "identityDocument"):
        _document(document, facts)
    for relation in within(node, "relationships", "relationship"):
        _relation(relation, facts)
    read_remarks(child_text(info, "remarks"), facts)
    for name, label in GENERAL.items():
        said = child_text(info, name)
        facts.remarks += [f"{label}: {said}"] if said not in ("", "false") else []
    facts.remarks += entry.unknown_elements(LAYOUT.unknown(node))
    return facts


def _address(node: Element, facts: Facts) -> None:
    """One address; in each script that it is written in."""
    countries = child_texts(node, "country") or child_texts(node, "translations", "country")
    facts.at(countries)
    for translation in within(node, "translations", "translation") or [node]:
        parts = [
            (child_text(each, "type"), child_text(each, "value"))
            for each in within(translation, "addressParts", "addressPart")
        ]
        facts.addresses.append(address_line(parts, countries))


def _document(node: Element, facts: Facts) -> None:
    days = [
        next(iter(_period(child(node, name))), None) for name in ("issueDate", "expirationDate")
    ]
    told = [issued_and_expires(*days)]
    for name, label in DOCUMENT_NOTES.items():
        said = child_text(node, name)
        told += [f"{label}{said}"] if said else []
    told += child_texts(node, "idFeatures", "idFeature")
    told += ["not valid"] if child_text(node, "isValid") == "false" else []
    facts.add(
        child_text(node, "type"),
        child_text(node, "documentNumber"),
        country=child_text(node, "issuingCountry"),
        note="; ".join(filter(None, told)),
    )


def _relation(node: Element, facts: Facts) -> None:
    """Who the entry is tied to, by the name printed here: it may be in no file."""
    related = child(node, "relatedEntity")
    who = text_of(related) or attribute(related, "entityId")
    relation = child_text(node, "type")
    facts.linked_to.append(f"{relation}: {who}" if relation else who)
    said = [*_period(child(node, "dateRange")), child_text(node, "comments")]
    if any(said):
        facts.remarks.append(f"{relation} {who}: {', '.join(filter(None, said))}")


def _period(node: Element | None) -> tuple[str, ...]:
    """A period in EDTF, empty where there is none that can be understood."""
    if node is None:
        return ()
    days = [child_text(node, name) for name in DAYS]
    text = period_text(days, circa=child_text(node, "isApproximate") == "true")
    return () if text is None else (text,)


READER = Reader("us-ofac-enhanced", part, listings)
