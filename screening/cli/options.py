"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Threshold = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Score from which a candidate is a hit.", metavar="SCORE"),
]
Floor = Annotated[
    float | None,
    typer.Option(min=0, max=1, help="Score from which a candidate is shown.", metavar="SCORE"),
]
WeakAliases = Annotated[
    bool | None,
    typer.Option(
        "--weak-aliases/--no-weak-aliases", help="Whether to search weak aliases too."
    ),
]
Fast = Annotated[
    bool | None,
    typer.Option(
        "--fast", help="Search names spelled otherwise less thoroughly; the answer says so."
    ),
]
Without = Annotated[
    str | None,
    typer.Option(
        metavar="FEATURES",
        help="Do not compare these: birth_date, country, gender, type, identifiers.",
    ),
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
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DAY", help="Ask the lists as they were on a past day: 2024-12-18."
    ),
]
MaxAge = Annotated[
    str | None,
    typer.Option(
        "--max-age", metavar="AGE", help="End with 5 where a list is older: 36h, 2d or 1w."
    ),
]
Record = Annotated[
    str | None,
    typer.Option(metavar="on|off", help="Whether this goes on record; the answer says so."),
]
Source = Annotated[Path, typer.Argument(metavar="IN", help="The file; - is standard input.")]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Take a column for a field (name, passport ...); else by its header.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Encoding of a text; else told by its bytes."),
]
DayFirst = Annotated[
    bool, typer.Option("--day-first", help="Read 03/04/1965 as the third of April.")
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Most processes to screen with; else one for each core."
    ),
]
FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on", metavar="WHAT", help="End with 0 unless there is a hit|invalid|review."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what is or may be wrong.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
