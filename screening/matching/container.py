"""A file of named arrays, written whole or not at all and read by mapping it.

Layout: 8 bytes of magic, length of the header (u32, little-endian), CRC-32 of
the header, the header as JSON, then the arrays, each at a multiple of 8.
"""

import json
import mmap
import os
import sys
import time
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

from screening.errors import IndexFileError

MAGIC = b"SCRNIDX1"
_PREFIX = len(MAGIC) + 8
_ALIGN = 8

Values: TypeAlias = "array[Any] | bytes | bytearray"


def write(path: Path, header: dict[str, Any], arrays: Mapping[str, Values]) -> None:
    """Write a container beside its place and move it there.

    Raises:
        IndexFileError: the folder cannot be written or the disk is full.
    """
    table: dict[str, tuple[str, int, int]] = {}
    pieces: list[bytes | memoryview] = []
    size = crc = 0
    for name, values in arrays.items():
        # seen, not copied: the documents of a full list are tens of megabytes
        data = memoryview(values).cast("B")
        padding = b"\0" * (-size % _ALIGN)
        table[name] = (_code_of(values), size + len(padding), len(data))
        for piece in (padding, data):
            crc = zlib.crc32(piece, crc)
            size += len(piece)
            pieces.append(piece)
    # in whole microseconds: where a file system keeps less, its files are read through
    written = time.time_ns() // 1000 * 1000
    header = header | {
        "arrays": table,
        "byteorder": sys.byteorder,
        "size": size,
        "crc": crc,
        "written": written,
    }
    text = json.dumps(header, ensure_ascii=False).encode()
    text += b" " * (-(_PREFIX + len(text)) % _ALIGN)
    start = MAGIC + len(text).to_bytes(4, "little") + zlib.crc32(text).to_bytes(4, "little")
    try:
        _replace(path, (start, text, *pieces), written)
    except OSError as error:
        raise IndexFileError(
            f"{path}: the index cannot be written ({error.strerror}); free space, or set "
            "SCREENING_DATA_DIR (SCREENING_CACHE_DIR where the registry is on a server) to a "
            "folder that can be written"
        ) from error


def _code_of(values: Values) -> str:
    return values.typecode if isinstance(values, array) else "B"


def _replace(path: Path, pieces: tuple[bytes | memoryview, ...], written: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # opened as any file, not by `tempfile`: whoever shares the folder is to read it too
    temporary = path.with_name(f"{path.name}{os.urandom(8).hex()}")
    try:
        with temporary.open("xb") as stream:
            for piece in pieces:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        os.utime(temporary, ns=(written, written))
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


class Container:
    """A container that is open: its header, and each array as a memory view.

    Raises:
        IndexFileError: the file is missing, torn or not a container.
    """

    def __init__(self, path: Path) -> None:
        try:
            with path.open("rb") as stream:
                self._map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
                self._changed = os.fstat(stream.fileno()).st_mtime_ns
        except (OSError, ValueError) as error:
            raise IndexFileError(f"{path}: no index that can be read") from error
        self._view = memoryview(self._map)
        self._given: dict[str, memoryview[Any]] = {}
        try:
            self.header, self._start = self._header()
        except (ValueError, KeyError) as error:
            self.close()
            raise IndexFileError(f"{path}: torn, or not an index of this program") from error

    @property
    def is_whole(self) -> bool:
        """Whether the arrays are as they were written.

        Reading through a file to compare its checksum takes longer than a look-up, so
        that is done where the file's time of change is not the one that its header
        tells: somebody has copied or changed it.
        """
        return self._changed == self.header.get("written") or self.is_as_written()

    def is_as_written(self) -> bool:
        """Whether the arrays have the checksum that the header tells, read through for it."""
        return zlib.crc32(self._view[self._start :]) == int(self.header["crc"])

    def _header(self) -> tuple[dict[str, Any], int]:
        view = self._view
        if bytes(view[: len(MAGIC)]) != MAGIC:
            raise ValueError
        length = int.from_bytes(view[len(MAGIC) : len(MAGIC) + 4], "little")
        start = _PREFIX + length
        text = bytes(view[_PREFIX:start])
        if zlib.crc32(text) != int.from_bytes(view[len(MAGIC) + 4 : _PREFIX], "little"):
            raise ValueError
        header: dict[str, Any] = json.loads(text)
        whole = len(view) == start + header["size"] and header["byteorder"] == sys.byteorder
        if not whole:
            raise ValueError
        return header, start

    def array(self, name: str) -> "memoryview[Any]":
        """One array, without copying it; not to be used after `close`."""
        given = self._given.get(name)
        if given is None:
            code, offset, length = self.header["arrays"][name]
            begin = self._start + offset
            given = self._view[begin : begin + length].cast("B").cast(code)
            self._given[name] = given
        return given

    def close(self) -> None:
        """Let go of the file, and of every array given."""
        for view in self._given.values():
            view.release()
        self._given.clear()
        self._view.release()
        self._map.close()
