"""UK Sanctions List, CSV: many rows a designation, which need not stand together."""

from collections.abc import Iterator

from screening.domain.listings import Listing
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.delimited import first_row, read_records, unknown_cells
from screening.sources.files import ListFile
from screening.sources.gb_fcdo import Designation, to_listing
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day

REPORT_DATE = "Report Date"
REFERENCE = "Unique ID"
# Columns of each field of a designation
FIELDS = {
    "names": (*(f"Name {number}" for number in range(1, 7)), "Name type", "Alias strength"),
    "original_names": (
        "Name non-latin script",
        "Non-latin script type",
        "Non-latin script language",
    ),
    "titles": ("Title",),
    "regime": ("Regime Name",),
    "type": ("Designation Type",),
    "designation_sources": ("Designation source",),
    "measures": ("Sanctions Imposed",),
    "other_information": ("Other Information",),
    "reasons": ("UK Statement of Reasons",),
    "addresses": (
        *(f"Address Line {number}" for number in range(1, 7)),
        "Address Postal Code",
        "Address Country",
    ),
    "phones": ("Phone number",),
    "websites": ("Website",),
    "emails": ("Email address",),
    "designated_on": ("Date Designated",),
    "updated_on": ("Last Updated",),
    "ofsi_ids": ("OFSI Group ID",),
    "un_references": ("UN Reference Number",),
    "birth_dates": ("D.O.B",),
    "birth_places": ("Town of birth", "Country of birth"),
    "nationalities": ("Nationality(/ies)",),
    "national_ids": (
        "National Identifier number",
        "National Identifier additional information",
    ),
    "passports": ("Passport number", "Passport additional information"),
    "positions": ("Position",),
    "genders": ("Gender",),
    "entity_types": ("Type of entity",),
    "subsidiaries": ("Subsidiaries",),
    "parents": ("Parent company",),
    "business_numbers": ("Business registration number (s)",),
    "imo_numbers": ("IMO number",),
    "owners": ("Current owner/operator (s)",),
    "previous_owners": ("Previous owner/operator (s)",),
    "flags": ("Current believed flag of ship",),
    "previous_flags": ("Previous flags",),
    "ship_types": ("Type of ship",),
    "tonnages": ("Tonnage of ship",),
    "lengths": ("Length of ship",),
    "years_built": ("Year Built",),
    "hull_numbers": ("Hull identification number (HIN)",),
}
COLUMNS = (REFERENCE, *(column for columns in FIELDS.values() for column in columns))
KNOWN = frozenset(COLUMNS)


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    dated = " ".join(first_row(file.head)[:1]).startswith(REPORT_DATE)
    header = first_row(file.head, number=1)
    return Part("gb-fcdo") if dated and {REFERENCE, "Name 6"} <= set(header) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The designations, in the order of their first rows."""
    file = files[""]
    printed_date = first_row(file.head)[0].removeprefix(REPORT_DATE).strip(" :")
    notes.published_on = read_day(printed_date)
    designations: dict[str, Designation] = {}
    for line, record in read_records(file, COLUMNS, before_header=1):
        reference = record[REFERENCE].strip()
        if not reference:
            notes.entry(f"line {line}").drop(f"prints no {REFERENCE}")
            continue
        designation = designations.setdefault(reference, Designation())
        for field, columns in FIELDS.items():
            designation.add(field, tuple(record[column] for column in columns))
        for cell in unknown_cells(record, KNOWN):
            designation.add("columns", cell)
    for reference in list(designations):
        entry = notes.entry(reference)
        listing = to_listing(designations.pop(reference), entry, about)
        if listing is not None:
            yield listing


READER = Reader("gb-fcdo-csv", part, listings, ends_itself=False)
