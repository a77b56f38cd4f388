"""The command group: `name` as the default command."""

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from screening.cli.ending import code_of
from screening.cli.output import Exit, say

DEFAULT = "name"


class Screen(TyperGroup):
    """Takes a first word that is no command for a name to screen.

    typer keeps the context's class to itself, hence `Any`.
    """

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command in front where the first word is not ours."""
        if not args:
            # not 0, which a script would take for clear
            print(ctx.get_help(), file=sys.stderr)
            raise typer.Exit(Exit.USAGE)
        own = {option for parameter in self.get_params(ctx) for option in parameter.opts}
        if args[0] not in self.commands and args[0] not in own:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = False,
        **extra: Any,
    ) -> NoReturn:
        """Run, and end with an exit code; what went wrong is said in one line.

        Names are not file patterns, so Windows does not expand them either.
        """

        def command() -> int:
            try:
                run = super(Screen, self).main
                return int(run(args, prog_name, complete_var, False, False, **extra) or 0)
            except typer.TyperException as error:
                say(f"{error.format_message()} (see `screen --help`)")
                return Exit.USAGE

        sys.exit(code_of(command))
