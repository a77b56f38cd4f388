"""OFAC's lists in the plain XML layout (SDN.XML, CONSOLIDATED.XML).

The layout is OFAC's schema `xml.xsd`. It has neither days of listing nor names in
other scripts; `us_ofac_enhanced` reads both.

The two lists have the same root, and nothing in the head names the list. Programmes
tell: some rest on no asset freeze, and only entries beside the SDN list have them.
A file is of the consolidated list where most entries in its head are of such a
programme; where none is, it is by its own name, and else of the SDN list, unless its
user says that it is of the other. (The real
consolidated list begins with dozens of NS-PLC entries, the SDN list with as many of
CUBA.)
"""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.domain.targets import ListedName
from screening.errors import UnexpectedLayout
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day
from screening.sources.us_ofac_facts import NO_TYPE, Facts
from screening.sources.us_ofac_lists import CONS, part_of
from screening.sources.us_ofac_remarks import read_remarks
from screening.sources.us_ofac_words import issued_and_expires, name_kind, target_type
from screening.sources.xml import (
    Element,
    child,
    child_text,
    child_texts,
    elements,
    local_name,
    root_element,
    root_name,
    within,
)
from screening.sources.xml_layout import Layout

ROOT = "sdnList"
HEADS = ("publshInformation", "publishInformation")  # OFAC spells it the first way
ENTRY = "sdnEntry"
# What the programmes begin with that only entries beside the SDN list have
BESIDE = ("NS-PLC", "CMIC-", "561-Related", "FSE-")
ADDRESS_PARTS = {
    "address1": "ADDRESS1",
    "address2": "ADDRESS2",
    "address3": "ADDRESS3",
    "city": "CITY",
    "stateOrProvince": "STATE/PROVINCE",
    "region": "REGION",
    "postalCode": "POSTAL CODE",
}
# path and value of what is repeated in an entry, with the label it has in other layouts
REPEATED = (
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
    ("nationalityList", "nationality", "country", "nationality"),
    ("citizenshipList", "citizenship", "country", "citizen"),
)
VESSEL = {
    "vesselFlag": "Vessel Flag",
    "callSign": "Vessel Call Sign",
    "vesselType": "Vessel Type",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Vessel Gross Registered Tonnage",
    "vesselOwner": "Vessel Owner",
}

LAYOUT = Layout.of(
    "uid firstName lastName title sdnType remarks",
    "programList: program",
    "idList/id: uid idType idNumber idCountry issueDate expirationDate",
    "akaList/aka: uid type category lastName firstName",
    "addressList/address: uid country " + " ".join(ADDRESS_PARTS),
    "dateOfBirthList/dateOfBirthItem: uid dateOfBirth mainEntry",
    "placeOfBirthList/placeOfBirthItem: uid placeOfBirth mainEntry",
    "nationalityList/nationality: uid country mainEntry",
    "citizenshipList/citizenship: uid country mainEntry",
    "vesselInfo: " + " ".join(VESSEL),
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    if root_name(file.head) != ROOT:
        return None
    root = root_element(file.head)
    assert root is not None
    regimes = [child_texts(entry, "programList", "program") for entry in within(root, ENTRY)]
    beside = sum(any(each.startswith(BESIDE) for each in regime) for regime in regimes)
    return Part(CONS) if 2 * beside > len(regimes) else part_of(file)


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the list, as published."""
    file = files[""]
    promised = ""
    for node in elements(file, (*HEADS, ENTRY)):
        if local_name(node) in HEADS:
            promised = child_text(node, "Record_Count")
            _published(child_text(node, "Publish_Date"), notes)
            continue
        reference = child_text(node, "uid")
        if not reference:
            raise UnexpectedLayout(
                "an sdnEntry has no uid; this is not OFAC's layout as its schema describes "
                "it: get the file again",
                source=file.name,
            )
        told = _told(node, notes.entry(reference))
        if not told.names and not told.identifiers:
            told.entry.drop("prints no name")
            continue
        yield told.listing(
            Listing(
                reference=reference,
                authority=about.source.authority,
                type=target_type(child_text(node, "sdnType") or NO_TYPE, told.entry),
                programmes=tuple(child_texts(node, "programList", "program")),
            )
        )
    if not notes.read:
        raise UnexpectedLayout(
            "holds no sdnEntry; get the file again, with all its entries", source=file.name
        )
    if promised and promised != str(notes.read):
        notes.doubt(f"says that it has {promised} entries, and {notes.read} were read")


def _published(printed: str, notes: Notes) -> None:
    notes.published_on = read_day(printed, day_first=False)
    if notes.published_on is None:
        notes.warn(f"its day of publication is not understood: {printed!r}")


def _told(node: Element, entry: EntryNotes) -> Facts:
    told = Facts(entry)
    told.names += _names(node, entry)
    told.add("Title", child_text(node, "title"))
    for where, each, value, label in REPEATED:
        # the main one first; those beside it as printed
        found = within(node, where, each)
        for item in sorted(found, key=lambda one: child_text(one, "mainEntry") == "false"):
            told.add(label, child_text(item, value))
    for address in within(node, "addressList", "address"):
        parts = [(label, child_text(address, name)) for name, label in ADDRESS_PARTS.items()]
        told.address(parts, child_texts(address, "country"))
    for name, label in VESSEL.items():
        if value := child_text(child(node, "vesselInfo"), name):
            told.add(label, value)
    for document in within(node, "idList", "id"):
        _document(document, told)
    read_remarks(child_text(node, "remarks"), told)
    told.remarks += entry.unknown_elements(LAYOUT.unknown(node))
    return told


def _names(node: Element, entry: EntryNotes) -> Iterator[ListedName]:
    if primary := _name(node):
        yield ListedName(primary)
    for alias in within(node, "akaList", "aka"):
        grade = child_text(alias, "category").casefold()
        if grade not in ("strong", "weak"):
            entry.issue("unknown alias category", grade)
        if text := _name(alias):
            yield ListedName(
                text, name_kind(child_text(alias, "type"), entry, weak=grade == "weak")
            )


def _name(node: Element) -> str:
    """A name as OFAC prints it elsewhere: `LAST, First Middle`, or the one name."""
    parts = (child_text(node, name) for name in ("lastName", "firstName"))
    return ", ".join(filter(None, parts))


def _document(node: Element, told: Facts) -> None:
    """A document, or whatever else idList holds: wallets, websites, the gender."""
    days = [
        (read_day(printed) or printed) if printed else None
        for printed in (child_text(node, name) for name in ("issueDate", "expirationDate"))
    ]
    told.add(
        child_text(node, "idType"),
        child_text(node, "idNumber"),
        country=child_text(node, "idCountry"),
        note=issued_and_expires(*days),
    )


READER = Reader("us-ofac-xml", part, listings)
