"""`screen customers list`: which portfolios are kept, and how they stand."""

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say
from screening.records import asdict

COLUMNS = ("portfolio", "customers", "due", "outcomes", "synced", "file")


def show_portfolios(json: Json = False) -> None:
    """Show the portfolios, how many customers are due, and how the others ended."""
    from screening import customerkeeping
    from screening.settings import load_settings

    found = customerkeeping.portfolios(load_settings(), say)
    if json:
        from screening.cli.jsonl import dumps

        for portfolio, outcomes in found:
            print(dumps({**asdict(portfolio), "outcomes": outcomes}))
        return
    if not found:
        say("no portfolio is kept yet; see `screen customers sync --help`")
        return
    rows = [
        (
            portfolio.name,
            str(portfolio.customers),
            str(portfolio.due),
            ", ".join(f"{many} {outcome}" for outcome, many in outcomes.items()),
            portfolio.synced_at,
            portfolio.file,
        )
        for portfolio, outcomes in found
    ]
    if a_person_looks():
        from screening.cli.tables import console, listing_table

        console().print(listing_table((title.capitalize() for title in COLUMNS), rows))
    else:
        from screening.cli.plain import line

        print("\n".join(map(line, (COLUMNS, *rows))))
