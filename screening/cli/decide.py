"""`screen decide` and `screen approve`: what people decide on a hit."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import say

if TYPE_CHECKING:
    from screening.record.history import Decision

DECIDE_HELP = """Decide on a hit, and put that on record.

\b
  screen decide k3v9tz2m1q-17.1 false --reason "born in 1990, our customer in 1961"
  screen decide k3v9tz2m1q-17.2 true --reason "same passport"
  screen decide k3v9tz2m1q-17.3 escalate --reason "asked for a copy of the passport"

A hit is named by the answer that shows it. One decided `false` is suppressed once
somebody else has approved (`screen approve`): it stays in every answer, and counts no
more. That lapses by itself when the listing or the customer's data change, after the
last day, and when the settings could find more. Deciding again takes the place of the
decision before; both stay on record.
"""
APPROVE_HELP = """Approve a decision that somebody else has made.

\b
  screen decisions --open
  screen approve 7ypbe0c4gm

Whoever decided may not approve, also where four_eyes is switched off since.
"""
Hit = Annotated[
    str,
    typer.Argument(
        metavar="HIT", help="Its id; a receipt where the answer has one candidate alone."
    ),
]
Verdict = Annotated[
    str, typer.Argument(metavar="VERDICT", help="true (the target), false or escalate.")
]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why, for whoever examines it later.")
]
Expires = Annotated[
    str | None,
    typer.Option(metavar="DAY", help="Last day a false hit is suppressed: 2027-12-31."),
]


def decide_hit(
    hit: Hit, verdict: Verdict, reason: Reason, expires: Expires = None, json: Json = False
) -> None:
    """Decide on a hit, and put that on record."""
    from screening import deciding
    from screening.record.history import State
    from screening.settings import load_settings

    made = deciding.decide(load_settings(), say, hit, verdict, reason, expires)
    _show(made, json=json)
    if made.state is State.WAITING:
        say(f"waits for somebody else to approve: screen approve {made.id}")


def approve_decision(
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="Its id, as `screen decisions` shows it.")
    ],
    reason: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, where there is more to say.")
    ] = None,
    json: Json = False,
) -> None:
    """Approve a decision that somebody else has made."""
    from screening import deciding
    from screening.settings import load_settings

    _show(deciding.approve(load_settings(), say, decision, reason), json=json)


def _show(decision: "Decision", *, json: bool) -> None:
    from screening.records import asdict

    if json:
        from screening.cli.jsonl import dumps

        print(dumps(asdict(decision)))
    else:
        from screening.cli.lists.blocks import show_block

        show_block(decision_pairs(decision))


def decision_pairs(decision: "Decision") -> Iterator[tuple[str, str]]:
    """A decision as labels and words, without what there is none of."""
    told = {
        "decision": decision.id,
        "state": decision.state.words,
        "verdict": decision.verdict,
        "hit": decision.hit,
        "listing": f"{decision.source} {decision.reference}",
        "reason": decision.reason,
        "by": f"{decision.by}, {decision.at}",
        "expires": decision.expires,
        "approved by": decision.approved_by
        and f"{decision.approved_by}, {decision.approved_at}",
    }
    return ((label, words) for label, words in told.items() if words)
