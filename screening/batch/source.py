"""The file that is screened, byte for byte: which it is, and that it stays the same."""

import io
import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast

from screening.batch.summary import FileFacts
from screening.errors import InputFileError
from screening.printable import encodable

PIECE = 1 << 20


class _Hashed(io.RawIOBase):
    """What is read once: hashed on the way."""

    def __init__(self, inner: BinaryIO) -> None:
        self._inner = inner
        self.hash = sha256()
        self.size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._inner.read1(len(buffer))  # type: ignore[attr-defined]
        buffer[: len(piece)] = piece
        self.hash.update(piece)
        self.size += len(piece)
        return len(piece)


class Watched:
    """A stream that is read, and which file that is.

    Args:
        stream: of bytes.
        name: of the file.
        known: which file it is, where that is known before it is read; else what is
            read is hashed on the way.

    Attributes:
        stream: what to read from.
    """

    def __init__(self, stream: BinaryIO, name: str, known: FileFacts | None) -> None:
        self.known = known
        self._name = name
        self._inner = stream
        self._before = _state(stream)
        self._hashed = _Hashed(stream)
        self.stream = stream if known else cast("BinaryIO", io.BufferedReader(self._hashed))

    def position(self) -> int:
        """How many bytes of it are read."""
        return self._inner.tell() if self.known else self._hashed.size

    def ended(self) -> FileFacts:
        """Which file it was, now that it is read.

        Raises:
            InputFileError: it was changed meanwhile.
        """
        if self.known is None:
            return FileFacts(self._name, self._hashed.hash.hexdigest(), self._hashed.size)
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
    name = "-" if source is None else encodable(source.name)
    if _state(stream) is None or not stream.seekable() or stream.tell():
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
