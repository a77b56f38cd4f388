"""What a database's refusals mean, in one line that says what to do.

Only what a person can mend is translated; a mistake of ours, such as SQL that
does not fit the tables, is left to raise as itself.
"""

from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import ExceptionContext

from screening.errors import RegistryError
from screening.registry.address import is_there, safe_url

FILE_REFUSALS = {
    "file is not a database": "this file is not a database; set another path",
    "database is locked": "another process is writing to the registry; try again shortly",
    "database or disk is full": "the disk is full; free some space and try again",
    "readonly database": "the registry may not be written to; check the file and its folder",
    "disk I/O error": "the disk reports an error, as when it is full; free space or check it",
    "disk image is malformed": "the registry is damaged; restore a copy",
}
"""By a part of what SQLite says."""

SERVER_REFUSALS = {
    "42501": "this user may not do that on the server; ask for the right to",
    "53": "the server has run out of space, memory or connections",
    "55P03": "another process is writing to the registry; try again shortly",
    "57P": "the server is shutting down or has cut the connection; try again later",
}
"""By how the SQLSTATE begins (PostgreSQL documentation, appendix A)."""


def file_refusal(path: Path, context: ExceptionContext) -> RegistryError | None:
    """What SQLite's error about a file means, None where it is a mistake of ours."""
    reason = str(context.original_exception)
    for fragment, advice in FILE_REFUSALS.items():
        if fragment in reason:
            return RegistryError(f"{path}: {advice}")
    if "unable to open" not in reason:
        return None
    if not is_there(path.parent):
        return RegistryError(f"{path}: there is no folder {path.parent}; make it first")
    if not is_there(path):
        return RegistryError(f"{path}: there is no registry here")
    return RegistryError(f"{path}: cannot be opened; check the file and its folder")


def server_refusal(url: URL, context: ExceptionContext) -> RegistryError | None:
    """What a server's error means, None where it is a mistake of ours."""
    if context.connection is None or context.is_disconnect:
        return no_connection(url, context.original_exception)
    return _known(url, context.original_exception)


def no_connection(url: URL, error: BaseException) -> RegistryError:
    """What it means that a server cannot be reached, or has hung up."""
    return _known(url, error) or RegistryError(
        f"{safe_url(url)}: no connection to the server; check the address, "
        f"user and password: {_reason(url, error)}"
    )


def _known(url: URL, error: BaseException) -> RegistryError | None:
    state = getattr(error, "sqlstate", None) or ""
    for start, advice in SERVER_REFUSALS.items():
        if state.startswith(start):
            return RegistryError(f"{safe_url(url)}: {advice} ({_reason(url, error)})")
    return None


def _reason(url: URL, error: BaseException) -> str:
    """The first line of what the server says, without the password."""
    reason = (str(error).strip().splitlines() or ["no reason given"])[0]
    return reason.replace(str(url.password), "***") if url.password else reason
