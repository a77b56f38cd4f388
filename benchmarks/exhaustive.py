"""The listings that reach the floor when a name is compared with every listed one.

Nothing of how the product finds candidates takes part; what may be left out follows from
the comparison itself. `compare` says something of two names only where a part of the one
is alike to a part of the other, or neighbours written as one word are, or where both can
be Korean; and what is alike has to tell `LEAST_AGREEING` digits. So each part asked, and
each two or three neighbours of it, is put beside each different part, and neighbours, of
the listed names with the comparison's own `alike`. The names where that finds enough are
compared in full, and so is each that can be Korean where the name asked can.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.corpus import Corpus
from screening.domain.answers import Tier
from screening.domain.queries import Query
from screening.domain.targets import TargetType
from screening.evaluation.held import Place
from screening.intake import Prepared, prepare
from screening.matching.assess import Nearest, best_name
from screening.matching.compare.korean import sequences
from screening.matching.compare.names import NameMatch
from screening.matching.compare.parts import alike
from screening.matching.index import Index
from screening.matching.judging import judge
from screening.matching.model import ALIGN, LEAST_AGREEING, points_for
from screening.matching.rarity import Rarity
from screening.matching.telling import why_too_little
from screening.names.classes import WordClass
from screening.names.parts import Name, Part, glued_forms, readings_once
from screening.screener import Screener
from screening.settings import Settings

Bearer = tuple[int, int]
"""A listing and which of its names, as the index counts them."""

MOST_JOINED = 3
LENGTHS = 3
"""The alignment puts neighbours beside a word only where that has at most one letter in
so many more or fewer, unless vowels are left out."""

ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Printed:
    """A name as listings print it: its readings, and who bears it."""

    readings: tuple[Name, ...]
    bearers: list[Bearer]


class Side:
    """The listed names of persons, or those of all others.

    Args:
        named: text and bearer of each name.
        person: whether they are persons' names.
    """

    def __init__(self, named: Iterable[tuple[str, Bearer]], *, person: bool) -> None:
        bearers: dict[str, list[Bearer]] = defaultdict(list)
        for text, bearer in named:
            bearers[text].append(bearer)
        self._names = [
            Printed(readings_once(text, person=person), each) for text, each in bearers.items()
        ]
        self._with_part: dict[Part, list[int]] = defaultdict(list)
        self._with_joined: dict[Part, list[int]] = defaultdict(list)
        self._korean: list[int] = []
        for number, name in enumerate(self._names):
            for part in {bare(part) for one in name.readings for part in one.core}:
                self._with_part[part].append(number)
            for part in {part for one in name.readings for part, _ in joined(one)}:
                self._with_joined[part].append(number)
            if any(map(sequences, name.readings)):
                self._korean.append(number)

    def comparable(
        self, asked: Sequence[tuple[Name, ...]], rarity: Rarity
    ) -> Iterator[tuple[tuple[Name, ...], list[Printed]]]:
        """Names asked, each as its readings, and what something may be said of beside them."""
        parts = {bare(part) for names in asked for name in names for part in name.core}
        glued = {part for names in asked for name in names for part, _ in joined(name)}
        near = self._near(parts, glued)
        for names in asked:
            found: set[int] = set()
            for name in names:
                found.update(self._telling(name, near, rarity))
            if any(map(sequences, names)):
                found.update(self._korean)
            yield names, [self._names[number] for number in found]

    def _near(self, parts: set[Part], glued: set[Part]) -> dict[Part, list[int]]:
        """The names with a part that is alike to one asked, or to neighbours asked."""
        found: dict[Part, list[int]] = defaultdict(list)
        # the listed part outside: what is worked out of it once is remembered that long
        for other, numbers in self._with_part.items():
            for part in parts | glued:
                if alike(part, other)[0] >= ALIGN:
                    found[part] += numbers
        for other, numbers in self._with_joined.items():
            for part in parts:
                if may_be_joined(part, other) and alike(part, other)[0] >= ALIGN:
                    found[part] += numbers
        return found

    def _telling(
        self, name: Name, near: dict[Part, list[int]], rarity: Rarity
    ) -> Iterator[int]:
        """The names of which enough may agree with one asked."""
        told: dict[int, float] = defaultdict(float)
        for part, behind in (*((bare(part), (part,)) for part in name.core), *joined(name)):
            digits = sum(map(rarity.digits, behind))
            for number in set(near[part]):
                told[number] += digits
        return (
            number for number, digits in told.items() if digits >= LEAST_AGREEING - ROUNDING
        )


def bare(part: Part) -> Part:
    """A part without its text, which does not decide whether it is alike to another."""
    return Part("", part.forms, part.kind, part.key, part.skeletal, part.syllables, part.exact)


def joined(name: Name) -> Iterator[tuple[Part, tuple[Part, ...]]]:
    """Two or three neighbours of a name as one word, and the neighbours."""
    for length in range(2, MOST_JOINED + 1):
        for start in range(len(name.core) - length + 1):
            parts = name.core[start : start + length]
            forms = glued_forms(parts)
            skeletal = any(part.skeletal for part in parts)
            yield Part("", forms, WordClass.WORD, forms[0], skeletal), parts


def may_be_joined(word: Part, neighbours: Part) -> bool:
    """Whether the alignment would put a word beside neighbours written as one."""
    one, other = len(word.forms[0]), len(neighbours.forms[0])
    fitting = LENGTHS * abs(one - other) <= max(one, other)
    return fitting or word.skeletal or neighbours.skeletal


def found_by_all(
    corpus: Corpus, queries: Sequence[str], share: int, shares: int
) -> list[set[Place]]:
    """Who reaches the floor for each name when each is compared with every listed one.

    Args:
        corpus: what is asked.
        queries: names alone, so that nothing but names can make up a score.
        share: which listings to compare with, counted from 0.
        shares: among how many processes the listings are shared out.
    """
    with Screener.open(corpus.settings) as screener:
        index, settings = screener.index, screener.settings
        prepared = [prepare(Query(name=text)) for text in queries]
        nearest: list[dict[int, list[tuple[int, NameMatch]]]]
        nearest = [defaultdict(list) for _ in queries]
        for person in (True, False):
            type_ = TargetType.PERSON if person else TargetType.UNKNOWN
            side = Side(_named(index, person, share, shares), person=person)
            asked = [one.readings(type_) for one in prepared]
            for found, (names, others) in zip(
                nearest, side.comparable(asked, index.rarity), strict=True
            ):
                for printed in others:
                    match = best_name(names, printed.readings, index.rarity)
                    if match is not None and match.points >= points_for(settings.floor):
                        for listing, position in printed.bearers:
                            found[listing].append((position, match))
        return [
            set(_shown(one, index, settings, found))
            for one, found in zip(prepared, nearest, strict=True)
        ]


def _named(index: Index, person: bool, share: int, shares: int) -> Iterator[tuple[str, Bearer]]:
    for number in range(share, len(index), shares):
        _, listing = index.listing(number)
        if (listing.type is TargetType.PERSON) is person:
            for position, name in enumerate(listing.names):
                yield name.text, (number, position)


def _shown(
    prepared: Prepared,
    index: Index,
    settings: Settings,
    found: dict[int, list[tuple[int, NameMatch]]],
) -> Iterator[Place]:
    """The listings that an answer would show."""
    little = why_too_little(prepared, index.rarity) is not None
    for number, matches in found.items():
        source, listing = index.listing(number)
        nearest: list[Nearest] = [(listing.names[at], match) for at, match in matches]
        judged = judge(prepared, listing, nearest, settings, index.rarity, tells_little=little)
        if judged is not None and judged.verdict.tier is not Tier.BELOW:
            yield source, listing.reference
