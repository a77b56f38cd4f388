"""The compiled index: all that matching needs, mapped from one file.

Derived from the registry's open listings; it can be deleted at any time. The
stamp in its header names the registry and the revision that it was made from.
"""

import json
import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

from screening.domain.answers import LinkedListing, ListState
from screening.domain.listings import Listing, from_document, to_document
from screening.domain.lists import Authority
from screening.domain.targets import TargetType
from screening.errors import IndexFileError
from screening.matching import keys
from screening.matching.container import Container, write
from screening.matching.rarity import Rarity
from screening.names.classes import SPELLED
from screening.names.parts import Name, Part, readings, readings_once
from screening.names.spelling import bucket_keys, sounds

# Raised whenever names are taken apart or laid down differently.
FORMAT = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """Which name of which listing a reading is of."""

    listing: int
    name: int


def listed_readings(listing: Listing, position: int) -> tuple[Name, ...]:
    """The readings of one name of a listing, as its type has it."""
    person = listing.type is TargetType.PERSON
    return readings(listing.names[position].text, person=person)


class Index:
    """An open index.

    Raises:
        IndexFileError: the file is missing, torn, not an index, or laid out
            by another version of this program.
    """

    def __init__(self, path: Path) -> None:
        self._file = Container(path)
        try:
            self._lay_out(self._file.header)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            self._file.close()
            raise IndexFileError(
                f"{path}: laid out by another version of this program"
            ) from error

    def _lay_out(self, header: dict[str, Any]) -> None:
        if header["format"] != FORMAT:
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
        get = self._file.array
        self._words, self._word_ends = get("words"), get("word_ends")
        self._postings, self._posting_ends = get("postings"), get("posting_ends")
        self._buckets, self._bucket_words = get("buckets"), get("bucket_words")
        self._bearers = get("bearers")
        self._readings, self._weights = get("readings"), get("weights")
        self._documents, self._document_ends = get("documents"), get("document_ends")
        self._id_hashes, self._id_listings = get("id_hashes"), get("id_listings")
        self._listing_authority = get("listing_authority")
        self._listing_package = get("listing_package")
        self._sounds: dict[int, str] = {}
        self.rarity = Rarity(self.bearers, len(self))
        self.listing = lru_cache(maxsize=20000)(self._listing)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __len__(self) -> int:
        """Number of listings."""
        return len(self._document_ends) - 1

    def word(self, number: int) -> str:
        """The text of one key."""
        return str(self._words[self._word_ends[number] : self._word_ends[number + 1]], "utf-8")

    def find(self, key: str) -> int | None:
        """The number of a key, None where no listed name has it."""
        at = bisect_left(range(len(self._word_ends) - 1), key, key=self.word)
        found = at < len(self._word_ends) - 1 and self.word(at) == key
        return at if found else None

    def bearers(self, form: str) -> int:
        """How many listings have a key in a name."""
        number = self.find(form)
        return 0 if number is None else int(self._bearers[number])

    def near(self, form: str) -> dict[int, str]:
        """Listed spellings that share a rough key with a form, by how they sound."""
        seen: set[int] = set()
        buckets, words = self._buckets, self._bucket_words
        for key in bucket_keys(form):
            hashed = crc32(key.encode())
            at = bisect_left(buckets, hashed)
            while at < len(buckets) and buckets[at] == hashed:
                seen.add(words[at])
                at += 1
        known = self._sounds
        for number in seen:
            if number not in known:
                known[number] = sounds(self.word(number))
        return {number: known[number] for number in seen}

    def postings(self, number: int) -> "memoryview[Any]":
        """The readings that have a key."""
        return self._postings[self._posting_ends[number] : self._posting_ends[number + 1]]

    def reading(self, number: int) -> Reading:
        """Where one reading stands."""
        return Reading(*self._readings[2 * number : 2 * number + 2])

    def weight(self, reading: int) -> float:
        """What all parts of a reading tell together."""
        return float(self._weights[reading])

    def _listing(self, number: int) -> tuple[str, Listing]:
        source, document, _ = self._document(number)
        return source, from_document(document)

    def linked(self, number: int) -> tuple[LinkedListing, ...]:
        """The listings of other lists that describe the target of a listing."""
        return tuple(
            LinkedListing(source, reference, tuple(evidence))
            for source, reference, evidence in self._document(number)[2]
        )

    def with_reference(self, reference: str) -> list[int]:
        """Listings of a reference, in upper or lower case alike, in the index's order."""
        wanted = reference.casefold()
        return [at for at, found in self._references(reference) if found.casefold() == wanted]

    def references(self) -> set[str]:
        """Every reference; reads through all documents."""
        return {found for _, found in self._references()}

    def _references(self, reference: str | None = None) -> Iterator[tuple[int, str]]:
        """What documents give as a reference, all or those like one, and where.

        A look-up by reference is rare: it reads through the documents, so that no
        other look-up has to map an array for it.
        """
        sought = rb'"(?:[^"\\]|\\.)*"'
        if reference is not None:
            text = json.dumps(reference, ensure_ascii=False).encode("utf-8", "replace")
            sought = rb"(?i:" + re.escape(text) + rb")"
        for found in re.finditer(rb'"reference": (' + sought + rb")", self._documents):
            at = bisect_right(self._document_ends, found.start()) - 1
            yield at, json.loads(found[1])

    def _document(self, number: int) -> Any:
        text = self._documents[self._document_ends[number] : self._document_ends[number + 1]]
        return json.loads(bytes(text))

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
        hashed = crc32(canonical.encode())
        at = bisect_left(self._id_hashes, hashed)
        found = []
        while at < len(self._id_hashes) and self._id_hashes[at] == hashed:
            found.append(self._id_listings[at])
            at += 1
        return found


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
    documents, document_ends = bytearray(), array("Q", [0])
    where = array("I")
    origins: list[tuple[str, str | None]] = []
    words: dict[str, array[int]] = {}
    # each part once, as names share them: a full list would fill the memory else
    parts: dict[Part, int] = {}
    cores, core_ends = array("I"), array("Q", [0])
    identifiers: list[tuple[int, int]] = []
    for number, (source, listing) in enumerate(listings):
        origins.append((listing.authority, listing.package))
        for identifier in listing.identifiers:
            identifiers.append((crc32(identifier.canonical.encode()), number))
        for position, name in _names(listing):
            reading = len(core_ends) - 1
            where.extend((number, position))
            cores.extend(parts.setdefault(part, len(parts)) for part in name.core)
            core_ends.append(len(cores))
            for key in _keys(name):
                words.setdefault(key, array("I")).append(reading)
        tied = (links or {}).get((source, listing.reference), ())
        ties = [[each.source, each.reference, each.evidence] for each in tied]
        document = [source, to_document(listing), ties]
        documents += json.dumps(document, ensure_ascii=False).encode()
        document_ends.append(len(documents))
    order = sorted(words)
    text, word_ends = bytearray(), array("I", [0])
    postings, posting_ends, bearers = array("I"), array("I", [0]), array("I")
    buckets = array("Q")  # the key above, the word below
    for word_number, word in enumerate(order):
        text += word.encode()
        word_ends.append(len(text))
        postings.extend(words[word])
        bearers.append(len({where[2 * reading] for reading in words[word]}))
        posting_ends.append(len(postings))
        if ":" not in word:
            buckets.extend(crc32(key.encode()) << 32 | word_number for key in bucket_keys(word))
    ordered = sorted(buckets)
    identifiers.sort()
    held_authorities = sorted({authority for authority, _ in origins})
    held_packages = sorted({package for _, package in origins if package})
    counted = dict(zip(order, bearers, strict=True))
    rarity = Rarity(lambda form: counted.get(form, 0), len(document_ends) - 1)
    told = array("d", map(rarity.digits, parts))
    weights = array(
        "f", (sum(told[part] for part in cores[a:b]) for a, b in pairwise(core_ends))
    )
    write(
        path,
        {
            "format": FORMAT,
            "stamp": stamp,
            "engine": engine,
            "seeds": seeds,
            "lists": [asdict(state) for state in lists],
            "authorities": [asdict(authority) for authority in authorities],
            "packages": dict(packages or {}),
            "absent": list(absent),
            "authorities_loaded": held_authorities,
            "packages_loaded": held_packages,
        },
        {
            "document_ends": document_ends,
            "word_ends": word_ends,
            "postings": postings,
            "posting_ends": posting_ends,
            "bearers": bearers,
            "buckets": array("I", (bucket >> 32 for bucket in ordered)),
            "bucket_words": array("I", (bucket & 0xFFFFFFFF for bucket in ordered)),
            "readings": where,
            # 0 is none
            "listing_authority": array(
                "H", (1 + held_authorities.index(a) for a, _ in origins)
            ),
            "listing_package": array(
                "H", (1 + held_packages.index(p) if p else 0 for _, p in origins)
            ),
            "weights": weights,
            "id_hashes": array("I", (key for key, _ in identifiers)),
            "id_listings": array("I", (listing for _, listing in identifiers)),
            "words": text,
            "documents": documents,
        },
    )


def _names(listing: Listing) -> Iterator[tuple[int, Name]]:
    person = listing.type is TargetType.PERSON
    for position, printed in enumerate(listing.names):
        for name in readings_once(printed.text, person=person):
            if name.core:
                yield position, name


def _keys(name: Name) -> set[str]:
    found = set(keys.of_korean(name))
    for part in name.core:
        found.update(keys.of_part(part))
        if part.kind in SPELLED:
            found.update(part.forms)
    found.update(word for word, _ in keys.glued(name.core))
    return found
