"""Addresses of registries: what they name, and how they may be shown."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from screening.errors import RegistryError

FORMS = "sqlite:///path or postgresql://user@host/database"


def parsed(url: str | URL) -> URL:
    """The parts of an address.

    Raises:
        RegistryError: it is malformed, or names another kind of database.
    """
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        # without its cause, which may repeat the address and a password in it
        raise RegistryError(
            f"the database address cannot be understood; it takes {FORMS}"
        ) from None
    kind = parts.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise RegistryError(f"a registry cannot be kept in {kind!r}; use {FORMS}")
    return parts


def safe_url(url: str | URL) -> str:
    """The address as it may be shown: no password, and no options to hide one in."""
    return parsed(url).set(query={}).render_as_string(hide_password=True)


def file_of(url: str | URL) -> Path | None:
    """The file an address names, None where it names a server.

    Raises:
        RegistryError: it is malformed, or names a registry in memory, which
            would be lost at once.
    """
    parts = parsed(url)
    if parts.get_backend_name() != "sqlite":
        return None
    if parts.database in (None, "", ":memory:"):
        raise RegistryError("a registry is kept in a file; give one as sqlite:///path")
    return Path(str(parts.database))


def is_there(path: Path) -> bool:
    """Whether there is something at a path.

    Raises:
        RegistryError: this user may not look.
    """
    try:
        return path.exists()
    except OSError as error:
        raise RegistryError(
            f"{path}: this folder may not be entered: {error.strerror}; set another one"
        ) from error
