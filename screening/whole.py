"""Writing a file that is whole or not there."""

import os
import shutil
import stat
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EISDIR
from pathlib import Path
from typing import BinaryIO, Literal, cast

from screening.durable import keep_entries
from screening.errors import InputFileError, ScreeningError

OWNER_ALONE, ALL = 0o600, 0o666
"""Who may do what with a new file, before what the system's mask takes away."""


@contextmanager
def written(target: Path | None, *, private: bool = False) -> Iterator[BinaryIO]:
    """A stream to write a file with, which is moved into place when it is whole.

    Until then the old file is as it was; on any error it stays so, and nothing
    is left beside it. What is no file (a pipe, a device) is written as it comes.

    Args:
        target: the file; None for standard output.
        private: whether only its owner may read a file that is new; one that is written
            over keeps its permissions.

    Raises:
        InputFileError: there can be no such file.
        ScreeningError: it cannot be written to its end.
        BrokenPipeError: whoever read standard output has stopped.
    """
    try:
        if target is None:
            yield from _streamed(sys.stdout.buffer)
        elif not is_file_to_be(target):
            with _opened(target, "wb", named=target) as stream:
                yield from _streamed(stream)
        else:
            yield from _beside(target.resolve(), private=private)
    except BrokenPipeError:
        raise
    except OSError as error:
        name = "standard output" if target is None else target
        raise ScreeningError(f"{name}: cannot be written ({error.strerror})") from error


def _streamed(stream: BinaryIO) -> Iterator[BinaryIO]:
    yield stream
    stream.flush()


def _beside(target: Path, *, private: bool) -> Iterator[BinaryIO]:
    part = _part_of(target)
    stream = _opened(part, "xb", named=target, mask=OWNER_ALONE if private else ALL)
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:  # Ctrl-C too
        part.unlink(missing_ok=True)
        raise
    keep_entries(target.parent)


def _part_of(target: Path) -> Path:
    return target.with_name(f".screening-{uuid.uuid4().hex[:12]}.part")


def refuse_unwritable(target: Path) -> None:
    """Refuse a file that cannot be written, before the work whose fruit goes there.

    Raises:
        InputFileError: it is a folder, or its folder is not there or takes no files.
    """
    there = status_of(target)
    if there is not None and stat.S_ISDIR(there.st_mode):
        raise unfit(target, IsADirectoryError(EISDIR, os.strerror(EISDIR)))
    if is_file_to_be(target):
        part = _part_of(target.resolve())
        _opened(part, "xb", named=target).close()
        part.unlink()


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file, also one that is still to be written.

    Raises:
        InputFileError: nobody can say, as with a folder that may not be entered.
    """
    a, b = status_of(one), status_of(other)
    if a is not None and b is not None:
        return os.path.samestat(a, b)
    return a is b and one.resolve() == other.resolve()


def status_of(target: Path) -> os.stat_result | None:
    """What is there under the name of a file to write; None where nothing is.

    Raises:
        InputFileError: nobody can say, as with a folder that may not be entered.
    """
    try:
        return target.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unfit(target, error) from error


def is_file_to_be(target: Path) -> bool:
    """Whether a file is there, or nothing is: no pipe and no device."""
    there = status_of(target)
    return there is None or stat.S_ISREG(there.st_mode)


def _opened(path: Path, mode: Literal["wb", "xb"], *, named: Path, mask: int = ALL) -> BinaryIO:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mask)

    try:
        return cast("BinaryIO", open(path, mode, opener=opener))
    except OSError as error:
        raise unfit(named, error) from error


def unfit(target: Path, error: OSError) -> InputFileError:
    """What to say where no file can be written."""
    return InputFileError(
        f"{target}: cannot be written ({error.strerror}); name a file in a folder that is "
        "there and that you may write to"
    )
