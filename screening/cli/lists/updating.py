"""`screen lists update`: download the lists that have changed."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, gravest, say

if TYPE_CHECKING:
    from screening.settings import Settings

HELP = """Download lists that have changed, and take them in.

\b
  screen lists update                       every list that is loaded
  screen lists update un-sc eu-fsf          these, loaded or not

Where one fails, the last good state of it stays in use and the others go on.
Ends with 1 where one failed, with 5 where one is quarantined.
"""


def update_lists(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Codes of lists.")
    ] = None,
    json: Json = False,
) -> None:
    """Download lists; ends with 1 where one failed, with 5 where one is quarantined."""
    from screening import listkeeping
    from screening.cli.jsonl import dumps
    from screening.cli.lists import blocks
    from screening.cli.lists.progress import download_progress
    from screening.settings import load_settings

    settings = load_settings()
    progress = download_progress()
    ends: list[Exit] = []
    any_new = False
    try:
        for updated in listkeeping.update_lists(
            settings, say, sources or (), progress=progress
        ):
            progress.stop()
            if json:
                print(dumps(blocks.update_object(updated)))
            else:
                blocks.show_block(blocks.update_pairs(updated))
            state = blocks.state_of_update(updated)
            if state == blocks.FAILED:
                say(f"{updated.source}: {updated.failure}")
            any_new = any_new or state == "active"
            ends.append(blocks.ENDS_WITH[state])
    finally:
        progress.stop()
    if any_new:
        _compile(settings)
    raise typer.Exit(gravest(ends))


def _compile(settings: "Settings") -> None:
    """Compile the index now, so that the next look-up does not have to wait for it."""
    from screening.provision import ready_index

    ready_index(settings, say).close()
