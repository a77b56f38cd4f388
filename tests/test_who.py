from pathlib import Path

import pytest

from screening.errors import ConfigurationError
from screening.settings import Settings
from screening.who import VARIABLES, operator


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
