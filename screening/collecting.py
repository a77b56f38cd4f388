"""Work on whole lists without Python looking for garbage all the while."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do without the collector, for what makes much to keep and nothing that goes round.

    It looks for objects that hold one another, through all that is kept, again and again:
    a tenth of the time that compiling takes, and a third of what linking does. What is
    not held any more goes without it. It is the collector of the whole process, whose
    other threads do without it meanwhile too.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
