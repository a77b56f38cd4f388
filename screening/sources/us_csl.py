"""US Consolidated Screening List (CSV), a copy of thirteen lists of three departments.

A target of the Treasury is known by the number that the Treasury's own lists give it.
The copy prints it once for each of these lists, and here it is one listing. The other
lists print no number, and the `_id` of their rows changes whenever a row does: the
reference is made of the code of the list, the name, and the day of listing or, where
none is printed, the first notice cited; of rows that share all this the second has `:2`
behind it (`EL:vintergatan-trading:2022-04-07:2`). It changes when one of these is
changed, and among such rows when they change places.

The file gives no day of its own with which the end of an order could be compared. So
an order whose end it prints is in force for as long as its row is there.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from screening.domain.listings import Listing
from screening.domain.targets import Identifier, ListedName, NameKind, TargetType
from screening.sources.base import EntryNotes, Files, Notes, Part, Reader
from screening.sources.delimited import first_row, read_records, unknown_cells
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day
from screening.sources.us_csl_ids import read_ids
from screening.sources.us_ofac_words import target_type

COLUMNS = (
    "source entity_number type programs name title addresses federal_register_notice "
    "start_date end_date standard_order license_requirement license_policy call_sign "
    "vessel_type gross_tonnage gross_registered_tonnage vessel_flag vessel_owner remarks "
    "alt_names citizenships dates_of_birth nationalities places_of_birth ids"
).split()
# Left alone: the number of a row, and where its list is to be had
KNOWN = frozenset((*COLUMNS, "_id", "source_list_url", "source_information_url"))
MEASURES = {"license_requirement": "License requirement", "license_policy": "License policy"}
REMARKS = {
    "source": "List",
    "end_date": "End date",
    "standard_order": "Standard order",
    "vessel_type": "Type",
    "gross_tonnage": "Gross tonnage",
    "gross_registered_tonnage": "Gross registered tonnage",
    "vessel_flag": "Flag",
}
LIST = re.compile(r"\((?P<code>[A-Z-]+)(?: List)?\)(?: List)? - (?P<department>.+)$")
LINKED = re.compile(r"\(Linked To: (.*?)\)(?=;|\s*$);?")
NOTICE = re.compile(r"(\d+)\W*F\W*R\W*(\d+)")
COUNTRY_BEHIND = re.compile(r"(?:^|, ?)([A-Z]{2})$")
NO_FLAG = "None Identified"

Row = Mapping[str, str]


def part(file: ListFile) -> Part | None:
    """The whole list, where the file is one of this layout."""
    return Part("us-csl") if set(first_row(file.head)) >= set(COLUMNS) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """The targets of the list; one that several lists of the Treasury name comes once."""
    expected = Counter(row["entity_number"] for row in _rows(files[""]) if row["name"])
    repeats: Counter[str] = Counter()
    waiting: dict[str, list[Row]] = {}
    for row in _rows(files[""]):
        number = row["entity_number"]
        if not row["name"]:
            notes.entry(number or _reference(row, repeats)).drop("prints no name")
        elif not number:
            yield _listing(row, notes.entry(_reference(row, repeats)), about)
        else:
            rows = waiting.setdefault(number, [])
            rows.append(row)
            if len(rows) == expected[number]:
                yield _listing(_joined(rows), notes.entry(number), about)
                del waiting[number]


def _rows(file: ListFile) -> Iterator[Row]:
    for _, row in read_records(file, COLUMNS):
        yield {column: " ".join(cell.split()) for column, cell in row.items()}


def _listing(row: Row, entry: EntryNotes, about: Metadata) -> Listing:
    lists = [_list_of(source, entry, about) for source in _values(row["source"])]
    codes, authorities = zip(*lists, strict=True) if lists else ((), ())
    told = read_ids(row["ids"], entry, about.words["ids"])
    births = [(text, read_dates(text)) for text in _values(row["dates_of_birth"])]
    for text, read in births:
        if read.rest is not None:
            entry.issue("birth date not understood", text)
    started = read_day(row["start_date"]) if row["start_date"] else None
    if row["start_date"] and started is None:
        entry.issue("date not understood", row["start_date"])
    nationalities, odd = entry.nationalities("Nationality", _values(row["nationalities"]))
    citizenships, odd_too = entry.nationalities("Citizenship", _values(row["citizenships"]))
    return Listing(
        reference=entry.reference,
        authority=next(iter(authorities), about.source.authority),
        # BIS and State leave it empty, where for OFAC that would be an organisation
        type=target_type(row["type"], entry) if row["type"] else TargetType.UNKNOWN,
        names=_names(row),
        programmes=_values(row["programs"]) or codes,
        measures=tuple(_labelled(row, MEASURES)),
        legal_basis=tuple(filter(None, (row["federal_register_notice"],))),
        listed_on=started or next(iter(told.listed_on), None),
        effective_on=next(iter(told.effective_on), None),
        birth_dates=_once(date for _, read in births for date in read.dates),
        birth_places=_values(row["places_of_birth"]),
        nationalities=nationalities,
        citizenships=citizenships,
        countries=_once((*_countries(row, entry), *told.countries)),
        gender=next(iter(told.genders), None),
        positions=_values(row["title"]),
        addresses=_values(row["addresses"]),
        identifiers=tuple(dict.fromkeys((*_call_sign(row, entry), *told.identifiers))),
        linked_to=(
            *_once(LINKED.findall(row["remarks"])),
            *(f"owner: {owner}" for owner in _values(row["vessel_owner"])),
        ),
        remarks=_once(
            (
                *_labelled(row, REMARKS),
                *(
                    f"Start date: {text}"
                    for text in [row["start_date"]]
                    if text and not started
                ),
                *(f"Born: {text}" for text, read in births if read.rest is not None),
                *odd,
                *odd_too,
                *told.remarks,
                LINKED.sub("", row["remarks"]).strip(" ;"),
                *entry.unknown_columns(unknown_cells(row, KNOWN)),
            )
        ),
    )


def _joined(rows: list[Row]) -> Row:
    """The rows of one target as one: of each column, what is printed in any of them."""
    joined = {column: "; ".join(_once(row[column] for row in rows)) for column in rows[0]}
    names = _once(row["name"] for row in rows)
    others = (*names[1:], joined["alt_names"])
    told = {"name": names[0], "type": rows[0]["type"], "alt_names": "; ".join(others)}
    return {**joined, **told}


def _list_of(source: str, entry: EntryNotes, about: Metadata) -> tuple[str, str]:
    """Code of the list that a row is copied from, and who publishes that list."""
    told = LIST.search(source)
    authority = told and about.words["departments"].get(told["department"].casefold())
    if told is None or authority is None:
        entry.issue("unknown list", source)
    return told["code"] if told else source, authority or about.source.authority


def _reference(row: Row, repeats: Counter[str]) -> str:
    told, notice = LIST.search(row["source"]), NOTICE.search(row["federal_register_notice"])
    when = row["start_date"] or ("-FR-".join(notice.groups()) if notice else "")
    named = (told["code"] if told else row["source"], _slug(row["name"]), when)
    reference = ":".join(filter(None, named))
    repeats[reference] += 1
    return f"{reference}:{repeats[reference]}" if repeats[reference] > 1 else reference


def _slug(name: str) -> str:
    """A name in small letters, digits and dashes."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return re.sub(r"[\W_]+", "-", plain).strip("-")


