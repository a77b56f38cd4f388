"""UK Sanctions List, XML: one element a designation.

The fields of ships beside type, tonnage and year are read where those three would
have them; an element in no known place is kept as a remark and reported.
"""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.files import ListFile
from screening.sources.gb_fcdo import Designation, to_listing
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day
from screening.sources.xml import (
    Element,
    child,
    child_text,
    elements,
    local_name,
    root_name,
    text_of,
    within,
)

ROOT = "Designations"
DATE = "DateGenerated"
DESIGNATION = "Designation"
REFERENCE = "UniqueID"
PERSON = "IndividualDetails/Individual"
ENTITY = "EntityDetails/Entity"
SHIP = "ShipDetails/Ship"

# Where the values of each field stand: the path of the element that is one value,
# and its children where it has any
FIELDS = {
    "names": (
        "Names/Name",
        (*(f"Name{number}" for number in range(1, 7)), "NameType", "AliasStrength"),
    ),
    "original_names": (
        "NonLatinNames/NonLatinName",
        ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage"),
    ),
    "titles": ("Titles/Title", ()),
    "regime": ("RegimeName", ()),
    "type": ("IndividualEntityShip", ()),
    "designation_sources": ("DesignationSource", ()),
    "measures": ("SanctionsImposed", ()),
    "other_information": ("OtherInformation", ()),
    "reasons": ("UKStatementofReasons", ()),
    "addresses": (
        "Addresses/Address",
        (
            *(f"AddressLine{number}" for number in range(1, 7)),
            "AddressPostalCode",
            "AddressCountry",
        ),
    ),
    "phones": ("PhoneNumbers/PhoneNumber", ()),
    "websites": ("Websites/Website", ()),
    "emails": ("EmailAddresses/EmailAddress", ()),
    "designated_on": ("DateDesignated", ()),
    "updated_on": ("LastUpdated", ()),
    "ofsi_ids": ("OFSIGroupID", ()),
    "un_references": ("UNReferenceNumber", ()),
    "birth_dates": (f"{PERSON}/DOBs/DOB", ()),
    "birth_places": (f"{PERSON}/BirthDetails/Location", ("TownOfBirth", "CountryOfBirth")),
    "nationalities": (f"{PERSON}/Nationalities/Nationality", ()),
    "national_ids": (
        f"{PERSON}/NationalIdentifierDetails/NationalIdentifier",
        ("NationalIdentifierNumber", "NationalIdentifierAdditionalInformation"),
    ),
    "passports": (
        f"{PERSON}/PassportDetails/Passport",
        ("PassportNumber", "PassportAdditionalInformation"),
    ),
    "positions": (f"{PERSON}/Positions/Position", ()),
    "genders": (f"{PERSON}/Genders/Gender", ()),
    "entity_types": (f"{ENTITY}/TypeOfEntities/TypeOfEntity", ()),
    "subsidiaries": (f"{ENTITY}/Subsidiaries/Subsidiary", ()),
    "parents": (f"{ENTITY}/ParentCompanies/ParentCompany", ()),
    "business_numbers": (
        f"{ENTITY}/BusinessRegistrationNumbers/BusinessRegistrationNumber",
        (),
    ),
    "imo_numbers": (f"{SHIP}/IMONumbers/IMONumber", ()),
    "owners": (f"{SHIP}/CurrentOwnerOperators/CurrentOwnerOperator", ()),
    "previous_owners": (f"{SHIP}/PreviousOwnerOperators/PreviousOwnerOperator", ()),
    "flags": (f"{SHIP}/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip", ()),
    "previous_flags": (f"{SHIP}/PreviousFlags/PreviousFlag", ()),
    "ship_types": (f"{SHIP}/TypeOfShipDetails/TypeOfShip", ()),
    "tonnages": (f"{SHIP}/TonnageOfShipDetails/TonnageOfShip", ()),
    "lengths": (f"{SHIP}/LengthOfShipDetails/LengthOfShip", ()),
    "years_built": (f"{SHIP}/YearsBuilt/YearBuilt", ()),
    "hull_numbers": (f"{SHIP}/HullIdentificationNumbers/HullIdentificationNumber", ()),
}
KNOWN = frozenset(
    (
        REFERENCE,
        *(path for path, parts in FIELDS.values() if not parts),
        *(f"{path}/{name}" for path, parts in FIELDS.values() for name in parts),
    )
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    return Part("gb-fcdo") if root_name(file.head) == ROOT else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The designations, as published."""
    for node in elements(files[""], (DATE, DESIGNATION)):
        if local_name(node) == DATE:
            notes.published_on = read_day(text_of(node))
            continue
        reference = child_text(node, REFERENCE)
        entry = notes.entry(reference)
        if not reference:
            entry.drop(f"prints no {REFERENCE}")
            continue
        designation = _designation(node)
        for unknown in _unknown(node):
            designation.add("others", unknown)
        listing = to_listing(designation, entry, about)
        if listing is not None:
            yield listing


def _designation(node: Element) -> Designation:
    designation = Designation()
    for field, (path, parts) in FIELDS.items():
        for value in within(node, *path.split("/")):
            places = [child(value, name) for name in parts] if parts else [value]
            # as printed, since lines of a cell may be several numbers
            designation.add(field, tuple(_raw(place) for place in places))
    return designation


def _raw(element: Element | None) -> str:
    text = None if element is None else element.text
    return text if text and text.strip() else ""


def _unknown(node: Element, path: str = "") -> Iterator[tuple[str, str]]:
    """Path and text of each element in no known place."""
    for each in node:
        here = f"{path}/{local_name(each)}" if path else local_name(each)
        text = text_of(each)
        if text and here not in KNOWN:
            yield here, text
        yield from _unknown(each, here)


READER = Reader("gb-fcdo-xml", part, listings)
