"""The `screen` command: a plain look-up goes straight to its work, all else through typer.

typer and the commands take longer to import than a look-up takes
(docs/decisions/0003-light-start.md).
"""

import gc
import sys
from functools import partial

from screening.cli.ending import code_of, end_at_once, run
from screening.cli.quick import plain_look_up

OBJECTS = 200_000
"""How many objects are made before Python looks for garbage among them.

More than modules and tables are, all of which stay: looking would be in vain.
"""


def main() -> None:
    """Run the command line and end the process with its exit code."""
    gc.set_threshold(OBJECTS)
    asked = plain_look_up(sys.argv[1:])
    if asked is None:
        from screening.cli.app import app

        sys.exit(run(partial(app, prog_name="screen")))
    from screening.cli.look_up import look_up

    end_at_once(run(partial(code_of, partial(look_up, **asked))))
