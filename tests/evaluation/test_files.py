import gzip
import hashlib
from pathlib import Path

import pytest

from screening.errors import InputFileError
from screening.evaluation.files import read
from tests.evaluation.conftest import Write

COLUMNS = {"name": ("name", "query"), "kind": ("kind",)}


def test_columns_are_told_by_name_and_blank_cells_left_out(write: Write) -> None:
    path = write("other,QUERY,kind", "1, Arvid ,", "2,Selma,spelling")

    file, rows = read(path, COLUMNS, required=("name",))

    assert [dict(row.values) for row in rows] == [
        {"name": "Arvid"},
        {"name": "Selma", "kind": "spelling"},
    ]
    assert (file.rows, file.sha256) == (2, hashlib.sha256(path.read_bytes()).hexdigest())


def test_a_gzipped_file_is_read_as_any_other(tmp_path: Path) -> None:
    path = tmp_path / "labels.csv.gz"
    path.write_bytes(gzip.compress(b"name\nArvid\n"))

    assert read(path, COLUMNS, required=("name",))[1][0].get("name") == "Arvid"


def test_rows_can_be_chosen_by_any_column(write: Write) -> None:
    path = write("registry,name", "UN,Arvid", "EU,Selma")

    file, rows = read(path, COLUMNS, required=("name",), where={"registry": "EU"})

    assert ([row.get("name") for row in rows], file.rows) == (["Selma"], 1)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("kind", "x"), "no column is called name or query"),
        (("name,query", "a,b"), "both mean name"),
        (("name",), "has no row"),
        (("name,kind", "Arvid"), "line 2 (row 1): 1 cell where the header has 2"),
    ],
)
def test_a_file_that_cannot_be_used_whole_is_not_used(
    write: Write, lines: tuple[str, ...], said: str
) -> None:
    path = write(*lines)

    with pytest.raises(InputFileError) as error:
        read(path, COLUMNS, required=("name",))

    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


@pytest.mark.parametrize("where", [{"nothing": "x"}, {"name": "nobody"}])
def test_a_choice_that_leaves_nothing_is_told(write: Write, where: dict[str, str]) -> None:
    with pytest.raises(InputFileError, match=r"labels\.csv"):
        read(write("name", "Arvid"), COLUMNS, required=("name",), where=where)


def test_a_file_that_is_torn_or_not_there_is_told(tmp_path: Path) -> None:
    torn = tmp_path / "torn.csv.gz"
    torn.write_bytes(gzip.compress(b"name\nArvid\n")[:-6])

    with pytest.raises(InputFileError, match="no whole gzip"):
        read(torn, COLUMNS, required=("name",))
    with pytest.raises(InputFileError, match="no such file"):
        read(tmp_path / "none.csv", COLUMNS, required=("name",))
