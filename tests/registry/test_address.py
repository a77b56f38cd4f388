from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from screening.errors import RegistryError
from screening.registry.address import file_of, is_there, safe_url

SECRET = "hunter2"


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://anna:{SECRET}@db.example/lists",
        f"postgresql://anna@db.example/lists?password={SECRET}",
        f"postgresql+psycopg://anna:{SECRET}@db.example/lists?sslpassword={SECRET}",
    ],
)
def test_an_address_is_shown_without_its_password(url: str) -> None:
    shown = safe_url(url)

    assert SECRET not in shown
    assert "db.example/lists" in shown


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"anna:{SECRET}@db.example", "cannot be understood"),
        (f"postgresql://anna:{SECRET}@db.example:port/lists", "cannot be understood"),
        (f"mysql://anna:{SECRET}@db.example/lists", "cannot be kept in 'mysql'"),
    ],
)
def test_an_unfit_address_is_refused_without_repeating_it(url: str, expected: str) -> None:
    with pytest.raises(RegistryError, match=expected) as refusal:
        safe_url(url)

    assert SECRET not in str(refusal.value)
    assert "sqlite:///path" in str(refusal.value)


def test_an_address_names_a_file_or_a_server() -> None:
    assert file_of("sqlite:///lists/registry.sqlite") == Path("lists/registry.sqlite")
    assert file_of("postgresql://db.example/lists") is None


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_registry_in_memory_is_refused_as_it_would_be_lost(url: str) -> None:
    with pytest.raises(RegistryError, match="kept in a file"):
        file_of(url)


def test_a_folder_that_may_not_be_entered_is_told_apart_from_an_empty_one(
    open_folder: Path, read_only: Callable[[Path], AbstractContextManager[None]]
) -> None:
    inner = open_folder / "inner"
    inner.mkdir()
    assert is_there(inner / "registry.sqlite") is False

    inner.chmod(0)
    with read_only(open_folder), pytest.raises(RegistryError, match="may not be entered"):
        is_there(inner / "registry.sqlite")
    inner.chmod(0o755)
