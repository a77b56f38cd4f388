import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.batch.writing import csv_line, defused


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1+1", "\n=1+1", "\u00a0=1", "＝1"],
)
def test_what_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Jane Roe", " Jane", "a=b", "1965-03-07", "'=1"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert defused(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2))
def test_cells_are_read_as_they_were_written(cells: list[str]) -> None:
    text = csv_line(cells).decode()

    assert list(csv.reader(io.StringIO(text, newline=""), strict=True)) == [cells]
    assert text.endswith("\n")
    assert not text.endswith("\r\n")
