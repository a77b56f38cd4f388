"""`screen db`: the registry's whereabouts and upkeep."""

import typer

from screening.cli.jsonl import dumps
from screening.cli.options import Json
from screening.cli.output import say

app = typer.Typer(help="Find the registry, or bring it up to date.", rich_markup_mode=None)


@app.command("path")
def show_path(json: Json = False) -> None:
    """Show where the registry and its compiled index are, without a password.

    The index is a file, or the folder it comes into where it is not made yet.
    """
    from screening.provision import index_place
    from screening.registry.address import safe_url
    from screening.settings import load_settings

    settings = load_settings()
    places = {
        "registry": safe_url(settings.registry_url),
        "index": str(index_place(settings)),
    }
    if json:
        print(dumps(places))
    else:
        print(*(f"{what}\t{where}" for what, where in places.items()), sep="\n")


@app.command("upgrade")
def upgrade(json: Json = False) -> None:
    """Create the registry, or bring it and its built-in packages up to date."""
    from screening import service
    from screening.settings import load_settings

    service.upgrade_registry(load_settings(), say)
    say("the registry is up to date")
    if json:
        print(dumps({"up_to_date": True}))
