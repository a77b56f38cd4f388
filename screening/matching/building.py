"""Compiling listings into an index file."""

import json
import re
import zlib
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Self
from zlib import crc32

from screening.domain.answers import LinkedListing, ListState
from screening.domain.listings import Listing, to_document
from screening.domain.lists import Authority
from screening.domain.targets import NameKind, TargetType
from screening.matching import keys
from screening.matching.container import write
from screening.matching.index import (
    DOCUMENTS_TOGETHER,
    FORMAT,
    NEAR_BITS,
)
from screening.matching.keys import UNKEYED
from screening.matching.listed import as_text
from screening.matching.rarity import Rarity
from screening.names.classes import SPELLED
from screening.names.parts import Name, Part, readings_once
from screening.names.spelling import buckets, near_keys, sounds
from screening.records import asdict

NOWHERE = array("I")
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def build(
    path: Path,
    listings: Iterable[tuple[str, Listing]],
    *,
    stamp: str,
    engine: str = "",
    seeds: str = "",
    lists: Iterable[ListState],
    authorities: Iterable[Authority] = (),
    packages: Mapping[str, str] | None = None,
    links: Mapping[tuple[str, str], Iterable[LinkedListing]] | None = None,
    absent: Iterable[str] = (),
) -> None:
    """Compile listings into an index file, written whole or not at all.

    Args:
        path: where to put it; what is there is replaced in one move.
        listings: source code and listing, in the order that ties are shown.
        stamp: the registry and revision they are from.
        engine: version of the program that compiles them.
        seeds: digest of the built-in packages that this program brings.
        lists: what is told of the lists with each answer.
        authorities: those a listing or a filter can name.
        packages: code and title of those a listing or a filter can name.
        links: of a listing, by source and reference, those of other lists that
            describe the same target.
        absent: lists of which the day that is meant has no state.

    Raises:
        IndexFileError: the file cannot be written.
    """
    about = _Listings(links or {})
    names = _Names()
    for number, (source, listing) in enumerate(listings):
        about.add(number, source, listing)
        for place, name in _readings(listing):
            names.add(number, place, name)
    arrays = about.arrays() | names.arrays(len(about))
    header = {
        "format": FORMAT,
        "stamp": stamp,
        "engine": engine,
        "seeds": seeds,
        "lists": [asdict(state) for state in lists],
        "authorities": [asdict(authority) for authority in authorities],
        "packages": dict(packages or {}),
        "absent": list(absent),
        "authorities_loaded": about.authorities,
        "packages_loaded": about.packages,
    }
    write(path, header, arrays)


def listed_readings(listing: Listing, position: int) -> tuple[Name, ...]:
    """The readings of one name of a listing, as its type has it."""
    person = listing.type is TargetType.PERSON
    return readings_once(listing.names[position].text, person=person)


def _readings(listing: Listing) -> Iterator[tuple[int, Name]]:
    """Every way to read a name, with its place; the last bit tells a weak alias."""
    for position, printed in enumerate(listing.names):
        place = position << 1 | (printed.kind is NameKind.WEAK_ALIAS)
        for name in listed_readings(listing, position):
            if name.core:
                yield place, name


class _Listings:
    """What is kept of listings beside their names."""

    def __init__(self, links: Mapping[tuple[str, str], Iterable[LinkedListing]]) -> None:
        self._links = links
        self._pending: list[bytes] = []
        self._blocks, self._block_ends = bytearray(), array("Q", [0])
        self._origins: list[tuple[str, str | None]] = []
        self._references: list[str] = []
        self._identifiers: list[int] = []
        self._born: list[int] = []

    def __len__(self) -> int:
        return len(self._origins)

    @property
    def authorities(self) -> list[str]:
        return sorted({authority for authority, _ in self._origins})

    @property
    def packages(self) -> list[str]:
        return sorted({package for _, package in self._origins if package})

    def add(self, number: int, source: str, listing: Listing) -> None:
        """Keep one listing."""
        self._origins.append((listing.authority, listing.package))
        self._references.append(listing.reference)
        for identifier in listing.identifiers:
            self._identifiers.append(_hashed(identifier.canonical) << 32 | number)
        for date in listing.birth_dates:
            if _WHOLE_DAY.fullmatch(date):
                self._born.append(int(date.replace("-", "")) << 32 | number)
        tied = self._links.get((source, listing.reference), ())
        ties = [[each.source, each.reference, each.evidence] for each in tied]
        document = [source, to_document(listing), ties]
        self._pending.append(json.dumps(document, ensure_ascii=False).encode())
        if len(self._pending) == DOCUMENTS_TOGETHER:
            self._pack()

    def _pack(self) -> None:
        # together they take a third of what each takes alone
        self._blocks += zlib.compress(b"\n".join(self._pending), 3)
        self._block_ends.append(len(self._blocks))
        self._pending.clear()

    def arrays(self) -> dict[str, Any]:
        """Everything as arrays of the index."""
        if self._pending:
            self._pack()
        authorities, packages = self.authorities, self.packages
        # 0 is none
        places = {code: place for place, code in enumerate(authorities, start=1)}
        rounds = {code: place for place, code in enumerate(packages, start=1)}
        return {
            "documents": self._blocks,
            "document_ends": self._block_ends,
            "references": "\n".join(self._references).encode(),
            "listing_authority": array("H", (places[each] for each, _ in self._origins)),
            "listing_package": array(
                "H", (rounds.get(each or "", 0) for _, each in self._origins)
            ),
            **_sorted_pairs("id_hashes", "id_listings", self._identifiers),
            **_sorted_pairs("born_days", "born_listings", self._born),
        }


