"""The file that is screened, byte for byte: which it is, and that it stays the same."""

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from screening.batch.summary import FileFacts
from screening.errors import InputFileError

PIECE = 1 << 20


class Watched:
    """A stream that is read, and what was read of it.

    Args:
        stream: of bytes.
        name: of the file.
        known: which file it is, where that is known before it is read; else what is
            read is hashed on the way.
    """

    def __init__(self, stream: BinaryIO, name: str, known: FileFacts | None) -> None:
        self.known = known
        self._name = name
        self._inner = stream
        self._before = _state(stream)
        self._hash = sha256()
        self._size = 0

    @property
    def stream(self) -> BinaryIO:
        """What to read from."""
        return self._inner if self.known else self  # type: ignore[return-value]

    def seekable(self) -> bool:
        """Never: what is hashed on the way is read once."""
        return False

    def read1(self, size: int) -> bytes:
        """Some bytes, none at the end."""
        piece = self._inner.read1(size)  # type: ignore[attr-defined]
        self._hash.update(piece)
        self._size += len(piece)
        return bytes(piece)

    def ended(self) -> FileFacts:
        """Which file it was, now that it is read.

        Raises:
            InputFileError: it was changed meanwhile.
        """
        if self.known is None:
            return FileFacts(self._name, self._hash.hexdigest(), self._size)
        if _state(self._inner) != self._before:
            raise InputFileError(
                f"{self._name}: was changed while it was screened; screen it again"
            )
        return self.known


def watched(stream: BinaryIO, source: Path | None, file: str) -> Watched:
    """A stream that is about to be read.

    Args:
        stream: opened, at its beginning.
        source: its path; None for standard input.
        file: what an error calls the file.

    Raises:
        InputFileError: it cannot be read.
    """
    name = "-" if source is None else source.name
    if source is None or _state(stream) is None or not stream.seekable():
        return Watched(stream, name, None)
    hashed, size = sha256(), 0
    try:
        while piece := stream.read(PIECE):
            hashed.update(piece)
            size += len(piece)
        stream.seek(0)
    except OSError as error:
        raise InputFileError(f"{file}: cannot be read ({error.strerror})") from error
    return Watched(stream, name, FileFacts(name, hashed.hexdigest(), size))


def _state(stream: BinaryIO) -> tuple[int, int] | None:
    """What changes with a regular file; None of what is none."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, AttributeError):
        return None
    return (status.st_size, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else None
