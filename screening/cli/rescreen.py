"""`screen rescreen`: screen what changed on either side since the last time."""

import gc
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.batching import STANDARD_STREAM
from screening.cli.options import FailOn, Json, Limit, MaxAge, Record, Workers
from screening.cli.output import cores, end_of, say, what_counts
from screening.domain.answers import Outcome

if TYPE_CHECKING:
    from screening.customers.certificate import Certificate

HELP = """Screen what changed since the last time: customers, lists, settings, decisions.

\b
  screen lists update && screen rescreen -o alerts.csv

Customers who came or changed are screened against all listings, the others against what
changed on the lists; the result is that of a full run. It ends with a certificate, and as
the gravest of all customers would have ended: see `screen --help`.

The output has the customers with hits or reviews, those who cannot be screened, and
those whose outcome changed; its last column says what of it is new, changed, the same or
gone. Every customer's outcome counts for the code it ends with, new or not; --fail-on
narrows that.
"""


def rescreen_customers(
    portfolio: Annotated[
        list[str] | None,
        typer.Option("--portfolio", metavar="P", help="Only this one; repeatable."),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="OUT.csv", help="Where to; else standard output."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Screen everybody anew, whatever changed.")
    ] = False,
    everybody: Annotated[
        bool, typer.Option("--all", help="A row of output for each customer.")
    ] = False,
    limit: Limit = 10,
    workers: Workers = None,
    max_age: MaxAge = None,
    record: Record = None,
    fail_on: FailOn = None,
    json: Json = False,
) -> None:
    """Screen what changed since the last time; ends with a certificate."""
    from screening import customerkeeping
    from screening.settings import load_settings

    counts = what_counts(fail_on)
    # what is loaded by now stays, and is not searched for garbage over and over
    gc.freeze()
    certificates = customerkeeping.rescreen(
        load_settings(),
        say,
        portfolio or (),
        # the certificates stand there then
        None if target == STANDARD_STREAM or (target is None and not json) else target,
        written=target is not None or not json,
        full=full,
        everybody=everybody,
        limit=limit,
        workers=workers or cores(),
        max_age=max_age,
        record=record,
    )
    for each in certificates:
        if json:
            from screening.cli.jsonl import dumps

            print(dumps(each.as_values()))
        else:
            for line in certificate_words(each):
                say(line)
    outcomes = sum((each.by_outcome for each in certificates), Counter[Outcome]())
    raise typer.Exit(end_of(outcomes, counts))


def certificate_words(certificate: "Certificate") -> tuple[str, ...]:
    """A certificate in words."""
    outcomes = ", ".join(f"{many} {name}" for name, many in certificate.outcomes.items())
    run = "not on record" if certificate.run is None else f"run {certificate.run}"
    return (
        f"certificate: {certificate.portfolio}: {certificate.customers} customers "
        f"({outcomes}), {certificate.left_out} left out; {certificate.screened} screened now, "
        f"{certificate.kept} kept from before, {certificate.news} with news; {run}",
        f"against {certificate.compared} listings: {', '.join(certificate.lists)}; settings "
        f"{certificate.settings}, engine {certificate.engine}",
    )
