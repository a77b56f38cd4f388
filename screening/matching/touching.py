"""Whether what changed on the lists could change an answer.

Asked of small indexes of the affected listings alone, as they were and as they are. What
this lets pass has the same answer as before (docs/decisions/0016-rescreening.md); of
what it holds back most has it too.
"""

from collections.abc import Callable
from typing import NamedTuple

from screening.matching.candidates import Candidates
from screening.matching.index import Index
from screening.matching.listed import from_text
from screening.matching.traces import Trace, trace
from screening.names.parts import Name, Part

REMEMBERED = 1 << 20
OTHERWISE = 2.0
"""Stands for a part that tells more or less than it did; others have a likeness."""


class Sides(NamedTuple):
    """The lists as they were and as they are, and small indexes of what is affected.

    Args:
        before: the older index.
        now: the newer one.
        affected_before: the affected listings of the older one.
        affected_now: those of the newer one.
        gone: those of the older one that the newer one has not as they were, and all
            that are written otherwise there.
    """

    before: Index
    now: Index
    affected_before: Index
    affected_now: Index
    gone: Index


class Touching:
    """Tells the queries whose answer may be another.

    Args:
        sides: what is affected.
        otherwise: whether a part tells more or less than it did.
        fast: whether names spelled otherwise are searched less thoroughly.
    """

    def __init__(self, sides: Sides, otherwise: Callable[[Part], bool], *, fast: bool) -> None:
        self._whole = tuple(Candidates(index, fast=fast) for index in sides[:2])
        pair = (sides.affected_before, sides.affected_now)
        self._sides = [(index, Candidates(index, fast=fast)) for index in pair]
        # what is affected in both reads the same in both
        self._near = (Candidates(sides.gone, fast=fast), self._sides[1][1])
        self._otherwise = otherwise
        self._parts: dict[str, float] = {}
        self._rough: dict[str, bool] = {}

    def touches(self, text: str) -> bool:
        """Whether an answer may be another.

        Args:
            text: what the query is searched by, as `traces.trace_text` has it.
        """
        asked = trace(text)
        nearly = False
        for _, first, parts in asked.readings:
            known = [self._known(part) for part in parts]
            if OTHERWISE in known:
                return True
            near = len(known) - known.count(0.0)
            nearly = nearly or any(
                known[place] >= likeness and (alone or near > 1)
                for place, likeness, alone in first
            )
        as_one = any(map(self._known_rough, asked.joined))
        if nearly or as_one or asked.korean or asked.days or asked.identifiers:
            return self._brought_up(asked, nearly=nearly, as_one=as_one)
        return False

    def _brought_up(self, asked: Trace, *, nearly: bool, as_one: bool) -> bool:
        """Whether it brings up anything that is affected, or is looked for otherwise."""
        names: list[Name] = []
        for index, candidates in self._sides:
            if any(index.with_identifier(each) for each in asked.identifiers):
                return True
            born = [number for day in asked.days for number in index.born_on(day)]
            korean = any(index.key(each) is not None for each in asked.korean)
            if not (nearly or as_one or born or korean):
                continue
            names = names or [reading.name for reading in asked.readings]
            if any(
                candidates.brings_up(name, asked.least, born, as_one=as_one, korean=korean)
                for name in names
            ):
                return True
        before, now = self._whole
        return as_one and any(before.two_as_one(name) != now.two_as_one(name) for name in names)

    def _known(self, text: str) -> float:
        """How alike what is affected is to a part, or that it tells more or less."""
        known = self._parts.get(text)
        if known is None:
            if len(self._parts) == REMEMBERED:
                self._parts.clear()
            part = from_text(text)
            known = self._parts[text] = (
                OTHERWISE
                if self._otherwise(part)
                else max(candidates.nearest(part) for candidates in self._near)
            )
        return known

    def _known_rough(self, rough: str) -> bool:
        """Whether anything affected has a rough key."""
        known = self._rough.get(rough)
        if known is None:
            if len(self._rough) == REMEMBERED:
                self._rough.clear()
            known = self._rough[rough] = any(
                len(index.near(rough)) > 0 for index, _ in self._sides
            )
        return known
