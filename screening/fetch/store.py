"""The bytes of every list file, as received, found again by their hash.

`ab/abcdef....gz` holds the file whose SHA-256 is `abcdef...`, packed.
"""

import contextlib
import gzip
import hashlib
import os
import re
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from screening.errors import FetchError
from screening.fetch.disk import BLOCK, PART, new_file, refusals

SHA256 = re.compile(r"[0-9a-f]{64}")
STALE_SECONDS = 24 * 60 * 60


class Store:
    """Files kept by their hash.

    Args:
        folder: where they are kept; made with the first of them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, path: Path, sha256: str) -> None:
        """Keep the bytes of a file; left alone where they are kept already.

        Kept bytes that have been damaged are replaced. Several processes may
        keep the same bytes at once.

        Args:
            path: the file.
            sha256: digest of its bytes.

        Raises:
            FetchError: the file cannot be read or has other bytes, or the folder
                cannot be written.
        """
        place = self._place(sha256)
        if self.has(sha256) and self._is_whole(sha256):
            with contextlib.suppress(OSError):  # in use again: not to be pruned meanwhile
                os.utime(place)
            return
        with _readable(path), path.open("rb") as given:
            self._sweep()
            with new_file(self.folder, place=place) as (_, stream), refusals(self.folder):
                if _pack(given, stream) != sha256:
                    raise FetchError(f"{path}: was changed while it was kept; import it again")

    @contextmanager
    def unpacked(self, sha256: str, name: str) -> Iterator[Path]:
        """The bytes as received, for a while, in a file of the name that they came with.

        Args:
            sha256: digest of the bytes.
            name: of the file; readers tell the parts of a list by it.

        Raises:
            FetchError: they are missing or damaged, or there is no room for them.
        """
        if name in ("", ".", "..") or Path(name).name != name:
            raise ValueError(f"{name!r} is no name of a file")
        with _temporary_folder() as folder:
            path = folder / name
            self._unpack(sha256, path)
            yield path

    def has(self, sha256: str) -> bool:
        """Whether the bytes of a digest are kept."""
        with self._understandable(sha256):
            return self._place(sha256).is_file()

    def drop(self, sha256: str) -> int:
        """Remove the bytes of a digest.

        Returns:
            How many bytes of the disk that freed, nought where they are not kept.

        Raises:
            FetchError: the folder cannot be written.
        """
        place = self._place(sha256)
        with refusals(self.folder):
            try:
                size = place.stat().st_size
                place.unlink()
            except FileNotFoundError:
                return 0
        return size

    def held(self, *, idle_seconds: float = 0) -> Iterator[tuple[str, int]]:
        """Each digest kept and the bytes of the disk that it takes, by digest.

        Args:
            idle_seconds: how long ago it must have been kept.
        """
        latest = time.time() - idle_seconds
        for path in sorted(self.folder.glob("??/*.gz")):
            sha256 = path.stem
            if SHA256.fullmatch(sha256) and path == self._place(sha256):
                with contextlib.suppress(FileNotFoundError):  # dropped meanwhile
                    about = path.stat()
                    if about.st_mtime <= latest:
                        yield sha256, about.st_size

    def _place(self, sha256: str) -> Path:
        if not SHA256.fullmatch(sha256):
            raise ValueError(f"{sha256!r} is no SHA-256 in small letters")
        return self.folder / sha256[:2] / f"{sha256}.gz"

    def _is_whole(self, sha256: str) -> bool:
        try:
            for _ in self._blocks(sha256):
                pass
        except FetchError:
            return False
        return True

    def _unpack(self, sha256: str, path: Path) -> None:
        with refusals(path.parent):
            stream = path.open("xb")
        with refusals(path.parent), stream:
            for block in self._blocks(sha256):
                stream.write(block)

    def _blocks(self, sha256: str) -> Iterator[bytes]:
        """The bytes of a digest; what is wrong with them is said at the end."""
        place, digest = self._place(sha256), hashlib.sha256()
        with self._understandable(sha256), place.open("rb") as packed:
            with gzip.GzipFile(fileobj=packed) as stream:
                while block := stream.read(BLOCK):
                    digest.update(block)
                    yield block
            if digest.hexdigest() != sha256:
                raise EOFError("the hash is another")

    @contextmanager
    def _understandable(self, sha256: str) -> Iterator[None]:
        kept = f"the kept bytes of snapshot {sha256}"
        try:
            yield
        except FileNotFoundError as error:
            raise FetchError(
                f"{kept} are not in {self.folder}; import the file again"
            ) from error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise FetchError(
                f"{kept} in {self.folder} are damaged ({error}); import the file again"
            ) from error
        except OSError as error:
            raise FetchError(
                f"{kept} in {self.folder} cannot be read ({error.strerror or error})"
            ) from error

    def _sweep(self) -> None:
        """Remove what processes that were killed have left behind."""
        for left in self.folder.glob(f".*{PART}"):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > STALE_SECONDS:
                    left.unlink()


def _pack(given: IO[bytes], stream: IO[bytes]) -> str:
    """Pack bytes, the same ones always alike, and tell their digest."""
    digest = hashlib.sha256()
    with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
        while block := given.read(BLOCK):
            digest.update(block)
            packed.write(block)
    return digest.hexdigest()


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FetchError(f"{path}: cannot be read ({error.strerror or error})") from error


@contextmanager
def _temporary_folder() -> Iterator[Path]:
    with refusals(Path(tempfile.gettempdir())):
        folder = tempfile.TemporaryDirectory(prefix="screening-")
    with folder as name:
        yield Path(name)
