import csv
import datetime
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from screening.batch import rows
from screening.batch.arrow import SCHEMA, opened, screen_batches
from screening.batch.opening import Opening
from screening.batch.plain import screen_file
from screening.batch.rows import OUTPUT
from screening.errors import InputFileError
from screening.screener import Screener

CUSTOMERS = {
    "id": ["C-1", "C-2", "C-3", None, "C-5", "C-6"],
    "full_name": ["Ri Pong Chun", "John Smith", "...", "Kim Yong Bok", None, "Company Ltd"],
    "dob": [None, "1990-01-31", None, "1957-07-27", None, ""],
    "imo": [None, None, None, None, "9842188", None],
}


@pytest.fixture(scope="module")
def opening(screener: Screener) -> Opening:
    return Opening.of(screener)


def blocks(columns: dict[str, Any], size: int = 100) -> Iterator[pa.RecordBatch]:
    yield from pa.table(columns).to_batches(max_chunksize=size)


def answers(batches: Iterator[pa.RecordBatch], opening: Opening, **more: Any) -> pa.Table:
    return pa.Table.from_batches(screen_batches(batches, opening, **more), schema=SCHEMA)


def outcomes(columns: dict[str, Any], opening: Opening) -> list[str]:
    found: list[str] = answers(blocks(columns), opening)["outcome"].to_pylist()
    return found


def test_a_table_is_answered_as_the_same_rows_of_a_file(
    tmp_path: Path, screener: Screener, opening: Opening
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([CUSTOMERS, *zip(*CUSTOMERS.values(), strict=True)])
    screen_file(source, target, screener, say=lambda _: None)

    found = answers(blocks(CUSTOMERS), opening)

    as_text: dict[str, Callable[..., str]] = {"row": str, "score": "{:.4f}".format, "rank": str}
    texts = [
        {
            column: "" if cell is None else as_text.get(column, str)(cell)
            for column, cell in line.items()
        }
        for line in found.to_pylist()
    ]
    with target.open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    for line in expected:  # a row of a table stands on no line
        line["error"] = line["error"].replace(
            f"line {int(line['row']) + 1}", f"row {line['row']}"
        )
    assert texts == expected
    assert {"hit", "clear", "invalid"} <= set(found["outcome"].to_pylist())


def test_the_columns_are_those_of_a_file_in_types_that_fit() -> None:
    assert tuple(SCHEMA.names) == OUTPUT
    assert {field.name: str(field.type) for field in SCHEMA if field.type != pa.string()} == {
        "row": "int64",
        "score": "double",
        "rank": "int32",
    }


@pytest.mark.parametrize("size", [1, 4])
def test_answers_do_not_depend_on_how_the_table_is_cut(
    opening: Opening, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    whole = answers(blocks(CUSTOMERS), opening)
    monkeypatch.setattr(rows, "BLOCK", 3)

    assert answers(blocks(CUSTOMERS, size), opening).equals(whole)


def test_nothing_is_defused_where_no_spreadsheet_reads(opening: Opening) -> None:
    found = answers(blocks({"id": ["=1+1"], "name": ["+John Smith"]}), opening).to_pylist()

    assert (found[0]["id"], found[0]["input_name"]) == ("=1+1", "+John Smith")


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("imo", pa.array([9842188])),
        ("imo", pa.array([9842188.0])),
        ("imo", pa.array(["9842188"]).dictionary_encode()),
        ("imo", pa.array(["9842188"], pa.large_string())),
        ("dob", pa.array([datetime.date(1957, 7, 27)])),
        ("dob", pa.array([datetime.datetime(1957, 7, 27)])),  # noqa: DTZ001, as files hold it
        ("dob", pa.nulls(1)),
    ],
)
def test_numbers_and_dates_are_read_as_a_person_writes_them(
    opening: Opening, column: str, values: Any
) -> None:
    assert outcomes({"name": ["Kim Yong Bok"], column: values}, opening)[0] == "hit"


def test_columns_that_are_not_screened_may_hold_anything(opening: Opening) -> None:
    assert outcomes({"name": ["John Smith"], "notes": [[1, 2]]}, opening) == ["clear"]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"name": [["Jane", "Roe"]]}, r"the column name holds list<.*>; make it text"),
        ({"name": [b"Jane"]}, r"the column name holds binary; make it text"),
        ({"born": ["1957"]}, r"the table: no column of names"),
    ],
)
def test_a_table_that_cannot_be_screened_is_refused(
    opening: Opening, columns: dict[str, Any], message: str
) -> None:
    with pytest.raises(InputFileError, match=message):
        list(screen_batches(blocks(columns), opening))


def test_bytes_that_are_no_text_spoil_their_own_row_alone(opening: Opening) -> None:
    names = pa.array([b"Ri Pong Chun", b"Jos\xe9", b"John Smith"]).view(pa.string())

    found = answers(blocks({"name": names}), opening).to_pylist()

    assert [(line["row"], line["outcome"]) for line in found] == [
        (1, "hit"),
        (2, "invalid"),
        (3, "clear"),
    ]
    assert found[1]["error"].startswith("row 2: holds bytes that are not UTF-8")


def test_rows_are_counted_or_have_the_number_of_a_column(opening: Opening) -> None:
    columns = {"name": ["John Smith", "Ri Pong Chun", "..."], "place": [70, 7, 700]}

    counted = answers(blocks(columns, 2), opening)
    numbered = answers(blocks(columns, 2), opening, numbered_by="place")

    assert counted["row"].to_pylist() == [1, 2, 3]
    assert numbered["row"].to_pylist() == [70, 7, 700]
    assert numbered["error"].to_pylist()[2].startswith("row 700: ")


@pytest.mark.parametrize("numbers", [["1"], pa.array([None], pa.int64()), [1.5]])
def test_a_column_that_cannot_number_rows_is_refused(opening: Opening, numbers: Any) -> None:
    columns = {"name": ["John Smith"], "place": numbers}

    with pytest.raises(InputFileError, match="place"):
        list(screen_batches(blocks(columns), opening, numbered_by="place"))


def test_a_process_opens_the_index_once_for_all_parts_of_a_table(opening: Opening) -> None:
    assert opened(pickle.loads(pickle.dumps(opening))) is opened(opening)


def test_a_table_without_a_row_has_no_answers(opening: Opening) -> None:
    assert list(screen_batches(iter(()), opening)) == []
    assert answers(blocks({"name": pa.array([], pa.string())}), opening).num_rows == 0
