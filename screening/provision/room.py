"""What is removed from a folder of indexes, so that it does not grow for ever."""

import contextlib
import time
from datetime import timedelta

from screening.matching.index import FORMAT
from screening.provision.place import index_files, index_folder, made_at
from screening.settings import Settings

FORGOTTEN_AFTER = timedelta(days=90)
"""The age of an index of another registry or layout that nobody is taken to need."""


def make_room(settings: Settings, registry: str, kind: str, *, kept: int) -> None:
    """Remove what is not needed any more, before one more index is compiled.

    That is all but the newest indexes of the kind, what killed processes have left, and
    old ones of other registries and layouts: who needs one of these compiles it again.
    Only for whose turn it is: what others are writing looks like what they have left.

    Args:
        settings: where the indexes are.
        registry: the id of theirs.
        kind: of the index that is to come.
        kept: how many of the kind there are to be, that one among them.
    """
    folder = index_folder(settings)
    spare = index_files(settings, registry, kind)[kept - 1 :]
    left = [path for path in folder.glob(f"{registry}-*") if path.suffix != ".idx"]
    before = time.time() - FORGOTTEN_AFTER.total_seconds()
    old = [
        path
        for path in folder.glob("*.idx*")
        if made_at(path) < before and not path.name.startswith(f"{registry}-{FORMAT}-")
    ]
    for path in (*spare, *left, *old):
        with contextlib.suppress(OSError):  # in use where that keeps it, or gone by now
            path.unlink()
