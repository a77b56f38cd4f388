"""Which listings of different lists describe one target, and what says so.

A link never merges listings or changes what one says. It rests on a number
that names one target, on the UN's reference, or on a full name with an exact
birth date; where two listings of one list could be meant, none is made.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

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
    """

    id: int
    source: str
    authority: str
    type: TargetType
    follows: bool
    marks: tuple[tuple[LinkEvidence, str | None], ...]


Links = dict[tuple[int, int], tuple[LinkEvidence, ...]]
"""The evidence for each pair of ids, the lower one first."""


def marks_of(listing: Listing) -> tuple[tuple[LinkEvidence, str | None], ...]:
    """What a listing may share with one of another list; nothing of an ended one."""
    if listing.delisted:
        return ()
    found = dict.fromkeys((*_numbers(listing), *_references(listing), *_births(listing)))
    return tuple(found)


def link(listings: Iterable[Linked]) -> Links:
    """The links between listings, ambiguous ones left out."""
    sharing: dict[LinkEvidence, list[tuple[Linked, str | None]]] = defaultdict(list)
    for listing in listings:
        for mark, country in listing.marks:
            sharing[mark].append((listing, country))
    found: dict[tuple[int, int], list[LinkEvidence]] = defaultdict(list)
    sources: dict[int, str] = {}
    for mark, sharers in sharing.items():
        for one, other in _pairs(sharers):
            found[(min(one.id, other.id), max(one.id, other.id))].append(mark)
            sources |= {one.id: one.source, other.id: other.source}
    # in an order of their own, whatever order the listings came in
    ordered = {
        pair: tuple(sorted(set(marks), key=lambda mark: (mark.kind, mark.value)))
        for pair, marks in found.items()
    }
    return _unambiguous(ordered, sources)


def _pairs(
    sharers: list[tuple[Linked, str | None]],
) -> Iterator[tuple[Linked, Linked]]:
    """Those that one mark ties together, where each list means one listing by it."""
    if len(sharers) < 2:
        return
    by_source: dict[str, set[int]] = defaultdict(set)
    for listing, _ in sharers:
        by_source[listing.source].add(listing.id)
    sure = [each for each in sharers if len(by_source[each[0].source]) == 1]
    for (one, country), (other, other_country) in combinations(sure, 2):
        within = one.authority == other.authority
        apart = one.source != other.source and (not within or one.follows != other.follows)
        same_type = TargetType.UNKNOWN in (one.type, other.type) or one.type is other.type
        issued_apart = None not in (country, other_country) and country != other_country
        if apart and same_type and not issued_apart:
            yield one, other


def _unambiguous(links: Links, sources: dict[int, str]) -> Links:
    partners: dict[tuple[int, str], set[int]] = defaultdict(set)
    for one, other in links:
        partners[(one, sources[other])].add(other)
        partners[(other, sources[one])].add(one)
    return {
        (one, other): marks
        for (one, other), marks in links.items()
        if len(partners[(one, sources[other])]) == 1
        and len(partners[(other, sources[one])]) == 1
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
    kind = "UN reference"
    if listing.authority == "un-sc":
        yield LinkEvidence(kind, listing.reference), None
        return
    labelled = [
        remark.removeprefix(UN_LABEL)
        for remark in listing.remarks
        if remark.startswith(UN_LABEL)
    ]
    # several references in free text are those of relatives and firms as well
    named = {ref for remark in listing.remarks for ref in UN_REFERENCE.findall(remark)}
    if labelled:
        yield from ((LinkEvidence(kind, ref), None) for ref in labelled)
    elif len(named) == 1:
        yield LinkEvidence(kind, named.pop()), None


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
