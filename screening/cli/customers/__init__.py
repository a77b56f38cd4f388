"""`screen customers`: the portfolios that are kept, and what is held of a customer."""

from screening.cli.customers import portfolios, removing, show, syncing
from screening.cli.subgroup import group_of

HELP = """Keep portfolios of customers, to screen them again when something changes.

\b
  screen customers sync FILE --portfolio P  keep a portfolio as a file has it
  screen customers                          which portfolios are kept
  screen customers show ID --portfolio P    what is held of a customer
  screen customers remove P --yes           let go of a portfolio

`screen rescreen` screens what changed since.
"""


app = group_of(HELP, default="list")
app.command("list")(portfolios.show_portfolios)
app.command("sync", help=syncing.HELP)(syncing.sync_customers)
app.command("show", help=show.HELP)(show.show_customer)
app.command("remove", help=removing.HELP)(removing.remove_portfolio)
