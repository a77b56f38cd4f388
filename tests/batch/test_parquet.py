import io
import sys
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from screening.batch.columns import Columns
from screening.batch.inputs import read_input
from screening.batch.tables import Table
from screening.domain.queries import Query
from screening.errors import InputFileError


def content(columns: dict[str, Any], **more: Any) -> bytes:
    stream = io.BytesIO()
    parquet.write_table(pa.table(columns), stream, **more)
    return stream.getvalue()


def read(data: bytes) -> tuple[Table, Columns]:
    return read_input(io.BytesIO(data), file="in.parquet")


def test_rows_of_several_groups_are_counted_through() -> None:
    names = [f"Jane Roe {number}" for number in range(25)]
    table, _ = read(content({"name": names}, row_group_size=10))

    assert [(row.number, row.place, *row.cells) for row in table.rows] == [
        (number, f"row {number}", name) for number, name in enumerate(names, start=1)
    ]
    assert table.said == ("format: Parquet",)


def test_lists_are_several_values_and_other_columns_are_carried_as_text() -> None:
    table, columns = read(
        content(
            {
                "name": ["Jane Roe"],
                "aliases": [["J. Roe", None, "Janie"]],
                "imo": [[9842188, 9074729]],
                "balance": [12],
                "history": [[{"day": 1}]],
            }
        )
    )
    (row,) = table.rows

    assert columns.query(row.cells) == Query(
        name="Jane Roe", aliases=("J. Roe", "Janie"), identifiers={"imo": "9842188;9074729"}
    )
    assert columns.carry(row.cells) == ("12", "")


@pytest.mark.parametrize(
    "column", [{"name": [{"first": "Jane"}]}, {"name": [["Jane", "Roe"]]}, {"name": [b"Jane"]}]
)
def test_a_column_of_names_that_holds_no_text_is_refused(column: dict[str, Any]) -> None:
    with pytest.raises(InputFileError, match=r"^in\.parquet: the column name holds .* text"):
        read(content(column))


@pytest.mark.parametrize("size", [6, 40, -9])
def test_a_torn_file_is_refused(size: int) -> None:
    with pytest.raises(InputFileError, match=r"^in\.parquet: is no whole Parquet file"):
        read(content({"name": ["Jane Roe"]})[:size])


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = content({"name": ["Jane Roe"]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    with pytest.raises(InputFileError, match=r"install screening\[arrow\]"):
        read(data)
