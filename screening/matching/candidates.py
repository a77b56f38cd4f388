"""Which listed names are worth comparing with a query in full.

Each part of the name asked meets the listed parts near it. A name is looked at where
it has a part very near one of the rarer ones, and it is a candidate where all that it
shares could get it to the score that is asked for. What this loses against comparing
every name is printed by `python -m benchmarks.candidates`.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import NamedTuple

from screening.matching import keys
from screening.matching.around import INITIAL, Around
from screening.matching.background import RAREST
from screening.matching.compare.measures import agreement
from screening.matching.estimate import estimate
from screening.matching.index import Index
from screening.matching.keys import NOT_SOUGHT, UNKEYED
from screening.matching.model import BIRTH_DATE, TELLING
from screening.matching.near import Finder, NearPart
from screening.matching.planning import Plan, planned, planned_first
from screening.names.classes import WordClass
from screening.names.parts import Name, Part

# Names beyond these are dropped, those that are likely to score least first.
MOST = 400
# Parts of a name that are looked for, the rarest first: a list of words is no name.
MOST_PARTS = 12
# What an estimate may be too low by, in points.
SLACK = 0.6
# What a part that is printed twice may add where it agrees twice: it is estimated once.
TWICE = 1.5
# How alike a listed part has to be in the fast mode.
FAST = 0.92
# How alike two words are to the one that they are written as, as far as it matters here.
GLUED = 0.98
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


class _Met(NamedTuple):
    """A part that is looked for, beside listed ones.

    Args:
        digits: what it tells.
        near: listed parts, and how alike they are.
        glued: readings that write it as two words, and what these tell.
    """

    digits: float
    near: dict[int, float]
    glued: dict[int, float]

    @classmethod
    def of(cls, question: "Question") -> "list[_Met]":
        """The parts of a question."""
        return [
            cls(sought.digits, sought.near.parts, sought.near.glued[question.person])
            for sought in question.sought
        ]


class Question(NamedTuple):
    """One way to look for a reading of a name.

    Args:
        person: whether it is looked for among persons, or everything else.
        sought: its parts, the rarest first; before them, if any, two of them as one.
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

    def find(self, asked: Asked, within: Container[int] | None) -> list[tuple[int, float]]:
        """The readings worth comparing with a name, the likeliest first.

        Args:
            asked: the name, and what it takes to matter.
            within: numbers of the listings to search; all where it is None.

        Returns:
            Numbers of readings in the index and the most points that each can have; at
            most `MOST` of them.
        """
        found: dict[int, float] = {}
        for name in asked.names:
            question, sought = self._as_it_is(name, asked.least)
            self.keep(question, self.looked_at(question), found)
            if not self._fast:
                self.keep_born(name, question, asked.born, found)
                for other in self._with_two_as_one(name, question, sought, self._finder.whole):
                    self.keep(other, self.looked_at(other), found)
                    self.keep_born(name, other, asked.born, found)
            self.add_korean(name, found)
        return self.ranked(found, within)

    def brings_up(
        self,
        name: Name,
        least: float,
        born: Collection[int],
        *,
        as_one: bool = True,
        korean: bool = True,
    ) -> bool:
        """Whether a name brings up anything, or could where more is listed beside it.

        Args:
            name: one reading of it.
            least: points below which no name matters.
            born: listings of the same birth date.
            as_one: whether anything may be about two of its parts as one word.
            korean: whether anything may have two of its syllables.
        """
        question, sought = self._as_it_is(name, least)
        found: dict[int, float] = {}
        self.keep(question, self.looked_at(question), found)
        if found or self._shares_a_part(name, born):
            return True
        if as_one:
            for other in self._with_two_as_one(name, question, sought, self._finder.as_one):
                self.keep(other, self.looked_at(other), found)
        if korean:
            self.add_korean(name, found)
        return bool(found)

    def _shares_a_part(self, name: Name, born: Collection[int]) -> bool:
        """Whether some listings have a part about like one of a name."""
        if not born:
            return False
        rough = self._index.part_rough
        sought = set(map(keys.rough, name.core)) - {NOT_SOUGHT}
        return any(
            not sought.isdisjoint(map(rough.__getitem__, self._index.parts_of(reading)))
            for listing in born
            for reading in self._index.readings_of(listing)
        )

    def sought_first(self, name: Name, least: float) -> list[tuple[Part, float, bool]]:
        """The parts of which a candidate has one.

        Returns:
            Each with how alike (0 to 1) that has to be, and whether it may be enough
            that nothing else is.
        """
        question, sought = self._as_it_is(name, least)
        plan = question.plan
        return [
            (part, likeness, question.beyond > 0 or max(alone) >= 0)
            for part, likeness, alone in zip(sought, plan.likeness, plan.alone, strict=False)
        ]

    def nearest(self, part: Part) -> float:
        """How alike (0 to 1) what is listed is to a part; 1 where it is as two words."""
        near = self._finder.near(part)
        if near.glued[True] or near.glued[False]:
            return 1.0
        return max(near.parts.values(), default=0.0)

    def two_as_one(self, name: Name) -> list[bool]:
        """Of which neighbours of a name a part is listed that is about both as one word."""
        whole = self._finder.whole
        return [whole(pair) is not None for pair in keys.neighbours(name.parts)]

    def _as_it_is(self, name: Name, least: float) -> tuple[Question, dict[Part, Sought]]:
        """How to look for a reading of a name, and for each of its parts."""
        near, digits = self._finder.near, self._index.rarity.digits
        # what is printed twice tells nothing the second time
        parts = [part for part in name.core if part.kind not in UNKEYED]
        keyed = {part.forms: part for part in parts}
        told = [(digits(part), part) for part in keyed.values()]
        told.sort(key=itemgetter(0), reverse=True)
        beyond = sum(each for each, _ in told[MOST_PARTS:])
        # an initial may stand for a name, whatever that tells
        beyond += RAREST * sum(part.kind is WordClass.INITIAL for part in name.core)
        del told[MOST_PARTS:]
        least -= 0.0 if self._fast else SLACK
        least -= TWICE * (len(parts) - len(keyed))
        plan = planned(name.person, [each for each, _ in told], least)
        if self._fast:
            plan = plan._replace(likeness=tuple(max(FAST, each) for each in plan.likeness))
        sought = {part: Sought(each, partial(near, part)) for each, part in told}
        total = sum(each for each, _ in told)
        question = Question(name.person, list(sought.values()), plan, total, beyond, least)
        return question, sought

    def _with_two_as_one(
        self,
        name: Name,
        question: Question,
        sought: Mapping[Part, Sought],
        as_one: Callable[[Sequence[Part]], NearPart | None],
    ) -> Iterator[Question]:
        """The ways to look for it with two parts as one, where one is listed that is so."""
        # the first letters of a word may look like a legal form: `Co mmittee`
        for pair in keys.neighbours(name.parts):
            whole = as_one(pair) if any(part in sought for part in pair) else None
            if whole is not None:
                both = Sought(sum(map(self._index.rarity.digits, pair)), partial(_same, whole))
                parts = [both, *(each for part, each in sought.items() if part not in pair)]
                digits = [each.digits for each in parts]
                plan = planned_first(question.person, digits, question.least)
                yield question._replace(sought=parts, plan=plan, total=sum(digits))

    def looked_at(self, question: Question) -> set[int]:
        """The readings that share enough parts to be looked at."""
        plan, person = question.plan, question.person
        found: set[int] = set()
        for at, sought in enumerate(question.sought[: plan.needed]):
            near = sought.near
            found.update(near.glued[person])
            around = self._around(near, plan.likeness[at], person)
            found.update(around.alone(plan.alone[at], question.beyond))
            if not len(around):
                continue  # what is near the other parts may never be asked
            shared: Counter[int] = Counter()
            for other in question.sought:
                if other is not sought:
                    shared.update(self._beside(around, other.near, person))
            fewest = plan.others[at]
            found.update(
                reading
                for reading, many in shared.items()
                if many >= fewest or reading in around.with_initials
            )
        return found

    def _beside(self, around: Around, near: NearPart, person: bool) -> set[int]:
        """The readings around a part that have another part too."""
        found = set(around.beside(near.parts, near.mask, self._index.part_rough))
        if near.glued[person]:
            found.update(around.within(near.glued[person]))
        return found

    def _around(self, near: NearPart, likeness: float, person: bool) -> Around:
        around = near.around.get((likeness, person))
        if around is None:
            around = Around(self._index, near.nearest(likeness), person=person)
            near.around[likeness, person] = around
        return around

    def keep(
        self, question: Question, readings: Collection[int], found: dict[int, float]
    ) -> None:
        """Add the readings that may get the points, and about how many."""
        if not readings:
            return
        sought = _Met.of(question)
        for reading in readings:
            points = self._points(question, sought, reading)
            if points >= question.least and points > found.get(reading, -math.inf):
                found[reading] = points

    def keep_born(
        self, name: Name, question: Question, born: Collection[int], found: dict[int, float]
    ) -> None:
        """Add the readings of listings of the same birth date that share about a part."""
        if not born:
            return
        index, least = self._index, question.least - SAME_DAY
        sought = set(map(keys.rough, name.core)) - {NOT_SOUGHT}
        asked = _Met.of(question)
        for listing in born:
            for reading in index.readings_of(listing):
                if (reading < index.persons) is not question.person:
                    break
                if sought.isdisjoint(
                    map(index.part_rough.__getitem__, index.parts_of(reading))
                ):
                    continue
                points = self._points(question, asked, reading)
                if points >= least:
                    found[reading] = max(points + SAME_DAY, found.get(reading, points))

    def _points(self, question: Question, sought: "list[_Met]", reading: int) -> float:
        parts = self._index.parts_of(reading).tolist()
        tells = list(map(self._index.part_digits.__getitem__, parts))
        agreeing = deviation = matched = 0.0
        left, agree, worst = question.total, 0, 1.0
        initials = tells.count(INITIAL)
        for asked, near, glued in sought:
            likeness, digits = 0.0, -1.0
            for part, listed in zip(parts, tells, strict=True):
                other = near.get(part, 0.0)
                if other > likeness:
                    likeness, digits = other, listed
            if reading in glued:
                likeness, digits = GLUED, glued[reading]
            if digits < 0.0:
                if initials:  # which may stand for it
                    initials -= 1
                    left -= asked
                continue
            matched += digits
            told = min(asked, digits)
            if told >= TELLING and likeness < worst:
                worst = likeness
            agreed = told * agreement(likeness)
            agreeing += agreed
            deviation += told - agreed
            left -= asked
            agree += 1
        listed_left = max(0.0, self._index.weights[reading] - matched - question.beyond)
        points = estimate(question.person).points
        return points(agreeing, deviation, max(0.0, left), listed_left, agree, 1.0 - worst)

    def add_korean(self, name: Name, found: dict[int, float]) -> None:
        """Add the readings with Korean syllables in common, and about their points."""
        index, pairs = self._index, keys.of_korean(name)
        listed = [key for key in map(index.key, pairs) if key is not None]
        count = Counter(reading for key in listed for reading in index.readings_with(key))
        for reading, shared in count.items():
            if (reading < index.persons) is not name.person:
                continue
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


def _same(near: NearPart) -> NearPart:
    return near
