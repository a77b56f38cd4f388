"""`screen settings`: what is set, where it is from, and the digest that answers carry."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from screening.cli.options import Json
from screening.cli.output import a_person_looks

HELP = """Show every setting in force, where it is from, and the digest of answers.

\b
  screen settings
  screen settings --json

The digest is the one that an answer carries as `settings` where no option
changes anything: two answers with one digest were judged alike.
"""
HEADER = ("Setting", "Value", "From")


def show_settings(json: Json = False) -> None:
    """Show every setting in force, where it is from, and the digest of answers."""
    from screening.matching.digest import decisive, settings_digest
    from screening.settings import load_with_origins

    settings, origins = load_with_origins()
    digest = settings_digest(settings)
    values = {name: _plain(name, getattr(settings, name)) for name in origins}
    if json:
        from screening.cli.jsonl import dumps

        told = {name: {"value": values[name], "from": origins[name]} for name in values}
        print(dumps({"settings": told, "decisive": decisive(settings), "digest": digest}))
        return
    rows = [(name, _words(values[name]), origins[name]) for name in values]
    if a_person_looks():
        from screening.cli.tables import console, listing_table

        console().print(listing_table(HEADER, [*rows, ("digest", digest, "")]))
    else:
        from screening.cli.plain import line

        for row in (*rows, ("digest", digest, "")):
            print(line(row))


def _plain(name: str, value: object) -> Any:
    """A value as JSON has it, without a password."""
    if name == "database_url" and value:
        from screening.registry.address import safe_url

        return safe_url(str(value))
    if isinstance(value, timedelta):
        return f"{value // timedelta(minutes=1)}m"
    if isinstance(value, Mapping):
        return {key: _plain(name, each) for key, each in value.items()}
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, (str, int, float, type(None))) else str(value)


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_words(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
