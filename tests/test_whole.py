import os
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from screening.errors import InputFileError, ScreeningError
from screening.whole import refuse_unwritable, same_file, written


def test_a_file_is_there_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"

    with written(target) as stream:
        stream.write(b"whole")
        stream.flush()
        assert not target.exists()

    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("stop", [ScreeningError, KeyboardInterrupt, ZeroDivisionError])
def test_when_stopped_the_old_file_is_as_it_was(
    tmp_path: Path, stop: type[BaseException]
) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"old")

    def write_half() -> None:
        with written(target) as stream:
            stream.write(b"half")
            raise stop

    with pytest.raises(stop):
        write_half()

    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_new_file_may_be_read_by_those_who_read_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.touch()
    target.chmod(0o640)

    with written(target):
        pass

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    link, target = tmp_path / "link.csv", tmp_path / "target.csv"
    link.symlink_to(target)

    with written(link) as stream:
        stream.write(b"new")

    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="devices are files on POSIX only")
def test_a_device_is_written_to_not_replaced(tmp_path: Path) -> None:
    sink = tmp_path / "sink"
    sink.symlink_to(os.devnull)

    with written(sink) as stream:
        stream.write(b"new")

    assert stat.S_ISCHR(sink.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_a_failure_that_names_the_file() -> None:
    with (
        pytest.raises(
            ScreeningError, match=r"^/dev/full: cannot be written \(No space"
        ) as raised,
        written(Path("/dev/full")) as stream,
    ):
        stream.write(b"x")

    assert not isinstance(raised.value, InputFileError)


def test_where_no_file_can_be_is_said(tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "missing" / "out.csv", tmp_path / ("x" * 5000)):
        with (
            pytest.raises(InputFileError, match=r"cannot be written \(.*\); name a file"),
            written(target),
        ):
            pass


def test_a_folder_that_may_not_be_written_to_is_said(
    open_folder: Path, read_only: Callable[[Path], AbstractContextManager[None]]
) -> None:
    target = open_folder / "out.csv"
    with (
        read_only(open_folder),
        pytest.raises(InputFileError, match=r"out\.csv: cannot be written \(Permission denied"),
        written(target),
    ):
        pass


def test_standard_output_gets_what_is_written(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    with written(None) as stream:
        stream.write(b"a\n")

    assert capfdbinary.readouterr().out == b"a\n"


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_private_file_is_its_owners_alone_but_one_that_was_there_stays_as_it_was(
    tmp_path: Path,
) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.touch()
    old.chmod(0o640)
    for path in (new, old):
        with written(path, private=True) as stream:
            stream.write(b"secret")

    assert [stat.S_IMODE(path.stat().st_mode) for path in (new, old)] == [0o600, 0o640]


def test_what_cannot_be_written_is_refused_beforehand_and_nothing_is_left(
    tmp_path: Path,
) -> None:
    for path in (tmp_path, tmp_path / "none" / "out"):
        with pytest.raises(InputFileError, match="cannot be written"):
            refuse_unwritable(path)
    refuse_unwritable(tmp_path / "out")

    assert list(tmp_path.iterdir()) == []


def test_two_paths_may_lead_to_one_file(tmp_path: Path) -> None:
    there, link, none = tmp_path / "there", tmp_path / "link", tmp_path / "none"
    there.touch()
    link.symlink_to(there)

    assert same_file(there, link)
    assert same_file(none, tmp_path / "." / "none")
    assert not same_file(there, none)
    assert not same_file(none, tmp_path / "other")
