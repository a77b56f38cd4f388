"""Rows of the record as lines of JSON, and the seal of each.

A line is what was asked and all that was found, in full, so that it can be read without
this program. Its seal is the first half of the SHA-256 of the run's salt and the line:
the salt keeps a seal that outlives its line from being tried out against guessed names.
"""

import json
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from screening.domain.answers import Answer, Evidence, Hit, Measurement, Outcome
from screening.domain.listings import fingerprint
from screening.domain.queries import Query
from screening.records import asdict

SEAL_BYTES = 16
DIGITS = 4
LEVEL = 6  # of zlib: half the size of 1 at twice the time, which is 5 us a row

_ASKED = tuple(Query.__annotations__)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def plain_query(query: Query) -> dict[str, Any]:
    """What was asked, without the fields that were not."""
    # of texts, tuples and dictionaries of them: nothing that `asdict` would have to open
    return {name: value for name in _ASKED if (value := getattr(query, name))}


def query_of(values: dict[str, Any]) -> Query:
    """The query that `plain_query` was given, read back from JSON."""
    return Query(**{**values, "aliases": tuple(values.get("aliases", ()))})


def row_line(
    row: int,
    query: Query,
    outcome: Outcome,
    answer: Answer | None = None,
    error: str | None = None,
) -> bytes:
    """A row as it goes on record, without a line end.

    Args:
        row: its number, from 1.
        query: what it asked.
        outcome: how it ended.
        answer: what was found; None where it could not be screened.
        error: why it could not be.
    """
    line: dict[str, Any] = {"row": row, "outcome": outcome.value, "query": plain_query(query)}
    if answer is not None and answer.candidates:
        line["found"] = [_found(hit) for hit in answer.candidates]
    if answer is not None and answer.notes:
        line["notes"] = list(answer.notes)
    if error is not None:
        line["error"] = error
    return _bytes(line)


def beginning(row: int) -> bytes:
    """How the line of a row begins; row 0 is one that has no number yet."""
    return b'{"row":%d,' % row


def numbered(line: bytes, row: int) -> bytes:
    """A line of row 0 with the number that the row has come to have."""
    return beginning(row) + line.removeprefix(beginning(0))


def value_line(row: int, value: dict[str, Any]) -> bytes:
    """Something else that goes on record, such as a decision, as a numbered line."""
    return _bytes({"row": row, **value})


def _bytes(line: dict[str, Any]) -> bytes:
    # half a character, as a broken file may hold, is written as an escape
    return _encode(line).encode("utf-8", "backslashreplace")


def _found(hit: Hit) -> dict[str, Any]:
    listing, name = hit.listing, hit.matched_name
    found: dict[str, Any] = {
        "source": hit.source,
        "reference": listing.reference,
        "fingerprint": fingerprint(listing),
        "authority": listing.authority,
        "package": listing.package,
        "type": listing.type.value,
        "name": listing.primary_name,
        "matched_name": asdict(name) if name else None,
        "score": round(hit.score, DIGITS),
        "tier": hit.tier.value,
        "evidence": [_evidence(item) for item in hit.evidence],
        "measured": [_measured(item) for item in hit.measured],
        "notes": [note.text for note in hit.notes],
    }
    if hit.disposition is not None:
        found["disposition"] = asdict(hit.disposition)
    return found


def _evidence(item: Evidence) -> dict[str, Any]:
    told = asdict(item)
    told["agreement"], told["points"] = (
        round(item.agreement, DIGITS),
        round(item.points, DIGITS),
    )
    return told


def _measured(item: Measurement) -> dict[str, Any]:
    value = None if item.value is None else round(item.value, DIGITS)
    return {"name": item.name, "value": value, "points": round(item.points, DIGITS)}


def seal(salt: bytes, line: bytes) -> bytes:
    """What tells a line from every other: 16 bytes."""
    return sha256(salt + line).digest()[:SEAL_BYTES]


def packed(lines: Iterable[bytes]) -> bytes:
    """Lines as they are stored."""
    return zlib.compress(b"\n".join(lines), LEVEL)


def unpacked(content: bytes) -> Iterator[bytes]:
    """The lines that were packed.

    Raises:
        zlib.error: these are no packed lines.
    """
    text = zlib.decompress(content)
    return iter(text.split(b"\n") if text else ())
