"""How common a word or name is in general, whoever is listed.

The table is made by `tools/make_background.py`; its header says from what. It is
mapped and searched by halves, never read whole.
"""

from bisect import bisect_left
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from screening.matching.container import Container

RAREST = 7.0
"""Digits of what no table knows: less than one in ten million."""

_PRIME = 2**61 - 1


def key(form: str) -> int:
    """A number for a spelling of letters a-z and digits.

    Up to 11 signs each has its own; of longer ones two share one by chance, less
    than once in a million million pairs.
    """
    return int(form, 36) % _PRIME


@cache
def _file() -> Container:
    return Container(Path(__file__).parent / "data" / "background.idx")


@cache
def _table() -> tuple["memoryview[Any]", "memoryview[Any]"]:
    return _file().array("keys"), _file().array("tenths")


def checksum() -> int:
    """CRC-32 of the table, to tell one state of it from another."""
    return int(_file().header["crc"])


@lru_cache(maxsize=65536)
def digits(form: str) -> float:
    """How rare a spelling is among ordinary names and words, in digits.

    Args:
        form: lower-case letters a-z and digits, at least one.

    Returns:
        The negative decimal logarithm of its share: 2 is one in a hundred;
        `RAREST` where it is not in the table.
    """
    keys, tenths = _table()
    wanted = key(form)
    at = bisect_left(keys, wanted)
    found = at < len(keys) and keys[at] == wanted
    return tenths[at] / 10 if found else RAREST
