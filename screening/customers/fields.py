"""A customer's data as the registry keeps them: JSON, and what tells one state from another."""

import json

from screening.domain.queries import Query
from screening.errors import QueryError
from screening.intake import checked_name, prepare
from screening.record.chain import canonical
from screening.record.customers import fingerprint
from screening.record.lines import plain_query, query_of
from screening.records import replace

FINGERPRINT_BYTES = 16
SHORT_NAME = "a"


def kept(query: Query) -> tuple[str, bytes]:
    """A query as it is kept, and what tells it from any other, the reference aside.

    Half a character, as a broken file may hold, is kept as an escape.
    """
    return canonical(plain_query(query)), bytes.fromhex(fingerprint(query))[:FINGERPRINT_BYTES]


def query_from(text: str) -> Query:
    """The query that was kept."""
    return query_of(json.loads(text))


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
