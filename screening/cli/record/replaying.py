"""`screen record replay`: a run on record, screened again."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import Exit, say

if TYPE_CHECKING:
    from screening.record.replaying import Difference

HELP = """Screen a run again, on the lists and under the settings of then.

\b
  screen record replay k3v9tz2m1q

Says `same`, or of each row what differs, and what is known of why. What people
decided plays no part. Ends with 0 where all is the same, with 1 where a row
differs, with 5 where a state of a list is not kept any more.
"""
UNKNOWN = "nothing that the record tells of has changed since"


def replay_run(
    run: Annotated[str, typer.Argument(metavar="RUN", help="Id of the run.")],
    json: Json = False,
) -> None:
    """Screen a run again; ends with 1 where a row comes to something else."""
    from screening.record.opening import open_record
    from screening.record.replaying import Replay
    from screening.settings import load_settings

    settings = load_settings()
    with open_record(settings, say) as store, Replay(store, settings, run, say) as replay:
        differing = 0
        for difference in replay.differences():
            differing += 1
            _show(difference, json=json)
        reasons = replay.reasons()
        if json:
            from screening.cli.jsonl import dumps

            print(dumps(summary(replay.kept.run, replay.rows, differing, reasons)))
        elif differing:
            print(f"{differing} of {replay.rows} rows differ")
        else:
            print(f"same: {replay.rows} rows")
    if differing:
        for reason in reasons or [UNKNOWN]:
            say(reason)
    raise typer.Exit(Exit.FAILED if differing else Exit.CLEAR)


def summary(run: str, rows: int, differing: int, reasons: list[str]) -> dict[str, Any]:
    """How a replay went, as plain JSON values."""
    return {
        "run": run,
        "same": not differing,
        "rows": rows,
        "differing": differing,
        "changed_since": reasons,
    }


def difference_object(difference: "Difference") -> dict[str, Any]:
    """A row that differs, as plain JSON values."""
    from screening.records import asdict

    return asdict(difference)


def _show(difference: "Difference", *, json: bool) -> None:
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(difference_object(difference)))
    else:
        from screening.cli.output import one_line

        for words in difference.words:
            print(one_line(f"row {difference.row}: {words}"))
