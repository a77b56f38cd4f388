"""The readings with a part near one that is asked, and what stands beside it there."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple, Self

from screening.matching.bits import bits_of
from screening.matching.index import Index
from screening.matching.keys import NOT_SOUGHT, ROUGH_BITS
from screening.matching.model import CLASSES
from screening.names.classes import WordClass

# What a listed name may tell beyond one part that it shares, at most, in digits.
MOST_ALONE = 12
# How alike that part is, in a few steps: from each down to the next.
STAIRS = (1.0, 0.97, 0.94, 0.9, 0.84)
_FLOORS = (*STAIRS[1:], 0.0)
# What an initial tells, in digits, as no other part does.
INITIAL = CLASSES[WordClass.INITIAL][1]
# To sort what stands beside takes as long as to look through it so often.
_LOOKS = 4
# So few parts are looked through sooner than a mask says that none of them is near.
_FEW = 16
_ANY = -1


def mask_of(rough: Iterable[int]) -> int:
    """A bit for each of some rough keys."""
    return int.from_bytes(bits_of(rough, ROUGH_BITS), "little")


class _Held(NamedTuple):
    """Parts, the reading of each, and once they are in their order the rough keys."""

    beside: "array[int]"
    readings: "array[int]"
    rough: "array[int] | None"

    def by_rough(self, part_rough: Sequence[int]) -> Self:
        """The same in the order of the rough keys."""
        keyed = [part_rough[part] for part in self.beside]
        order = sorted(range(len(keyed)), key=keyed.__getitem__)
        return self._replace(
            beside=array("I", map(self.beside.__getitem__, order)),
            readings=array("I", map(self.readings.__getitem__, order)),
            rough=array("H", map(keyed.__getitem__, order)),
        )


class Around:
    """The readings of persons, or of everything else, that have one of some parts.

    Args:
        index: what to search.
        near: listed parts and how alike they are to the one asked, the likeliest first.
        person: whether they are to be readings of persons.

    Attributes:
        with_initials: those of the readings that have one: it may stand for anything.
    """

    __slots__ = (
        *("_alone", "_over", "_ends", "with_initials"),
        *("_held", "_mask", "_looks"),
    )

    def __init__(
        self, index: Index, near: Iterable[tuple[int, float]], *, person: bool
    ) -> None:
        digits, weights, rough = index.part_digits, index.weights, index.part_rough
        # the last for those with an initial, however alike the part is
        alone: list[list[tuple[float, int]]] = [[] for _ in (*STAIRS, INITIAL)]
        beside, readings = array("I"), array("I")
        keep, keep_reading = beside.append, readings.append
        with_initials: set[int] = set()
        stair = 0
        for number, likeness in near:
            told = digits[number]
            while likeness < _FLOORS[stair]:
                stair += 1
            for reading in index.postings_of(number, person):
                at = stair
                for part in index.parts_of(reading):
                    if rough[part] == NOT_SOUGHT:
                        if digits[part] == INITIAL:
                            at = -1
                            with_initials.add(reading)
                    elif part != number:
                        keep(part)
                        keep_reading(reading)
                over = weights[reading] - told
                if over <= MOST_ALONE:
                    alone[at].append((over, reading))
        found = [item for each in alone for item in sorted(each)]
        self._over = array("f", [over for over, _ in found])
        self._alone = array("I", [reading for _, reading in found])
        self._ends = tuple(accumulate(map(len, alone)))
        self.with_initials = frozenset(with_initials)
        few = len(beside) < _FEW
        self._mask = _ANY if few else mask_of(map(rough.__getitem__, beside))
        # one thing, so that another thread has it as it was or as it is
        self._held = _Held(beside, readings, None)
        self._looks = 0

    def __len__(self) -> int:
        """How many parts stand beside."""
        return len(self._held.beside)

    def alone(self, most: Sequence[float], more: float) -> Iterator[int]:
        """The readings that tell little beside that part.

        Args:
            most: how much, in digits, for each of `STAIRS`, and of a reading with an
                initial.
            more: how much more, for each of them.
        """
        start = 0
        for end, much in zip(self._ends, most, strict=True):
            if start != end:
                yield from self._alone[
                    start : bisect_right(self._over, much + more, start, end)
                ]
            start = end

    def beside(
        self, listed: Mapping[int, float], mask: int, part_rough: Sequence[int]
    ) -> Iterator[int]:
        """The readings in which one of some other parts stands beside it.

        Args:
            listed: these parts.
            mask: of their rough keys, as `mask_of` makes it.
            part_rough: the rough keys of all parts.
        """
        common = mask & self._mask
        if not common:
            return
        self._looks += 1
        if self._looks == _LOOKS and self._mask != _ANY:
            self._held = self._held.by_rough(part_rough)
        beside, readings, rough = self._held
        if rough is None:
            for part, reading in zip(beside, readings, strict=True):
                if part in listed:
                    yield reading
            return
        while common:
            lowest = common & -common
            common ^= lowest
            bit = lowest.bit_length() - 1
            start = bisect_left(rough, bit)
            for at in range(start, bisect_right(rough, bit, start)):
                if beside[at] in listed:
                    yield readings[at]

    def within(self, readings: Collection[int]) -> Iterator[int]:
        """Those of some readings that have something beside it."""
        return filter(readings.__contains__, self._held.readings)
