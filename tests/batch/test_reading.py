import io
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screening.batch import texts
from screening.batch.reading import check_table, read_table
from screening.batch.rows import Row
from screening.batch.tables import Table
from screening.batch.texts import LONGEST_LINE
from screening.errors import InputFileError

SAID = {
    ",": (),
    ";": ("separator: semicolon",),
    "\t": ("separator: tab",),
    "|": ("separator: vertical bar",),
}


def table(text: str | bytes) -> Table:
    content = text.encode() if isinstance(text, str) else text
    return read_table(io.BytesIO(content), file="in.csv")


def cells(text: str) -> list[tuple[str, ...]]:
    rows = list(table(text).rows)
    assert [row.fault for row in rows] == [None] * len(rows)
    return [row.cells for row in rows]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_by_the_header(separator: str) -> None:
    found = table(f"name{separator}dob\nRi Pong Chun{separator}1965\n")

    assert found.said == SAID[separator]
    assert [row.cells for row in found.rows] == [("Ri Pong Chun", "1965")]


def test_the_separator_that_gives_columns_we_know_goes_before_the_frequent_one() -> None:
    assert table("name;remarks, first, second, third\n").header == (
        "name",
        "remarks, first, second, third",
    )


def test_without_a_separator_there_is_one_column() -> None:
    assert cells("full name\nRi Pong Chun\nJane Roe\n") == [("Ri Pong Chun",), ("Jane Roe",)]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_byte_order_mark_are_no_part_of_a_cell(end: str) -> None:
    found = table(f"\ufeffname,dob{end}Jane Roe,1990{end}")

    assert found.header == ("name", "dob")
    assert next(found.rows).cells == ("Jane Roe", "1990")


def test_quoted_cells_hold_separators_quotes_and_line_breaks() -> None:
    text = 'name,address,dob\n"Roe, ""Jane""","1 Street\nTown",1990\n'

    assert cells(text) == [('Roe, "Jane"', "1 Street\nTown", "1990")]


def test_quotes_inside_an_unquoted_cell_are_text() -> None:
    assert cells('name,dob\nООО "Ромашка",1990\n') == [('ООО "Ромашка"', "1990")]


def test_a_header_may_break_its_lines_within_quotes() -> None:
    assert table('"full\nname";dob\n').header == ("full\nname", "dob")


def test_rows_count_from_one_and_places_are_lines_of_the_file() -> None:
    rows = table('\nname,notes\nA,"x\ny\nz"\nB,\n').rows

    assert [(row.number, row.place) for row in rows] == [(1, "line 3"), (2, "line 6")]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Jane Roe", "1 cell where the header has 2"),
        ("Jane Roe,1990,x", "3 cells where the header has 2"),
        ('"Jane" Roe,1990', "text follows a closing quote"),
        ("", "the line is empty"),
        ("x" * 200_000 + ",1990", "a cell has more than 131,072 characters"),
    ],
)
def test_a_row_that_does_not_fit_has_a_fault_and_stops_no_other(line: str, fault: str) -> None:
    rows = list(table(f"name,dob\n{line}\nRi Pong Chun,1965\n").rows)

    assert rows[0].fault is not None
    assert rows[0].fault.startswith(fault)
    assert rows[0].place == "line 2"
    assert (rows[1].number, rows[1].cells) == (2, ("Ri Pong Chun", "1965"))


def test_empty_lines_at_the_end_are_no_rows_and_those_between_are() -> None:
    rows = table("name\nA\n\n\nB\n\n\n").rows

    assert [(row.number, row.place, row.cells) for row in rows] == [
        (1, "line 2", ("A",)),
        (2, "line 3", ()),
        (3, "line 4", ()),
        (4, "line 5", ("B",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        'name,dob\nA,1\n"B,2\nC,3\n',  # to the end of the file
        'name,dob\nA,1\n"B,2\n"C",3\n',  # to the next quote
        'name,dob\nA,1\n"B,2\n' + "C,3\n" * 50_000,  # to the longest a cell may be
    ],
)
def test_a_quote_that_swallows_rows_is_refused_with_the_line_it_opens_in(text: str) -> None:
    with pytest.raises(InputFileError, match=r"^in\.csv lines 3 to [0-9]+: .*quote"):
        list(table(text).rows)


def test_a_row_hidden_between_two_stray_quotes_is_not_passed_over() -> None:
    rows = list(table('name,notes\nA,"he said\nRi Pong Chun,6"\nB,\n').rows)

    assert rows[0].fault is not None
    assert "line 3 may be a row of its own" in rows[0].fault
    assert [row.fault for row in rows[1:]] == [None]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", r"^in\.csv: the file is empty; it needs"),
        (b"\xef\xbb\xbf\n \n", r"^in\.csv: the file is empty; it needs"),
        (b"name\nJos\xe9\n", r"^in\.csv line 2: byte 4 \(0xE9\) is not UTF-8; save"),
        ("name\nA\n".encode("utf-16"), r"^in\.csv line 1: byte 1 \(0xFF\) is not UTF-8; save"),
        (b"name\nA\nB\0C\n", r"^in\.csv line 3: holds a NUL byte, .*; save"),
        (b"name\rA\rB\r", r"^in\.csv line 1: a carriage return stands outside quotes; save"),
        (b'"na"me,dob\nA,1\n', r"^in\.csv line 1: text follows a closing quote"),
        (b"name\n" + b"x" * (LONGEST_LINE + 1), r"^in\.csv line 2: is longer than 1 MB; save"),
    ],
)
def test_what_is_no_table_is_refused_with_place_and_advice(
    content: bytes, message: str
) -> None:
    with pytest.raises(InputFileError, match=message):
        list(table(content).rows)


CONTENTS = st.lists(
    st.sampled_from([*'ab,;"=\r', "\n", "\n", '"\n', "é", "\u2028", "\0"]), max_size=40
).map(lambda signs: ("\ufeffname,dob\n" + "".join(signs)).encode())


def read(content: bytes) -> list[Row] | str:
    """Every row, or why the file is refused."""
    try:
        return list(table(content).rows)
    except InputFileError as error:
        return str(error)


@settings(max_examples=300, deadline=None)
@given(CONTENTS, st.integers(1, 9))
def test_in_which_pieces_a_file_comes_makes_no_difference(content: bytes, size: int) -> None:
    whole = read(content)

    with patch.object(texts, "PIECE", size):
        in_pieces = read(content)

    if isinstance(whole, str):  # of two grounds the one that is met first is told
        assert isinstance(in_pieces, str)
    else:
        assert in_pieces == whole


@settings(max_examples=300, deadline=None)
@given(CONTENTS | st.binary(max_size=60).map(lambda tail: b"name,dob\n" + tail))
def test_the_check_refuses_what_reading_would_refuse_and_for_the_same(content: bytes) -> None:
    refused = read(content)

    if isinstance(refused, str):
        with pytest.raises(InputFileError) as raised:
            check_table(io.BytesIO(content), file="in.csv")
        assert str(raised.value) == refused
    else:
        check_table(io.BytesIO(content), file="in.csv")
