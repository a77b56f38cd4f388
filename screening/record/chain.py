"""The chain: each entry on record holds the hash of the one before."""

import json
from hashlib import sha256
from typing import Any

from screening.printable import encodable
from screening.record.store import Store

GENESIS = "0" * 64
"""What the first entry holds for the hash of the one before."""

LAST = (
    "SELECT position, hash FROM run WHERE position IS NOT NULL ORDER BY position DESC LIMIT 1"
)


def canonical(value: object) -> str:
    """The one JSON text of a value: keys in order, no blanks, letters as they are.

    Half a character, as the name of a file may have, is written as an escape: no database
    takes it otherwise.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return encodable(text)


def read_object(text: str | bytes | None) -> dict[str, Any] | None:
    """The object that a text of JSON is; None where it is none."""
    try:
        found = json.loads(text or "")
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def head(store: Store) -> tuple[int, str]:
    """Position and hash of the last entry; 0 and `GENESIS` where there is none."""
    found = store.row(LAST)
    return (0, GENESIS) if found is None else (found[0], found[1])


def linked(store: Store, facts: dict[str, Any]) -> tuple[int, str, str]:
    """What an entry becomes at the end of the chain; call within `Store.writing`.

    Args:
        store: the record.
        facts: what the entry says; plain values of JSON.

    Returns:
        Its position, its body and the hash of that.
    """
    position, previous = head(store)
    body = canonical({**facts, "position": position + 1, "previous": previous})
    return position + 1, body, digest(body)
