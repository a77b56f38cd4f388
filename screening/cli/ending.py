"""How a command line ends: errors in one line, and the exit code of the process."""

import atexit
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from typing import NoReturn

from screening.cli.output import INTERRUPTED, Exit, exit_of, say
from screening.errors import ScreeningError


def code_of(command: Callable[[], int]) -> int:
    """The exit code of a command; what went wrong is said in one line.

    Raises:
        BrokenPipeError: whoever reads the answers has enough.
    """
    try:
        return command()
    except ScreeningError as error:
        say(str(error))
        return exit_of(error)
    except BrokenPipeError:
        raise
    except OSError as error:
        # a full disk, a closed stream: nobody's mistake, and not for a trace
        say(f"{error.filename or 'cannot write'}: {error.strerror or error}")
        return Exit.FAILED
    except KeyboardInterrupt:
        return INTERRUPTED


def run(command: Callable[[], int]) -> int:
    """Run a command as a whole process, with streams that take every name.

    Returns:
        What the process has to end with.
    """
    if sys.stdout is None:
        say("standard output is closed, so nobody would read the answer")
        return Exit.FAILED
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        try:
            return command()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()  # whoever read has enough; an answer cut short is no success
    except OSError as error:
        _let_go_of_output()
        say(f"standard output cannot be written: {error.strerror}")
    return Exit.FAILED


def end_at_once(code: int) -> NoReturn:
    """End a process whose output is written, and leave its memory to the system.

    Python would take every module and table apart first, which takes it longer than
    a look-up takes.
    """
    atexit._run_exitfuncs()
    os._exit(code)


def _let_go_of_output() -> None:
    """Keep Python from writing what is left when it ends, and failing again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())  # type: ignore[union-attr]
