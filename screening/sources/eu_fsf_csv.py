"""EU consolidated financial sanctions list (CSV 1.1).

Each row repeats the columns of its entry and fills one block: a name, an address,
a birth, a number or a citizenship. Layout: the header of the published file. The
older CSV 1.0 is refused: its columns say less, and the list is not to be had in
it any more.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from screening.domain.listings import Listing
from screening.errors import UnexpectedLayout
from screening.sources import eu_fsf
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.delimited import first_row, read_records
from screening.sources.eu_fsf_details import Detail
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_day

GENERATED = "fileGenerationDate"
ID = "Entity_LogicalId"
OLD_LAYOUT = b"Naal_logical_id"

# Prefix of the columns of a block, and the element of the XML layout it stands for
BLOCKS = {
    "NameAlias": "nameAlias",
    "Citizenship": "citizenship",
    "BirthDate": "birthdate",
    "Address": "address",
    "Identification": "identification",
}
REQUIRED = (
    f"{GENERATED} {ID} Entity_EU_ReferenceNumber Entity_DesignationDate Entity_Remark "
    "Entity_SubjectType Entity_SubjectType_ClassificationCode NameAlias_WholeName "
    "NameAlias_FirstName NameAlias_MiddleName NameAlias_LastName NameAlias_Remark "
    "Address_City Address_Street Address_ContactInfo Address_CountryIso2Code "
    "BirthDate_BirthDate BirthDate_Day BirthDate_Month BirthDate_Year BirthDate_Circa "
    "BirthDate_CalendarType BirthDate_YearRangeFrom BirthDate_YearRangeTo "
    "Identification_Number Identification_TypeCode Identification_KnownFalse "
    "Citizenship_CountryIso2Code"
).split()
ACT_COLUMNS = (
    "Regulation_Type Regulation_OrganisationType Regulation_PublicationDate "
    "Regulation_EntryIntoForceDate Regulation_NumberTitle Regulation_Programme "
    "Regulation_PublicationUrl"
)
COMMON_COLUMNS = f"LogicalId RegulationLanguage Remark {ACT_COLUMNS}"
COUNTRY_COLUMNS = "Region CountryIso2Code CountryDescription"
COLUMNS = {
    "Entity": "LogicalId EU_ReferenceNumber UnitedNationId DesignationDate DesignationDetails "
    f"DelistingDate Remark SubjectType SubjectType_ClassificationCode {ACT_COLUMNS}",
    "NameAlias": "LastName FirstName MiddleName WholeName NameLanguage Gender Title Function "
    f"Strong {COMMON_COLUMNS}",
    "Address": "City Street PoBox ZipCode Place AsAtListingTime ContactInfo "
    f"{COUNTRY_COLUMNS} {COMMON_COLUMNS}",
    "BirthDate": "BirthDate Day Month Year YearRangeFrom YearRangeTo Circa CalendarType "
    f"ZipCode Place City {COUNTRY_COLUMNS} {COMMON_COLUMNS}",
    "Identification": "Number Diplomatic KnownExpired KnownFalse ReportedLost RevokedByIssuer "
    "IssuedBy IssuedDate ValidFrom ValidTo LatinNumber NameOnDocument TypeCode "
    f"TypeDescription {COUNTRY_COLUMNS} {COMMON_COLUMNS}",
    "Citizenship": f"{COUNTRY_COLUMNS} {COMMON_COLUMNS}",
}
KNOWN = {
    GENERATED,
    *(f"{block}_{name}" for block in COLUMNS for name in COLUMNS[block].split()),
}
ACT_COLUMN = "Entity_Regulation_NumberTitle"

# Columns that the XML layout calls otherwise than with a small first letter
RENAMED = {
    "EU_ReferenceNumber": "euReferenceNumber",
    "Day": "dayOfMonth",
    "Month": "monthOfYear",
    "BirthDate": "birthdate",
    "IssuedDate": "issueDate",
    "TypeCode": "identificationTypeCode",
    "TypeDescription": "identificationTypeDescription",
}
FLAGS = {
    "circa",
    "asAtListingTime",
    "diplomatic",
    "knownExpired",
    "knownFalse",
    "reportedLost",
    "revokedByIssuer",
}
YES_NO = {"YES": "true", "NO": "false"}
Columns = dict[str, list[tuple[str, str]]]
"""By prefix of a block: its columns, each with the name that the XML layout has for it."""

CONTACT = re.compile(r"^([A-Z]+)\[(.*)\]$")


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout or of the older one."""
    header = first_row(file.head, delimiter=";")
    is_new = header[:1] == [GENERATED] and ID in header
    return Part(eu_fsf.SOURCE) if is_new or OLD_LAYOUT in file.head else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The entries of the list, in its order.

    Raises:
        UnexpectedLayout: it is CSV 1.0, or the rows of an entry do not stand together.
    """
    file = files[""]
    if OLD_LAYOUT in file.head:
        raise UnexpectedLayout(
            "is the list as CSV 1.0, an older layout that says less; get it as XML 1.1 or "
            "CSV 1.1",
            source=file.name,
        )
    return eu_fsf.listings(_entities(file, notes), notes, about)


def _entities(file: ListFile, notes: Notes) -> Iterator[eu_fsf.Entity]:
    """One entity for each run of rows; nothing of it is read before it is asked for."""
    done: set[str] = set()
    columns: Columns = {}
    others: list[str] = []
    records = read_records(file, REQUIRED, delimiter=";")
    for logical_id, run in groupby(records, key=lambda record: record[1][ID]):
        rows = [row for _, row in run]
        if not done:
            columns = {prefix: _columns(rows[0], prefix) for prefix in ("Entity", *BLOCKS)}
            others = [column for column in rows[0] if column not in KNOWN]
            notes.published_on = read_day(rows[0][GENERATED])
            if ACT_COLUMN not in rows[0]:
                notes.doubt(f"has no column {ACT_COLUMN}, so no legal acts and programmes")
        if logical_id in done:
            # a list that was sorted anew would otherwise lose names without a word
            raise UnexpectedLayout(
                "the rows of this entry do not stand together; the file was sorted or "
                "changed by another program: get it as published",
                source=file.name,
                record=logical_id,
            )
        done.add(logical_id)
        yield _entity(rows, columns, others)


def _columns(row: Mapping[str, str], prefix: str) -> list[tuple[str, str]]:
    """The columns of a block, each with the name that the XML layout has for it."""
    found = []
    for column in row:
        if column.startswith(f"{prefix}_"):
            name = column.removeprefix(f"{prefix}_")
            found.append((column, RENAMED.get(name, name[:1].lower() + name[1:])))
    return found


def _entity(rows: list[dict[str, str]], columns: Columns, others: list[str]) -> eu_fsf.Entity:
    own = _block(rows[0], columns["Entity"])
    code = own.get("subjectType_ClassificationCode") or own.get("subjectType", "")
    details: dict[str, tuple[Detail, ...]] = {}
    for prefix, element in BLOCKS.items():
        found = (_detail(row, columns[prefix]) for row in rows)
        details[element] = tuple(detail for detail in found if detail is not None)
    acts = (_act(row, prefix) for row in rows for prefix in ("Entity", *BLOCKS))
    remarks = dict.fromkeys(_text(row["Entity_Remark"]) for row in rows)
    return eu_fsf.Entity(
        values=own | {"code": code},
        remarks=tuple(filter(None, remarks)),
        acts=tuple(dict.fromkeys(act for act in acts if act.title or act.programme)),
        details=details,
        columns=tuple(
            dict.fromkeys(
                (column, text)
                for row in rows
                for column in others
                if (text := _text(row[column]))
            )
        ),
    )


def _block(row: Mapping[str, str], columns: list[tuple[str, str]]) -> dict[str, str]:
    """What a row says in the columns of a block, by the names of the XML layout."""
    return {name: _text(row[column]) for column, name in columns if row[column]}


def _text(value: str) -> str:
    """A cell in one line; a line break is written as a backslash and an n."""
    return " ".join(value.replace("\\n", " ").split())


def _detail(row: Mapping[str, str], columns: list[tuple[str, str]]) -> Detail | None:
    values = _block(row, columns)
    if not values:
        return None
    # by column: `NO` among the countries is Norway
    for flag in FLAGS & values.keys():
        values[flag] = YES_NO.get(values[flag].upper(), values[flag])
    remark = values.pop("remark", "")
    contacts, more = _contacts(row["Address_ContactInfo"] if "contactInfo" in values else "")
    if "number" in values:
        values["number"] = _bare_number(values)
    remarks = dict.fromkeys((remark, *(text for text in more if text != remark)))
    return Detail(values, tuple(filter(None, remarks)), contacts)


def _bare_number(values: Mapping[str, str]) -> str:
    """The number without its type and remark, which the file prints behind it."""
    code, description = (
        values.get(f"identificationType{each}", "") for each in ("Code", "Description")
    )
    return values["number"].partition(f"({code}-{description})")[0].strip()


def _contacts(printed: str) -> tuple[tuple[tuple[str, str], ...], list[str]]:
    """`PHONE[...]` and such, one a line, and the remark in brackets that may follow."""
    contacts, rest = [], []
    for line in printed.split("\\n"):
        match = CONTACT.match(line.strip())
        if match is not None:
            contacts.append((match[1], _text(match[2])))
        else:
            rest.append(line)
    remark = _text(" ".join(rest))
    if remark.startswith("(") and remark.endswith(")"):
        remark = remark[1:-1].strip()
    return tuple(contacts), [remark]


def _act(row: Mapping[str, str], prefix: str) -> eu_fsf.Act:
    title, published, in_force, programme, kind = (
        _text(row.get(f"{prefix}_Regulation_{name}", ""))
        for name in (
            "NumberTitle",
            "PublicationDate",
            "EntryIntoForceDate",
            "Programme",
            "Type",
        )
    )
    return eu_fsf.Act(title, published, in_force, programme, kind.casefold())


READER = Reader("eu-fsf-csv", part, listings, ends_itself=False)
