"""`screen record erase`: take out what the record holds of persons."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, say

if TYPE_CHECKING:
    from screening.record.erasing import Erasure

HELP = """Erase what is on record of persons, of all that ended before a day.

\b
  screen record erase --before 2020-01-01           only say what would be erased
  screen record erase --before 2020-01-01 --yes

What was asked and found goes and cannot be had back; that it was screened, by
whom, when and with which outcomes stays, and the chain can be verified all the
same. Decisions that may still count stay, and for seven days runs that were not
finished. Without --yes nothing is erased, and it ends with 2.
"""
LEFT_ON_SERVER = (
    "the server keeps what was erased on its pages until it is vacuumed: VACUUM (FULL) run, "
    "run_block, decision"
)
LEFT_IN_FILE = (
    "somebody reads the registry, so its write-ahead log still has what was erased; it goes "
    "when the last one has closed it"
)


def erase_content(
    before: Annotated[str, typer.Option(metavar="DAY", help="What ended before it is meant.")],
    yes: Annotated[bool, typer.Option("--yes", help="Erase it.")] = False,
    json: Json = False,
) -> None:
    """Erase the rows of old runs; without --yes only say which, and end with 2."""
    from screening.record.erasing import erase, planned
    from screening.record.opening import open_record
    from screening.settings import load_settings

    settings = load_settings()
    with open_record(settings, say) as store:
        done = planned(store, before)
        if yes:
            done = erase(store, settings, done)
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(erasure_object(done, erased=yes)))
    else:
        print(erasure_words(done, erased=yes))
    if yes and done.entry is not None and not done.emptied:
        say(LEFT_IN_FILE if settings.registry_file is not None else LEFT_ON_SERVER)
    if not yes:
        say("nothing is erased yet; add --yes to erase it")
    raise typer.Exit(Exit.CLEAR if yes else Exit.USAGE)


def erasure_object(done: "Erasure", *, erased: bool) -> dict[str, Any]:
    """What was erased, or would be, as plain JSON values."""
    from screening.records import asdict

    return {"erased": erased, **asdict(done)}


def erasure_words(done: "Erasure", *, erased: bool) -> str:
    """What was erased, or would be, in a line."""
    if not done.runs:
        said = f"nothing to erase before {done.before}"
    else:
        verb = "erased" if erased else "would erase"
        said = (
            f"{verb} {done.rows} rows of {len(done.runs)} runs that ended before {done.before}"
        )
    if done.unfinished:
        said += f", {done.unfinished} of them not finished"
    if done.kept:
        said += f"; {len(done.kept)} decisions stay, for they may still count"
    if done.under_way:
        said += f"; {done.under_way} runs stay, for they may still be under way"
    return f"{said}; on record as {done.entry}" if done.entry else said
