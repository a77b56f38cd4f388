"""The compiled index: all that matching needs, mapped from one file.

Derived from the registry's open listings; it can be deleted at any time. The
stamp in its header names the registry and the revision that it was made from.
`matching.building` makes it.
"""

import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache
from itertools import chain, pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from screening.domain.answers import LinkedListing, ListState
from screening.domain.listings import Listing, from_document
from screening.domain.lists import Authority
from screening.errors import IndexFileError
from screening.matching.container import Container
from screening.matching.listed import from_text
from screening.matching.rarity import Rarity
from screening.names.parts import Name, Part

# Raised whenever names are taken apart or laid down differently.
FORMAT = 14
DOCUMENTS_TOGETHER = 16
"""Listings that are packed together."""

NEAR_BITS = 22
"""Bits of the number by which it is told at once that no key is near."""
NONE = memoryview(b"")

Numbers = memoryview
"""A part of an array of the index, not copied."""


def hashed(text: str) -> int:
    """The number that a text is found by."""
    return crc32(text.encode())


class Reading(NamedTuple):
    """Which name of which listing a reading is of, and whether that is a weak alias."""

    listing: int
    name: int
    weak: bool


class Index:
    """An open index.

    Names are kept as they were taken apart: a *reading* is one way to read a name,
    a row of *parts*; a *key* is what parts or readings are found by, such as a
    spelling. All are numbers from 0.

    Args:
        path: the file.
        part_of: the index that has these listings among others, if it is a part of one:
            how rare a spelling is follows from all of them.

    Raises:
        IndexFileError: the file is missing, torn, not an index, or laid out
            by another version of this program.
    """

    def __init__(self, path: Path, part_of: "Index | None" = None) -> None:
        self.path = path
        self._part_of = part_of
        self._file = Container(path)
        try:
            self._lay_out(self._file.header)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._file.close()
            raise IndexFileError(
                f"{path}: laid out by another version of this program"
            ) from error

    def _lay_out(self, header: dict[str, Any]) -> None:
        if header["format"] != FORMAT or not self._file.is_whole:
            raise ValueError
        self.stamp: str = header["stamp"]
        self.engine: str = header["engine"]
        self.seeds: str = header["seeds"]
        self.lists = tuple(ListState(**state) for state in header["lists"])
        self.authorities = tuple(
            Authority(**{**item, "short": tuple(item["short"])})
            for item in header["authorities"]
        )
        self.packages: dict[str, str] = header["packages"]
        self.absent = tuple(header["absent"])
        self.authorities_loaded: list[str] = header["authorities_loaded"]
        self.packages_loaded: list[str] = header["packages_loaded"]
        get = self.array = self._file.array
        self._words, self._word_ends = get("words"), get("word_ends")
        self._bearers = get("bearers")
        self._key_parts, self._key_part_ends = get("key_parts"), get("key_part_ends")
        self._key_readings = get("key_readings")
        self._key_reading_ends = get("key_reading_ends")
        self._near_bits = get("near_bits")
        self._sounds, self._sound_ends = get("sounds"), get("sound_ends")
        self.unvowelled = get("unvowelled")
        self._parts, self._part_ends = get("parts"), get("part_ends")
        self.part_digits, self.part_rough = get("part_digits"), get("part_rough")
        self._postings, self._posting_ends = get("postings"), get("posting_ends")
        self._readings = get("readings")
        self._reading_parts, self._reading_ends = get("reading_parts"), get("reading_ends")
        self.weights = get("weights")
        self.persons = int(get("persons")[0])
        self._listing_readings = get("listing_readings")
        self._listing_authority = get("listing_authority")
        self._listing_package = get("listing_package")
        whole = self._part_of
        self.rarity: Rarity = Rarity(self.bearers, len(self)) if whole is None else whole.rarity
        self.listing = lru_cache(maxsize=20000)(self._listing)
        self.part = lru_cache(maxsize=1 << 17)(self._part)
        self.sound = lru_cache(maxsize=1 << 17)(self._sound)
        self.names_at = lru_cache(maxsize=20000)(self._names_at)
        self._document_block = lru_cache(maxsize=8)(self._unpacked)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __len__(self) -> int:
        """Number of listings."""
        return len(self._listing_authority)

    def key(self, text: str) -> int | None:
        """The number of a key, None where no listed name has it."""
        for number in self._paired("key_hashes", "keys", text):
            if self.word(number) == text:
                return number
        return None

    def word(self, key: int) -> str:
        """The text of one key."""
        return str(self._words[self._word_ends[key] : self._word_ends[key + 1]], "utf-8")

    def borne(self) -> dict[str, tuple[int, int]]:
        """Each key: how many listings have it, and whether it is of consonants alone."""
        whole, ends = bytes(self._words), self._word_ends
        words = [str(whole[start:end], "utf-8") for start, end in pairwise(ends)]
        alone = chain(self.unvowelled, repeat(0))
        return dict(zip(words, zip(self._bearers, alone, strict=False), strict=False))

    def documents(self) -> Iterator[bytes]:
        """All that is told of each listing, links included, as one text of JSON."""
        for block in range(len(self.array("document_ends")) - 1):
            yield from self._unpacked(block)

    def bearers(self, form: str) -> int:
        """How many listings have a key in a name."""
        number = self.key(form)
        return 0 if number is None else int(self._bearers[number])

    def is_unvowelled(self, form: str) -> bool:
        """Whether a listed spelling is of consonants alone, wherever it is listed."""
        number = self.key(form)
        return number is not None and bool(self.unvowelled[number])

    def near(self, rough: str) -> Numbers:
        """Keys that are spellings of parts with a rough key."""
        wanted = hashed(rough)
        at = wanted >> (32 - NEAR_BITS)
        if not self._near_bits[at >> 3] >> (at & 7) & 1:
            return NONE
        return self._run("near_hashes", "near_words", wanted)

    def near_glued(self, rough: str) -> Numbers:
        """Keys that are spellings of two parts as one word, by their whole rough key."""
        return self._paired("glued_hashes", "glued_words", rough)

    def _sound(self, key: int) -> str:
        ends = self._sound_ends
        return str(self._sounds[ends[key] : ends[key + 1]], "utf-8")

    def parts_with(self, key: int) -> Numbers:
        """The parts that have a key."""
        return self._key_parts[self._key_part_ends[key] : self._key_part_ends[key + 1]]

    def readings_with(self, key: int) -> Numbers:
        """The readings that have a key of two parts or syllables."""
        ends = self._key_reading_ends
        return self._key_readings[ends[key] : ends[key + 1]]

    def _part(self, number: int) -> Part:
        ends = self._part_ends
        return from_text(str(self._parts[ends[number] : ends[number + 1]], "utf-8"))

    def postings(self, part: int) -> Numbers:
        """The readings that a part is in, those of persons first."""
        return self._postings[self._posting_ends[part] : self._posting_ends[part + 1]]

    def postings_of(self, part: int, person: bool) -> Numbers:
        """The readings of persons that a part is in, or those of everything else."""
        start, end = self._posting_ends[part], self._posting_ends[part + 1]
        between = bisect_left(self._postings, self.persons, start, end)
        return self._postings[start:between] if person else self._postings[between:end]

    def reading(self, number: int) -> Reading:
        """Where one reading stands."""
        listing, name = self._readings[2 * number : 2 * number + 2]
        return Reading(listing, name >> 1, bool(name & 1))

    def parts_of(self, reading: int) -> Numbers:
        """The parts of a reading, in the order printed."""
        return self._reading_parts[
            self._reading_ends[reading] : self._reading_ends[reading + 1]
        ]

    def name(self, reading: int) -> Name:
        """A reading as it was taken apart, but for the text."""
        parts = tuple(map(self.part, self.parts_of(reading)))
        return Name("", parts, reading < self.persons)

    def readings_of(self, listing: int) -> range:
        """The readings of all names of a listing."""
        return range(*self._listing_readings[2 * listing : 2 * listing + 2])

    def names_of(self, listing: int) -> tuple[Name, ...]:
        """Every reading of every name of a listing."""
        return tuple(map(self.name, self.readings_of(listing)))

    def _names_at(self, listing: int, position: int) -> tuple[Name, ...]:
        return tuple(
            self.name(reading)
            for reading in self.readings_of(listing)
            if self.reading(reading).name == position
        )

    def _listing(self, number: int) -> tuple[str, Listing]:
        source, document, _ = self._document(number)
        return source, from_document(document)

    def linked(self, number: int) -> tuple[LinkedListing, ...]:
        """The listings of other lists that describe the target of a listing."""
        return tuple(
            LinkedListing(source, reference, tuple(evidence))
            for source, reference, evidence in self._document(number)[2]
        )

    def _document(self, number: int) -> Any:
        block, place = divmod(number, DOCUMENTS_TOGETHER)
        return json.loads(self._document_block(block)[place])

    def _unpacked(self, block: int) -> list[bytes]:
        ends = self.array("document_ends")
        return zlib.decompress(self.array("documents")[ends[block] : ends[block + 1]]).split(
            b"\n"
        )

    @cached_property
    def _references(self) -> list[str]:
        return str(self.array("references"), "utf-8").split("\n")

    def with_reference(self, reference: str) -> list[int]:
        """Listings of a reference, in upper or lower case alike, in the index's order."""
        wanted = reference.casefold()
        return [at for at, found in enumerate(self._references) if found.casefold() == wanted]

    def references(self) -> set[str]:
        """Every reference."""
        return set(self._references)

    def within(self, authorities: Collection[str], packages: Collection[str]) -> set[int]:
        """The listings of some authorities and packages; an empty filter holds all."""
        wanted = [
            {names.index(code) + 1 for code in chosen if code in names}
            for names, chosen in (
                (self.authorities_loaded, authorities),
                (self.packages_loaded, packages),
            )
        ]
        return {
            number
            for number in range(len(self))
            if (not authorities or self._listing_authority[number] in wanted[0])
            and (not packages or self._listing_package[number] in wanted[1])
        }

    def with_identifier(self, canonical: str) -> list[int]:
        """Listings that may carry an identifier, by its canonical form."""
        return list(self._paired("id_hashes", "id_listings", canonical))

    def born_on(self, day: int) -> Numbers:
        """Listings with a day of birth, as a number such as 19570727."""
        return self._run("born_days", "born_listings", day)

    def _paired(self, keys: str, values: str, text: str) -> Numbers:
        return self._run(keys, values, hashed(text))

    def _run(self, keys: str, values: str, wanted: int) -> Numbers:
        """The values beside all equal keys of two arrays, sorted by the keys."""
        ordered = self.array(keys)
        start = bisect_left(ordered, wanted)
        return self.array(values)[start : bisect_right(ordered, wanted, start)]
