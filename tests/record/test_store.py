import os
import stat
from pathlib import Path

import pytest

from screening.errors import RecordError
from screening.record.opening import open_record
from screening.record.store import Store
from screening.settings import Settings
from tests.record.conftest import Sealed

COUNT = "SELECT COUNT(*) FROM basis"
INSERT = "INSERT INTO basis (digest, body) VALUES (?, ?)"


def test_what_is_written_within_a_transaction_is_there_after_it(store: Store) -> None:
    with store.writing():
        store.do(INSERT, "a", "{}")

    assert store.rows("SELECT digest, body FROM basis") == [("a", "{}")]


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def write_and_fail() -> None:
        with store.writing():
            store.do(INSERT, "a", "{}")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()

    assert store.row(COUNT) == (0,)


def test_what_the_database_refuses_is_said_in_one_line(store: Store) -> None:
    with pytest.raises(RecordError, match="the record cannot be used: ") as refused:
        store.rows("SELECT nothing FROM nowhere")

    assert "\n" not in str(refused.value)


def test_where_another_program_writes_for_too_long_it_is_said_what_to_do(
    store: Store, settings: Settings
) -> None:
    with (
        Store.open(settings, wait=0.1) as second,
        store.writing(),
        pytest.raises(RecordError, match="does not finish; try again"),
        second.writing(),
    ):
        second.do(INSERT, "b", "{}")


def test_several_questions_are_answered_from_one_state(
    store: Store, settings: Settings
) -> None:
    with Store.open(settings) as second, second.reading():
        assert second.row(COUNT) == (0,)
        store.do(INSERT, "a", "{}")
        assert second.row(COUNT) == (0,)
        assert list(second.each("SELECT digest FROM basis")) == []

    with Store.open(settings) as second, second.reading():
        assert list(second.each("SELECT digest FROM basis WHERE body = ?", "{}")) == [("a",)]


def test_two_questions_can_be_read_side_by_side(store: Store) -> None:
    for number in range(40):
        store.do(INSERT, f"{number:02}", "{}")

    with store.reading():
        one = store.each("SELECT digest FROM basis ORDER BY digest")
        other = store.each("SELECT digest FROM basis ORDER BY digest DESC")
        pairs = list(zip(one, other, strict=True))

    assert (pairs[0], pairs[-1]) == ((("00",), ("39",)), (("39",), ("00",)))


def test_a_registry_that_cannot_be_written_to_is_said_to_be(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    path = settings.registry_file
    assert path is not None

    with pytest.raises(RecordError, match="cannot be used: unable to open"):
        Store.open(settings)


@pytest.mark.skipif(os.name != "posix", reason="files are made read-only in another way")
def test_a_read_only_registry_says_that_nothing_can_go_on_record(
    settings: Settings, sealed: Sealed, open_folder: Path
) -> None:
    path = settings.registry_file
    if path is None:
        pytest.skip("a server's file is not ours")
    copy = open_folder / path.name
    copy.write_bytes(path.read_bytes())
    copy.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # modes do not bind the superuser
    try:
        with (
            pytest.raises(RecordError, match="--record off"),
            Store.open(Settings(data_dir=open_folder)) as store,
            store.writing(),
        ):
            store.do(INSERT, "a", "{}")
    finally:
        os.seteuid(user)


@pytest.mark.skipif(os.name != "posix", reason="files are made read-only in another way")
def test_a_read_only_copy_can_be_examined(
    settings: Settings, sealed: Sealed, open_folder: Path
) -> None:
    path = settings.registry_file
    if path is None:
        pytest.skip("a server's file is not ours")
    run = sealed(3)
    with Store.open(settings) as store:
        assert store.emptied()
    copy = open_folder / path.name
    copy.write_bytes(path.read_bytes())
    copy.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    open_folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)  # modes do not bind the superuser
    try:
        with open_record(Settings(data_dir=open_folder), print, reading=True) as store:
            assert store.rows("SELECT id FROM run") == [(run,)]
    finally:
        os.seteuid(user)
        open_folder.chmod(0o755)


def test_no_server_no_record(tmp_path: Path) -> None:
    nowhere = Settings(data_dir=tmp_path, database_url="postgresql://127.0.0.1:1/none")

    with pytest.raises(RecordError, match="no connection"):
        Store.open(nowhere)


def test_a_transaction_that_never_got_its_turn_leaves_the_record_usable(
    store: Store, settings: Settings
) -> None:
    with Store.open(settings, wait=0.1) as second:
        with store.writing(), pytest.raises(RecordError), second.writing():
            pass
        with second.writing():
            second.do(INSERT, "b", "{}")

    assert store.row(COUNT) == (1,)


def test_where_the_database_has_rolled_back_itself_the_reason_is_still_said(
    store: Store,
) -> None:
    def end_and_fail() -> None:
        with store.writing():
            store.do("ROLLBACK")
            store.do("nonsense")

    with pytest.raises(RecordError, match="nonsense"):
        end_and_fail()
