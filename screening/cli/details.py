"""Options for what else is known of whoever is asked, and the query they make."""

from collections.abc import Iterable
from typing import Annotated

import typer

from screening.domain.queries import Query
from screening.errors import QueryError

BirthDate = Annotated[
    str | None, typer.Option(help="1965, 1965-03, 1965-03-07 or 1965/1968.", metavar="DATE")
]
Country = Annotated[str | None, typer.Option(metavar="COUNTRY", help="ISO code or name.")]
Kind = Annotated[
    str | None,
    typer.Option("--type", help="person, organization, vessel or aircraft.", metavar="TYPE"),
]
Gender = Annotated[str | None, typer.Option(metavar="GENDER", help="male or female.")]
IdentifierOption = Annotated[
    list[str] | None,
    typer.Option(
        "--id",
        help="imo, lei, bic, inn, ogrn, passport ...; repeatable.",
        metavar="KIND=VALUE",
    ),
]


def known_query(
    *,
    birth_date: str | None,
    country: str | None,
    kind: str | None,
    gender: str | None,
    identifier: Iterable[str] | None,
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
