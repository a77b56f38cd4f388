"""`screen lists prune`: remove the bytes of list files that nothing needs any more."""

from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import say

if TYPE_CHECKING:
    from screening.listkeeping import Pruned

FIVE_YEARS = "1826d"
HELP = """Remove list files that were received long ago and are not in use.

\b
  screen lists prune --dry-run              only say what would be removed
  screen lists prune --older-than 365d

What the lists said stays in the registry, so past days can be asked about all
the same; an earlier state that has lost its file cannot be activated again.
"""


def prune_files(
    older_than: Annotated[
        str, typer.Option(metavar="AGE", help="Received longer ago than this.")
    ] = FIVE_YEARS,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed.")
    ] = False,
    json: Json = False,
) -> None:
    """Remove the files of superseded and rejected snapshots that are old enough."""
    from screening import listkeeping
    from screening.settings import load_settings

    age = listkeeping.age_of(older_than, "older-than")
    pruned = listkeeping.prune(load_settings(), say, age, only_say=dry_run)
    say(pruned_words(pruned, dry_run))
    if json:
        from dataclasses import asdict

        from screening.cli.jsonl import dumps

        print(dumps({**asdict(pruned), "dry_run": dry_run}))


def pruned_words(pruned: "Pruned", dry_run: bool) -> str:
    """What was removed, or would be, in one line."""
    if not pruned.files:
        return "nothing to remove"
    done = "would remove" if dry_run else "removed"
    numbers = ", ".join(map(str, pruned.snapshots))
    of = f" of snapshots {numbers}" if numbers else " that no snapshot names"
    return f"{done} {pruned.files} files ({size_words(pruned.size)}){of}"


def size_words(size: int) -> str:
    """A number of bytes as people read it: `12.4 MB`."""
    for unit, bytes_of in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= bytes_of:
            return f"{size / bytes_of:.1f} {unit}"
    return f"{size} bytes"
