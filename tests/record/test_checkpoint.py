import json
import stat
from pathlib import Path
from typing import Any

import pytest

from screening.errors import InputFileError, QueryError, RecordError
from screening.record.checkpoint import checkpoint
from screening.record.examining import examine
from screening.record.findings import Fault
from screening.record.signing import new_key, public_key
from screening.record.store import Store
from screening.settings import Settings
from tests.record.conftest import Found, Sealed


def kept(path: Path, made: dict[str, Any]) -> Path:
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


def test_a_checkpoint_names_the_registry_and_its_last_entry(
    store: Store, settings: Settings, sealed: Sealed
) -> None:
    sealed()
    run = sealed()
    made = checkpoint(store, settings)

    row = store.row("SELECT position, hash FROM run WHERE id = ?", run)
    assert (made["position"], made["hash"]) == row
    assert store.row("SELECT uuid FROM registry_state") == (made["registry"],)
    assert (made["entries"], made["by"]) == (2, "tester")


def test_where_nothing_is_on_record_there_is_none(store: Store, settings: Settings) -> None:
    with pytest.raises(RecordError, match="nothing is on record yet"):
        checkpoint(store, settings)


def test_the_chain_may_have_grown_since(
    store: Store, settings: Settings, sealed: Sealed, found: Found, tmp_path: Path
) -> None:
    sealed()
    path = kept(tmp_path / "c.json", checkpoint(store, settings))
    sealed()

    assert found(checkpoint=path) == []


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key.pem"
    new_key(path)
    return path


def test_the_private_key_is_for_its_owner_alone_and_never_written_over(key: Path) -> None:
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_bytes()

    with pytest.raises(InputFileError, match="there is a key already"):
        new_key(key)

    assert key.read_bytes() == before


def test_both_files_tell_the_public_key(key: Path) -> None:
    assert public_key(key) == public_key(key.with_name("key.pem.pub"))


def test_a_signed_checkpoint_is_verified_with_the_key_it_names_and_the_one_given(
    store: Store, settings: Settings, sealed: Sealed, found: Found, key: Path, tmp_path: Path
) -> None:
    sealed()
    path = kept(tmp_path / "c.json", checkpoint(store, settings, key))

    assert found(checkpoint=path) == []
    assert found(checkpoint=path, public_key=key.with_name("key.pem.pub")) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("made_at", "2020-01-01T00:00:00.000Z"), ("signature", "00" * 64), ("key", "x")],
)
def test_a_changed_checkpoint_is_not_what_was_signed(
    store: Store,
    settings: Settings,
    sealed: Sealed,
    found: Found,
    key: Path,
    tmp_path: Path,
    field: str,
    value: str,
) -> None:
    sealed()
    made = {**checkpoint(store, settings, key), field: value}

    (finding,) = found(checkpoint=kept(tmp_path / "c.json", made))

    assert finding.fault is Fault.CHECKPOINT_DIFFERS
    assert finding.sentence == "the checkpoint is not what was signed: it was changed"


def test_by_whom_a_checkpoint_is_signed_is_told(
    store: Store, settings: Settings, sealed: Sealed, key: Path, tmp_path: Path
) -> None:
    sealed()
    path = kept(tmp_path / "c.json", checkpoint(store, settings, key))

    examined = examine(store, settings, print, checkpoint=path)

    assert examined.signed is not None
    assert examined.signed.key == public_key(key)
    assert len(examined.signed.fingerprint) == 16
    assert examined.warnings == ()


@pytest.mark.parametrize("change", [{}, {"key": "x"}, {"signature": "00" * 64}])
def test_a_checkpoint_that_is_not_signed_is_told_loudly(
    store: Store,
    settings: Settings,
    sealed: Sealed,
    key: Path,
    tmp_path: Path,
    change: dict[str, str],
) -> None:
    sealed()
    made = checkpoint(store, settings, key if change else None)
    path = kept(tmp_path / "c.json", {**made, **change})

    examined = examine(store, settings, print, checkpoint=path)

    assert examined.signed is None
    assert "NOT SIGNED" in examined.warnings[0]


def test_a_checkpoint_signed_by_somebody_else_is_found(
    store: Store, settings: Settings, sealed: Sealed, found: Found, key: Path, tmp_path: Path
) -> None:
    sealed()
    new_key(tmp_path / "theirs.pem")
    path = kept(tmp_path / "c.json", checkpoint(store, settings, tmp_path / "theirs.pem"))

    (finding,) = found(checkpoint=path, public_key=key)

    assert "another key" in finding.sentence


def test_a_checkpoint_without_a_signature_is_not_enough_where_a_key_is_given(
    store: Store, settings: Settings, sealed: Sealed, found: Found, key: Path, tmp_path: Path
) -> None:
    sealed()
    path = kept(tmp_path / "c.json", checkpoint(store, settings))

    (finding,) = found(checkpoint=path, public_key=key)

    assert finding.sentence == "the checkpoint is not signed"


def test_a_checkpoint_of_another_registry_is_told_apart(
    store: Store, settings: Settings, sealed: Sealed, found: Found, tmp_path: Path
) -> None:
    sealed()
    made = {**checkpoint(store, settings), "registry": "another"}

    (finding,) = found(checkpoint=kept(tmp_path / "c.json", made))

    assert "of another registry" in finding.sentence


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"position": 1}', "3"])
def test_what_is_no_checkpoint_is_refused(found: Found, tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(QueryError, match="no checkpoint can be read"):
        found(checkpoint=path)


def test_a_key_without_a_checkpoint_is_refused(found: Found, key: Path) -> None:
    with pytest.raises(QueryError, match="give that too"):
        found(public_key=key)


def test_what_is_no_key_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "no.pem"
    path.write_text("no key", encoding="utf-8")

    with pytest.raises(InputFileError, match="no public key"):
        public_key(path)
