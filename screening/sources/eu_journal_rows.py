"""One row of the transcribed annexes of the EU, as a listing."""

import re
from collections.abc import Iterable, Iterator

from screening.countries import country_code
from screening.domain.listings import Listing
from screening.domain.targets import Gender, Identifier, TargetType
from screening.errors import QueryError
from screening.sources.base import EntryNotes
from screening.sources.eu_fsf_details import EMAILS
from screening.sources.eu_journal_names import Row, names
from screening.sources.eu_packages import package_of_acts
from screening.sources.eu_text import BRACKETS, enumerated, number_in
from screening.sources.labelled_numbers import named_besides
from screening.sources.metadata import Metadata
from screening.sources.printed_dates import read_dates, read_day

# The year stands first in acts of 2015 and later, and in decisions.
CELEX = re.compile(r"3(?P<year>\d{4})(?P<kind>[A-Z])(?P<number>\d{4})")
YEAR_FIRST_SINCE = "2015"

LISTED = re.compile(r"\s*(?:\band/or\b|[,;/])\s*")
JOINED = re.compile(r"\s*\b(?:and|or)\b\s*")
HEDGE = re.compile(
    r"^(?:allegedly|assumed|possibly|presumed|of the)\s+|\s+(?:by birth|since \d{4}|passport)$",
    re.IGNORECASE,
)
# Two numbers in one value: `1234567890 KPP: 123456789`, `1234567890 / 123456789`
TWO_NUMBERS = re.compile(
    r"[\s,]+(?=(?:KPP|OKPO|OGRN)\b)|\s+/\s*|\s*/\s+|\s+and\s+(?=(?:[A-Z]{1,3} )?\d)"
    r"|(?<=\)),\s*(?=\d)"
)
GAP = re.compile(r"(?<=\d\.)\s+(?=\d)")  # `7.8. 1978`
INN_LENGTHS = (10, 12)
NO_PLACE = "N/D"
GENDERS = {gender.value: gender for gender in Gender}


def listing(row: Row, entry: EntryNotes, about: Metadata) -> Listing:
    """The designation that a row transcribes."""
    target = _type(row, entry, about)
    is_person = target is TargetType.PERSON
    listed_on = _day(row.values["startDate"], entry)
    dates, date_remarks = _birth_dates(row, entry)
    codes, nationality_remarks = _nationalities(row, entry, about)
    numbers, number_remarks = _identifiers(row, target, entry, about)
    annex = row.values["annex"]
    addresses = _items(row.of("address"))
    labelled = tuple(_labelled(row, about))
    texts = (*addresses, *nationality_remarks, *labelled, *row.of("notes"))
    return Listing(
        reference=entry.reference,
        authority=about.source.authority,
        type=target,
        names=names(row, entry, about),
        programmes=(row.values["programKey"],) if row.values["programKey"] else (),
        package=_package(row, listed_on, about),
        measures=row.of("measure"),
        legal_basis=(
            f"{act_title(row.celex, about)}, annex {annex}",
            *((act_title(row.amending, about),) if row.amending else ()),
        ),
        listed_on=listed_on,
        birth_dates=dates,
        birth_places=tuple(place for place in row.of("birthPlace") if place != NO_PLACE),
        nationalities=codes,
        countries=entry.countries(
            (*row.of("country"), *row.of("jurisdiction"), *row.of("flag"))
        ),
        gender=_gender(row, entry),
        positions=_items(row.of("position")) if is_person else (),
        addresses=addresses,
        identifiers=(*numbers, *named_besides(texts, entry, target, numbers)),
        remarks=tuple(
            dict.fromkeys(
                (
                    *((row.values["reason"],) if row.values["reason"] else ()),
                    *date_remarks,
                    *nationality_remarks,
                    *number_remarks,
                    *(() if is_person else (f"Function: {x}" for x in row.of("position"))),
                    *labelled,
                    *row.of("notes"),
                    *entry.unknown_columns(row.others),
                )
            )
        ),
    )


def act_title(celex: str, about: Metadata) -> str:
    """An act as it is cited: `Regulation 269/2014`, `Regulation 2024/2642`."""
    match = CELEX.fullmatch(celex)
    if match is None:
        return celex
    year, number, kind = match["year"], int(match["number"]), match["kind"]
    word = about.words["acts"].get(kind, kind)
    is_year_first = year >= YEAR_FIRST_SINCE or kind == "D"
    return f"{word} {year}/{number}" if is_year_first else f"{word} {number}/{year}"


def _package(row: Row, listed_on: str | None, about: Metadata) -> str | None:
    """By the act and the day; of what is not consolidated yet, by the amending act."""
    by_rule = about.package_of(row.celex, listed_on)
    if by_rule is not None or not row.amending:
        return by_rule
    return package_of_acts([act_title(row.amending, about)], listed_on)


