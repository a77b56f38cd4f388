"""Ed25519 keys that checkpoints are signed with: a private one, and the public one beside.

`cryptography` is imported where a key is used: nothing else here needs it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from screening.errors import InputFileError
from screening.whole import OWNER_ALONE

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

ALL_MAY_READ = 0o644


def new_key(path: Path) -> Path:
    """Make a pair of keys: the private one for its owner alone, the public one beside.

    Args:
        path: where the private one is put; the public one has `.pub` behind.

    Returns:
        Where the public one is.

    Raises:
        InputFileError: one of them is there already, or cannot be written.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
        PublicFormat,
    )

    beside = path.with_name(f"{path.name}.pub")
    if beside.exists():
        raise InputFileError(f"{beside}: there is a key already; name another file")
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    _create(path, private, OWNER_ALONE)
    _create(beside, public, ALL_MAY_READ)
    return beside


def _create(path: Path, content: bytes, mode: int) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        raise InputFileError(f"{path}: there is a key already; name another file") from None
    except OSError as error:
        raise InputFileError(f"{path}: cannot be written ({error.strerror})") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def signature(path: Path, text: str) -> str:
    """The signature of a text, in hex.

    Raises:
        InputFileError: the private key cannot be read.
    """
    return _private(path).sign(text.encode()).hex()


def public_key(path: Path) -> str:
    """The public key of a file that has it, or the private one, in hex.

    Raises:
        InputFileError: it has neither.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    content = _content(path)
    if b"PRIVATE KEY" in content:
        return _hex(_private(path).public_key())
    try:
        key = load_pem_public_key(content)
    except ValueError:
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise InputFileError(f"{path}: it has no public key of Ed25519 in PEM")
    return _hex(key)


def is_signed(text: str, key: str, signed: str) -> bool:
    """Whether a signature of a text is that of a key; both in hex."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signed), text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def _private(path: Path) -> "Ed25519PrivateKey":
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_content(path), password=None)
    except (ValueError, TypeError) as error:
        raise InputFileError(
            f"{path}: it has no private key in PEM that can be read without a password"
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputFileError(f"{path}: the key is none of Ed25519")
    return key


def _hex(key: "Ed25519PublicKey") -> str:
    return key.public_bytes_raw().hex()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputFileError(f"{path}: cannot be read ({error.strerror})") from error
