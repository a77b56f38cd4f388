"""A customer's data as the registry keeps them: JSON, and what tells one state from another."""

import json
from hashlib import sha256
from typing import Any

from screening.domain.queries import Query
from screening.errors import QueryError
from screening.intake import checked_name, prepare
from screening.record.chain import canonical
from screening.record.lines import plain_query
from screening.records import replace

FINGERPRINT_BYTES = 16
SHORT_NAME = "a"


def kept(query: Query) -> tuple[str, bytes]:
    """A query as it is kept, and what tells it from any other, the reference aside.

    Half a character, as a broken file may hold, is kept as an escape.
    """
    values = plain_query(query)
    text = _bytes(values)
    return text.decode(), sha256(_bytes({**values, "id": None})).digest()[:FINGERPRINT_BYTES]


def _bytes(values: dict[str, Any]) -> bytes:
    return canonical(values).encode("utf-8", "backslashreplace")


def query_from(text: str) -> Query:
    """The query that was kept."""
    values = json.loads(text)
    if "aliases" in values:
        values["aliases"] = tuple(values["aliases"])
    return Query(**values)


def why_invalid(query: Query) -> str | None:
    """Why a customer cannot be screened; None where they can.

    As `prepare` tells, but names are not taken apart, which takes most of its time.
    """
    try:
        for name in query.names:
            checked_name(name)
        prepare(replace(query, name=SHORT_NAME if query.names else None, aliases=()))
    except QueryError as error:
        return str(error)
    return None
