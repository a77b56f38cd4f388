import os
import shutil
import stat
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


def changed(path: Path, place: int) -> None:
    """Write a file again with another byte in one place."""
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x21]) + whole[place + 1 :])


def is_refused(path: Path) -> bool:
    try:
        return not Container(path).is_whole
    except IndexFileError:
        return True


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_torn_or_changed_file_is_refused(tmp_path: Path, data: st.DataObject) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    if data.draw(st.booleans()):
        path.write_bytes(whole[:place])
    else:
        changed(path, place)

    assert is_refused(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_torn_file_or_header_is_refused_whatever_its_time(
    tmp_path: Path, data: st.DataObject
) -> None:
    path = written(tmp_path)
    before = path.stat()
    header = before.st_size - Container(path).header["size"]
    if data.draw(st.booleans()):
        path.write_bytes(path.read_bytes()[: data.draw(st.integers(0, before.st_size - 1))])
    else:
        changed(path, data.draw(st.integers(0, header - 1)))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    with pytest.raises(IndexFileError):
        Container(path)


def test_a_file_is_read_through_only_where_its_time_is_not_the_one_it_was_written_at(
    tmp_path: Path,
) -> None:
    """To read through all of it takes longer than a look-up, so a forged time is believed."""
    path = written(tmp_path)
    time = path.stat().st_mtime_ns
    changed(path, path.stat().st_size - 1)

    assert not Container(path).is_whole
    os.utime(path, ns=(time, time))
    assert Container(path).is_whole


def test_a_file_that_was_copied_or_touched_is_whole(tmp_path: Path) -> None:
    path = written(tmp_path)
    copy = Path(shutil.copyfile(path, tmp_path / "copy.idx"))
    os.utime(path)

    assert Container(copy).is_whole
    assert Container(path).is_whole


@pytest.mark.skipif(os.name != "posix", reason="files have no mode on this system")
@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_who_may_read_it_is_what_the_user_has_set_for_new_files(
    tmp_path: Path, umask: int, mode: int
) -> None:
    before = os.umask(umask)
    try:
        path = written(tmp_path)
    finally:
        os.umask(before)

    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_folder_that_cannot_be_made_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(IndexFileError, match=r"SCREENING_DATA_DIR \(SCREENING_CACHE_DIR where"):
        write(tmp_path / "file" / "some.idx", {}, {})
