"""Text of anywhere, made fit to be shown."""

import unicodedata

# Zero-width joiner and non-joiner are part of how some names are written.
JOINERS = "\u200c\u200d"


def encodable(text: str) -> str:
    r"""Text that fits into UTF-8: halves of characters and stray bytes become `\udcff`.

    A file's name, or a name in the environment, may be bytes that are no UTF-8.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    r"""Text that cannot break a line, a column or a terminal.

    Blanks of any kind become one space each; control signs, marks of writing
    direction and halves of characters are spelled out as `\x1b`.
    """
    return text if text.isprintable() else "".join(map(_tame, text))


def _tame(sign: str) -> str:
    if sign.isprintable() or sign in JOINERS:
        return sign
    if sign.isspace() and unicodedata.category(sign) != "Cs":
        return " "
    return sign.encode("unicode_escape").decode("ascii")
