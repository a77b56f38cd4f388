import os
from pathlib import Path

import pytest

from screening.errors import ConfigurationError
from screening.settings import Settings
from screening.who import VARIABLES, account, operator, same_person


def test_who_is_at_work_is_as_set_else_as_the_system_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("USER", "arvid")

    assert operator(Settings(tmp_path, operator="selma")) == "selma"
    assert operator(Settings(tmp_path)) == "arvid"


def test_a_system_that_knows_no_name_is_said_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pwd = pytest.importorskip("pwd")

    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", nobody)

    with pytest.raises(ConfigurationError, match="SCREENING_OPERATOR"):
        operator(Settings(tmp_path))


def test_bytes_that_are_no_utf_8_are_spelled_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("USER", "m\udcfcller")

    assert operator(Settings(tmp_path)) == "m\\udcfcller"


def test_the_account_is_what_the_system_says_whatever_name_is_claimed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = account()
    for name in VARIABLES:
        monkeypatch.setenv(name, "arvid")

    assert account() == before != "arvid"


def test_an_account_without_a_name_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    pwd = pytest.importorskip("pwd")

    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.setattr(pwd, "getpwuid", nobody)

    assert account() == f"uid {os.getuid()}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("selma", " SELMA ", True), ("ﬁnn", "Finn", True), ("selma", "arvid", False)],
)
def test_a_name_is_the_same_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
