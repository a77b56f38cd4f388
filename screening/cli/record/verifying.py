"""`screen record verify`: whether all that is on record is as it was sealed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, say

if TYPE_CHECKING:
    from screening.record.examining import Examined
    from screening.record.findings import Finding

HELP = """Read the whole record, and say of each thing that is not as it was sealed.

\b
  screen record verify
  screen record verify k3v9tz2m1q           the chain, and the rows of this run alone
  screen record verify --checkpoint a.json --public-key key.pem.pub

The chain of entries, every row's seal (of runs that were not finished too), what
runs rest on, decisions, and the witness file beside the registry. Against
somebody who can write to that too, a checkpoint kept elsewhere tells. Ends with 0
where all is whole, else with 1.
"""


def verify_record(
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="The only run to read the rows of.")
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A checkpoint to agree with.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The key it has to be signed with.")
    ] = None,
    json: Json = False,
) -> None:
    """Examine the record; ends with 1 where something is not as it was sealed."""
    from screening.record.examining import examine
    from screening.record.opening import open_record
    from screening.settings import load_settings

    settings = load_settings()
    show = _show_object if json else _show_sentence
    with open_record(settings, say, reading=True) as store:
        examined = examine(
            store, settings, show, run=run, checkpoint=checkpoint, public_key=public_key
        )
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(examined_object(examined)))
    else:
        print(examined_words(examined))
        for warning in examined.warnings:
            say(f"warning: {warning}")
    raise typer.Exit(Exit.FAILED if examined.findings else Exit.CLEAR)


def _show_object(finding: "Finding") -> None:
    from screening.cli.jsonl import dumps

    print(dumps(finding_object(finding)))


def _show_sentence(finding: "Finding") -> None:
    from screening.cli.output import one_line

    print(one_line(finding.sentence))


def finding_object(finding: "Finding") -> dict[str, Any]:
    """A finding as plain JSON values; null where it is of no run or row."""
    return {
        "finding": finding.fault.value,
        "run": finding.run,
        "row": finding.row,
        "position": finding.position,
        "last": finding.last,
        "sentence": finding.sentence,
    }


def examined_object(examined: "Examined") -> dict[str, Any]:
    """What was read, as plain JSON values."""
    from screening.records import asdict

    return {"whole": not examined.findings, **asdict(examined)}


def examined_words(examined: "Examined") -> str:
    """What was read and how it stands, in a line."""
    told = [
        f"{examined.entries} entries to {examined.hash[:16]}",
        f"{examined.rows} rows read",
        f"{examined.witnessed} noted by the witness",
    ]
    if examined.erased:
        told.append(f"{examined.erased} runs erased")
    if examined.unfinished:
        told.append(f"{examined.unfinished} runs not finished")
    if examined.signed:
        key, fingerprint = examined.signed.key, examined.signed.fingerprint
        told.append(f"the checkpoint is signed by {key} ({fingerprint})")
    if examined.findings:
        return f"NOT WHOLE: {examined.findings} findings; {', '.join(told)}"
    return f"whole: {', '.join(told)}"
