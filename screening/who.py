"""Who is at work, for the record."""

import os

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
    try:
        import pwd

        return encodable(pwd.getpwuid(os.getuid()).pw_name)
    except (ImportError, KeyError):
        raise ConfigurationError(
            "the system has no name for you; set SCREENING_OPERATOR to yours"
        ) from None
