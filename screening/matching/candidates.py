"""Which listed names are worth comparing with a query in full.

Each part of the name asked meets the listed parts near it. A name is looked at where
it has a part very near one of the rarer ones, and it is a candidate where all that it
shares could get it to the score that is asked for. What this loses against comparing
every name is printed by `python -m benchmarks.candidates`.
"""

import math
from array import array
from bisect import bisect_right
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from screening.matching import keys
from screening.matching.background import RAREST
from screening.matching.compare.measures import agreement
from screening.matching.estimate import estimate
from screening.matching.index import Index
from screening.matching.keys import NOT_SOUGHT, UNKEYED
from screening.matching.model import BIRTH_DATE, CLASSES, TELLING
from screening.matching.near import LEAST, LEAST_GLUED, MASK_BYTES, Around, Finder, NearPart
from screening.names.classes import WordClass
from screening.names.parts import Name, Part

# Names beyond these are dropped, those that are likely to score least first.
MOST = 400
# Parts of a name that are looked for, the rarest first: a list of words is no name.
MOST_PARTS = 12
# What an estimate may be too low by, in points.
SLACK = 0.6
# Where what is less alike is not enough, it is not looked at; and how far it agrees.
LIKENESSES = tuple((at / 100, agreement(at / 100)) for at in (90, 84))
# Digits are told apart by this where it is planned how to look for them.
STEPS = 4
# What a listed name may tell beyond one part that it shares, at most, in digits.
MOST_ALONE = 12.0
# Parts of which it is remembered what stands around those near them; one with very many
# counts for several.
REMEMBERED, MANY_BESIDE = 40_000, 1_000
# How alike a listed part has to be in the fast mode.
FAST = 0.92
# How alike two words are to the one that they are written as, as far as it matters here.
GLUED = 0.98
# What an initial tells, in digits, as no other part does.
INITIAL = CLASSES[WordClass.INITIAL][1]
# What the same birth date adds, in points.
SAME_DAY = BIRTH_DATE["equal"]
# Two Korean syllables of three in common may be a name, all of them are one.
TWO_OF_THREE, ALL_SYLLABLES = 0.0, 3.0


class Asked(NamedTuple):
    """A name that is looked for.

    Args:
        names: its readings.
        least: points below which no name matters.
        born: listings of the same birth date, of which less of a name matters.
    """

    names: tuple[Name, ...]
    least: float
    born: tuple[int, ...] = ()


class Sought:
    """A part of the name asked that is looked for, or two as one word.

    Args:
        digits: what it tells.
        near: finds what is listed near it.
    """

    __slots__ = ("_find", "_near", "digits")

    def __init__(self, digits: float, near: Callable[[], NearPart]) -> None:
        self.digits = digits
        self._find = near
        self._near: NearPart | None = None

    @property
    def near(self) -> NearPart:
        """What is listed near it; looked for when it is needed first."""
        if self._near is None:
            self._near = self._find()
        return self._near


class Plan(NamedTuple):
    """How to look for a name whose parts tell so much.

    Args:
        needed: how many of its parts, the rarest first, a candidate has to be near to
            one of; 0 where no listed name could get the points.
        likeness: for each of those, how alike (0 to 1) a listed part has to be.
        alone: for each of those, how much more a listed name may tell where it shares
            nothing else; less than nothing where that is never enough.
    """

    needed: int
    likeness: tuple[float, ...]
    alone: tuple[float, ...]


TWO_AS_ONE = Plan(1, (LEAST_GLUED,), (MOST_ALONE,))
"""Two words as one have to be near one that is listed."""


class Question(NamedTuple):
    """One way to look for a reading of a name.

    Args:
        person: whether it is looked for among persons, or everything else.
        sought: its parts, the rarest first.
        plan: how to look for them.
        total: what all of them tell.
        beyond: what parts tell at most that are not looked for.
        least: the points that a name has to get.
    """

    person: bool
    sought: list[Sought]
    plan: Plan
    total: float
    beyond: float
    least: float


