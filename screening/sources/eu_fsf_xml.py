"""EU consolidated financial sanctions list (XML 1.1).

Layout: the Commission's schema `fsd/export`, which it hands out with the list.
"""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.sources import eu_fsf
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.eu_fsf_details import Detail
from screening.sources.files import ListFile
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
)
from screening.sources.xml_layout import Layout

ROOT = "export"
ENTITY = "sanctionEntity"


COMMON = "@regulationLanguage @logicalId remark"
ACT = "@regulationType @publicationDate @numberTitle @publicationUrl"
COUNTRY = "@countryIso2Code @countryDescription @region"
# All that the schema has, but for what no list at hand has: dates of a citizenship,
# corrigenda, additional information
LAYOUT = Layout.of(
    "@designationDate @designationDetails @unitedNationId @euReferenceNumber @logicalId "
    "@delistingDate remark",
    "regulation: @regulationType @organisationType @publicationDate @entryIntoForceDate "
    "@numberTitle @programme @logicalId publicationUrl remark",
    "subjectType: @code @classificationCode",
    f"nameAlias: {COMMON} @firstName @middleName @lastName @wholeName @function @gender "
    "@title @nameLanguage @strong",
    f"citizenship: {COMMON} {COUNTRY}",
    f"birthdate: {COMMON} {COUNTRY} @circa @calendarType @birthdate @dayOfMonth @monthOfYear "
    "@year @yearRangeFrom @yearRangeTo @city @zipCode @place",
    f"address: {COMMON} {COUNTRY} @city @street @poBox @zipCode @place @asAtListingTime",
    "address/contactInfo: @key @value",
    f"identification: {COMMON} {COUNTRY} @diplomatic @knownExpired @knownFalse @reportedLost "
    "@revokedByIssuer @issueDate @issuedBy @latinNumber @nameOnDocument @number @validFrom "
    "@validTo @identificationTypeCode @identificationTypeDescription",
    *(f"{part}/regulationSummary: {ACT}" for part in eu_fsf.DETAILS),
)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    root = root_element(file.head)
    if root is None or local_name(root) != ROOT or "fsd/export" not in root.tag:
        return None
    return Part(eu_fsf.SOURCE)


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the list, in its order."""
    file = files[""]
    notes.published_on = attribute(root_element(file.head), "generationDate")[:10] or None
    return eu_fsf.listings(map(_entity, elements(file, {ENTITY})), notes, about)


def _entity(node: Element) -> eu_fsf.Entity:
    values = _values(node) | {"code": attribute(child(node, "subjectType"), "code")}
    details = {
        name: tuple(_detail(each) for each in children(node, name)) for name in eu_fsf.DETAILS
    }
    regulations = [_act(each) for each in children(node, "regulation")]
    known = {act.title for act in regulations}
    parts = dict.fromkeys(
        _act(summary)
        for each in node
        for summary in children(each, "regulationSummary")
        if attribute(summary, "numberTitle") not in known
    )
    return eu_fsf.Entity(
        values=values,
        remarks=tuple(child_texts(node, "remark")),
        acts=(*regulations, *parts),
        details=details,
        elements=tuple(LAYOUT.unknown(node)),
    )


def _values(node: Element) -> dict[str, str]:
    return {str(name): attribute(node, str(name)) for name in node.attrib}


def _detail(node: Element) -> Detail:
    return Detail(
        values=_values(node),
        remarks=tuple(child_texts(node, "remark")),
        contacts=tuple(
            (attribute(each, "key"), attribute(each, "value"))
            for each in children(node, "contactInfo")
        ),
    )


def _act(node: Element) -> eu_fsf.Act:
    return eu_fsf.Act(
        title=attribute(node, "numberTitle"),
        published_on=attribute(node, "publicationDate"),
        in_force_on=attribute(node, "entryIntoForceDate"),
        programme=attribute(node, "programme"),
        kind=attribute(node, "regulationType"),
    )


READER = Reader("eu-fsf-xml", part, listings)
