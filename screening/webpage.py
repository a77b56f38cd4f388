"""Telling a web page from a list: what a server sends in place of one, with a 200."""

import re

HEAD = 4096
"""Bytes of a file that are enough to tell."""

# nothing here is tried twice: a notice made of comments must not take for ever
_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?:(?><!--.*?-->)\s*+)*+"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def is_web_page(head: bytes) -> bool:
    """Whether a file that begins so is a web page."""
    return _START.match(head[:HEAD]) is not None
