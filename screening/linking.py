"""Which listings of different lists describe one target, and what says so.

A link never merges listings or changes what one says. It rests on a number
that names one target, on the UN's reference, or on a full name with an exact
birth date; where two listings of one list could be meant, none is made.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from sys import intern

from unidecode import unidecode

from screening.domain.listings import Listing
from screening.domain.targets import NameKind, TargetType
from screening.names.parts import readings_once

NUMBERS = {
    "imo": (TargetType.VESSEL,),
    "imo-company": (TargetType.ORGANIZATION,),
    "lei": (TargetType.ORGANIZATION,),
    "ogrn": (TargetType.ORGANIZATION, TargetType.PERSON),
    "inn": (TargetType.ORGANIZATION, TargetType.PERSON),
    "edrpou": (TargetType.ORGANIZATION,),
    "uscc": (TargetType.ORGANIZATION,),
    "passport": (TargetType.PERSON,),
    "national-id": (TargetType.PERSON,),
}
"""Kinds of identifiers that name one target, and the types of target they name."""

SHORTEST = 6  # characters; shorter numbers are shared by chance
UN_REFERENCE = re.compile(r"\b[A-Z]{2}[ie]\.\d{3}\b")
UN_LABEL = "UN reference: "
UN = "un-sc"
LABELLED = "UN reference"
IN_A_REMARK = "UN reference in a remark"
OF_ANOTHER = re.compile(
    r"\b(?:associat|affiliat|link|member|see also|relat|success|controlled|owned)"
    r"[^.;]{0,80}$",
    re.IGNORECASE,
)
"""What stands before a reference to somebody else."""

BEGINNING = 3  # letters; the rest of a name is spelled in many ways
NO_LETTERS = re.compile(r"[^a-z0-9]+")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """One thing that two listings share.

    Args:
        kind: `passport`, `imo` ..., `UN reference` or `name and birth date`.
        value: what it is, as compared.
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A listing as linking sees it.

    Args:
        id: by which its link is kept.
        source: code of its list.
        authority: who lists.
        type: of its target.
        follows: whether it repeats what its authority publishes elsewhere: a
            built-in package or a compilation, whose link within the authority counts.
        marks: what it may share, each with the country that issued it.
        words: how the words of all its names begin; two listings without any in
            common are not linked by one number alone.
        name: the words of its primary name, by which a target that one list
            prints twice is known.
    """

    id: int
    source: str
    authority: str
    type: TargetType
    follows: bool
    marks: tuple[tuple[LinkEvidence, str | None], ...]
    words: frozenset[str] = frozenset()
    name: str = ""


Links = dict[tuple[int, int], tuple[LinkEvidence, ...]]
"""The evidence for each pair of ids, the lower one first."""


def marks_of(listing: Listing) -> tuple[tuple[LinkEvidence, str | None], ...]:
    """What a listing may share with one of another list; nothing of an ended one."""
    if listing.delisted:
        return ()
    found = dict.fromkeys((*_numbers(listing), *_references(listing), *_births(listing)))
    return tuple(found)


def words_of(listing: Listing) -> frozenset[str]:
    """How the words of all names of a listing begin, in plain Latin letters."""
    words = (word for name in listing.names for word in _plain_words(name.text))
    return frozenset(intern(word[:BEGINNING]) for word in words if len(word) >= BEGINNING)


def name_of(listing: Listing) -> str:
    """The words of a listing's primary name, in an order of their own."""
    return " ".join(sorted(_plain_words(listing.names[0].text))) if listing.names else ""


def link(listings: Iterable[Linked]) -> Links:
    """The links between listings, ambiguous ones left out.

    What numbers and labelled references tell comes first; a reference in free
    text only adds a link where they tell of no other.
    """
    sharing: dict[LinkEvidence, list[tuple[Linked, str | None]]] = defaultdict(list)
    for listing in listings:
        for mark, country in listing.marks:
            sharing[mark].append((listing, country))
    found: dict[tuple[int, int], list[LinkEvidence]] = defaultdict(list)
    known: dict[int, Linked] = {}
    for mark, sharers in sharing.items():
        for one, other in _pairs(sharers, mark):
            found[(min(one.id, other.id), max(one.id, other.id))].append(mark)
            known |= {one.id: one, other.id: other}
    # in an order of their own, whatever order the listings came in
    ordered = {
        pair: tuple(sorted(set(marks), key=lambda mark: (mark.kind, mark.value)))
        for pair, marks in found.items()
    }
    likely = {pair: marks for pair, marks in ordered.items() if _is_likely(pair, marks, known)}
    firm = {
        pair: marks
        for pair, marks in likely.items()
        if any(mark.kind != IN_A_REMARK for mark in marks)
    }
    made = _unambiguous(firm, known)
    held = {(one, known[other].source) for pair in firm for one, other in (pair, pair[::-1])}
    more = {
        (one, other): marks
        for (one, other), marks in likely.items()
        if (one, known[other].source) not in held and (other, known[one].source) not in held
    }
    return made | _unambiguous(more, known)


