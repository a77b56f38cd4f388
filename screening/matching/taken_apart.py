"""The names of listings, taken apart, as arrays of the index."""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple, Self

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.matching import keys
from screening.matching.before import NO_NUMBER, Before
from screening.matching.bits import bits_of
from screening.matching.index import NEAR_BITS, Index, hashed
from screening.matching.keys import UNKEYED
from screening.matching.listed import as_text
from screening.matching.rarity import Rarity
from screening.matching.rows import LOW, rows_of, sorted_pairs, texts_of
from screening.names.classes import SPELLED
from screening.names.parts import Name, Part, readings_once
from screening.names.spelling import buckets, near_keys, sounds


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


class _Kind:
    """The readings of names of persons, or of everything else."""

    def __init__(self) -> None:
        self.where = array("I")
        self.parts = array("I")
        self.ends = array("I")
        # of keys that are met in a reading as a whole, not in one of its parts
        self.keys: dict[str, array[int]] = {}

    def add(self, listing: int, place: int, parts: Iterable[int]) -> int:
        """Keep one reading of a name, and tell its number."""
        number = len(self.ends)
        self.where.extend((listing, place))
        self.parts.extend(parts)
        self.ends.append(len(self.parts))
        return number

    def add_keys(self, number: int, name: Name) -> None:
        """Keep the keys of a reading as a whole."""
        for key in {*keys.glued(name.core), *keys.of_korean(name)}:
            found = self.keys.get(key)
            if found is None:
                found = self.keys[key] = array("I")
            found.append(number)


class Names:
    """The names of listings, taken apart now or for the index before.

    Args:
        before: what that says.
    """

    def __init__(self, before: Before) -> None:
        self._before = before
        # each part once, as names share them: a full list would fill the memory else
        self._parts: dict[Part, int] = {}
        self._persons, self._others = _Kind(), _Kind()
        # of what is in the index before, the number that it has now
        self._parts_now = _none(len(before.rough))
        self._readings_now = _none(len(before.ends))

    def add(self, number: int, listing: Listing) -> None:
        """Keep every reading of the names of a listing."""
        kind = self._persons if listing.type is TargetType.PERSON else self._others
        taken = self._before.take(listing)
        if taken is not None:
            self._take(number, kind, taken)
            return
        parts = self._parts
        for place, name in _readings(listing):
            row = [parts.setdefault(part, len(parts)) for part in name.parts]
            kind.add_keys(kind.add(number, place, row), name)

    def _take(self, number: int, kind: _Kind, readings: range) -> None:
        """Keep readings as they are in the index before."""
        before, now = self._before, self._parts_now
        for reading in readings:
            row = []
            for part in before.parts[before.ends[reading] : before.ends[reading + 1]]:
                if now[part] == NO_NUMBER:
                    now[part] = self._parts.setdefault(before.part(part), len(self._parts))
                row.append(now[part])
            place = before.where[2 * reading + 1]
            self._readings_now[reading] = kind.add(number, place, row)

    def arrays(self, listings: int, part_of: Index | None = None) -> dict[str, Any]:
        """Everything as arrays of the index, readings of persons first.

        Args:
            listings: how many there are.
            part_of: the index that has them among others, if they are a part of one.
        """
        persons, others, before = self._persons, self._others, self._before
        first, behind = len(persons.ends), len(persons.parts)
        where = persons.where + others.where
        reading_parts = persons.parts + others.parts
        ends = array("I", [0]) + persons.ends
        ends.extend([end + behind for end in others.ends])
        whole = self._keys_of_readings()
        parts = list(self._parts)
        postings = _postings(reading_parts, ends, len(parts))
        spelled, special = self._keys_of_parts()
        order = _Order.of(spelled, special, whole)
        bearers = array("I", _bearers(where[::2], order, postings, spelled, whole))
        counted = dict(zip(order.words, bearers, strict=True))
        rarity = Rarity(lambda form: counted.get(form, 0), listings)
        if part_of is not None:
            rarity = part_of.rarity
        digits = array("d", map(rarity.digits, parts))
        texts, text_ends = texts_of(map(as_text, parts))
        posted, posting_ends = rows_of(postings)
        keyed_parts, keyed_part_ends = rows_of(
            [spelled.get(key) or special.get(key) or () for key in order.words]
        )
        keyed_readings, keyed_reading_ends = rows_of(
            [whole.get(key, ()) for key in order.words]
        )
        words, word_ends = texts_of(order.words)
        hashes = _Hashes(before, order.words)
        near = hashes.of(
            "near_hashes",
            "near_words",
            range(order.spelled),
            lambda form: (*buckets(form), *near_keys(form)),
        )
        known = before.sounds
        heard, heard_ends = texts_of(
            known.get(form) or sounds(form) for form in order.words[: order.spelled]
        )
        plain = enumerate(order.words[: order.plain])
        glued = {number for number, word in plain if word in whole}
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
            "part_rough": self._rough(),
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
                if part_of is None
                else part_of.is_unvowelled(form)
                for form in order.words[: order.spelled]
            ),
            "sounds": heard,
            "sound_ends": heard_ends,
            **sorted_pairs(
                "key_hashes",
                "keys",
                hashes.of("key_hashes", "keys", range(len(order.words)), lambda word: (word,)),
            ),
            **sorted_pairs("near_hashes", "near_words", near),
            "near_bits": bits_of((pair >> (64 - NEAR_BITS) for pair in near), NEAR_BITS),
            **sorted_pairs(
                "glued_hashes",
                "glued_words",
                hashes.of("glued_hashes", "glued_words", glued, buckets),
            ),
        }

    def _keys_of_readings(self) -> "dict[str, array[int]]":
        """The readings of each key that is met in a reading as a whole, in order."""
        first, before, now = len(self._persons.ends), self._before, self._readings_now
        found = self._persons.keys
        for key, numbers in self._others.keys.items():
            found.setdefault(key, array("I")).extend([number + first for number in numbers])
        for reading in range(before.persons, len(now)):
            if now[reading] != NO_NUMBER:
                now[reading] += first
        for key, kept in before.keys_of(now):
            kept += found.get(key, ())
            kept.sort()
            found[key] = array("I", kept)
        return found

    def _rough(self) -> "array[int]":
        """The rough number of each part."""
        rough = dict(zip(self._parts_now, self._before.rough, strict=True))
        return array(
            "H",
            [
                rough[number] if number in rough else keys.rough(part)
                for part, number in self._parts.items()
            ],
        )

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


