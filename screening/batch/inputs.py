"""Opening a table of names: which format it is, and who reads it.

What the first bytes are goes before what the file is called: exports are often named
for the program they were made with.
"""

import gzip
import sys
import zlib
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from itertools import chain
from pathlib import Path, PurePath
from typing import BinaryIO, TypeAlias, cast

from screening.batch.columns import Columns
from screening.batch.encodings import EXAMPLES, encoding_named
from screening.batch.tables import Source, Table
from screening.errors import InputFileError
from screening.webpage import is_web_page

HEAD = 4096  # bytes that tell a format


class Format(StrEnum):
    """What a table may be kept in."""

    CSV = "CSV"
    JSON_LINES = "JSON lines"
    WORKBOOK = "workbook"
    PARQUET = "Parquet"
    GZIP = "gzip"


MAGIC = {
    b"PK\x03\x04": Format.WORKBOOK,  # XLSX, XLSB, ODS
    b"\xd0\xcf\x11\xe0": Format.WORKBOOK,  # XLS, and what is locked with a password
    b"PAR1": Format.PARQUET,
    b"\x1f\x8b": Format.GZIP,
}
SUFFIXES = {
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".psv": Format.CSV,
    ".tab": Format.CSV,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON_LINES,
}

Read: TypeAlias = tuple[Table, Columns]


@contextmanager
def opened(source: Path | None) -> Iterator[BinaryIO]:
    """The bytes of a file, or where there is none those of standard input.

    Raises:
        InputFileError: there is no such file, or it cannot be read.
    """
    if source is None:
        if sys.stdin is None:
            raise InputFileError("standard input is closed; name a file to screen")
        yield sys.stdin.buffer
        return
    try:
        stream = source.open("rb")
    except IsADirectoryError:
        raise InputFileError(f"{source}: is a folder; name a file in it") from None
    except FileNotFoundError:
        raise InputFileError(f"{source}: there is no such file; check the path") from None
    except OSError as error:
        raise InputFileError(f"{source}: cannot be read ({error.strerror})") from error
    with stream:
        yield stream


def read_input(
    stream: BinaryIO,
    *,
    file: str,
    encoding: str | None = None,
    mapped: Mapping[str, Sequence[str]] | None = None,
) -> Read:
    """A table of names in any format, and which of its columns are which fields.

    What can go back is read to its end once before, so that nothing is screened of a
    table that is refused in its middle.

    Args:
        stream: CSV with `,` `;` tab or `|`, or JSON lines, either of them gzipped; or a
            workbook, or Parquet.
        file: what an error calls it; its ending tells what the first bytes leave open.
        encoding: of a text, by any name; None to tell it.
        mapped: field to the headers of its columns, as for `guess`.

    Raises:
        InputFileError: it cannot be read as a table, has no row of data or no column
            of names or identifiers, or there is no such encoding.
    """
    known = None if encoding is None else _encoding(encoding)
    source = Source(stream, file, known, mapped)
    kind = told_format(_head(stream, file), file)
    if kind is Format.GZIP:
        source, kind = _unpacked(source)
    table, columns = _READERS[kind](source)
    first = next(table.rows, None)
    if first is None:
        raise InputFileError(
            f"{file}: has a header and no row; add a line for each name to screen"
        )
    return replace(table, rows=chain([first], table.rows)), columns


def told_format(head: bytes, file: str) -> Format:
    """The format that the first bytes tell, or else the end of the file's name.

    Raises:
        InputFileError: it is a web page, or is called Parquet and is none.
    """
    for magic, kind in MAGIC.items():
        if head.startswith(magic):
            return kind
    suffixes = [each.lower() for each in PurePath(file).suffixes if each.lower() != ".gz"]
    suffix = suffixes[-1] if suffixes else ""
    if is_web_page(head):
        raise InputFileError(
            f"{file}: is a web page, whatever it is called; save it as CSV or XLSX"
        )
    if suffix == ".parquet":
        raise InputFileError(f"{file}: is no Parquet file; it is damaged, or something else")
    braced = head.removeprefix(BOM_UTF8).lstrip().startswith((b"{", b"[{"))
    return SUFFIXES.get(suffix, Format.JSON_LINES if braced else Format.CSV)


def _encoding(name: str) -> str:
    known = encoding_named(name)
    if known is None:
        raise InputFileError(f"--encoding {name}: there is none; use {EXAMPLES} ...")
    return known


def _head(stream: BinaryIO, file: str) -> bytes:
    """The first bytes, which are read again."""
    if not stream.seekable():
        return cast("gzip.GzipFile", stream).peek(HEAD)[:HEAD]
    try:
        start = stream.tell()
        head = stream.read(HEAD)
        stream.seek(start)
    except OSError as error:
        raise InputFileError(f"{file}: cannot be read ({error.strerror or error})") from error
    return head


class _Gzip(gzip.GzipFile):
    """What is packed; it can go back where what holds it can."""

    def __init__(self, beneath: BinaryIO) -> None:
        self.beneath = beneath
        super().__init__(fileobj=beneath)

    def seekable(self) -> bool:
        return self.beneath.seekable()


def _unpacked(source: Source) -> tuple[Source, Format]:
    stream = cast("BinaryIO", _Gzip(source.stream))
    try:
        kind = told_format(_head(stream, source.file), source.file)
    except (EOFError, zlib.error) as error:
        raise InputFileError(f"{source.file}: is no whole gzip file ({error})") from error
    if kind not in (Format.CSV, Format.JSON_LINES):
        raise InputFileError(f"{source.file}: holds a packed {kind}; unpack it first")
    return replace(source, stream=stream), kind


def _csv(source: Source) -> Read:
    from screening.batch.reading import check_table, read_table

    stream, file, encoding = source.stream, source.file, source.encoding
    said = None
    if stream.seekable():
        start = stream.tell()
        # a header that tells nothing is refused before a long file is read
        source.columns(read_table(stream, file=file, encoding=encoding).header)
        stream.seek(start)
        said = check_table(stream, file=file, encoding=encoding)
        stream.seek(start)
    table = read_table(stream, file=file, encoding=encoding)
    columns = source.columns(table.header)
    return (table if said is None else replace(table, said=said)), columns


def _json_lines(source: Source) -> Read:
    from screening.batch.json_lines import check_json_lines, read_json_lines

    said = None
    if source.stream.seekable():
        start = source.stream.tell()
        read_json_lines(source)
        source.stream.seek(start)
        said = check_json_lines(source)
        source.stream.seek(start)
    table, columns = read_json_lines(source)
    return (table if said is None else replace(table, said=said)), columns


def _workbook(source: Source) -> Read:
    from screening.batch.workbooks import read_workbook

    return read_workbook(source)


def _parquet(source: Source) -> Read:
    from screening.batch.parquet import read_parquet

    return read_parquet(source)


# Each is imported when there is a file of its kind.
_READERS: dict[Format, Callable[[Source], Read]] = {
    Format.CSV: _csv,
    Format.JSON_LINES: _json_lines,
    Format.WORKBOOK: _workbook,
    Format.PARQUET: _parquet,
}
