"""Who is at work, for the record."""

import os
import unicodedata

from screening.errors import ConfigurationError
from screening.printable import encodable
from screening.settings import Settings

VARIABLES = ("LOGNAME", "USER", "LNAME", "USERNAME")


def operator(settings: Settings) -> str:
    """Who is at work: as set, or else the name the system knows them by.

    Bytes that are not UTF-8 are spelled out. As `getpass.getuser`, without what else
    that imports.

    Raises:
        ConfigurationError: the system knows no name.
    """
    named = settings.operator or next(filter(None, map(os.environ.get, VARIABLES)), None)
    if named:
        return encodable(named)
    found = _name_of_the_system()
    if found is None:
        raise ConfigurationError(
            "the system has no name for you; set SCREENING_OPERATOR to yours"
        )
    return found


def account() -> str | None:
    """What the system knows the process by, whatever name is claimed; None where nothing.

    A number where the system has no name for it, as in many containers.
    """
    found = _name_of_the_system()
    if found is None and hasattr(os, "getuid"):
        return f"uid {os.getuid()}"
    return found


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, however each is written: ` Selma` and `SELMA` are."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _name_of_the_system() -> str | None:
    try:
        import pwd

        return encodable(pwd.getpwuid(os.getuid()).pw_name)
    except (ImportError, KeyError):
        return None