class _Hashes:
    """The numbers that keys are found by, worked out now or for the index before.

    Args:
        before: what that says.
        words: the text of each key.
    """

    def __init__(self, before: Before, words: Sequence[str]) -> None:
        self._before, self._words = before, words
        self._now = before.numbers_in(words)

    def of(
        self,
        hashes: str,
        values: str,
        wanted: Collection[int],
        rough: Callable[[str], Iterable[str]],
    ) -> list[int]:
        """Hashes above the keys that they are of, each once; most in order as they come.

        Args:
            hashes: array of the hashes.
            values: array of the keys beside them.
            wanted: the keys that they are wanted of.
            rough: what the texts of these are hashed as.
        """
        pairs = list(self._before.pairs(hashes, values, self._now, wanted))
        known = {pair & LOW for pair in pairs}
        for number in wanted:
            if number not in known:
                found = {hashed(text) for text in rough(self._words[number])}
                pairs += [each << 32 | number for each in found]
        return pairs


def _none(length: int) -> "array[int]":
    return array("I", [NO_NUMBER]) * length


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


def _bearers(
    listing_of: "array[int]",
    order: _Order,
    postings: "Sequence[array[int]]",
    spelled: dict[str, list[int]],
    whole: "dict[str, array[int]]",
) -> Iterator[int]:
    """Of how many listings there is a reading with each key."""
    whose = listing_of.__getitem__
    for key in order.words:
        rows = [postings[part] for part in spelled.get(key, ())]
        if key in whole:
            rows.append(whole[key])
        if len(rows) == 1 and len(rows[0]) == 1:  # as of most keys
            yield 1
        else:
            yield len(set(map(whose, chain.from_iterable(rows))))


def _weights(
    reading_parts: "array[int]", ends: "array[int]", parts: list[Part], digits: "array[float]"
) -> Iterator[float]:
    """What the parts of each reading tell that can be found by a key; each form once."""
    told = [0.0 if part.kind in UNKEYED else digits[at] for at, part in enumerate(parts)]
    for start, end in pairwise(ends):
        found = {parts[part].forms: told[part] for part in reading_parts[start:end]}
        yield sum(found.values())
