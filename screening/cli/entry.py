"""The command group: `name` as the default command, and errors in one line."""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from screening.cli.output import Exit, exit_of, say
from screening.errors import ScreeningError

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
        try:
            code = super().main(args, prog_name, complete_var, False, False, **extra)
        except ScreeningError as error:
            say(str(error))
            code = exit_of(error)
        except typer.TyperException as error:
            say(f"{error.format_message()} (see `screen --help`)")
            code = Exit.USAGE
        except BrokenPipeError:
            raise
        except OSError as error:
            # a full disk, a closed stream: nobody's mistake, and not for a trace
            say(f"{error.filename or 'cannot write'}: {error.strerror or error}")
            code = Exit.FAILED
        sys.exit(int(code or 0))


def run(app: typer.Typer) -> None:
    """Run an app as a whole process, with streams that take every name."""
    if sys.stdout is None:
        say("standard output is closed, so nobody would read the answer")
        sys.exit(Exit.FAILED)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            app(prog_name="screen")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()  # whoever read has enough; an answer cut short is no success
        sys.exit(Exit.FAILED)
    except OSError as error:
        _let_go_of_output()
        say(f"standard output cannot be written: {error.strerror}")
        sys.exit(Exit.FAILED)


def _let_go_of_output() -> None:
    """Keep Python from writing what is left when it ends, and failing again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
