import gzip
import io
import os
import threading
from pathlib import Path

import pytest

from screening.batch.columns import Columns
from screening.batch.inputs import Format, read_input, told_format
from screening.batch.rows import Row
from screening.batch.tables import Table
from screening.errors import InputFileError

CSV = "id,name\n7,Jane Roe\n"
PACKED = gzip.compress(CSV.encode(), mtime=0)
JSON = '{"id": 7, "name": "Jane Roe"}\n'


def read(content: bytes, file: str, encoding: str | None = None) -> tuple[Table, Columns]:
    return read_input(io.BytesIO(content), file=file, encoding=encoding)


@pytest.mark.parametrize(
    ("head", "file", "kind"),
    [
        (b"name\n", "in.csv", Format.CSV),
        (b"name\n", "standard input", Format.CSV),
        (b"name\n", "in.xls", Format.CSV),  # as many exports call it
        (b'{"name": 1}', "standard input", Format.JSON_LINES),
        (b'\xef\xbb\xbf {"name": 1}', "in.txt", Format.JSON_LINES),
        (b'{"name": 1}', "in.csv", Format.CSV),
        (b"x", "in.jsonl", Format.JSON_LINES),
        (b"x", "in.ndjson.gz", Format.JSON_LINES),
        (b"PK\x03\x04", "in.csv", Format.WORKBOOK),
        (b"\xd0\xcf\x11\xe0", "in", Format.WORKBOOK),
        (b"PAR1", "in.csv", Format.PARQUET),
        (b"\x1f\x8b", "in.csv", Format.GZIP),
    ],
)
def test_the_first_bytes_tell_a_format_and_the_name_what_they_leave_open(
    head: bytes, file: str, kind: Format
) -> None:
    assert told_format(head, file) is kind


@pytest.mark.parametrize(
    ("content", "file", "message"),
    [
        (b"<!DOCTYPE html><html>", "in.xls", r"^in\.xls: is a web page, whatever it is called"),
        (b"name\nA\n", "in.parquet", r"^in\.parquet: is no Parquet file"),
        (b"\x1f\x8bnothing", "in.csv.gz", r"^in\.csv\.gz: "),
        (PACKED[:-12], "in.csv.gz", r"^in\.csv\.gz: is no whole gzip file"),
        (
            gzip.compress(b"PK\x03\x04...", mtime=0),
            "in.gz",
            r"^in\.gz: holds a packed workbook; unpack",
        ),
        (b"name\n", "in.csv", r"^in\.csv: has a header and no row"),
        (b'{"name": 1', "in.jsonl", r"^in\.jsonl: holds no JSON object"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_name(
    content: bytes, file: str, message: str
) -> None:
    with pytest.raises(InputFileError, match=message):
        read(content, file)


def test_a_packed_file_that_is_cut_is_refused_before_anything_is_screened() -> None:
    whole = gzip.compress(b"name\n" + b"Jane Roe %d\n" * 100_000, mtime=0)

    with pytest.raises(InputFileError, match=r"^in\.csv\.gz: cannot be read beyond line"):
        read(whole[:-20], "in.csv.gz")


@pytest.mark.parametrize("text", [CSV, JSON])
def test_a_packed_text_is_read_as_what_is_in_it(text: str) -> None:
    table, columns = read(gzip.compress(text.encode()), "in.gz")

    assert [columns.query(row.cells).name for row in table.rows] == ["Jane Roe"]


def test_an_encoding_that_is_named_is_used_and_one_that_is_none_is_refused() -> None:
    table, _ = read("name\nИван\n".encode("koi8-r"), "in.csv", "KOI8-R")

    assert [row.cells for row in table.rows] == [("Иван",)]
    assert table.said == ("encoding: koi8-r",)
    with pytest.raises(
        InputFileError, match=r"^--encoding klingon: there is none; use utf-8, "
    ):
        read(b"name\n", "in.csv", "klingon")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
@pytest.mark.parametrize("text", [CSV, JSON])
@pytest.mark.parametrize("packed", [False, True])
def test_a_pipe_that_cannot_go_back_is_read_once(
    tmp_path: Path, text: str, packed: bool
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = gzip.compress(text.encode()) if packed else text.encode()
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()

    with pipe.open("rb") as stream:
        table, columns = read_input(stream, file="standard input")
        names = [columns.query(row.cells).name for row in table.rows]

    writer.join()
    assert names == ["Jane Roe"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes here")
def test_in_a_pipe_nothing_is_guessed_once_rows_are_on_their_way(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    content = b"name\n" + b"Jane Roe\n" * 100_000 + "Søren Ågård\n".encode("cp1252")
    writer = threading.Thread(target=pipe.write_bytes, args=(content,))
    writer.start()

    rows = list[Row]()
    with (
        pipe.open("rb") as stream,
        pytest.raises(InputFileError, match=r"100002: .*--encoding"),
    ):
        rows.extend(read_input(stream, file="standard input")[0].rows)

    writer.join()
