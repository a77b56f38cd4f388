"""The output of a batch: hashed as it is written, there when it is whole.

A regular file can be gone on with after the batch was broken off (`journal`); what is no
file, such as a pipe, is written as it comes.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import ENOENT
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from screening.batch.journal import JOURNAL, LOCK, PART, Done, Journal, Plan, beside
from screening.durable import keep_entries
from screening.errors import InputFileError, ScreeningError
from screening.whole import is_file_to_be, unfit, written

PIECE = 1 << 20
NOWHERE = Path(os.devnull)
"""Where answers go that nobody wants to read."""


class Output:
    """What a batch writes to.

    Args:
        stream: where to.
        journal: notes each block; None where nothing can be gone on with.
    """

    def __init__(self, stream: BinaryIO, journal: Journal | None) -> None:
        self._stream = stream
        self.journal = journal
        self._hash = sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of all that was written, in hex."""
        return self._hash.hexdigest()

    @property
    def done(self) -> Done:
        """How far the batch had come when it was taken up."""
        return self.journal.done if self.journal else Done(0, 0, 0, ())

    def take_up(self, size: int) -> None:
        """Go on behind what is there, and take in its hash."""
        self._stream.seek(0)
        while self.size < size:
            piece = self._stream.read(min(PIECE, size - self.size))
            if not piece:
                raise ScreeningError("the part of the output is shorter than its journal says")
            self._count(piece)
        self._stream.truncate(size)
        self._stream.seek(size)

    def write(self, text: bytes) -> None:
        """Write something."""
        self._stream.write(text)
        self._count(text)

    def keep(self) -> None:
        """Wait until all that was written is on the disk, where it can be gone on with."""
        if self.journal is not None:
            self._stream.flush()
            os.fsync(self._stream.fileno())

    def _count(self, text: bytes) -> None:
        self._hash.update(text)
        self.size += len(text)


@contextmanager
def output(
    target: Path | None,
    plan: Plan | None,
    run: str | None,
    *,
    resume: bool,
    say: Callable[[str], None],
) -> Iterator[Output]:
    """The output of a batch, which is moved into place when the block ends well.

    Args:
        target: the file; None for standard output.
        plan: what the batch is; None where it cannot be gone on with.
        run: its id on record, for a new journal.
        resume: whether to go on with one that was broken off.
        say: told in a line where it is broken off and can be gone on with.

    Raises:
        InputFileError: there can be no such file, another batch is writing it, or there
            is none that can be gone on with.
        ScreeningError: it cannot be written to its end.
    """
    if plan is None or target is None or not is_file_to_be(target):
        if resume:
            raise InputFileError(
                "--resume needs a file to read and a file to write; without them a batch "
                "cannot be gone on with"
            )
        with written(target) as stream:
            yield Output(stream, None)
        return
    path = target.resolve()
    with _locked(path):
        try:
            yield from _with_journal(path, plan, run, resume=resume, say=say)
        except OSError as error:
            raise ScreeningError(f"{target}: cannot be written ({error.strerror})") from error


def _with_journal(
    target: Path,
    plan: Plan,
    run: str | None,
    *,
    resume: bool,
    say: Callable[[str], None],
) -> Iterator[Output]:
    part = beside(target, PART)
    journal = Journal.take_up(target, plan, run) if resume else Journal.begin(target, plan, run)
    try:
        with part.open("r+b" if journal.done.blocks else "w+b") as stream:
            out = Output(stream, journal)
            out.take_up(journal.done.size)
            yield out
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:  # Ctrl-C too
        journal.close()
        if journal.done.blocks:
            say(f"{target}: {journal.done.rows} rows are done; --resume goes on with the rest")
        else:
            _remove(part, journal.path)
        raise
    journal.close()
    if target.exists():
        shutil.copymode(target, part)
    part.replace(target)
    journal.path.unlink(missing_ok=True)
    keep_entries(target.parent)


def left_over(target: Path) -> bool:
    """Whether a batch that wrote this file was broken off and can be gone on with."""
    return beside(target, JOURNAL).exists() and beside(target, PART).exists()


def _remove(*paths: Path) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


@contextmanager
def _locked(target: Path) -> Iterator[None]:
    """Keep every other batch from writing the same file."""
    if not target.parent.is_dir():  # the lock would make it
        raise unfit(target, FileNotFoundError(ENOENT, os.strerror(ENOENT)))
    path = beside(target, LOCK)
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise InputFileError(
            f"{target}: another batch is writing this file; wait for it or name another one"
        ) from None
    except OSError as error:
        raise unfit(target, error) from error
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        lock.release()
