"""Which column of a table is which field of a query.

The words are those that other tools of the field use. A table that leaves it
open which column is meant is refused: a guess could screen the wrong one.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from screening.domain.queries import Query
from screening.errors import InputFileError

# Field, and what else it is called; case, blanks and punctuation do not matter.
FIELDS = {
    "name": "full_name|entity_name|query|customer_name|client_name|company_name|vessel_name"
    "|ship_name|counterparty|beneficiary|account_name",
    "first_name": "given_name|forename|Vorname",
    "middle_name": "",
    "last_name": "surname|family_name|Nachname",
    "aliases": "alias|alt_names|aka",
    "type": "schema|entity_type",
    "birth_date": "dob|date_of_birth",
    "country": "countries|nationality|jurisdiction|citizenship",
    "gender": "",
    "id": "external_id|external_identifier|client_ref|customer_id|ref",
}
# Fields of which a table may have several columns: nationality and country of
# residence are both ties.
JOINED = frozenset({"country"})
OWN_REFERENCE = "id"
NAME_PARTS = ("first_name", "middle_name", "last_name")

# Kind of identifier, and what its column is called. Fewer words than
# `screening.identifiers` knows: a column called `number` or `other` is seldom one,
# and a mistyped `email` should not keep a name from being screened.
IDENTIFIERS = {
    "imo": "imo|imo_number|imo_no",
    "mmsi": "mmsi|mmsi_number|mmsi_no",
    "lei": "lei|lei_code|lei_number|legal_entity_identifier",
    "bic": "bic|bic_code|swift|swift_code|swift_bic|bic_swift",
    "isin": "isin|isin_code",
    "inn": "inn|inn_number|inn_code|ИНН",
    "ogrn": "ogrn|ogrnip|ОГРН|ОГРНИП",
    "edrpou": "edrpou|ЄДРПОУ|ЕДРПОУ",
    "uscc": "uscc|unified_social_credit_code",
    "passport": "passport|passport_number|passport_no",
    "national-id": "national_id|national_id_number|national_identification_number|id_card",
    "tax": "tax_id|tax_number|tax_no|tin|vat_number",
    "reg": "registration_number|registration_no|company_number",
    "number": "identifier|id_number|identification_number",
    "wallet": "wallet|wallet_address|crypto_address",
}

# A spreadsheet that keeps a date as a moment writes midnight behind it.
MIDNIGHT = re.compile(r"(?<=[0-9])[T ]00:00(:00(\.0+)?)?Z?(?=\s*(;|/|$))")

LONGEST_SHOWN = 40  # characters of a header that a message repeats


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table that are screened.

    Args:
        fields: field of a query to the column's place, from 0.
        more: further columns of a field that takes several values.
        identifiers: kind of identifier to the column's place.
        said: in one line, which column was taken for which field.
    """

    fields: dict[str, int]
    more: dict[str, tuple[int, ...]]
    identifiers: dict[str, int]
    said: str
    carried: tuple[int, ...] = ()
    carried_header: tuple[str, ...] = ()

    def carry(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells that are carried through to the output as they are."""
        return tuple(cells[place] for place in self.carried)

    @property
    def places(self) -> frozenset[int]:
        """The place of every column that is screened."""
        several = (place for places in self.more.values() for place in places)
        return frozenset((*self.fields.values(), *self.identifiers.values(), *several))

    def query(self, cells: Sequence[str]) -> Query:
        """What a row asks; a blank cell asks nothing.

        The name is the cell of the name column, or where that is blank the
        first, middle and last name, joined.

        Args:
            cells: as many as the table has columns.
        """
        said = _filled(self.fields, cells)
        get = said.get
        return Query(
            name=get("name") or _joined(said),
            aliases=_several(said["aliases"]) if "aliases" in said else (),
            type=get("type"),
            birth_date=_date(said["birth_date"]) if "birth_date" in said else None,
            country=self._ties(said, cells) if self.more else get("country"),
            gender=get("gender"),
            identifiers=_filled(self.identifiers, cells) if self.identifiers else {},
            id=get("id"),
        )

    def _ties(self, said: dict[str, str], cells: Sequence[str]) -> str | None:
        more = (cells[place].strip() for place in self.more["country"])
        return ";".join(filter(None, (said.get("country"), *more))) or None


def _joined(said: dict[str, str]) -> str | None:
    return " ".join(said[part] for part in NAME_PARTS if part in said) or None


def _filled(places: dict[str, int], cells: Sequence[str]) -> dict[str, str]:
    """What cells hold that are not blank, without blanks around it."""
    return {word: text for word, place in places.items() if (text := cells[place].strip())}


def _several(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.split(";") if each.strip())


def _date(text: str) -> str:
    return MIDNIGHT.sub("", text) if ":" in text else text


def guess(header: Sequence[str], *, file: str) -> Columns:
    """Tell the columns by their headers.

    Args:
        header: one text for each column; a blank one is passed over.
        file: what an error calls the file.

    Raises:
        InputFileError: two columns have one header or mean one field, or there
            is no column of names or identifiers.
    """
    _refuse_doubles(header, file)
    taken: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    passed_over = []
    for place, text in enumerate(header):
        field = _fields_spelled().get(_key(text))
        if field is None:
            passed_over.append(_shown(text))
        elif field in JOINED and field in taken:
            more.setdefault(field, []).append(place)
        elif field == OWN_REFERENCE and field in taken:
            # nothing is screened by it, so the first may stand for all
            passed_over.append(_shown(text))
        elif field in taken:
            raise InputFileError(
                f"{file}: the columns {_shown(header[taken[field]])} and {_shown(text)} both "
                f"mean {field}; rename or take out one of them"
            )
        else:
            taken[field] = place
    columns = Columns(
        fields={field: place for field, place in taken.items() if field in FIELDS},
        more={field: tuple(places) for field, places in more.items()},
        identifiers={kind: place for kind, place in taken.items() if kind not in FIELDS},
        said=_said(header, taken, more, passed_over),
    )
    if not columns.identifiers and columns.fields.keys().isdisjoint(("name", *NAME_PARTS)):
        raise InputFileError(
            f"{file}: no column of names or identifiers among "
            f"{', '.join(map(_shown, header))}; line 1 has to name the columns, and one of "
            "them has to be called name (or full_name, last_name, imo, lei, passport ...)"
        )
    return columns


def known(header: Sequence[str]) -> int:
    """How many headers are those of fields we know."""
    return sum(_key(text) in _fields_spelled() for text in header)


def _refuse_doubles(header: Sequence[str], file: str) -> None:
    seen: set[str] = set()
    for text in header:
        key = _key(text) or text.strip()
        if key and key in seen:
            raise InputFileError(
                f"{file}: two columns are called {_shown(text)}; rename or take out one of them"
            )
        seen.add(key)


def _said(
    header: Sequence[str],
    taken: dict[str, int],
    more: dict[str, list[int]],
    passed_over: list[str],
) -> str:
    found = [(place, field) for field, place in taken.items()]
    found += [(place, field) for field, places in more.items() for place in places]
    guesses = ", ".join(f"{_shown(header[place])} -> {field}" for place, field in sorted(found))
    rest = f"; passed over: {', '.join(passed_over)}" if passed_over else ""
    return f"columns: {guesses}{rest}"


def _shown(header: str) -> str:
    """A header as a message can repeat it: on one line, and not for ever."""
    text = " ".join(header.split()) or "(no header)"
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return text if text.isprintable() else ascii(text)


def _key(header: str) -> str:
    """What two ways to write one header have in common."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(mark for mark in text if mark.isalnum())


def _spellings() -> Iterator[tuple[str, str]]:
    for field, others in FIELDS.items():
        for word in (field, *filter(None, others.split("|"))):
            yield word, field
    for kind, words in IDENTIFIERS.items():
        for word in words.split("|"):
            yield word, kind


@cache
def _fields_spelled() -> dict[str, str]:
    return {_key(word): field for word, field in _spellings()}
