"""Laying the parts of two names side by side.

Word order is not evidence: each part is put beside the one it is most like,
at most once, and joined and split parts are tried.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from screening.matching.compare.parts import alike
from screening.matching.model import ALIGN, NOTHING
from screening.names.classes import SPELLED, WordClass
from screening.names.parts import Part, glued_forms

_MOST_JOINED = 3
_SHORTEST_JOINED = 5
_JOINED_ALIKE = 0.86
_JOINABLE = SPELLED | {WordClass.PARTICLE, WordClass.INITIAL}


class Pair(NamedTuple):
    """Parts of the query beside parts of the listed name; one side may be several."""

    query: tuple[Part, ...]
    listed: tuple[Part, ...]
    likeness: float
    reason: str


class Alignment(NamedTuple):
    """Every part of two names: in a pair, or left over.

    Args:
        strict: whether a part left over on one side alone contradicts too.
    """

    pairs: tuple[Pair, ...]
    query_rest: tuple[Part, ...]
    listed_rest: tuple[Part, ...]
    strict: bool = False


Weigh = Callable[[Part], float]
Placed = tuple[int, Part]


def align(query: Sequence[Part], listed: Sequence[Part], weigh: Weigh) -> Alignment:
    """Put the parts of two names side by side.

    Parts spelled the same come first; particles wait, as they are joined as often
    as not. Of the rest the likeliest pairs are taken first, and once more the
    weightiest first; the way in which more agrees is kept. That is the best
    assignment but for names in which many parts are nearly alike. Ties are broken
    by the parts' own spelling, so that the result depends on neither word order
    nor on which name is asked and which is listed.
    """
    pairs, left, right = _equal(query, listed)
    if left and right:
        found = _options(left, right, weigh)
        if found:
            chosen = _best(found)
            pairs += [option.pair for option in chosen]
            query_used = {at for option in chosen for at in option.left}
            listed_used = {at for option in chosen for at in option.right}
            left = [item for item in left if item[0] not in query_used]
            right = [item for item in right if item[0] not in listed_used]
    return Alignment(
        tuple(pairs), tuple(part for _, part in left), tuple(part for _, part in right)
    )


def _equal(
    query: Sequence[Part], listed: Sequence[Part]
) -> tuple[list[Pair], list[Placed], list[Placed]]:
    """Pairs of parts with one first spelling, and the parts of both sides left over."""
    places: dict[str, list[int]] = {}
    for place, other in enumerate(listed):
        if other.kind is not WordClass.PARTICLE:
            places.setdefault(other.forms[0], []).append(place)
    pairs: list[Pair] = []
    left: list[Placed] = []
    taken: set[int] = set()
    for at, one in enumerate(query):
        same = places.get(one.forms[0])
        if same and one.kind is not WordClass.PARTICLE:
            place = same.pop(0)
            likeness, reason = alike(one, listed[place])
            if likeness >= ALIGN:
                taken.add(place)
                pairs.append(Pair((one,), (listed[place],), likeness, reason))
                continue
            same.insert(0, place)
        left.append((at, one))
    return pairs, left, [item for item in enumerate(listed) if item[0] not in taken]


class _Option(NamedTuple):
    """A pair that could be taken, and the places it would use up."""

    pair: Pair
    left: tuple[int, ...]
    right: tuple[int, ...]
    weight: float

    @property
    def agreeing(self) -> float:
        return self.weight * (self.pair.likeness - NOTHING)


def _best(options: list[_Option]) -> list[_Option]:
    if len(options) == 1:
        return options
    ways = [_taken(sorted(options, key=order)) for order in (_likeliest, _weightiest)]
    return max(ways, key=lambda way: sum(option.agreeing for option in way))


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


def _options(left: list[Placed], right: list[Placed], weigh: Weigh) -> list[_Option]:
    found: list[_Option] = []
    for at, one in left:
        for place, other in right:
            likeness, reason = alike(one, other)
            if likeness >= ALIGN:
                pair = Pair((one,), (other,), likeness, reason)
                found.append(_Option(pair, (at,), (place,), weigh(one) + weigh(other)))
    found.extend(_joined(left, right, weigh, swap=False))
    found.extend(_joined(right, left, weigh, swap=True))
    return found


def _joined(
    several: list[Placed], single: list[Placed], weigh: Weigh, *, swap: bool
) -> Iterator[_Option]:
    """Neighbours of one name that the other writes as one word."""
    words = [item for item in single if item[1].kind in _JOINABLE and not item[1].syllables]
    if not words:
        return
    for span in _neighbours(several):
        length = sum(len(part.forms[0]) for _, part in span)
        skeletal = any(part.skeletal for _, part in span)
        fitting = [
            (place, other)
            for place, other in words
            if skeletal or other.skeletal or _lengths_fit(length, len(other.forms[0]))
        ]
        parts = tuple(part for _, part in span)
        glued = _glued(parts) if fitting else None
        if glued is None:
            continue
        places = tuple(at for at, _ in span)
        for place, other in fitting:
            likeness, reason = alike(glued, other)
            if likeness >= _JOINED_ALIKE:
                reason = f"{reason}, written apart"
                weight = sum(map(weigh, parts)) + weigh(other)
                if swap:
                    pair = Pair((other,), parts, likeness, reason)
                    yield _Option(pair, (place,), places, weight)
                else:
                    pair = Pair(parts, (other,), likeness, reason)
                    yield _Option(pair, places, (place,), weight)


def _neighbours(several: list[Placed]) -> Iterator[list[Placed]]:
    """Each two or three parts that stand one after the other."""
    for start, (first, _) in enumerate(several):
        for length in range(2, _MOST_JOINED + 1):
            span = several[start : start + length]
            if len(span) < length or span[-1][0] != first + length - 1:
                break
            yield span


def _glued(parts: tuple[Part, ...]) -> Part | None:
    """Parts written as one word, None where nobody would write them so."""
    if any(part.kind not in _JOINABLE or part.syllables for part in parts):
        return None
    forms = glued_forms(parts)
    letters = all(len(part.forms[0]) == 1 for part in parts)
    if len(forms[0]) < _SHORTEST_JOINED and not letters:
        return None
    text = "".join(part.text for part in parts)
    skeletal = any(part.skeletal for part in parts)
    return Part(text, forms, WordClass.WORD, forms[0], skeletal=skeletal)


def _lengths_fit(one: int, other: int) -> bool:
    return 3 * abs(one - other) <= max(one, other)
