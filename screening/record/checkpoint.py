"""Checkpoints: how far the chain went at a time, to be kept where nobody can change it.

A checkpoint names the last entry by its hash, and with it every one before. Printed, or
signed with a key that is kept elsewhere, it is evidence against somebody who can write
to the registry and to the witness beside it.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from screening.errors import QueryError, RecordError
from screening.record.agreeing import hashes
from screening.record.chain import canonical, head
from screening.record.entry import now
from screening.record.findings import Fault, Finding
from screening.record.signing import is_signed, public_key, signature
from screening.record.store import Store
from screening.records import record
from screening.settings import Settings
from screening.who import operator

FIELDS = ("registry", "position", "hash", "entries", "made_at", "by")
KEY, SIGNATURE = "key", "signature"
FINGERPRINT = 16
NOT_SIGNED = "the checkpoint is NOT SIGNED: whoever can write to its file could have made it"


def registry_of(store: Store) -> str:
    """The id of the registry that a record is in."""
    found = store.row("SELECT uuid FROM registry_state")
    return found[0] if found else ""


def checkpoint(store: Store, settings: Settings, key: Path | None = None) -> dict[str, Any]:
    """How far the chain goes now, as plain values of JSON.

    Args:
        store: the record.
        settings: who is at work.
        key: the private key it is signed with; None for none.

    Raises:
        RecordError: nothing is on record yet.
        InputFileError: the key cannot be read.
    """
    position, last = head(store)
    if position == 0:
        raise RecordError(f"{store.place}: nothing is on record yet")
    made: dict[str, Any] = {
        "registry": registry_of(store),
        "position": position,
        "hash": last,
        "entries": position,
        "made_at": now(),
        "by": operator(settings),
    }
    if key is None:
        return made
    made[KEY] = public_key(key)
    return {**made, SIGNATURE: signature(key, canonical(made))}


def read_checkpoint(path: Path) -> dict[str, Any]:
    """A checkpoint from its file.

    Raises:
        QueryError: it is none.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        if set(FIELDS) <= set(found) <= {*FIELDS, KEY, SIGNATURE} and isinstance(
            found["position"], int
        ):
            return dict(found)
        reason = "it has other fields than a checkpoint"
    except OSError as error:
        reason = error.strerror or str(error)
    except (ValueError, TypeError):
        reason = "it is no JSON object"
    raise QueryError(f"{path}: no checkpoint can be read ({reason})", field="checkpoint")


@record
class Signed:
    """Whose signature a checkpoint bears.

    Args:
        key: the public key, in hex.
        fingerprint: the first digits of its SHA-256, to be compared by eye.
    """

    key: str
    fingerprint: str


def signed_by(found: dict[str, Any]) -> Signed | None:
    """By which key a checkpoint is signed; None where it is not, or was changed since."""
    key = str(found.get(KEY))
    if not is_signed(_signed_text(found), key, str(found.get(SIGNATURE))):
        return None
    return Signed(key, sha256(bytes.fromhex(key)).hexdigest()[:FINGERPRINT])


def _signed_text(found: dict[str, Any]) -> str:
    return canonical({name: value for name, value in found.items() if name != SIGNATURE})


def checkpoint_findings(
    store: Store, found: dict[str, Any], key: str | None = None
) -> Iterator[Finding]:
    """In what the chain differs from a checkpoint, and the checkpoint from its signature.

    Args:
        store: the record.
        found: the checkpoint.
        key: the public key (hex) it has to be signed with; None where any will do.
    """
    position = found["position"]

    def differs(text: str, at: int | None = None) -> Finding:
        return Finding(Fault.CHECKPOINT_DIFFERS, text, position=at)

    if KEY in found or SIGNATURE in found:
        if signed_by(found) is None:
            yield differs("the checkpoint is not what was signed: it was changed")
        if key is not None and found.get(KEY) != key:
            yield differs("the checkpoint is signed with another key than the one given")
    elif key is not None:
        yield differs("the checkpoint is not signed")
    if found["registry"] != registry_of(store):
        yield differs(f"the checkpoint is of another registry, {found['registry']}")
        return
    held = hashes(store, [position])
    if position not in held:
        text = "the checkpoint names it, and it is not in the chain any more"
        yield differs(text, position)
    elif held[position] != found["hash"]:
        text = "it is not the one the checkpoint names: it, or one before, was worked out anew"
        yield differs(text, position)