class _Kind:
    """The readings of names of persons, or of everything else."""

    def __init__(self) -> None:
        self.where = array("I")
        self.parts = array("I")
        self.ends = array("I")
        # of keys that are met in a reading as a whole, not in one of its parts
        self.keys: dict[str, array[int]] = {}

    def add(self, listing: int, place: int, name: Name, parts: Iterable[int]) -> None:
        """Keep one reading of a name."""
        number = len(self.ends)
        self.where.extend((listing, place))
        self.parts.extend(parts)
        self.ends.append(len(self.parts))
        for key in {*keys.glued(name.core), *keys.of_korean(name)}:
            self.keys.setdefault(key, array("I")).append(number)


class _Names:
    """The names of listings, taken apart."""

    def __init__(self) -> None:
        # each part once, as names share them: a full list would fill the memory else
        self._parts: dict[Part, int] = {}
        self._persons, self._others = _Kind(), _Kind()

    def add(self, listing: int, place: int, name: Name) -> None:
        """Keep one reading of a name."""
        parts = self._parts
        numbers = [parts.setdefault(part, len(parts)) for part in name.parts]
        (self._persons if name.person else self._others).add(listing, place, name, numbers)

    def arrays(self, listings: int) -> dict[str, Any]:
        """Everything as arrays of the index, readings of persons first."""
        persons, others = self._persons, self._others
        first, behind = len(persons.ends), len(persons.parts)
        where = persons.where + others.where
        reading_parts = persons.parts + others.parts
        ends = array("I", [0]) + persons.ends
        ends.extend(end + behind for end in others.ends)
        whole = persons.keys
        for key, numbers in others.keys.items():
            whole.setdefault(key, array("I")).extend(number + first for number in numbers)
        parts = list(self._parts)
        postings = _postings(reading_parts, ends, len(parts))
        spelled, special = self._keys_of_parts()
        order = _Order.of(spelled, special, whole)
        bearers = array("I")
        for key in order.words:
            rows = [postings[part] for part in spelled.get(key, ())]
            bearers.append(_bearers(where, (*rows, whole.get(key, NOWHERE))))
        counted = dict(zip(order.words, bearers, strict=True))
        rarity = Rarity(lambda form: counted.get(form, 0), listings)
        digits = array("d", map(rarity.digits, self._parts))
        texts, text_ends = _texts(map(as_text, self._parts))
        posted, posting_ends = _rows(postings)
        keyed_parts, keyed_part_ends = _rows(
            spelled.get(key) or special.get(key) or () for key in order.words
        )
        keyed_readings, keyed_reading_ends = _rows(whole.get(key, ()) for key in order.words)
        words, word_ends = _texts(order.words)
        spoken, spoken_ends = _texts(map(sounds, order.words[: order.spelled]))
        near = [
            _hashed(key) << 32 | number
            for number, form in enumerate(order.words[: order.spelled])
            for key in (*buckets(form), *near_keys(form))
        ]
        glued = (
            _hashed(key) << 32 | number
            for number, word in enumerate(order.words[: order.plain])
            if word in whole
            for key in buckets(word)
        )
        return {
            "readings": where,
            "reading_parts": reading_parts,
            "reading_ends": ends,
            "listing_readings": _runs(where, listings),
            "persons": array("I", [first]),
            "weights": array("f", _weights(reading_parts, ends, parts, digits)),
            "parts": texts,
            "part_ends": text_ends,
            "part_digits": digits,
            "part_rough": array("H", map(keys.rough, parts)),
            "postings": posted,
            "posting_ends": posting_ends,
            "words": words,
            "word_ends": word_ends,
            "bearers": bearers,
            "key_parts": keyed_parts,
            "key_part_ends": keyed_part_ends,
            "key_readings": keyed_readings,
            "key_reading_ends": keyed_reading_ends,
            "unvowelled": bytes(
                all(parts[number].skeletal for number in spelled[form])
                for form in order.words[: order.spelled]
            ),
            "sounds": spoken,
            "sound_ends": spoken_ends,
            **_sorted_pairs(
                "key_hashes", "keys", [_hashed(w) << 32 | n for n, w in enumerate(order.words)]
            ),
            **_sorted_pairs("near_hashes", "near_words", near),
            "near_bits": _bits(hashed >> 32 for hashed in near),
            **_sorted_pairs("glued_hashes", "glued_words", glued),
        }

    def _keys_of_parts(self) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
        """The parts of each spelling, and of each key that is met only by itself."""
        spelled: dict[str, list[int]] = {}
        special: dict[str, list[int]] = {}
        for number, part in enumerate(self._parts):
            if part.kind in SPELLED:
                for form in part.forms:
                    spelled.setdefault(form, []).append(number)
            for key in keys.of_part(part):
                special.setdefault(key, []).append(number)
        return spelled, special


