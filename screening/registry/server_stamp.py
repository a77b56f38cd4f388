"""Which state a registry on a server is in, and how its lists are, asked in one go.

The look-up asks on every run, and SQLAlchemy and Alembic take ten times as long to
import as the answer takes; so this module goes by the driver alone. What is out of
the ordinary it leaves to them.
"""

import re
from urllib.parse import parse_qsl, unquote

from screening.errors import RegistryError
from screening.registry import fitness
from screening.registry.fitness import Fitness, of_rows
from screening.registry.stamp import HEAD, PRODUCT, Stamp

ADDRESS = re.compile(
    r"""postgresql(?:\+psycopg)?://
    (?:(?P<user>[^:/@?\#]+)(?::(?P<password>[^:/@?\#]*))?@)?
    (?P<host>[\w.-]*)(?::(?P<port>[0-9]+))?
    (?:/(?P<dbname>[^/?\#]*))?
    (?:\?(?P<query>[^\#]*))?""",
    re.VERBOSE | re.ASCII,
)
"""Addresses of which there is one reading; SQLAlchemy reads others by rules of its own."""

OPTIONS = frozenset(
    """application_name channel_binding connect_timeout gssencmode keepalives
    keepalives_idle options passfile require_auth sslcert sslkey sslmode sslrootcert
    target_session_attrs tcp_user_timeout""".split()
)
"""What an address may set that is for the driver to understand, and for nobody else."""

QUESTION = f"""
    SELECT uuid, revision, token, (SELECT version_num FROM alembic_version)
    FROM registry_state WHERE product = '{PRODUCT}';
    {fitness.QUESTION}
"""
"""Both at once: a server may be far away."""


def server_condition(url: str) -> tuple[Stamp, tuple[Fitness, ...]] | None:
    """The stamp of a registry on a server, and how its lists are, by code.

    Args:
        url: its address.

    Returns:
        None where SQLAlchemy and Alembic have to look: the driver is missing, the
        address is out of the ordinary, or the tables are not of this program's revision.

    Raises:
        RegistryError: there is no connection to the server.
    """
    options = connect_options(url)
    if options is None:
        return None
    try:
        import psycopg
        from psycopg.conninfo import make_conninfo
    except ImportError:
        return None
    try:
        connection = psycopg.connect(make_conninfo(**options), autocommit=True)
    except psycopg.Error as error:
        raise _no_connection(url, error) from error
    with connection:
        try:
            answers = connection.execute(QUESTION)
        except psycopg.Error:
            return None
        state = answers.fetchone()
        answers.nextset()
        lists = of_rows(answers)
    if state is None or state[3] != HEAD:
        return None
    return Stamp(*state), lists


def connect_options(url: str) -> dict[str, str] | None:
    """What to tell psycopg, as SQLAlchemy would; None where only SQLAlchemy knows."""
    found = ADDRESS.fullmatch(url)
    if found is None:
        return None
    parts = found.groupdict()
    given = parse_qsl(parts.pop("query") or "")
    options = dict(given)
    if len(options) < len(given) or not options.keys() <= OPTIONS:
        return None
    return {name: unquote(text) for name, text in parts.items() if text} | options


def _no_connection(url: str, error: Exception) -> RegistryError:
    from screening.registry.address import parsed  # late: it needs SQLAlchemy
    from screening.registry.refusals import no_connection

    return no_connection(parsed(url), error)
