"""Options that several commands share."""

from typing import Annotated

import typer

COMMANDS = ("batch", "db", "lists", "name", "packages", "show")

Threshold = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Score from which a candidate is a hit.", metavar="SCORE"),
]
Floor = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Score from which a candidate is shown.", metavar="SCORE"),
]
Authority = Annotated[
    list[str] | None,
    typer.Option(
        metavar="BODY", help="Only listings of this authority (EU, OFAC ...); repeatable."
    ),
]
Package = Annotated[
    list[str] | None,
    typer.Option(metavar="CODE", help="Only listings of this package (EU-15 ...); repeatable."),
]
Limit = Annotated[
    int, typer.Option(min=1, metavar="N", help="Most candidates shown for a name.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
