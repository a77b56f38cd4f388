import errno
import gzip
import hashlib
import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.errors import FetchError
from screening.fetch.store import Store

LIST = b"<list>" + b"<entry>Selma Quistgaard</entry>" * 500 + b"</list>"
SHA256 = hashlib.sha256(LIST).hexdigest()
ELSE = hashlib.sha256(b"of another list").hexdigest()

Lock = Callable[[Path], AbstractContextManager[None]]


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    path = tmp_path / "list.xml"
    path.write_bytes(LIST)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "data" / "lists")


@pytest.fixture
def held(store: Store, list_file: Path) -> Store:
    store.put(list_file, SHA256)
    return store


def place(store: Store) -> Path:
    return store.folder / SHA256[:2] / f"{SHA256}.gz"


def files(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


@given(st.binary())
def test_what_was_put_comes_back_under_its_name(
    tmp_path_factory: pytest.TempPathFactory, body: bytes
) -> None:
    folder = tmp_path_factory.mktemp("store")
    (folder / "given").write_bytes(body)
    sha256 = hashlib.sha256(body).hexdigest()
    store = Store(folder / "lists")

    store.put(folder / "given", sha256)

    with store.unpacked(sha256, "SDN.CSV") as path:
        assert path.name == "SDN.CSV"
        assert path.read_bytes() == body


def test_bytes_are_kept_packed_and_by_their_hash(held: Store) -> None:
    packed = place(held).read_bytes()

    assert files(held) == [place(held)]
    assert gzip.decompress(packed) == LIST
    assert len(packed) < len(LIST)


def test_the_same_bytes_are_always_packed_alike(
    held: Store, tmp_path: Path, list_file: Path
) -> None:
    another = Store(tmp_path / "another")
    other_file = list_file.rename(tmp_path / "other.xml")
    os.utime(other_file, (0, 0))

    another.put(other_file, SHA256)

    packed = place(held).read_bytes()
    assert place(another).read_bytes() == packed
    assert packed[3:8] == bytes(5)  # neither a name nor a time


def test_the_given_file_is_left_alone(held: Store, list_file: Path) -> None:
    assert list_file.read_bytes() == LIST


def test_kept_bytes_can_be_read_by_whoever_may_read_new_files(held: Store) -> None:
    new = held.folder / "new"
    new.touch()

    assert place(held).stat().st_mode == new.stat().st_mode


def test_bytes_that_are_kept_are_not_written_again_but_count_as_new(
    held: Store, list_file: Path
) -> None:
    before = place(held).stat()
    os.utime(place(held), (0, 0))

    held.put(list_file, SHA256)

    after = place(held).stat()
    assert after.st_ino == before.st_ino
    assert after.st_mtime_ns >= before.st_mtime_ns  # whoever prunes leaves them alone


def test_unpacked_bytes_are_gone_afterwards(held: Store) -> None:
    with held.unpacked(SHA256, "list.xml") as path:
        folder = path.parent
        assert path.is_relative_to(folder)

    assert not folder.exists()


def test_an_error_of_who_reads_is_left_to_them(held: Store) -> None:
    with (
        pytest.raises(FileNotFoundError, match="no such part"),
        held.unpacked(SHA256, "list.xml") as path,
    ):
        raise FileNotFoundError("no such part")
    assert not path.exists()


@pytest.mark.parametrize("name", ["", ".", "..", "../list.xml", "/list.xml", "a/list.xml"])
def test_a_name_leads_nowhere_else(held: Store, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a file"), held.unpacked(SHA256, name):
        pass


@pytest.mark.parametrize("sha256", ["", "../../etc", SHA256.upper(), SHA256 + "\n", "ab"])
def test_a_hash_leads_nowhere_else(store: Store, list_file: Path, sha256: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: store.has(sha256),
        lambda: store.drop(sha256),
        lambda: store.put(list_file, sha256),
    ]
    for call in calls:
        with pytest.raises(ValueError, match="no SHA-256"):
            call()


# missing and damaged


def test_missing_bytes_are_told_with_what_to_do(store: Store) -> None:
    with pytest.raises(FetchError) as caught, store.unpacked(SHA256, "list.xml"):
        pass
    assert str(caught.value) == (
        f"the kept bytes of snapshot {SHA256} are not in {store.folder}; import the file again"
    )


def flip(packed: bytes) -> bytes:
    middle = len(packed) // 2
    return packed[:middle] + bytes([packed[middle] ^ 0xFF]) + packed[middle + 1 :]


DAMAGES = pytest.mark.parametrize(
    "damage",
    [
        lambda packed: b"",
        lambda packed: packed[:-1],
        lambda packed: packed[: len(packed) // 2],
        flip,
        lambda packed: b"no packing at all",
        lambda packed: gzip.compress(b"of another list"),
    ],
    ids="empty cut-short half flipped not-packed another".split(),
)


@DAMAGES
def test_damaged_bytes_are_told_with_what_to_do(
    held: Store, damage: Callable[[bytes], bytes]
) -> None:
    place(held).write_bytes(damage(place(held).read_bytes()))

    with pytest.raises(FetchError) as caught, held.unpacked(SHA256, "list.xml"):
        pass
    message = str(caught.value)
    assert message.startswith(
        f"the kept bytes of snapshot {SHA256} in {held.folder} are damaged"
    )
    assert message.endswith("; import the file again")


@DAMAGES
def test_importing_the_file_again_mends_damaged_bytes(
    held: Store, list_file: Path, damage: Callable[[bytes], bytes]
) -> None:
    place(held).write_bytes(damage(place(held).read_bytes()))

    held.put(list_file, SHA256)

    with held.unpacked(SHA256, "list.xml") as path:
        assert path.read_bytes() == LIST


def test_a_file_of_other_bytes_is_not_kept(store: Store, list_file: Path) -> None:
    with pytest.raises(FetchError, match=r"list\.xml: was changed while it was kept"):
        store.put(list_file, ELSE)
    assert files(store) == []


def test_a_file_that_is_not_there_is_named(store: Store, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"gone\.xml: cannot be read \(No such file"):
        store.put(tmp_path / "gone.xml", SHA256)


# what the system refuses


def test_a_full_disk_leaves_nothing_behind(
    store: Store, list_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(FetchError, match=r"cannot be written \(No space left on device\)"):
        store.put(list_file, SHA256)
    assert files(store) == []
    assert not store.has(SHA256)


def test_a_disk_that_fills_up_is_told(store: Store, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    noise = os.urandom(500_000)
    (tmp_path / "list.zip").write_bytes(noise)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(FetchError, match="cannot be written"):
            store.put(tmp_path / "list.zip", hashlib.sha256(noise).hexdigest())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(store) == []


def test_a_folder_that_cannot_be_written_is_named(open_folder: Path, read_only: Lock) -> None:
    path = open_folder / "list.xml"
    path.write_bytes(LIST)
    store = Store(open_folder / "lists")
    store.folder.mkdir()

    with (
        read_only(store.folder),
        pytest.raises(FetchError, match=r"lists: cannot be written \(Permission denied\)"),
    ):
        store.put(path, SHA256)


def test_bytes_can_be_read_and_not_dropped_where_nothing_can_be_written(
    open_folder: Path, read_only: Lock
) -> None:
    path = open_folder / "list.xml"
    path.write_bytes(LIST)
    store = Store(open_folder / "lists")
    store.put(path, SHA256)

    with read_only(place(store).parent):
        store.put(path, SHA256)
        with store.unpacked(SHA256, "list.xml") as unpacked:
            assert unpacked.read_bytes() == LIST
        with pytest.raises(FetchError, match="cannot be written"):
            store.drop(SHA256)
    assert store.has(SHA256)


# several at once


def test_the_same_bytes_may_be_put_at_the_same_time(store: Store, list_file: Path) -> None:
    together = threading.Barrier(4)

    def put(_: int) -> None:
        together.wait()
        store.put(list_file, SHA256)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(put, range(4)))

    assert files(store) == [place(store)]
    with store.unpacked(SHA256, "list.xml") as path:
        assert path.read_bytes() == LIST


def test_what_a_killed_process_left_is_removed_once_it_is_old(
    store: Store, list_file: Path
) -> None:
    store.folder.mkdir(parents=True)
    old, young = store.folder / ".old.part", store.folder / ".young.part"
    old.touch()
    young.touch()
    os.utime(old, (time.time() - 2 * 24 * 60 * 60,) * 2)

    store.put(list_file, SHA256)

    assert not old.exists()
    assert young.exists()


# what is kept


def test_what_is_kept_is_told_with_its_room(held: Store, tmp_path: Path) -> None:
    (tmp_path / "else").write_bytes(b"of another list")
    held.put(tmp_path / "else", ELSE)
    (held.folder / "ab").mkdir(exist_ok=True)
    (held.folder / "ab" / "notes.gz").touch()
    (held.folder / "ab" / f"{SHA256}.gz").touch()  # not where it belongs
    (held.folder / f".{SHA256}.part").touch()

    kept = dict(held.held())

    assert list(kept) == sorted([SHA256, ELSE])
    assert kept[SHA256] == place(held).stat().st_size


def test_nothing_is_kept_where_there_is_no_folder(store: Store) -> None:
    assert list(store.held()) == []
    assert not store.has(SHA256)
    assert store.drop(SHA256) == 0


def test_dropping_frees_what_was_told(held: Store) -> None:
    (told,) = held.held()

    assert held.has(SHA256)
    assert held.drop(SHA256) == told[1]
    assert not held.has(SHA256)
    assert held.drop(SHA256) == 0
