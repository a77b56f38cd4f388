"""List files as received: plain, gzipped or zipped, whatever they are called.

Each is hashed as received and unpacked as it is read, within limits that no
published list comes near. What is plainly no list is refused with a word on
what it is.
"""

import gzip
import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from screening.errors import UnexpectedLayout
from screening.webpage import is_web_page

LARGEST = 2 * 1024**3  # bytes, unpacked; the largest list is a tenth of it
LOOSEST = 150  # times its packed size: five times what the tightest list packs to
SMALL = 32 * 1024**2  # bytes, unpacked, below which the ratio does not matter
HEAD = 64 * 1024  # bytes
MOST_MEMBERS = 200  # of an archive; each is opened by itself, and lists come in a few files

GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
SHEET_PARTS = ("xl/", "content.xml", "[Content_Types].xml")
PACKED = (".gz", ".zip")
BESIDE = (".txt", ".md", ".pdf", ".html", ".htm")  # how notes that come with a list end
HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
MAP = ".toml"
BLOCK = 1024**2


@dataclass(frozen=True, slots=True)
class ListFile:
    """One file of a list.

    Args:
        name: what it is called, for messages; for a member of an archive its
            own name.
        path: where its bytes are.
        member: name within the zip archive at `path`, None where it is no member.
        sha256: digest of the bytes at `path`, as received.
        size: how many bytes that was.
        head: its first bytes, unpacked.
        beside: names of the notes in the same archive that were left out.
    """

    name: str
    path: Path
    member: str | None
    sha256: str
    size: int
    head: bytes
    beside: tuple[str, ...] = ()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The unpacked bytes, as a stream.

        Raises:
            UnexpectedLayout: the packing is torn, or unpacks to more than any list.
        """
        try:
            with _unpacked(self.path, self.member) as stream:
                yield stream
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
            raise UnexpectedLayout(
                f"the packed file is damaged or cut short ({error}); get it again",
                source=self.name,
            ) from error


def receive(path: Path) -> tuple[ListFile, ...]:
    """The list files at a path: one, or the members of a zip archive, by name.

    Of an archive, what comes with a list and is none is left out: hidden files, and
    notes on use and licence (`.txt`, `.md`, `.pdf`, `.html`, `.htm`). These stay where
    nothing else is in it, or the map of an own list, whose table may be a `.txt`.

    Raises:
        UnexpectedLayout: it cannot be read, is empty, is a web page, or its
            packing is damaged, encrypted, larger than any list, of more members
            than any, or packed again.
    """
    try:
        sha256, size = _digest(path)
        if size == 0:
            raise UnexpectedLayout("the file is empty; get it again", source=path.name)
        inside = _members(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnexpectedLayout(f"cannot be read: {reason}", source=str(path)) from error
    except zipfile.BadZipFile as error:
        message = f"the zip archive is damaged or cut short ({error}); get it again"
        raise UnexpectedLayout(message, source=path.name) from error
    if inside is None:
        return (_member(path, None, sha256, size),)
    members, beside = inside
    return tuple(replace(_member(path, name, sha256, size), beside=beside) for name in members)


def digest_of(files: Sequence[ListFile]) -> str:
    """What identifies a set of files: the hash of one, a hash of all hashes of several."""
    hashes = sorted({file.sha256 for file in files})
    if len(hashes) == 1:
        return hashes[0]
    return hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def is_sheet(file: ListFile) -> bool:
    """Whether a file is a spreadsheet: XLSX, ODS, or an XLS of before 2007."""
    return file.head.startswith((ZIP, b"\xd0\xcf\x11\xe0"))


def _member(path: Path, member: str | None, sha256: str, size: int) -> ListFile:
    name = path.name if member is None else f"{path.name}/{member}"
    file = ListFile(name, path, member, sha256, size, b"")
    with file.open() as stream:
        head = stream.read(HEAD)
    if not head:
        raise UnexpectedLayout("the file is empty; get it again", source=name)
    if member is not None and (head.startswith(GZIP) or member.casefold().endswith(PACKED)):
        raise UnexpectedLayout(
            "is packed within an archive; unpack the archive once, and give what is in it",
            source=name,
        )
    if is_web_page(head):
        raise UnexpectedLayout(
            "this is a web page, not a list: the server answered with an error or a "
            "notice; look at it in a browser and get the list again",
            source=name,
        )
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) and not is_sheet(file):
        raise UnexpectedLayout(
            "the text is UTF-16, which no issuer uses; it was saved by another program: "
            "get the file as published",
            source=name,
        )
    return ListFile(name, path, member, sha256, size, head)


def _digest(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def _members(path: Path) -> tuple[list[str], tuple[str, ...]] | None:
    """Names of the files in a zip archive, and of the notes among them that are no list.

    None where the file is no archive, or a workbook.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start not in (ZIP, EMPTY_ZIP):
        return None
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if any(info.filename.startswith(SHEET_PARTS) for info in infos):
            return None
        if any(info.flag_bits & 1 for info in infos):
            message = "the zip archive is encrypted; unpack it first"
            raise UnexpectedLayout(message, source=path.name)
        if not infos:
            raise UnexpectedLayout("the zip archive is empty; get it again", source=path.name)
        if len(infos) > MOST_MEMBERS:
            raise UnexpectedLayout(
                f"the zip archive holds {len(infos):,} files, and no list comes in more than "
                f"{MOST_MEMBERS}; give the files of the list alone",
                source=path.name,
            )
        names = [info.filename for info in infos]
        lists = sorted(_lists_among(names))
        beside = (name for name in names if name not in lists and not HIDDEN.search(name))
        return lists, tuple(sorted(beside))


def _lists_among(members: list[str]) -> list[str]:
    """The members of an archive that are no hidden file and no note beside a list."""
    if any(name.casefold().endswith(MAP) for name in members):
        return members
    shown = [name for name in members if not HIDDEN.search(name)]
    lists = [name for name in shown if not name.casefold().endswith(BESIDE)]
    return lists or shown or members


@contextmanager
def _unpacked(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    size = path.stat().st_size
    with path.open("rb") as raw:
        if member is not None:
            with zipfile.ZipFile(raw) as archive, archive.open(member) as packed:
                yield io.BufferedReader(_Limited(packed, path.name, size))
            return
        is_packed = raw.read(2) == GZIP
        raw.seek(0)
        if not is_packed:
            yield raw
            return
        with gzip.open(raw) as unzipped:
            yield io.BufferedReader(_Limited(unzipped, path.name, size))


def most_unpacked(packed: int, largest: int = LARGEST) -> int:
    """How many bytes a file of so many packed ones may unpack to."""
    return min(largest, max(SMALL, LOOSEST * packed))


def unpacks_too_far(limit: int, name: str) -> UnexpectedLayout:
    """What is raised where a file unpacks to more than that."""
    return UnexpectedLayout(
        f"unpacks to more than {limit:,} bytes, which no list does; refused", source=name
    )


class _Limited(io.RawIOBase):
    """Unpacks no more than a list can hold."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, name: str, packed: int) -> None:
        self._stream = stream
        self._name = name
        self._limit = most_unpacked(packed)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        block = self._stream.read(len(buffer))
        self._read += len(block)
        if self._read > self._limit:
            raise unpacks_too_far(self._limit, self._name)
        buffer[: len(block)] = block
        return len(block)
