"""A connection to the record on a server."""

from typing import Any

from screening.errors import RecordError
from screening.registry.address import safe_url
from screening.registry.server_stamp import connect_options


def connected(url: str, wait: float) -> tuple[Any, str]:
    """A connection that commits each statement, and what to call the place.

    Args:
        url: the registry's address.
        wait: seconds to wait for whoever adds to the record meanwhile.

    Raises:
        RecordError: the driver is missing, or there is no connection.
    """
    place = safe_url(url)
    try:
        import psycopg
        from psycopg.conninfo import make_conninfo
        from sqlalchemy import make_url
    except ImportError as error:
        raise RecordError(
            f"{place}: the driver psycopg is missing; install `screening[postgres]`"
        ) from error
    options = connect_options(url)
    if options is None:
        # as SQLAlchemy reads what is out of the ordinary
        parts = make_url(url)
        options = dict(parts.translate_connect_args(username="user", database="dbname"))
        options |= {name: str(value) for name, value in parts.query.items()}
    try:
        connection = psycopg.connect(make_conninfo(**options), autocommit=True)
        connection.execute(f"SET lock_timeout = '{round(wait * 1000)}ms'")
    except psycopg.Error as error:
        text = " ".join(str(error).split())
        raise RecordError(f"{place}: no connection ({text})") from error
    return connection, place