def _is_likely(
    pair: tuple[int, int], marks: tuple[LinkEvidence, ...], known: dict[int, Linked]
) -> bool:
    """Whether more than one printed number says so, or the names have a word in common.

    Numbers are mistaken for one another, and lists print them under the wrong
    entry. A ship keeps its number and changes its name.
    """
    one, other = (known[number] for number in pair)
    if len(marks) > 1 or TargetType.VESSEL in (one.type, other.type):
        return True
    nameless = not one.words or not other.words
    return nameless or not one.words.isdisjoint(other.words)


def _pairs(
    sharers: list[tuple[Linked, str | None]], mark: LinkEvidence
) -> Iterator[tuple[Linked, Linked]]:
    """Those that one mark ties together, where each list means one target by it."""
    if len(sharers) < 2:
        return
    by_source: dict[str, dict[int, Linked]] = defaultdict(dict)
    for listing, _ in sharers:
        by_source[listing.source][listing.id] = listing
    sure = [each for each in sharers if _are_one(by_source[each[0].source].values())]
    for (one, country), (other, other_country) in combinations(sure, 2):
        within = one.authority == other.authority
        apart = one.source != other.source and (not within or one.follows != other.follows)
        same_type = TargetType.UNKNOWN in (one.type, other.type) or one.type is other.type
        issued_apart = None not in (country, other_country) and country != other_country
        # two that mention one reference may both be somebody else's
        meant = mark.kind != IN_A_REMARK or UN in (one.authority, other.authority)
        if apart and same_type and not issued_apart and meant:
            yield one, other


def _are_one(listings: Collection[Linked]) -> bool:
    """Whether listings of one list are one target, printed again under another regime."""
    names = {listing.name for listing in listings}
    return len(listings) == 1 or (len(names) == 1 and "" not in names)


def _unambiguous(links: Links, known: dict[int, Linked]) -> Links:
    partners: dict[tuple[int, str], dict[int, Linked]] = defaultdict(dict)
    for pair in links:
        for one, other in (pair, pair[::-1]):
            partners[(one, known[other].source)][other] = known[other]
    return {
        (one, other): marks
        for (one, other), marks in links.items()
        if _are_one(partners[(one, known[other].source)].values())
        and _are_one(partners[(other, known[one].source)].values())
    }


def _numbers(listing: Listing) -> Iterator[tuple[LinkEvidence, str | None]]:
    for kind, types in NUMBERS.items():
        own = [one for one in listing.identifiers if one.kind == kind]
        # some lists keep a ship as an organisation; one that prints many ships'
        # numbers owns them, and a person is no ship
        is_one = kind == "imo" and len({one.canonical for one in own}) == 1
        may_be_one = is_one and listing.type is not TargetType.PERSON
        if listing.type not in types and not may_be_one:
            continue
        for one in own:
            if len(one.canonical) >= SHORTEST and one.valid is not False:
                yield LinkEvidence(kind, one.canonical), one.country


def _references(listing: Listing) -> Iterator[tuple[LinkEvidence, str | None]]:
    if listing.authority == UN:
        yield LinkEvidence(LABELLED, listing.reference), None
        yield LinkEvidence(IN_A_REMARK, listing.reference), None
        return
    labelled = [
        remark.removeprefix(UN_LABEL)
        for remark in listing.remarks
        if remark.startswith(UN_LABEL)
    ]
    if labelled:
        yield from ((LinkEvidence(LABELLED, ref), None) for ref in labelled)
        return
    # several references in free text are those of relatives and firms as well
    named = {
        (found.group(), OF_ANOTHER.search(remark, 0, found.start()) is not None)
        for remark in listing.remarks
        for found in UN_REFERENCE.finditer(remark)
    }
    if len({reference for reference, _ in named}) == 1 and not any(of for _, of in named):
        yield LinkEvidence(IN_A_REMARK, next(iter(named))[0]), None


def _plain_words(text: str) -> list[str]:
    """The words of a name in small Latin letters, whatever script it is in."""
    return NO_LETTERS.sub(" ", unidecode(text).lower()).split()


def _births(listing: Listing) -> Iterator[tuple[LinkEvidence, str | None]]:
    days = [day for day in listing.birth_dates if DAY.fullmatch(day)]
    if listing.type is not TargetType.PERSON or not days:
        return
    for name in listing.names:
        if name.kind is NameKind.WEAK_ALIAS or name.printed_by is not None:
            continue
        for reading in readings_once(name.text, person=True)[:1]:
            parts = sorted(part.forms[0] for part in reading.core)
            if len(parts) > 1:
                for day in days:
                    yield LinkEvidence("name and birth date", f"{' '.join(parts)}, {day}"), None
