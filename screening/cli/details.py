"""Options for what else is known of whoever is asked."""

from typing import Annotated

import typer

BirthDate = Annotated[
    str | None, typer.Option(help="1965, 1965-03, 1965-03-07 or 1965/1968.", metavar="DATE")
]
Country = Annotated[str | None, typer.Option(metavar="COUNTRY", help="ISO code or name.")]
Kind = Annotated[
    str | None,
    typer.Option("--type", help="person, organization, vessel or aircraft.", metavar="TYPE"),
]
Gender = Annotated[str | None, typer.Option(metavar="GENDER", help="male or female.")]
Customer = Annotated[
    str | None,
    typer.Option(metavar="REF", help="Your own reference of the customer, for the record."),
]
IdentifierOption = Annotated[
    list[str] | None,
    typer.Option(
        "--id",
        help="imo, lei, bic, inn, ogrn, passport ...; repeatable.",
        metavar="KIND=VALUE",
    ),
]
