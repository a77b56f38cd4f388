"""Files that are on the disk whole or not at all."""

import contextlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from screening.durable import keep_entries
from screening.errors import FetchError

BLOCK = 1 << 20
PART = ".part"


@contextmanager
def refusals(folder: Path) -> Iterator[None]:
    """Say in one line what the system refused while a folder was written to.

    Raises:
        FetchError: the folder cannot be written or the disk is full.
    """
    try:
        yield
    except OSError as error:
        raise FetchError(
            f"{folder}: cannot be written ({error.strerror or error}); free space there or "
            "use a folder that may be written to"
        ) from error


@contextmanager
def new_file(folder: Path, *, place: Path | None = None) -> Iterator[tuple[Path, BinaryIO]]:
    """A new file under a name nobody uses, on the disk once the block is left.

    Whatever goes wrong in the block, nothing is left behind.

    Args:
        folder: where it is written; made where it is missing.
        place: where it is moved to once it is whole, in the same file system;
            None leaves it where it is.

    Raises:
        FetchError: the folder cannot be written or the disk is full.
    """
    path = folder / f".{uuid.uuid4().hex}{PART}"
    with refusals(folder):
        folder.mkdir(parents=True, exist_ok=True)
        stream = path.open("xb")
    try:
        yield path, stream
        with refusals(folder):
            stream.flush()
            os.fsync(stream.fileno())
            stream.close()
            if place is not None:
                _move(path, place)
    except BaseException:  # Ctrl-C too
        with contextlib.suppress(OSError):
            stream.close()
        path.unlink(missing_ok=True)
        raise


def _move(path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    keep_entries(place.parent)
    keep_entries(place.parent.parent)
