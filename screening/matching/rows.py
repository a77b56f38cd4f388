"""Rows, texts and sorted pairs as the arrays of an index."""

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain
from typing import Any

LOW = 0xFFFFFFFF
"""The lower half of a pair."""


def texts_of(texts: Iterable[str]) -> "tuple[bytes, array[int]]":
    """Texts one after the other, and where each ends."""
    encoded = [text.encode() for text in texts]
    return b"".join(encoded), array("I", accumulate(map(len, encoded), initial=0))


def rows_of(rows: "Sequence[Sequence[int]]") -> "tuple[array[int], array[int]]":
    """Rows of numbers one after the other, and where each ends."""
    ends = array("I", accumulate(map(len, rows), initial=0))
    return array("I", chain.from_iterable(rows)), ends


def sorted_pairs(keys_name: str, values_name: str, pairs: Iterable[int]) -> dict[str, Any]:
    """Two arrays of pairs (key above 32 bits, value below), by key."""
    whole = array("Q", dict.fromkeys(sorted(pairs)))
    halves = array("I", whole.tobytes())
    above = 1 if sys.byteorder == "little" else 0
    return {keys_name: halves[above::2], values_name: halves[1 - above :: 2]}
