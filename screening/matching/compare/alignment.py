"""Laying the parts of two names side by side.

Word order is not evidence: each part is put beside the one it is most like,
at most once, and joined and split parts are tried.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from screening.matching.compare.parts import alike
from screening.matching.model import ALIGN, NOTHING
from screening.names.classes import WordClass
from screening.names.parts import Part

_MOST_JOINED = 3
_SHORTEST_JOINED = 5
_JOINED_ALIKE = 0.86
_JOINABLE = frozenset(
    {
        WordClass.WORD,
        WordClass.PARTICLE,
        WordClass.GENERIC,
        WordClass.INITIAL,
        WordClass.PATRONYMIC,
    }
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Parts of the query beside parts of the listed name; one side may be several."""

    query: tuple[Part, ...]
    listed: tuple[Part, ...]
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """Every part of two names: in a pair, or left over.

    Args:
        strict: whether a part left over on one side alone contradicts too.
    """

    pairs: tuple[Pair, ...]
    query_rest: tuple[Part, ...]
    listed_rest: tuple[Part, ...]
    strict: bool = False


Weigh = Callable[[Part], float]


def align(query: Sequence[Part], listed: Sequence[Part], weigh: Weigh) -> Alignment:
    """Put the parts of two names side by side.

    The likeliest pairs are taken first, and once more the weightiest first;
    the way in which more agrees is kept. That is the best assignment but for
    names in which many parts are nearly alike. Ties are broken by the parts'
    own spelling, so that the result depends on neither word order nor on which
    name is asked and which is listed.
    """
    found = _pairs(query, listed, weigh)
    ways = (_taken(sorted(found, key=order)) for order in (_likeliest, _weightiest))
    chosen = max(ways, key=lambda way: sum(pair.agreeing for pair in way))
    query_used = {at for pair in chosen for at in pair.left}
    listed_used = {at for pair in chosen for at in pair.right}
    return Alignment(
        tuple(pair.pair for pair in chosen),
        tuple(part for at, part in enumerate(query) if at not in query_used),
        tuple(part for at, part in enumerate(listed) if at not in listed_used),
    )


@dataclass(frozen=True, slots=True)
class _Option:
    """A pair that could be taken, and the places it would use up."""

    pair: Pair
    left: tuple[int, ...]
    right: tuple[int, ...]
    weight: float

    @property
    def agreeing(self) -> float:
        return self.weight * (self.pair.likeness - NOTHING)


def _likeliest(option: _Option) -> tuple[float, float, str]:
    return -option.pair.likeness, -option.weight, _texts(option.pair)


def _weightiest(option: _Option) -> tuple[float, float, str]:
    return -option.agreeing, -option.pair.likeness, _texts(option.pair)


def _texts(pair: Pair) -> str:
    sides = (" ".join(part.forms[0] for part in side) for side in (pair.query, pair.listed))
    return "|".join(sorted(sides))


def _taken(options: list[_Option]) -> list[_Option]:
    """Options in their order, each unless one of its places is used up."""
    query_used: set[int] = set()
    listed_used: set[int] = set()
    chosen = []
    for option in options:
        if query_used.isdisjoint(option.left) and listed_used.isdisjoint(option.right):
            query_used.update(option.left)
            listed_used.update(option.right)
            chosen.append(option)
    return chosen


def _pairs(query: Sequence[Part], listed: Sequence[Part], weigh: Weigh) -> list[_Option]:
    found: list[_Option] = []
    for at, one in enumerate(query):
        for place, other in enumerate(listed):
            likeness, reason = alike(one, other)
            if likeness >= ALIGN:
                pair = Pair((one,), (other,), likeness, reason)
                found.append(_Option(pair, (at,), (place,), weigh(one) + weigh(other)))
    found.extend(_joined(query, listed, weigh, swap=False))
    found.extend(_joined(listed, query, weigh, swap=True))
    return found


def _joined(
    several: Sequence[Part], single: Sequence[Part], weigh: Weigh, *, swap: bool
) -> Iterator[_Option]:
    """Neighbours of one name that the other writes as one word."""
    for length in range(2, _MOST_JOINED + 1):
        for start in range(len(several) - length + 1):
            parts = tuple(several[start : start + length])
            glued = _glued(parts)
            if glued is None:
                continue
            for place, other in enumerate(single):
                if other.kind not in _JOINABLE or not _lengths_fit(glued, other):
                    continue
                likeness, reason = alike(glued, other)
                if likeness >= _JOINED_ALIKE:
                    span = tuple(range(start, start + length))
                    reason = f"{reason}, written apart"
                    weight = sum(map(weigh, parts)) + weigh(other)
                    if swap:
                        pair = Pair((other,), parts, likeness, reason)
                        yield _Option(pair, (place,), span, weight)
                    else:
                        pair = Pair(parts, (other,), likeness, reason)
                        yield _Option(pair, span, (place,), weight)


def _glued(parts: tuple[Part, ...]) -> Part | None:
    """Parts written as one word, None where nobody would write them so."""
    if any(part.kind not in _JOINABLE or part.syllables for part in parts):
        return None
    first = "".join(part.forms[0] for part in parts)
    last = "".join(part.forms[-1] for part in parts)
    letters = all(len(part.forms[0]) == 1 for part in parts)
    if len(first) < _SHORTEST_JOINED and not letters:
        return None
    return Part(
        "".join(part.text for part in parts),
        (first,) if first == last else (first, last),
        WordClass.WORD,
        first,
        skeletal=any(part.skeletal for part in parts),
    )


def _lengths_fit(one: Part, other: Part) -> bool:
    if one.skeletal or other.skeletal:
        return True
    a, b = len(one.forms[0]), len(other.forms[0])
    return 3 * abs(a - b) <= max(a, b)
