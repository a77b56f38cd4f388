"""The commands of `screen`, as typer has them.

Each command imports what it needs when it runs, so that none waits for the
database without need (docs/decisions/0003-light-start.md).
"""

from typing import Annotated

import typer

from screening.cli import (
    batch,
    check,
    customers,
    db,
    decide,
    decisions,
    evaluate,
    lists,
    name,
    packages,
    record,
    rescreen,
    settings,
    show,
    why_not,
)
from screening.cli.group import Screen
from screening.version import VERSION

HELP = """Look names up in sanctions lists, and say why for each hit.

\b
  screen "Ri Pong Chun"                     screen one name
  screen "Kim Yong Bok" --birth-date 1956   ... with what else you know
  screen --id imo=9842188                   a ship by its number
  screen batch customers.csv -o hits.csv    a whole file
  screen check suppliers.csv --fail-on hit  a gate for scripts
  screen rescreen                           kept customers, what changed
  screen why-not NAME REFERENCE             why a listing is no hit for a name
  screen decide HIT false --reason TEXT     decide that a hit is somebody else
  screen lists update un-sc                 get the newest UN list
  screen record                             what was screened, by whom and when
  screen name lists                         a name that is also a command

Without a command, `name` is meant: see `screen name --help` for its options.

\b
Ends with 0 clear, 3 at least one hit, 4 only candidates to review,
2 input that cannot be screened, 5 lists not fit, 1 any other failure.
A clear answer tells what was not found; it is no legal clearance.
"""

app = typer.Typer(
    cls=Screen,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"screen {VERSION}")
        raise typer.Exit


@app.callback(help=HELP)
def screen(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show it and end."),
    ] = False,
) -> None:
    """What all commands share: nothing but the version."""


app.command("name", help=name.HELP)(name.screen_names)
app.command("batch", help=batch.HELP)(batch.screen_file)
app.command("decide", help=decide.DECIDE_HELP)(decide.decide_hit)
app.command("approve", help=decide.APPROVE_HELP)(decide.approve_decision)
app.command("decisions", help=decisions.HELP)(decisions.show_decisions)
app.command("rescreen", help=rescreen.HELP)(rescreen.rescreen_customers)
app.command("evaluate", help=evaluate.HELP)(evaluate.evaluate)
app.command("check", help=check.HELP)(check.check_file)
app.command("packages")(packages.show_packages)
app.command("show", help=show.HELP)(show.show_reference)
app.command("why-not", help=why_not.HELP)(why_not.show_why_not)
app.command("settings", help=settings.HELP)(settings.show_settings)
app.add_typer(customers.app, name="customers")
app.add_typer(lists.app, name="lists")
app.add_typer(record.app, name="record")
app.add_typer(db.app, name="db")
