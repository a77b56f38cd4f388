"""The query that options make of what else is known of whoever is asked."""

from collections.abc import Iterable

from screening.domain.queries import Query
from screening.errors import QueryError


def known_query(
    *,
    birth_date: str | None,
    country: str | None,
    kind: str | None,
    gender: str | None,
    identifier: Iterable[str] | None,
    customer: str | None = None,
) -> Query:
    """A query without a name, of everything else that is known.

    Raises:
        QueryError: an identifier is not `KIND=VALUE`, cannot be right, or its kind
            comes twice.
    """
    return Query(
        birth_date=birth_date,
        country=country,
        type=kind,
        gender=gender,
        identifiers=_identifiers(identifier or ()),
        id=customer,
    )


def _identifiers(texts: Iterable[str]) -> dict[str, str]:
    from screening.identifiers import parse_identifier

    found: dict[str, str] = {}
    for text in texts:
        one = parse_identifier(text)
        if one.kind in found:
            raise QueryError("given twice; screen them one after the other", field=one.kind)
        found[one.kind] = one.value
    return found
