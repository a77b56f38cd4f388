"""What the EU prints within one field: enumerations, and numbers among words."""

import re

FIRST = re.compile(r"^\W*\(?a\)\s*", re.IGNORECASE)
NEXT = re.compile(r"[\s,;.]+(?:and\s+|or\s+)?\(?[b-z]\)\s*", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*\)")
LABEL = re.compile(
    r"(?:\b(?:number|no|nr|passport|card|code|id|ssn|inn|tin|kpp|okpo|ogrn)\b|n°|№)"
    r"[.:\s–-]*(?=\S*\d)",
    re.IGNORECASE,
)
# What follows tells of the number, and holds figures of its own.
BEHIND = re.compile(r"[,;]|\s(?:on \d|issued|valid|expir)", re.IGNORECASE)
# A Russian or Ukrainian passport is known by its series and its number.
SERIES = re.compile(
    r"^(?:series\s+)?(?P<series>[^\W\d_]{2}|\d{4})\s+(?:no|№)\.?\s*(?P<number>\d{6})\b",
    re.IGNORECASE,
)
PIECE = re.compile(r"\S*\d\S*|[^\W\d_]{1,4}(?:-[^\W\d_]{1,4})?|\W+")
WITH_DIGITS = re.compile(r"\S*\d\S*(?:\s+\d\S*)*")


def enumerated(text: str) -> list[str]:
    """The items of `(a) ..., (b) ...`; the text alone where it enumerates nothing."""
    first = FIRST.match(text)
    if first is None:
        return [text] if text else []
    items = (item.strip(" ,;") for item in NEXT.split(text[first.end() :]))
    return [item for item in items if item]


def number_in(text: str) -> tuple[str, str | None] | None:
    """The one number that a text tells, and the text where it tells more than that.

    Returns:
        `("AB123", None)`, or `("AB123", "AB123, issued in Storvik")`; None where it
        cannot be told which part is the number.
    """
    text = text.strip(" ,;.")
    number = _number(text)
    return None if number is None else (number, None if number == text else text)


def _number(text: str) -> str | None:
    series = SERIES.match(text)
    if series is not None:
        return f"{series['series']} {series['number']}"
    head = BEHIND.split(BRACKETS.sub(" ", text))[0].strip(" :.–-")
    labels = list(LABEL.finditer(head))
    if labels:
        head = head[labels[-1].end() :]
    elif _is_bare(head):
        return " ".join(head.split())
    found = WITH_DIGITS.findall(head)
    return found[0].strip(".:") if len(found) == 1 else None


def _is_bare(text: str) -> bool:
    """Whether a text is a number and nothing else: figures, and few letters, all capitals."""
    pieces = text.split()
    return (
        any(mark.isdigit() for mark in text)
        and text == text.upper()
        and all(PIECE.fullmatch(piece) for piece in pieces)
    )
