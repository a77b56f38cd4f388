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

from screening.batch.beside import (
    JOURNAL,
    LOCK,
    PART,
    beside,
    opened_again,
    opened_anew,
    refuse_links,
)
from screening.batch.journal import NOTHING_DONE, Done, Journal, Plan
from screening.durable import keep_entries
from screening.errors import InputFileError, ScreeningError
from screening.whole import ALL, is_file_to_be, unfit, written

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
        return self.journal.done if self.journal else NOTHING_DONE

    def take_up(self, done: Done) -> bool:
        """Go on behind what was done, and take in its hash.

        Returns:
            Whether that is what the journal says; nothing is changed where it is not.
        """
        self._stream.seek(0)
        while self.size < done.size:
            piece = self._stream.read(min(PIECE, done.size - self.size))
            if not piece:
                return False
            self._count(piece)
        if self.sha256 != done.sha256:
            return False
        self._stream.truncate(done.size)
        self._stream.seek(done.size)
        return True

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
        if not resume and left_over(path):
            say(
                f"{target}: a batch was broken off; it is begun anew (--resume goes on with it)"
            )
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
        stream, out = _taken_up(part, target, journal)
    except BaseException:
        journal.close()
        if not journal.done.blocks:
            _remove(journal.path)
        raise
    try:
        with stream:
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
    _give_mode(part, target)
    part.replace(target)
    journal.path.unlink(missing_ok=True)
    keep_entries(target.parent)


def _taken_up(part: Path, target: Path, journal: Journal) -> tuple[BinaryIO, Output]:
    """The part of an output: a new one, or that of a batch that is gone on with.

    Raises:
        InputFileError: it is not as the journal says it was left.
    """
    if not journal.done.blocks:
        stream = opened_anew(part)
        return stream, Output(stream, journal)
    changed = InputFileError(
        f"{target}: cannot be gone on with, as what was written of it was changed since; "
        "run it without --resume"
    )
    try:
        stream = opened_again(part)
    except FileNotFoundError:
        raise changed from None
    out = Output(stream, journal)
    if not out.take_up(journal.done):
        stream.close()
        raise changed
    return stream, out


def _give_mode(part: Path, target: Path) -> None:
    """Give a part the permissions of the file it replaces, or those of any new file."""
    if target.exists():
        shutil.copymode(target, part)
    elif os.name == "posix":
        mask = os.umask(0)  # there is no other way to ask for it
        os.umask(mask)
        part.chmod(ALL & ~mask)


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
    refuse_links(target)  # a lock is emptied when it is opened
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
