"""Whether the rows of a run are what was sealed: block by block, line by line."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from screening.record.findings import Fault, Finding
from screening.record.lines import SEAL_BYTES, beginning, seal, unpacked

Stored = tuple[int, int, int, bytes, bytes | None]
"""Of a block its number, first row, count of rows, seals and content."""


TYPES: tuple[tuple[str, type | tuple[type, ...]], ...] = (
    ("number", int),
    ("first row", int),
    ("count of rows", int),
    ("seals", bytes),
    ("content", (bytes, type(None))),
)
"""What `Stored` is made of; SQLite would take anything."""


class Contents:
    """The blocks of one run, read once.

    Args:
        run: its id.
        salt: its salt; None where it is gone.
        erased: whether an erasure on record names the run.

    Attributes:
        rows: how many the blocks say there are.
        blocks: how many there are.
        read: how many lines were read.
    """

    def __init__(self, run: str, salt: bytes | None, *, erased: bool) -> None:
        self.run = run
        self.salt = salt
        self.erased = erased
        self._seals = sha256()
        self.rows = 0
        self.blocks = 0
        self.read = 0

    @property
    def digest(self) -> str:
        """The hash of all seals, as the entry's body has it."""
        return self._seals.hexdigest()

    def findings(self, stored: Iterable[Stored]) -> Iterator[Finding]:
        """What is wrong with the blocks, and no less than all of them is read for it."""
        for block in stored:
            odd = [
                name
                for (name, kind), value in zip(TYPES, block, strict=True)
                if not isinstance(value, kind)
            ]
            if odd:
                yield self._of(
                    Fault.BLOCK_CHANGED,
                    f"block {self.blocks} cannot be read: its {', '.join(odd)} is of another "
                    "kind than was written",
                )
                self.blocks += 1
                continue
            number, first, count, seals, content = block
            if number != self.blocks:
                yield self._of(
                    Fault.BLOCK_MISSING,
                    f"block {number} is found where block {self.blocks} should be",
                )
            if first != self.rows + 1:
                yield self._of(
                    Fault.BLOCK_CHANGED,
                    f"block {number} is said to begin with row {first}; row {self.rows + 1} "
                    "would follow what is before it",
                )
            if len(seals) != count * SEAL_BYTES:
                yield self._of(
                    Fault.BLOCK_CHANGED,
                    f"block {number} has {len(seals) // SEAL_BYTES} seals for {count} rows",
                )
            yield from self._of_content(number, first, count, seals, content)
            self.rows += count
            self.blocks = number + 1
            self._seals.update(seals)

    def disagreements(self, facts: dict[str, Any]) -> Iterator[Finding]:
        """In what the blocks differ from what the entry was sealed with; after `findings`."""
        for what, found in (("blocks", self.blocks), ("rows", self.rows)):
            sealed = facts.get(what)
            if sealed != found:
                yield self._of(
                    Fault.BLOCK_MISSING,
                    f"it was sealed with {sealed} {what}, and {found} are there",
                )
        if facts.get("content") != self.digest:
            yield self._of(
                Fault.SEALS_CHANGED,
                "its seals are not those it was sealed with: a row was changed, taken out, "
                "put in or moved together with its seal; receipts that were handed out "
                "tell which",
            )

    def _of_content(
        self, number: int, first: int, count: int, seals: bytes, content: bytes | None
    ) -> Iterator[Finding]:
        if content is None:
            if not self.erased:
                last = first + count - 1
                text = "the content is gone, and no erasure on record names this run"
                yield Finding(Fault.CONTENT_GONE, text, self.run, first, last)
            return
        if self.erased:
            yield self._of(
                Fault.NOT_ERASED,
                f"an erasure on record names this run, and block {number} has its content "
                "all the same",
            )
        if self.salt is None:
            yield self._of(
                Fault.CONTENT_GONE, "the salt is gone, so no row of it can be verified"
            )
            return
        try:
            lines = list(unpacked(content))
        except zlib.error:
            last = first + count - 1
            text = "they cannot be read: the block they are in was changed"
            yield Finding(Fault.ROW_CHANGED, text, self.run, first, last)
            return
        self.read += len(lines)
        salt = self.salt
        found = [seal(salt, line) for line in lines]
        if b"".join(found) != seals or len(lines) != count:
            yield from self._apart(first, seals, lines, found)
        else:
            yield from self._in_order(first, lines)

    def _apart(
        self, first: int, seals: bytes, lines: Sequence[bytes], found: Sequence[bytes]
    ) -> Iterator[Finding]:
        """Which lines differ from what was sealed."""
        sealed = [seals[at : at + SEAL_BYTES] for at in range(0, len(seals), SEAL_BYTES)]
        place = {each: first + at for at, each in enumerate(sealed)}
        if len(lines) == len(sealed):
            for row, (one, other) in enumerate(zip(sealed, found, strict=True), start=first):
                if one != other:
                    text = "the line is not what was sealed"
                    if other in place:
                        text += f"; it was sealed as row {place[other]}"
                    yield Finding(Fault.ROW_CHANGED, text, self.run, row)
            return
        there = set(found)
        for each, row in place.items():
            if each not in there:
                text = "the line that was sealed is not there"
                yield Finding(Fault.ROW_MISSING, text, self.run, row)
        for line, each in zip(lines, found, strict=True):
            if each not in place:
                told = row_of(line)
                text = "a line that was never sealed"
                yield Finding(Fault.ROW_ADDED, text, self.run, told)

    def _in_order(self, first: int, lines: Sequence[bytes]) -> Iterator[Finding]:
        """Which lines stand in another's place, or are not there, seals and all."""
        if all(line.startswith(beginning(row)) for row, line in enumerate(lines, start=first)):
            return
        told = [row_of(line) for line in lines]
        expected = range(first, first + len(lines))
        missing = sorted(set(expected).difference(each or 0 for each in told))
        for row in missing:
            text = "it is not there, nor is its seal"
            yield Finding(Fault.ROW_MISSING, text, self.run, row)
        if missing:
            return
        for row, said in zip(expected, told, strict=True):
            if said != row:
                text = f"row {said} stands in its place"
                yield Finding(Fault.ROW_OUT_OF_ORDER, text, self.run, row)

    def _of(self, fault: Fault, text: str) -> Finding:
        return Finding(fault, text, self.run)


def row_of(line: bytes) -> int | None:
    """The number that a line gives itself; None where it has none."""
    start, _, rest = line.partition(b'{"row":')
    digits = rest.split(b",")[0].rstrip(b"}")
    return int(digits) if not start and digits.isdigit() else None
