"""What of a query decides whether a listing could be found by it, as a line of text.

Taking a name apart is most of what it costs to look it up in a few listings, so that
customers keep this beside their data.
"""

from collections.abc import Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

from screening.intake import Prepared
from screening.matching import keys
from screening.matching.candidates import Candidates
from screening.matching.comparing import least_points
from screening.matching.listed import as_text, from_text
from screening.matching.near import MOST_WHOLE
from screening.names.parts import Name, glued_forms
from screening.names.spelling import bucket, joined

SECTION, READING, PART = "\x1b", "\x1c", "\x1d"
PERSON, OTHER = "p", "o"
PLACE, NEXT = ":", ","


class Reading(NamedTuple):
    """One reading of a name.

    Args:
        person: whether it is a person's.
        first: places of the parts of which a candidate has one, how alike (0 to 1) that
            has to be, and whether it may be enough that nothing else is.
        parts: as the index keeps them.
    """

    person: bool
    first: tuple[tuple[int, float, bool], ...]
    parts: tuple[str, ...]

    @property
    def name(self) -> Name:
        """The reading, but for its text."""
        return Name("", tuple(map(from_text, self.parts)), self.person)


class Trace(NamedTuple):
    """What is searched by.

    Args:
        readings: of the names.
        joined: rough keys of two neighbours as one word.
        korean: keys of two syllables.
        days: of birth, as numbers.
        identifiers: in canonical form.
        least: points below which no name matters.
    """

    readings: tuple[Reading, ...]
    joined: tuple[str, ...]
    korean: tuple[str, ...]
    days: tuple[int, ...]
    identifiers: tuple[str, ...]
    least: float


def trace_text(prepared: Prepared, floor: float, candidates: Candidates) -> str:
    """What a query is searched by, as text.

    Args:
        prepared: the query.
        floor: score (0 to 1) from which a candidate is shown.
        candidates: what tells how to look for it.
    """
    least = least_points(prepared, floor)
    readings = [_reading_text(name, least, candidates) for name in prepared.asked]
    rough = dict.fromkeys(key for name in prepared.asked for key in _joined(name))
    korean = sorted({key for name in prepared.asked for key in keys.of_korean(name)})
    days = [str(date.day) for date in prepared.birth_dates if date.day]
    numbers = [each.canonical for each in prepared.identifiers]
    sections = (readings, rough, korean, days, numbers, [repr(least)])
    return SECTION.join(map(READING.join, sections))


def trace(text: str) -> Trace:
    """What `trace_text` was given."""
    readings, rough, korean, days, numbers, least = text.split(SECTION)
    return Trace(
        tuple(map(_reading, _each(readings))),
        _each(rough),
        _each(korean),
        tuple(map(int, _each(days))),
        _each(numbers),
        float(least),
    )


def _reading_text(name: Name, least: float, candidates: Candidates) -> str:
    first = NEXT.join(
        f"{name.parts.index(part)}{PLACE}{likeness!r}{PLACE}{int(alone)}"
        for part, likeness, alone in candidates.sought_first(name, least)
    )
    head = (PERSON if name.person else OTHER) + first
    return PART.join((head, *map(as_text, name.parts)))


def _reading(text: str) -> Reading:
    head, *parts = text.split(PART)
    return Reading(head[0] == PERSON, _first(head[1:]), tuple(parts))


@lru_cache(maxsize=1 << 12)
def _first(text: str) -> tuple[tuple[int, float, bool], ...]:
    each = (one.split(PLACE) for one in filter(None, text.split(NEXT)))
    return tuple((int(place), float(likeness), alone == "1") for place, likeness, alone in each)


def _each(text: str) -> tuple[str, ...]:
    return tuple(text.split(READING)) if text else ()


def _joined(name: Name) -> Iterator[str]:
    """The rough keys that a listed word has which is about two neighbours as one."""
    for several in keys.neighbours(name.parts):
        yield reduce(joined, [bucket(part.forms[0]) for part in several])
        for form in glued_forms(several)[:MOST_WHOLE]:
            yield bucket(form)
