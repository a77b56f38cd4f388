"""Which way answers are shown: JSON, blocks for a person, lines for a program."""

from typing import Protocol

from screening.cli.manner import Manner
from screening.cli.output import a_person_looks
from screening.domain.answers import Answer
from screening.domain.queries import Query
from screening.errors import QueryError


class View(Protocol):
    """Shows answers one after the other."""

    def answer(self, answer: Answer) -> None:
        """Show what was found."""

    def invalid(self, query: Query, error: QueryError, receipt: str | None) -> None:
        """Show that a name could not be screened."""

    def end(self) -> None:
        """Show what holds for all of them."""


def chosen_view(manner: Manner, *, json: bool) -> View:
    """JSON where it is asked for, else tables for a person and plain lines for a program."""
    if json:
        from screening.cli.jsonl import JsonLines

        return JsonLines(manner)
    if a_person_looks():
        from screening.cli.blocks import Blocks

        return Blocks(manner)
    from screening.cli.plain import PlainLines

    return PlainLines(manner)
