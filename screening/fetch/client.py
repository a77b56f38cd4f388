"""The HTTP client that asks: what it sends along, and what it keeps to itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from screening.errors import FetchError
from screening.version import VERSION

if TYPE_CHECKING:
    import logging

    from httpx2 import Client

USER_AGENT = f"screening/{VERSION}"
LOGGERS = ("httpx2", "httpcore2.http11", "httpcore2.proxy", "stamina")


def headers(
    *, etag: str | None, last_modified: str | None, user_agent: str | None
) -> dict[str, str]:
    """What is sent along with a request, the question whether a state is still current too."""
    asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    # a server may have sent what no client can send back
    sendable = {
        name: text
        for name, text in asked.items()
        if text and text.isascii() and text.isprintable()
    }
    return {"User-Agent": user_agent or USER_AGENT, "Accept-Encoding": "gzip"} | sendable


def new_client(headers: dict[str, str], *, patience: float, connect: float) -> "Client":
    """A client that takes no cookies; proxies come from the environment.

    Args:
        headers: sent along with each request.
        patience: seconds until an answer begins, and between two pieces of it.
        connect: seconds until there is a connection.

    Raises:
        FetchError: the environment names a proxy or certificates that are none.
    """
    from http.cookiejar import CookieJar, DefaultCookiePolicy

    import httpx2

    try:
        return httpx2.Client(
            headers=headers,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=httpx2.Timeout(patience, connect=connect),
        )
    except (httpx2.InvalidURL, ValueError, ImportError) as error:
        raise FetchError(
            "the proxy that HTTPS_PROXY, HTTP_PROXY or ALL_PROXY names cannot be used; name "
            "one that begins with http:// or https://"
        ) from error
    except OSError as error:
        raise FetchError(
            "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read "
            f"({error.strerror or error})"
        ) from error


def is_untrusted(error: BaseException | None) -> bool:
    """Whether a connection failed because the server cannot prove that it is the one."""
    from ssl import SSLCertVerificationError

    while error is not None:
        if isinstance(error, SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def unlogged() -> Iterator[None]:
    """Keep the libraries underneath from logging what this thread does.

    Their lines would show the whole of every address, signed ones too.
    """
    import logging
    import threading

    here = threading.get_ident()

    def elsewhere(_: "logging.LogRecord") -> bool:
        return threading.get_ident() != here

    loggers = [logging.getLogger(name) for name in LOGGERS]
    for logger in loggers:
        logger.addFilter(elsewhere)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeFilter(elsewhere)
