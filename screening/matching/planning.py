"""How to look for a name, from what its parts tell and the points that it has to get."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from screening.matching.around import MOST_ALONE, STAIRS
from screening.matching.compare.measures import agreement
from screening.matching.estimate import estimate
from screening.matching.spellings import LEAST, LEAST_GLUED

# Where what is less alike is not enough, it is not looked at; and how far it agrees.
LIKENESSES = tuple((likeness, agreement(likeness)) for likeness in STAIRS[-2:])
# Digits are told apart by this where it is planned how to look for them, which may cost
# so many points.
STEPS, ROUNDED = 4, 0.2
# Shares of what a part asked tells that a listed one like it may tell.
TELLS_OF_IT = (1.0, 0.5)


class Plan(NamedTuple):
    """How to look for a name whose parts tell so much.

    Args:
        needed: how many of its parts, the rarest first, a candidate has to be near to
            one of; 0 where no listed name could get the points.
        likeness: for each of those, how alike (0 to 1) a listed part has to be.
        alone: for each of those, how much more a listed name may tell where it shares
            nothing else but a part as alike as each of `STAIRS`, or that and an initial;
            less than nothing where that is never enough.
        others: for each of those, how many other parts a candidate has to share at
            least, where it shares any.
    """

    needed: int
    likeness: tuple[float, ...]
    alone: tuple[tuple[float, ...], ...]
    others: tuple[int, ...]


def planned(person: bool, digits: Iterable[float], least: float) -> Plan:
    """How to look for a name.

    Args:
        person: whether it is looked for among persons, or everything else.
        digits: what its parts tell, the rarest first.
        least: the points that a name has to get.
    """
    return _planned(person, _in_steps(digits), least - ROUNDED)


def planned_first(person: bool, digits: Iterable[float], least: float) -> Plan:
    """How to look for a name that has to be near the first of its parts, two as one."""
    return _planned_first(person, _in_steps(digits), least - ROUNDED)


def _in_steps(digits: Iterable[float]) -> tuple[float, ...]:
    """Digits so that many names have one plan."""
    return tuple([round(each * STEPS) / STEPS for each in digits])


@lru_cache(maxsize=1 << 16)
def _planned(person: bool, digits: tuple[float, ...], least: float) -> Plan:
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
    alone = (_all_alone(person, digits, at, least) for at in range(needed))
    others = (_fewest_others(person, digits, at, least) for at in range(needed))
    return Plan(needed, tuple(likeness), tuple(alone), tuple(others))


@lru_cache(maxsize=1 << 14)
def _planned_first(person: bool, digits: tuple[float, ...], least: float) -> Plan:
    alone = _all_alone(person, digits, 0, least)
    return Plan(1, (LEAST_GLUED,), (alone,), (_fewest_others(person, digits, 0, least),))


def _all_alone(
    person: bool, digits: Sequence[float], at: int, least: float
) -> tuple[float, ...]:
    left = sum(digits) - digits[at]
    alone = dict.fromkeys(STAIRS, -1.0)
    for likeness in STAIRS:
        alone[likeness] = _most_alone(person, digits[at], left, least, likeness)
        if alone[likeness] < 0.0:
            break  # nor is one less alike enough
    # an initial may stand for all that is left
    return (*alone.values(), _most_alone(person, digits[at], 0.0, least, 1.0))


def _fewest_others(person: bool, digits: Sequence[float], at: int, least: float) -> int:
    """How many other parts a listed name has to share with a part, one at least."""
    points, total = estimate(person).points, sum(digits)
    agreeing, others = digits[at], [*digits[:at], *digits[at + 1 :]]
    for many, each in enumerate(others, start=1):
        agreeing += each
        if points(agreeing, 0.0, max(0.0, total - agreeing), 0.0, many + 1) >= least:
            return many
    return len(digits)


def _most_alone(
    person: bool, digits: float, left: float, least: float, likeness: float
) -> float:
    """How much more a listed name may tell that shares one part of those asked alone."""
    points, agreed = estimate(person).points, agreement(likeness)
    most = -1.0
    for told in (digits * share for share in TELLS_OF_IT):
        agreeing, behind = told * agreed, float(MOST_ALONE)
        for over in _from_the_most(left):
            if behind <= most:
                break
            if points(agreeing, told - agreeing, left, over, 1, 1.0 - likeness) >= least:
                most = behind  # as far as to where it was not enough
                break
            behind = over
    return most


@lru_cache(maxsize=1 << 10)
def _from_the_most(left: float) -> tuple[float, ...]:
    """What a listed name may tell beyond a part, in steps, the most first.

    Points become fewer with it, but for where it comes up to what is left of the name
    asked: then the one makes up for the other.
    """
    steps = (0.0, left / 2, left, left + 1.0, left + 3.0, MOST_ALONE)
    return tuple(sorted({min(float(MOST_ALONE), each) for each in steps}, reverse=True))


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
