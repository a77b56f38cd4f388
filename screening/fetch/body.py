"""What a server sends, unpacked and written down."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from screening.errors import FetchError
from screening.fetch.disk import BLOCK, new_file, refusals
from screening.webpage import HEAD, is_web_page

GZIP_WINDOW = 31  # zlib's number for gzip with its header and check sum


@dataclass(frozen=True, slots=True)
class Written:
    """A body on the disk."""

    path: Path
    sha256: str
    size: int


def write(pieces: Iterable[bytes], folder: Path, *, at: str, limit: int) -> Written:
    """Write a body to a new file in a folder, hashed as it comes.

    Args:
        pieces: the body, unpacked.
        folder: where the file is made.
        at: the address it comes from, for messages.
        limit: bytes it may have.

    Raises:
        FetchError: it is larger, empty or a web page, or cannot be written;
            nothing is left in the folder then.
    """
    digest, size, head = hashlib.sha256(), 0, b""
    with new_file(folder) as (path, stream):
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise too_large(at, limit)
            head += piece[: HEAD - len(head)]
            digest.update(piece)
            with refusals(folder):
                stream.write(piece)
        if size == 0:
            raise FetchError(f"{at}: answered with nothing; try again later")
        if is_web_page(head):
            raise FetchError(
                f"{at}: answered with a web page in place of the list, such as a notice; "
                "look at it in a browser"
            )
    return Written(path, digest.hexdigest(), size)


def too_large(at: str, limit: int) -> FetchError:
    """The refusal of a body that is larger than any list."""
    return FetchError(f"{at}: more than {limit:,} bytes, which no list has; refused")


def gunzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Undo gzip, a bounded piece at a time, and check its sums.

    Raises:
        EOFError: it ends too early.
        zlib.error: it is no gzip or damaged.
    """
    unpacking, begun = zlib.decompressobj(GZIP_WINDOW), False
    for piece in pieces:
        rest = piece
        while rest:
            begun = True
            if unpacking.eof:  # several packed one after the other are one body
                unpacking = zlib.decompressobj(GZIP_WINDOW)
            yield unpacking.decompress(rest, BLOCK)
            rest = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
    if begun and not unpacking.eof:
        raise EOFError("the packed body ends too early")
