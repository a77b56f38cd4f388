"""What columns are called, and which field of a query each word means.

The words are those that other tools of the field use.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

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
NAME_PARTS = ("first_name", "middle_name", "last_name")
OWN_REFERENCE = "id"

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

# Of what a row may say several of one customer, several columns may tell: nationality
# and country of residence are both ties, two passports are both his.
SEVERAL = frozenset({"name", "aliases", "birth_date", "country", *IDENTIFIERS})

# What is said of a customer and not compared; it is known so that a header is told by it.
NOT_COMPARED = ("place_of_birth", "address", "portfolio", "updated_at")

NUMBERED = re.compile(r"(.*\D)[0-9]{1,2}")


def field_called(header: str) -> str | None:
    """The field or kind of identifier that a header means: `passport_2` a passport."""
    key = header_key(header)
    found = _fields_spelled().get(key)
    if found is None and (numbered := NUMBERED.fullmatch(key)):
        one_of = _fields_spelled().get(numbered[1])
        return one_of if one_of in SEVERAL else None
    return found


def known(header: Sequence[str]) -> int:
    """How many headers are those of fields we know."""
    others = {header_key(word) for word in NOT_COMPARED}
    return sum(field_called(text) is not None or header_key(text) in others for text in header)


def header_key(header: str) -> str:
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
    return {header_key(word): field for word, field in _spellings()}