class Candidates:
    """Finds candidates in an index; remembers what is near parts asked before.

    Args:
        index: what to search.
        fast: whether only names spelled about alike are searched, with no words written
            apart or as one.
    """

    def __init__(self, index: Index, *, fast: bool = False) -> None:
        self._index = index
        self._fast = fast
        self._finder = Finder(index)
        self._remembered = 0

    def find(self, asked: Asked, within: Container[int] | None) -> list[tuple[int, float]]:
        """The readings worth comparing with a name, the likeliest first.

        Args:
            asked: the name, and what it takes to matter.
            within: numbers of the listings to search; all where it is None.

        Returns:
            Numbers of readings in the index and the most points that each can have, at
            most `MOST` for each name asked.
        """
        found: dict[int, float] = {}
        for name in asked.names:
            for question in self.questions(name, asked.least):
                self.keep(question, self.looked_at(question), found)
                if asked.born and not self._fast:
                    self.keep_born(name, question, asked.born, found)
            self.add_korean(name, found)
        return self.ranked(found, within)

    def questions(self, name: Name, least: float) -> Iterator[Question]:
        """The ways to look for a reading of a name: as it is, and with two parts as one.

        Those that no listed name could answer are left out.
        """
        finder, digits = self._finder, self._index.rarity.digits
        # what is printed twice tells nothing the second time
        keyed = {part.forms: part for part in name.core if part.kind not in UNKEYED}
        told = [(digits(part), part) for part in keyed.values()]
        told.sort(key=_told, reverse=True)
        beyond = sum(each for each, _ in told[MOST_PARTS:])
        # an initial may stand for a name, whatever that tells
        beyond += RAREST * sum(part.kind is WordClass.INITIAL for part in name.core)
        del told[MOST_PARTS:]
        sought = [Sought(each, partial(finder.near, part)) for each, part in told]
        least -= 0.0 if self._fast else SLACK
        yield self._question(name.person, sought, beyond, least)
        for pair in () if self._fast else keys.neighbours(name.core):
            whole = finder.whole(pair)
            if whole is not None:
                both = Sought(sum(map(digits, pair)), partial(_same, whole))
                rest = [
                    each
                    for each, (_, part) in zip(sought, told, strict=True)
                    if part not in pair
                ]
                asked = self._question(name.person, [both, *rest], beyond, least)
                yield asked._replace(plan=TWO_AS_ONE)

    def _question(
        self, person: bool, sought: list[Sought], beyond: float, least: float
    ) -> Question:
        digits = tuple(round(each.digits * STEPS) / STEPS for each in sought)
        plan = planned(person, digits, least)
        if self._fast:
            plan = plan._replace(likeness=tuple(max(FAST, each) for each in plan.likeness))
        return Question(
            person, sought, plan, sum(each.digits for each in sought), beyond, least
        )

    def looked_at(self, question: Question) -> set[int]:
        """The readings that share enough parts to be looked at."""
        plan, person = question.plan, question.person
        found: set[int] = set()
        for at, sought in enumerate(question.sought[: plan.needed]):
            near = sought.near
            found.update(near.glued[person])
            around = self._around(near, plan.likeness[at], person)
            found.update(
                around.readings[: bisect_right(around.over, plan.alone[at] + question.beyond)]
            )
            for other in question.sought:
                if other is sought:
                    continue
                if other.near.mask & around.mask:
                    listed = other.near.parts
                    pairs = zip(around.beside, around.beside_readings, strict=True)
                    found.update(reading for part, reading in pairs if part in listed)
                apart = other.near.glued[person]
                if apart:
                    found.update(
                        reading for reading in around.beside_readings if reading in apart
                    )
        return found

    def _around(self, near: NearPart, likeness: float, person: bool) -> Around:
        known = near.around.get((likeness, person))
        if known is None:
            known = self._looked_around(near, likeness, person)
            self._remembered += 1 + len(known.beside) // MANY_BESIDE
            if self._remembered > REMEMBERED:
                self._finder.forget()
                self._remembered = 0
            near.around[likeness, person] = known
        return known

    def _looked_around(self, near: NearPart, likeness: float, person: bool) -> Around:
        index = self._index
        digits, weights, rough = index.part_digits, index.weights, index.part_rough
        readings: list[tuple[float, int]] = []
        beside, beside_readings = array("I"), array("I")
        mask = bytearray(MASK_BYTES)
        for number in near.nearest(likeness):
            told = digits[number]
            for reading in index.postings_of(number, person):
                over = weights[reading] - told
                if over <= MOST_ALONE:
                    readings.append((over, reading))
                for part in index.parts_of(reading):
                    if part != number and rough[part] != NOT_SOUGHT:
                        beside.append(part)
                        beside_readings.append(reading)
                        mask[rough[part] >> 3] |= 1 << (rough[part] & 7)
        readings.sort()
        return Around(
            array("f", (over for over, _ in readings)),
            array("I", (reading for _, reading in readings)),
            beside,
            beside_readings,
            int.from_bytes(mask, "little"),
        )

    def keep(
        self, question: Question, readings: Iterable[int], found: dict[int, float]
    ) -> None:
        """Add the readings that may get the points, and about how many."""
        for reading in readings:
            points = self._points(question, reading)
            if points >= question.least and points > found.get(reading, -math.inf):
                found[reading] = points

    def keep_born(
        self, name: Name, question: Question, born: Iterable[int], found: dict[int, float]
    ) -> None:
        """Add the readings of listings of the same birth date that share about a part."""
        index, least = self._index, question.least - SAME_DAY
        sought = set(map(keys.rough, name.core)) - {NOT_SOUGHT}
        for listing in born:
            for reading in index.readings_of(listing):
                if (reading < index.persons) is not question.person:
                    break
                if any(index.part_rough[part] in sought for part in index.parts_of(reading)):
                    points = self._points(question, reading)
                    if points >= least:
                        found[reading] = max(points + SAME_DAY, found.get(reading, points))

    def _points(self, question: Question, reading: int) -> float:
        index = self._index
        parts = index.parts_of(reading)
        agreeing = deviation = matched = 0.0
        left, agree, worst = question.total, 0, 1.0
        initials = sum(index.part_digits[part] == INITIAL for part in parts)
        for sought in question.sought:
            near, listed = sought.near.parts, -1
            likeness = 0.0
            for part in parts:
                other = near.get(part)
                if other is not None and other > likeness:
                    listed, likeness = part, other
            told_apart = sought.near.glued[question.person].get(reading)
            if told_apart is not None:
                likeness, digits = GLUED, told_apart
                matched += digits
            elif listed >= 0:
                digits = index.part_digits[listed]
                matched += digits
            else:
                if initials:  # which may stand for it
                    initials -= 1
                    left -= sought.digits
                continue
            told = min(sought.digits, digits)
            if told >= TELLING and likeness < worst:
                worst = likeness
            agreed = told * agreement(likeness)
            agreeing += agreed
            deviation += told - agreed
            left -= sought.digits
            agree += 1
        listed_left = max(0.0, index.weights[reading] - matched - question.beyond)
        points = estimate(question.person).points
        return points(agreeing, deviation, max(0.0, left), listed_left, agree, 1.0 - worst)

    def add_korean(self, name: Name, found: dict[int, float]) -> None:
        """Add the readings with Korean syllables in common, and about their points."""
        pairs = keys.of_korean(name)
        count: dict[int, int] = {}
        for text in pairs:
            key = self._index.key(text)
            if key is not None:
                for reading in self._index.readings_with(key):
                    if (reading < self._index.persons) is name.person:
                        count[reading] = count.get(reading, 0) + 1
        for reading, shared in count.items():
            points = ALL_SYLLABLES if shared > 1 or len(pairs) == 1 else TWO_OF_THREE
            found[reading] = max(points, found.get(reading, points))

    def ranked(
        self, found: Mapping[int, float], within: Container[int] | None
    ) -> list[tuple[int, float]]:
        """What was found, the likeliest first, with the most points each can have."""
        reading = self._index.reading
        kept = [
            (points, number)
            for number, points in found.items()
            if within is None or reading(number).listing in within
        ]
        kept.sort(key=lambda item: (-item[0], item[1]))
        return [(number, points + SLACK) for points, number in kept[:MOST]]