class _Order(NamedTuple):
    """All keys: the spellings of parts, then those of parts glued, then all others."""

    words: list[str]
    spelled: int
    plain: int

    @classmethod
    def of(
        cls, spelled: Collection[str], special: Collection[str], whole: Collection[str]
    ) -> Self:
        """The order of all keys."""
        glued = [key for key in whole if ":" not in key and key not in spelled]
        other = [key for key in whole if ":" in key]
        words = [*sorted(spelled), *sorted(glued), *sorted({*special, *other})]
        return cls(words, len(spelled), len(spelled) + len(glued))


def _postings(
    reading_parts: "array[int]", ends: "array[int]", parts: int
) -> "list[array[int]]":
    """The readings that each part is in."""
    postings = [array("I") for _ in range(parts)]
    for reading, (start, end) in enumerate(pairwise(ends)):
        for part in set(reading_parts[start:end]):
            postings[part].append(reading)
    return postings


def _runs(where: "array[int]", listings: int) -> "array[int]":
    """The first reading of each listing, and the one behind its last."""
    runs = array("I", bytes(8 * listings))
    for reading, listing in enumerate(where[::2]):
        if not runs[2 * listing + 1]:
            runs[2 * listing] = reading
        runs[2 * listing + 1] = reading + 1
    return runs


def _bearers(where: "array[int]", rows: Iterable[Sequence[int]]) -> int:
    """How many listings some readings are of."""
    return len({where[2 * reading] for row in rows for reading in row})


def _weights(
    reading_parts: "array[int]", ends: "array[int]", parts: list[Part], digits: "array[float]"
) -> Iterator[float]:
    """What the parts of each reading tell that can be found by a key; each form once."""
    told = [0.0 if part.kind in UNKEYED else digits[at] for at, part in enumerate(parts)]
    for start, end in pairwise(ends):
        found = {parts[part].forms: told[part] for part in reading_parts[start:end]}
        yield sum(found.values())


def _texts(texts: Iterable[str]) -> "tuple[bytearray, array[int]]":
    """Texts one after the other, and where each ends."""
    whole, ends = bytearray(), array("I", [0])
    for text in texts:
        whole += text.encode()
        ends.append(len(whole))
    return whole, ends


def _rows(rows: Iterable[Iterable[int]]) -> "tuple[array[int], array[int]]":
    """Rows of numbers one after the other, and where each ends."""
    whole, ends = array("I"), array("I", [0])
    for row in rows:
        whole.extend(row)
        ends.append(len(whole))
    return whole, ends


def _hashed(text: str) -> int:
    return crc32(text.encode())


def _bits(hashes: Iterable[int]) -> bytearray:
    """A bit for each hash, to see at once that most others are not among them."""
    bits = bytearray(1 << (NEAR_BITS - 3))
    for hashed in hashes:
        at = hashed >> (32 - NEAR_BITS)
        bits[at >> 3] |= 1 << (at & 7)
    return bits


def _sorted_pairs(keys_name: str, values_name: str, pairs: Iterable[int]) -> dict[str, Any]:
    """Two arrays of pairs (key above 32 bits, value below), by key."""
    ordered = sorted(set(pairs))
    return {
        keys_name: array("I", (pair >> 32 for pair in ordered)),
        values_name: array("I", (pair & 0xFFFFFFFF for pair in ordered)),
    }
