"""An index that was made before, for what is in it need not be worked out again.

Lists change a little every day. How a name is taken apart and what keys it has follows
from its text and the program alone, so that it is the same in the index before.
"""

import json
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.errors import IndexFileError
from screening.matching.container import Container
from screening.matching.listed import from_text
from screening.names.parts import Part

NO_NUMBER = 0xFFFFFFFF
"""The number of what there is not."""


class Before:
    """What an index says that was made before, by its own numbers.

    Args:
        file: the index; without it nothing was worked out before.
    """

    def __init__(self, file: Container | None = None) -> None:
        self._file = file
        self.persons = self._array("persons")[0] if file else 0
        self.where = self._array("readings")
        self.parts, self.ends = self._array("reading_parts"), self._array("reading_ends")
        self.rough = self._array("part_rough")
        self.spelled = len(self._array("unvowelled"))

    @classmethod
    def of(cls, paths: Iterable[Path], made_by: dict[str, Any]) -> Self:
        """What the first of some indexes says that is whole and was made as one is now.

        Args:
            paths: the indexes; others, torn ones and none at all may be among them.
            made_by: what the header says of the program that has made it.
        """
        for path in paths:
            try:
                file = Container(path)
            except IndexFileError:
                continue
            told = {key: file.header.get(key) for key in made_by}
            # not by the time of change alone: what is taken over once stays for ever
            if told == made_by and file.is_as_written():
                return cls(file)
            file.close()
        return cls()

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()

    def _array(self, name: str) -> "memoryview[Any]":
        return memoryview(b"") if self._file is None else self._file.array(name)

    def _texts(self, texts: str, ends: str) -> Iterator[str]:
        whole = self._array(texts)
        return (str(whole[start:end], "utf-8") for start, end in pairwise(self._array(ends)))

    def take(self, listing: Listing) -> range | None:
        """The readings of a listing with the very same names; those of each once."""
        found = self._listings.get(
            _told(listing.type, ((name.kind, name.text) for name in listing.names))
        )
        return found.pop() if found else None

    @cached_property
    def _listings(self) -> dict[tuple[str, ...], list[range]]:
        """The readings of listings by their names."""
        found: dict[tuple[str, ...], list[range]] = {}
        runs = self._array("listing_readings")
        for number, document in enumerate(self._documents()):
            start, end = runs[2 * number : 2 * number + 2]
            names = ((name["kind"], name["text"]) for name in document.get("names", ()))
            found.setdefault(_told(document["type"], names), []).append(range(start, end))
        return found

    def _documents(self) -> Iterator[dict[str, Any]]:
        packed = self._array("documents")
        for start, end in pairwise(self._array("document_ends")):
            block = zlib.decompress(packed[start:end]).replace(b"\n", b",")
            yield from (document for _, document, _ in json.loads(b"[" + block + b"]"))

    @cached_property
    def all_parts(self) -> list[str]:
        """The parts, as text."""
        return list(self._texts("parts", "part_ends"))

    def part(self, number: int) -> Part:
        """One part."""
        return from_text(self.all_parts[number])

    @cached_property
    def words(self) -> list[str]:
        """The text of each key."""
        return list(self._texts("words", "word_ends"))

    @cached_property
    def sounds(self) -> dict[str, str]:
        """How the spellings of parts sound."""
        heard = self._texts("sounds", "sound_ends")
        return dict(zip(self.words[: self.spelled], heard, strict=True))

    def keys_of(self, readings: "array[int]") -> Iterator[tuple[str, list[int]]]:
        """Keys that readings have as a whole, and the readings by their new numbers.

        Args:
            readings: the new number of each reading, `NO_NUMBER` of what is no more.
        """
        rows, ends = self._array("key_readings"), self._array("key_reading_ends")
        for key, (start, end) in enumerate(pairwise(ends)):
            if start != end:
                numbers = [readings[each] for each in rows[start:end].tolist()]
                kept = [number for number in numbers if number != NO_NUMBER]
                if kept:
                    yield self.words[key], kept

    def numbers_in(self, words: Iterable[str]) -> "array[int]":
        """The number of each key among others, `NO_NUMBER` of what is not among them."""
        at = {word: number for number, word in enumerate(words)}
        return array("I", [at.get(word, NO_NUMBER) for word in self.words])

    def pairs(
        self, hashes: str, values: str, numbers: "array[int]", wanted: Collection[int]
    ) -> Iterator[int]:
        """Hashes above the new numbers of the keys that they are of, in order.

        Args:
            hashes: array of the hashes.
            values: array of the keys beside them.
            numbers: the new number of each key.
            wanted: new numbers of which they are wanted.
        """
        for hashed, key in zip(self._array(hashes), self._array(values), strict=True):
            number = numbers[key]
            if number in wanted:
                yield hashed << 32 | number


_PERSON, _OTHER, _WEAK, _STRONG = "po~="


def _told(type_: str, names: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """All that the readings of a listing follow from: its type, and kind and text of names."""
    return (
        _PERSON if type_ == TargetType.PERSON else _OTHER,
        *[(_WEAK if kind == NameKind.WEAK_ALIAS else _STRONG) + text for kind, text in names],
    )
