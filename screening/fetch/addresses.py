"""Which addresses may be asked, and how one is shown.

A list decides about people, so it is taken over https alone: on the way of a
plain http answer anybody may strike a name out. A server on the same machine is
the exception, as a local mirror and the tests are.
"""

import ipaddress
from typing import TYPE_CHECKING

from screening.errors import FetchError

if TYPE_CHECKING:
    from httpx2 import URL


def parsed(address: str) -> "URL":
    """An address that may be asked for.

    Raises:
        FetchError: it cannot be understood, or is neither https nor on this machine.
    """
    import httpx2  # late: a look-up fetches nothing

    try:
        url = httpx2.URL(address)
    except httpx2.InvalidURL:
        url = httpx2.URL()
    if not url.host:
        # not quoted, for what it holds behind a question mark may be a key
        message = "the address to download from cannot be understood; it begins with https://"
        raise FetchError(message)
    if not (url.scheme == "https" or is_local(url)):
        raise FetchError(f"{shown(url)}: lists are downloaded from https addresses alone")
    return url


def check_redirect(first: "URL", before: "URL", after: "URL") -> None:
    """See to it that a redirect leads where a list may be taken from.

    Args:
        first: the address that was asked for.
        before: the one that redirects.
        after: where it redirects to.

    Raises:
        FetchError: that is not https; http on this machine may lead to the same.
    """
    if after.scheme == "https" or (is_local(first) and is_local(after)):
        return
    raise FetchError(
        f"{shown(before)}: redirects to {shown(after)}, which is not an https address; "
        "refused, as anybody on the way could change the list"
    )


def is_local(url: "URL") -> bool:
    """Whether an address is plain http on this very machine."""
    if url.scheme != "http":
        return False
    if url.host == "localhost":
        return True
    try:
        return ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        return False


def shown(url: "URL") -> str:
    """An address as messages give it: without user, password, query and fragment.

    A redirect may lead to an address that is signed in its query, and whoever
    has that may use it.
    """
    path = url.raw_path.partition(b"?")[0]
    return f"{url.scheme}://{(url.netloc + path).decode('ascii')}"
