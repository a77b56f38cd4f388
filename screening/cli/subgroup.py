"""A group of commands with one that is meant where none is given."""

from typing import Any

import typer
from typer.core import TyperGroup


def group_of(help_text: str, *, default: str) -> typer.Typer:
    """A group of commands.

    Args:
        help_text: what it is for.
        default: the command that is meant where there is none, or options alone.
    """

    class WithDefault(TyperGroup):
        """Puts the default command in front of its options, or of nothing."""

        def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
            helps = ctx.help_option_names
            if not args or (args[0].startswith("-") and args[0] not in helps):
                args = [default, *args]
            return super().parse_args(ctx, args)

    return typer.Typer(cls=WithDefault, help=help_text, rich_markup_mode=None)
