"""`screen customers`: the portfolios that are kept, and what is held of a customer."""

from typing import Any

import typer
from typer.core import TyperGroup

from screening.cli.customers import portfolios, removing, show, syncing

DEFAULT = "list"
HELP = """Keep portfolios of customers, to screen them again when something changes.

\b
  screen customers sync FILE --portfolio P  keep a portfolio as a file has it
  screen customers                          which portfolios are kept
  screen customers show ID --portfolio P    what is held of a customer
  screen customers remove P --yes           let go of a portfolio

`screen rescreen` screens what changed since.
"""


class Customers(TyperGroup):
    """Shows the portfolios where no command is given."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command in front of its options, or of nothing."""
        helps = ctx.help_option_names
        if not args or (args[0].startswith("-") and args[0] not in helps):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=Customers, help=HELP, rich_markup_mode=None)
app.command("list")(portfolios.show_portfolios)
app.command("sync", help=syncing.HELP)(syncing.sync_customers)
app.command("show", help=show.HELP)(show.show_customer)
app.command("remove", help=removing.HELP)(removing.remove_portfolio)
