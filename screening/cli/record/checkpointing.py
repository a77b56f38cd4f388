"""`screen record checkpoint`: how far the record goes, to be kept elsewhere."""

from pathlib import Path
from typing import Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say
from screening.errors import QueryError

HELP = """Say how far the record goes, to be printed, signed or kept elsewhere.

\b
  screen record checkpoint                      a few lines, for paper
  screen record checkpoint -o FILE --key KEY    as JSON, signed
  screen record checkpoint --new-key KEY        make a pair of keys (Ed25519)

`screen record verify --checkpoint FILE` later tells whether the record still
has all that it had. Keep the private key away from the registry.
"""


def make_checkpoint(
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="KEY", help="The private key to sign it with.")
    ] = None,
    new_key: Annotated[
        Path | None,
        typer.Option(metavar="KEY", help="Make a private key here, its public one beside."),
    ] = None,
    json: Json = False,
) -> None:
    """Write or print a checkpoint; with --new-key make keys, and sign with them."""
    from screening.record.checkpoint import checkpoint
    from screening.record.opening import open_record
    from screening.record.precious import refuse_precious
    from screening.record.signing import new_key as make_key
    from screening.settings import load_settings

    settings = load_settings()
    refuse_precious(settings, output, new_key)
    if output is not None and output.exists():
        raise QueryError(
            f"{output} is there already, and may be one to keep; name a new file",
            field="output",
        )
    if new_key is not None:
        say(f"the public key is {make_key(new_key)}; keep {new_key} where nobody else reads it")
        if output is None and key is None:
            return
    with open_record(settings, say) as store:
        made = checkpoint(store, settings, key or new_key)
    if output is not None:
        from screening.whole import written

        with written(output) as stream:
            stream.write(f"{_json(made)}\n".encode())
        say(f"wrote {output}: {made['entries']} entries, the last {made['hash']}")
    elif a_person_looks() and not json:
        print("\n".join(paper_lines(made)))
    else:
        print(_json(made))


def _json(made: dict[str, Any]) -> str:
    from screening.cli.jsonl import dumps

    return dumps(made)


GROUP = 8  # digits that an eye takes in at once


def paper_lines(made: dict[str, Any]) -> list[str]:
    """A checkpoint as lines for paper, the hash in groups that can be compared by eye."""
    digits = made["hash"]
    groups = [digits[at : at + GROUP] for at in range(0, len(digits), GROUP)]
    half = len(groups) // 2
    lines = [
        f"registry  {made['registry']}",
        f"entries   {made['entries']}, the last at position {made['position']}",
        f"hash      {' '.join(groups[:half])}",
        f"          {' '.join(groups[half:])}",
        f"made      {made['made_at']} by {made['by']}",
    ]
    if "signature" in made:
        lines += [f"key       {made['key']}", f"signed    {made['signature']}"]
    return lines