def _type(row: Row, entry: EntryNotes, about: Metadata) -> TargetType:
    schema = row.values["schema"]
    word = about.words["schemas"].get(schema)
    if word is None:
        entry.issue("unknown schema", schema)
        return TargetType.UNKNOWN
    return TargetType(word)


def _day(text: str, entry: EntryNotes) -> str | None:
    day = read_day(text) if text else None
    if text and day is None:
        entry.issue("date not understood", text)
    return day


def _birth_dates(row: Row, entry: EntryNotes) -> tuple[tuple[str, ...], list[str]]:
    dates: dict[str, None] = {}
    remarks = []
    for value in row.of("birthDate"):
        for item in enumerated(value):
            read = read_dates(GAP.sub("", item))
            dates |= dict.fromkeys(read.dates)
            if read.rest is not None:
                entry.issue("birth date not understood", item)
                remarks.append(f"Born: {item}")
    return tuple(dates), remarks


def _gender(row: Row, entry: EntryNotes) -> Gender | None:
    printed = row.values["gender"].casefold().strip(" .")
    if printed and printed not in GENDERS:
        entry.issue("unknown gender", printed)
    return GENDERS.get(printed)


def _nationalities(
    row: Row, entry: EntryNotes, about: Metadata
) -> tuple[tuple[str, ...], list[str]]:
    """The countries, and as a remark whatever says more than countries."""
    codes: dict[str, None] = {}
    remarks = []
    for value in row.of("nationality"):
        whole = _nation(value.strip(" ."), about)
        if whole is not None:
            codes[whole] = None
            continue
        says_more = "(" in BRACKETS.sub("", value) or ". " in value
        for item in enumerated(value):
            plain = BRACKETS.sub(" ", item.partition(". ")[0])
            says_more |= plain != item
            for word in _nations(plain.strip(" ."), about):
                name = HEDGE.sub("", word).strip()
                says_more |= name != word
                code = _nation(name, about) or _nation(word, about)
                if code is None:
                    entry.issue("unknown country", word)
                    says_more = True
                else:
                    codes[code] = None
        if says_more:
            remarks.append(f"Nationality: {value}")
    return tuple(codes), remarks


def _nations(text: str, about: Metadata) -> Iterator[str]:
    """The countries of a list; `Trinidad and Tobago` is one."""
    for each in filter(None, LISTED.split(text)):
        yield from [each] if _nation(each, about) else filter(None, JOINED.split(each))


def _nation(text: str, about: Metadata) -> str | None:
    code = about.words["nationalities"].get(text.casefold())
    if code is None:
        try:
            return country_code(text)
        except QueryError:
            return None
    return code


def _items(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for value in values for item in enumerated(value)))


def _labelled(row: Row, about: Metadata) -> Iterator[str]:
    for column, label in about.words["remarks"].items():
        for value in row.of(column):
            yield f"{label}: {value}"


def _identifiers(
    row: Row, target: TargetType, entry: EntryNotes, about: Metadata
) -> tuple[tuple[Identifier, ...], list[str]]:
    """The numbers, and what stands in their columns and is none."""
    found: dict[Identifier, None] = {}
    remarks = []
    for column, kind in about.words["numbers"].items():
        if kind == "imo" and target is not TargetType.VESSEL:
            kind = "imo-company"
        for printed in _pieces(row.of(column)):
            told = number_in(printed)
            if told is None:
                entry.issue("number not understood", f"{column} {printed}")
                remarks.append(f"{column}: {printed}")
                continue
            value, note = told
            exact = _kind(kind, value, note, about)
            found[entry.identifier(exact, value, note=note)] = None
    for column, kind in about.words["codes"].items():
        for value in row.of(column):
            found[entry.identifier(kind, value)] = None
    for value in row.of("email"):
        found |= {entry.identifier("email", mail): None for mail in EMAILS.findall(value)}
        if EMAILS.sub("", value).strip(" ,;/"):
            remarks.append(f"E-mail: {value}")
    return tuple(found), remarks


def _pieces(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        for item in enumerated(value):
            yield from filter(None, (piece.strip(" ,") for piece in TWO_NUMBERS.split(item)))


def _kind(kind: str, value: str, note: str | None, about: Metadata) -> str:
    """The kind of the column, or what the words beside a number say more exactly."""
    said = (note or "").casefold()
    for word, meant in about.words["number_labels"].items():
        if re.search(rf"\b{re.escape(word)}\b", said):
            # `Tax ID/INN` stands beside tax numbers of any country
            is_inn = "tax id" not in said or len(value) in INN_LENGTHS
            return meant if meant != "inn" or is_inn else "tax"
    return kind
