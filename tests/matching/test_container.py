from array import array
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.errors import IndexFileError
from screening.matching.container import Container, write


def written(folder: Path) -> Path:
    path = folder / "some.idx"
    write(path, {"stamp": "한"}, {"numbers": array("I", [1, 2, 3]), "bytes": b"seven b"})
    return path


def test_what_was_written_is_read(tmp_path: Path) -> None:
    found = Container(written(tmp_path))

    assert found.header["stamp"] == "한"
    assert list(found.array("numbers")) == [1, 2, 3]
    assert bytes(found.array("bytes")) == b"seven b"


def test_nothing_else_stays_in_the_folder(tmp_path: Path) -> None:
    assert list(tmp_path.iterdir()) == [] or written(tmp_path)
    assert list(written(tmp_path).parent.iterdir()) == [tmp_path / "some.idx"]


def test_a_missing_file_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexFileError, match="no index"):
        Container(tmp_path / "absent.idx")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_torn_or_changed_file_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(whole[:place])
    else:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x21]) + whole[place + 1 :])

    with pytest.raises(IndexFileError):
        Container(path)


def test_a_folder_that_cannot_be_made_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(IndexFileError, match="SCREENING_DATA_DIR"):
        write(tmp_path / "file" / "some.idx", {}, {})
