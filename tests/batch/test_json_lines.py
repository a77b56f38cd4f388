import io

import pytest

from screening.batch.inputs import read_input
from screening.batch.json_lines import FIRST
from screening.batch.rows import Row
from screening.domain.queries import Query
from screening.errors import InputFileError


def rows(text: str) -> list[Row]:
    table, _ = read_input(io.BytesIO(text.encode()), file="in.jsonl")
    return list(table.rows)


def queries(text: str) -> list[Query]:
    table, columns = read_input(io.BytesIO(text.encode()), file="in.jsonl")
    read = list(table.rows)
    assert [row.fault for row in read] == [None] * len(read)
    return [columns.query(row.cells) for row in read]


def test_each_object_is_a_row_and_the_keys_of_all_are_the_columns() -> None:
    text = '{"name": "Jane Roe", "id": 7}\n{"dob": "1990", "name": "John Doe"}\n'

    assert queries(text) == [
        Query(name="Jane Roe", id="7"),
        Query(name="John Doe", birth_date="1990"),
    ]
    assert [row.place for row in rows(text)] == ["line 1", "line 2"]


@pytest.mark.parametrize(
    ("value", "asked"),
    [
        ('"9842188"', "9842188"),
        ("9842188", "9842188"),
        ("9842188.0", "9842188"),
        ("98421880000000000001", "98421880000000000001"),
        ('["9842188", null, 9074729]', "9842188;9074729"),
    ],
)
def test_values_are_what_is_printed_and_lists_are_several(value: str, asked: str) -> None:
    assert queries(f'{{"imo": {value}}}\n')[0].identifiers == {"imo": asked}


def test_true_null_and_what_is_not_screened_do_no_harm() -> None:
    (row,) = rows('{"name": "Jane Roe", "ok": true, "dob": null, "more": {"a": [1]}}\n')

    assert row.cells == ("Jane Roe", "true", "", "")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Jane Roe", "the line is no JSON object (Expecting value)"),
        ('["Jane Roe"]', "the line is no JSON object"),
        ('{"name": "Jane Roe"', "the line is no JSON object (Expecting ',' delimiter)"),
        ('{"name": NaN}', "the line is no JSON object (is no JSON that can be read)"),
        ('{"name": "A", "name": "B"}', "the key name stands twice; leave out one of them"),
        ('{"name": {"first": "A"}}', "name holds an object, where a text can stand"),
        ('{"name": ["A", "B"]}', "name holds several values, where one can stand"),
        ('{"dob": [{"year": 1990}]}', "dob holds an object, where a text can stand"),
        ('{"name": "\\ud800"}', "name holds half of a character"),
        ("[" * 100_000, "the line is no JSON object (is no JSON that can be read)"),
        ("", "the line is empty; fill it or take it out"),
    ],
)
def test_a_line_that_cannot_be_screened_has_a_fault_and_stops_no_other(
    line: str, fault: str
) -> None:
    read = rows(f'{{"name": "A", "dob": "1990"}}\n{line}\n{{"name": "B"}}\n')

    assert [row.fault for row in read] == [None, fault, None]
    assert [row.place for row in read] == ["line 1", "line 2", "line 3"]


def test_empty_lines_at_the_end_are_no_rows() -> None:
    assert len(rows('{"name": "A"}\n\n\n')) == 1


def test_a_field_that_the_first_objects_do_not_have_is_not_passed_over() -> None:
    first = '{"name": "A"}\n' * FIRST

    late = rows(first + '{"name": "B", "passport": "X1", "notes": "y"}\n')[-1]
    blank = rows(first + '{"name": "B", "passport": null, "notes": "y"}\n')[-1]

    assert late.fault == "passport is in none of the first 1,000 lines; give it there, as null"
    assert blank.fault is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'{\n"name": "A"\n}\n', r"^in\.jsonl line 1: is JSON, but no object of one line"),
        (b'[{"name": "A"}]', r"^in\.jsonl line 1: is JSON, but no object of one line"),
        (b"", r"^in\.jsonl: holds no JSON object"),
        (b"A\nB\n", r"^in\.jsonl: holds no JSON object"),
        (b'{"notes": 1}\n', r"^in\.jsonl: no column of names"),
        (b'{"name": "A", "NAME": "B"}\n', r"^in\.jsonl: two columns are called NAME"),
        (b'{"name": "A"}\n{"name": "\0"}\n', r"^in\.jsonl line 2: holds a NUL byte"),
        (
            b'{"name": "A"}\n' * 2 + b"\xff\xfe\x81\n",
            r"^in\.jsonl line 3: byte 1 \(0xFF\) is not",
        ),
    ],
)
def test_what_holds_no_table_is_refused_before_anything_is_screened(
    content: bytes, message: str
) -> None:
    with pytest.raises(InputFileError, match=message):
        read_input(io.BytesIO(content), file="in.jsonl")
