"""Sets of numbers as a bit for each, to see at once what is in none of them."""

from collections.abc import Iterable


def bits_of(numbers: Iterable[int], width: int) -> bytearray:
    """A bit for each of some numbers.

    Args:
        numbers: each of as many bits as `width` at most.
        width: bits of a number.
    """
    found = bytearray(1 << (width - 3))
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return found
