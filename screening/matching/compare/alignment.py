"""Laying the parts of two names side by side.

Word order is not evidence: each part is put beside the one it is most like,
at most once, and joined and split parts are tried.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from screening.matching.compare.parts import alike
from screening.matching.model import ALIGN
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
    """Put the parts of two names side by side, the best pairs first.

    Ties are broken by the parts' own spelling, so that the result depends on
    neither word order nor on which name is asked and which is listed.
    """
    found = _pairs(query, listed, weigh)
    found.sort(key=lambda item: item[0])
    query_used: set[int] = set()
    listed_used: set[int] = set()
    chosen: list[Pair] = []
    for _, left, right, pair in found:
        if query_used.isdisjoint(left) and listed_used.isdisjoint(right):
            query_used.update(left)
            listed_used.update(right)
            chosen.append(pair)
    return Alignment(
        tuple(chosen),
        tuple(part for at, part in enumerate(query) if at not in query_used),
        tuple(part for at, part in enumerate(listed) if at not in listed_used),
    )


Rank = tuple[float, float, str]
Span = tuple[int, ...]


def _pairs(
    query: Sequence[Part], listed: Sequence[Part], weigh: Weigh
) -> list[tuple[Rank, Span, Span, Pair]]:
    found: list[tuple[Rank, Span, Span, Pair]] = []
    for at, one in enumerate(query):
        for place, other in enumerate(listed):
            likeness, reason = alike(one, other)
            if likeness >= ALIGN:
                weight = weigh(one) + weigh(other)
                pair = Pair((one,), (other,), likeness, reason)
                found.append((_rank(likeness, weight, pair), (at,), (place,), pair))
    found.extend(_joined(query, listed, weigh, swap=False))
    found.extend(_joined(listed, query, weigh, swap=True))
    return found


def _rank(likeness: float, weight: float, pair: Pair) -> Rank:
    texts = sorted(
        " ".join(part.forms[0] for part in side) for side in (pair.query, pair.listed)
    )
    return -likeness * weight, -likeness, "|".join(texts)


def _joined(
    several: Sequence[Part], single: Sequence[Part], weigh: Weigh, *, swap: bool
) -> list[tuple[Rank, Span, Span, Pair]]:
    found: list[tuple[Rank, Span, Span, Pair]] = []
    for length in range(2, _MOST_JOINED + 1):
        for start in range(len(several) - length + 1):
            parts = tuple(several[start : start + length])
            if any(part.kind not in _JOINABLE or part.syllables for part in parts):
                continue
            forms = _glued(parts)
            letters = all(len(part.forms[0]) == 1 for part in parts)
            if len(forms[0]) < _SHORTEST_JOINED and not letters:
                continue
            glued = Part("".join(part.text for part in parts), forms, WordClass.WORD, forms[0],
                         skeletal=any(part.skeletal for part in parts))  # fmt: skip
            for place, other in enumerate(single):
                if other.kind not in _JOINABLE or not _lengths_fit(glued, other):
                    continue
                likeness, reason = alike(glued, other)
                if likeness >= _JOINED_ALIKE:
                    weight = sum(map(weigh, parts)) + weigh(other)
                    span = tuple(range(start, start + length))
                    pair = (
                        Pair((other,), parts, likeness, f"{reason}, written apart")
                        if swap
                        else Pair(parts, (other,), likeness, f"{reason}, written apart")
                    )
                    spans = ((place,), span) if swap else (span, (place,))
                    found.append((_rank(likeness, weight, pair), *spans, pair))
    return found


def _glued(parts: tuple[Part, ...]) -> tuple[str, ...]:
    first = "".join(part.forms[0] for part in parts)
    last = "".join(part.forms[-1] for part in parts)
    return (first,) if first == last else (first, last)


def _lengths_fit(one: Part, other: Part) -> bool:
    if one.skeletal or other.skeletal:
        return True
    a, b = len(one.forms[0]), len(other.forms[0])
    return 3 * abs(a - b) <= max(a, b)