@lru_cache(maxsize=1 << 16)
def planned(person: bool, digits: tuple[float, ...], least: float) -> Plan:
    """How to look for a name.

    Args:
        person: whether it is looked for among persons, or everything else.
        digits: what its parts tell, the rarest first.
        least: the points that a name has to get.
    """
    points = estimate(person).points
    total, rest, needed = sum(digits), 0.0, 0
    for at in range(len(digits) - 1, -1, -1):
        rest += digits[at]
        if points(rest, 0.0, total - rest, 0.0, len(digits) - at) >= least:
            needed = at + 1
            break
    likeness = (
        _likeness_needed(person, each, total - each, len(digits), least)
        for each in digits[:needed]
    )
    alone = (_most_alone(person, each, total - each, least) for each in digits[:needed])
    return Plan(needed, tuple(likeness), tuple(alone))


def _most_alone(person: bool, digits: float, left: float, least: float) -> float:
    """How much more a listed name may tell that shares one part of those asked alone."""
    points = estimate(person).points
    over = 0.0
    while over < MOST_ALONE and points(digits, 0.0, left, over, 1) >= least:
        over += 1.0
    return over - (0.0 if over else 1.0)


def _likeness_needed(
    person: bool, digits: float, rest: float, parts: int, least: float
) -> float:
    """How alike a listed part has to be where all others are the same, in a few steps."""
    points = estimate(person).points
    for likeness, agreed in LIKENESSES:
        agreeing = digits * agreed
        most = points(rest + agreeing, digits - agreeing, 0.0, 0.0, parts, 1.0 - likeness)
        if most < least:
            return likeness
    return LEAST


def _told(item: tuple[float, Part]) -> float:
    return item[0]


def _same(near: NearPart) -> NearPart:
    return near
