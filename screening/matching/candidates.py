"""Which listings are worth comparing with a query in full.

Each part of the name meets the listed spellings near it; the names that share
enough of what the query tells are candidates. What this stage loses against
comparing every name is printed by `python -m benchmarks.candidates`.
"""

from collections.abc import Container, Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from screening.matching import keys
from screening.matching.index import Index
from screening.matching.model import ALIGN
from screening.names.classes import SPELLED
from screening.names.parts import Name, Part
from screening.names.spelling import HOPELESS, consonants_alike, similarity, sounds

# Names beyond these are dropped, those that share least first.
MOST = 160
# Share of what both names tell that has to be in common.
LEAST_SHARED = 0.30
# A query that leaves parts out is commoner than one that adds some, so what it
# tells itself counts for more.
OF_QUERY, OF_LISTED = 0.6, 0.4
# Parts with one key (a number, a given name in two languages) are nearly equal.
ONE_KEY = 0.96
# Two Korean syllables of three in common.
TWO_OF_THREE = 0.67


def find(index: Index, names: Iterable[Name], within: Container[int] | None) -> list[int]:
    """The readings worth comparing with a name, the likeliest first.

    Args:
        index: what to search.
        names: the readings of the name asked.
        within: numbers of the listings to search; all where it is None.

    Returns:
        Numbers of readings in the index, at most `MOST` for each name asked.
    """
    found: dict[int, None] = {}
    for name in names:
        found.update(dict.fromkeys(_of_name(index, name, within)))
    return list(found)


def _of_name(index: Index, name: Name, within: Container[int] | None) -> list[int]:
    shared: dict[int, float] = {}
    weight_asked = 0.0
    for part in name.core:
        weight = index.rarity.digits(part)
        weight_asked += weight
        for reading, likeness in _with_part(index, part).items():
            shared[reading] = shared.get(reading, 0.0) + weight * likeness
    for word, (one, other) in keys.glued(name.core):
        weight = index.rarity.digits(one) + index.rarity.digits(other)
        for reading, likeness in _with_spelling(index, word).items():
            shared[reading] = max(shared.get(reading, 0.0), weight * likeness)
    _add_korean(index, name, shared, weight_asked)
    ranked = []
    for reading, weight in shared.items():
        whole = OF_QUERY * weight_asked + OF_LISTED * index.weight(reading)
        share = weight / whole if whole else 0.0
        if share >= LEAST_SHARED and (
            within is None or index.reading(reading).listing in within
        ):
            ranked.append((-share, reading))
    ranked.sort()
    return [reading for _, reading in ranked[:MOST]]


def _with_part(index: Index, part: Part) -> dict[int, float]:
    found: dict[int, float] = {}
    for key in keys.of_part(part):
        _add(index, index.find(key), ONE_KEY, found)
    if part.kind in SPELLED:
        for form in part.forms:
            for reading, likeness in _with_spelling(index, form, part.skeletal).items():
                if likeness > found.get(reading, 0.0):
                    found[reading] = likeness
    return found


def _with_spelling(index: Index, form: str, skeletal: bool = False) -> dict[int, float]:
    """Readings with a spelling near a form, and how near."""
    found: dict[int, float] = {}
    heard = index.near(form)
    if not skeletal:
        # one call for all of them: most share a rough key and little else
        near = extract(
            sounds(form),
            heard,
            scorer=OSA.normalized_similarity,
            score_cutoff=HOPELESS,
            limit=None,
        )
        numbers: Iterable[int] = (number for _, _, number in near)
    else:
        numbers = heard
    alike = consonants_alike if skeletal else similarity
    for number in numbers:
        likeness = alike(form, index.word(number))
        if likeness >= ALIGN:
            _add(index, number, likeness, found)
    return found


def _add(index: Index, number: int | None, likeness: float, found: dict[int, float]) -> None:
    if number is None:
        return
    for reading in index.postings(number):
        if likeness > found.get(reading, 0.0):
            found[reading] = likeness


def _add_korean(index: Index, name: Name, shared: dict[int, float], weight: float) -> None:
    """Names with two Korean syllables in common count as sharing two parts of three."""
    count: dict[int, int] = {}
    for key in keys.of_korean(name):
        number = index.find(key)
        if number is not None:
            for reading in index.postings(number):
                count[reading] = count.get(reading, 0) + 1
    for reading, pairs in count.items():
        share = (TWO_OF_THREE if pairs == 1 else 1.0) * max(weight, index.weight(reading))
        shared[reading] = max(shared.get(reading, 0.0), share)
