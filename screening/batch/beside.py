"""The hidden files beside an output: what they are called, and how they are opened.

Whoever may write to the folder knows their names, and could put a link there: nothing is
written through one. They hold customers' data, and are their owner's alone.
"""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from screening.errors import InputFileError
from screening.whole import OWNER_ALONE

PART, JOURNAL, LOCK = "part", "journal", "lock"
NO_LINK = getattr(os, "O_NOFOLLOW", 0)  # Windows has none, nor links that anybody may make
AS_IT_IS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def beside(target: Path, what: str) -> Path:
    """The hidden file beside an output."""
    return target.with_name(f".{target.name}.screening-{what}")


def all_beside(target: Path) -> tuple[Path, ...]:
    """Every hidden file beside an output, there or not."""
    return tuple(beside(target, what) for what in (PART, JOURNAL, LOCK))


def refuse_links(target: Path) -> None:
    """Refuse to write a file where something else stands in place of one of those beside.

    Raises:
        InputFileError: it is a link, or a folder; says which.
    """
    for path in all_beside(target):
        try:
            mode = path.lstat().st_mode
        except OSError:
            continue  # what keeps it from being there is told where it is made
        if not stat.S_ISREG(mode):
            raise InputFileError(
                f"{path}: is no file but a link or the like, and nothing is written through "
                "it; take it away, or write to another folder"
            )


def opened_anew(path: Path) -> BinaryIO:
    """A new file to write and read, for its owner alone; one that is left over goes.

    Raises:
        OSError: it cannot be made, or somebody else has just put something there.
    """
    path.unlink(missing_ok=True)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_LINK | AS_IT_IS
    return os.fdopen(os.open(path, flags, OWNER_ALONE), "w+b")


def opened_again(path: Path) -> BinaryIO:
    """A file that is there, to go on with.

    Raises:
        OSError: there is none, or a link.
    """
    return os.fdopen(os.open(path, os.O_RDWR | NO_LINK | AS_IT_IS), "r+b")
