"""Web pages: telling one that a server sends in place of a list, and how ours look."""

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


STYLE = """
body { font: 15px/1.45 system-ui, sans-serif; color: #111; background: #fff;
       max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.15rem; margin: 2rem 0 .4rem; }
table { border-collapse: collapse; margin: .4rem 0; }
th, td { text-align: left; vertical-align: top; padding: .2rem .7rem .2rem 0;
         border-bottom: 1px solid #bbb; }
td { overflow-wrap: anywhere; }
thead th { border-bottom: 2px solid #111; }
tbody th { font-weight: normal; }
@media print { body { max-width: none; margin: 0; font-size: 10pt; }
               thead { display: table-header-group; } }
"""
"""What every page of ours looks like, on a screen and on paper."""