def _names(row: Row) -> tuple[ListedName, ...]:
    """The names; the last of several may have the "and" before it that ends a series."""
    aliases = _values(row["alt_names"])
    if len(aliases) > 1 and not row["entity_number"]:
        aliases = (*aliases[:-1], aliases[-1].removeprefix("and "))
    others = (ListedName(alias, NameKind.ALIAS) for alias in _once(aliases))
    return (ListedName(row["name"]), *others)


def _countries(row: Row, entry: EntryNotes) -> tuple[str, ...]:
    """Countries of the addresses, which print them last, and of the flag."""
    printed = [COUNTRY_BEHIND.search(address) for address in _values(row["addresses"])]
    flags = [flag for flag in _values(row["vessel_flag"]) if flag != NO_FLAG]
    return entry.countries([*(each[1] for each in printed if each), *flags])


def _call_sign(row: Row, entry: EntryNotes) -> tuple[Identifier, ...]:
    return tuple(entry.identifier("call-sign", sign) for sign in _values(row["call_sign"]))


def _labelled(row: Row, labels: Mapping[str, str]) -> Iterator[str]:
    """The columns as `Label: value`, each value of several by itself."""
    for column, label in labels.items():
        values = _values(row[column]) if column == "source" else (row[column],)
        yield from (f"{label}: {value}" for value in values if value)


def _values(cell: str) -> tuple[str, ...]:
    """The values of a cell; rarely the blank behind the semicolon is missing."""
    return _once(value.strip() for value in cell.split(";"))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    """Those that are not empty, each once."""
    return tuple(dict.fromkeys(text for text in texts if text))


READER = Reader("us-csl", part, listings, ends_itself=False)
