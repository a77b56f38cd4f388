"""One run as one file, which can be verified without this program.

Everything is in it as it is stored, so that its hashes can be taken again with what any
machine has; `README.txt` in it says how. The same run makes the same file, byte for byte.
"""

from collections.abc import Iterator
from hashlib import file_digest, sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from screening.errors import InputFileError, QueryError
from screening.record.ids import parse_place
from screening.record.kept import Kept, basis_of, entry_of, rows_of
from screening.record.listed import listing_lines
from screening.record.page import page
from screening.record.precious import refuse_precious
from screening.record.readme import README
from screening.record.store import Store
from screening.settings import Settings
from screening.whole import written

NEIGHBOURS = 3
"""Entries of the chain before and after the run that are told of."""
CHAIN = """
    SELECT position, hash, id, kind FROM run
    WHERE position BETWEEN ? AND ? ORDER BY position
"""
READABLE = 0o644 << 16
COPIED = 1 << 20  # bytes at once


def export(
    store: Store,
    settings: Settings,
    run: str,
    target: Path,
    files: dict[str, Path | None],
) -> Kept:
    """Write a run to a file of its own.

    Args:
        store: the record.
        settings: where the registry is.
        run: its id, or that of anything of it.
        target: the file (zip).
        files: under `input` and `output` the files that were read and written, to be put
            in; None for one that stays out.

    Returns:
        The run.

    Raises:
        QueryError: there is no such run, or it was not finished.
        InputFileError: a file is not the one that the run has read or written, or the
            target is the registry or of it.
        ScreeningError: the file cannot be written.
    """
    refuse_precious(settings, target)
    kept = entry_of(store, parse_place(run).run)
    if kept.position is None or kept.body is None:
        raise QueryError(f"run {kept.run} was not finished, so nothing seals it", field="run")
    for role, path in files.items():
        if path is not None:
            check_file(kept, role, path)
    with (
        written(target, private=True) as stream,
        ZipFile(stream, "w") as archive,
        store.reading(),
    ):
        _write(_Zip(archive, str(kept.facts.get("ended_at"))), store, settings, kept, files)
    return kept


def check_file(kept: Kept, role: str, path: Path) -> None:
    """Refuse a file that is not the one an entry names.

    Args:
        kept: the entry.
        role: `input` or `output`.
        path: the file.

    Raises:
        InputFileError: the entry names none, or one with other content.
    """
    told = kept.facts.get(role)
    if not isinstance(told, dict):
        raise InputFileError(f"{path}: run {kept.run} has no {role} file on record")
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            digest = file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise InputFileError(f"{path}: cannot be read ({error.strerror})") from error
    if digest != told.get("sha256"):
        raise InputFileError(
            f"{path}: is not the {role} of run {kept.run}: that was {told.get('name')} of "
            f"{told.get('bytes')} bytes with SHA-256 {told.get('sha256')}; this has {size} "
            f"bytes and {digest}"
        )


class _Zip:
    """A zip whose files all have one time, and a list of their hashes at its end."""

    def __init__(self, archive: ZipFile, time: str) -> None:
        self._archive = archive
        self._time = _dos_time(time)
        self._sums: list[str] = []

    def put(self, name: str, parts: Iterator[bytes]) -> None:
        """Add a file that comes in parts."""
        info = ZipInfo(name, self._time)
        info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, READABLE, 3
        found = sha256()
        with self._archive.open(info, "w", force_zip64=True) as stream:
            for part in parts:
                found.update(part)
                stream.write(part)
        self._sums.append(f"{found.hexdigest()}  {name}\n")

    def text(self, name: str, text: str) -> None:
        """Add a text."""
        self.put(name, iter([text.encode("utf-8", "backslashreplace")]))

    def end(self) -> None:
        """Add the hashes of all files."""
        self.text("SHA256SUMS", "".join(self._sums))


EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell of


def _dos_time(time: str) -> tuple[int, int, int, int, int, int]:
    digits = (time[0:4], time[5:7], time[8:10], time[11:13], time[14:16], time[17:19])
    try:
        year, month, day, hour, minute, second = map(int, digits)
    except ValueError:
        return EARLIEST
    return max(EARLIEST, (year, month, day, hour, minute, second))


def _write(
    into: _Zip, store: Store, settings: Settings, kept: Kept, files: dict[str, Path | None]
) -> None:
    into.text("entry.json", kept.body or "")
    into.text("basis.json", basis_of(store, kept) or "")
    into.text("salt.hex", kept.salt.hex() if kept.salt else "")
    into.put("rows.jsonl", (row.line + b"\n" for row in rows_of(store, kept) if row.line))
    into.put("seals.txt", (f"{row.seal.hex()}\n".encode() for row in rows_of(store, kept)))
    into.put("listings.jsonl", listing_lines(settings, rows_of(store, kept)))
    into.put("chain.txt", _chain(store, kept.position or 0))
    for role, path in files.items():
        if path is not None:
            into.put(f"{role}/{_name(kept.facts[role], path)}", _parts(path))
    into.text("README.txt", README.format(run=kept.run, hash=kept.hash))
    into.put("page.html", page(kept, basis_of(store, kept), rows_of(store, kept)))
    into.end()


def _chain(store: Store, position: int) -> Iterator[bytes]:
    first, last = position - NEIGHBOURS, position + NEIGHBOURS
    for place, hashed, run, kind in store.rows(CHAIN, first, last):
        yield f"{place} {hashed} {run} {kind}\n".encode()


def _name(told: dict[str, Any], path: Path) -> str:
    """What a file was called, without folders; what it is called now where that is not told."""
    return str(told.get("name") or path.name).replace("\\", "/").rpartition("/")[2] or path.name


def _parts(path: Path) -> Iterator[bytes]:
    stream: IO[bytes]
    with path.open("rb") as stream:
        while part := stream.read(COPIED):
            yield part
