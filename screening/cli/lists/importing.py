"""`screen lists import`: take in list files from their issuers."""

from pathlib import Path
from typing import Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import gravest, say

HELP = """Take list files into the registry, as their issuers publish them.

\b
  screen lists import consolidated.xml
  screen lists import sdn.csv alt.csv add.csv sdn_comments.csv
  screen lists import downloads/            every list of a folder

Which list a file is, is told from its content; it may be packed (.gz, .zip).
Ends with 5 where a list is not used: quarantined, or rejected before.
"""


def import_files(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Files, or folders of files.")
    ],
    source: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Which list they are (un-sc ...), if not told."),
    ] = None,
    published_on: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Day of publication, for files that print none."),
    ] = None,
    issues: Annotated[
        bool, typer.Option("--issues", help="Tell each finding rather than count them.")
    ] = False,
    json: Json = False,
) -> None:
    """Take list files in; ends with 5 where one is quarantined or was rejected before."""
    from screening import listkeeping
    from screening.cli.jsonl import dumps
    from screening.cli.lists import blocks
    from screening.settings import load_settings

    ends = []
    for imported in listkeeping.import_lists(
        load_settings(), say, files, source=source, published_on=published_on
    ):
        if json:
            print(dumps(blocks.import_object(imported)))
        else:
            blocks.show_block(blocks.import_pairs(imported, every_issue=issues))
        ends.append(blocks.ENDS_WITH[blocks.state_of(imported)])
    raise typer.Exit(gravest(ends))
