"""Whom a decision is about: the same customer, and the same of what is known of them."""

from screening.domain.queries import Query
from screening.record.chain import canonical, digest
from screening.record.lines import plain_query


def fingerprint(query: Query) -> str:
    """SHA-256 of what is known of a customer, their own reference aside."""
    return digest(canonical({**plain_query(query), "id": None}))


def can_be_told(query: Query) -> bool:
    """Whether a customer can be told from a namesake: by a reference, a birth date or a number.

    Who is known by a name alone, or with a country, is whoever bears it.
    """
    return bool(query.id or query.birth_date or query.identifiers)


def customer_of(query: Query) -> str:
    """What a customer is found by: a digest of their reference, else of what is known.

    With a reference a decision finds its customer when the data change, and can say that
    they did.
    """
    return digest(f"id {query.id}") if query.id else fingerprint(query)
