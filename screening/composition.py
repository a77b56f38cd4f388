"""What an index is made of: the listings of chosen states of the lists, tied together.

Listings of one target are linked, and a listing that only repeats one of the
issuer's own list is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from sqlalchemy import Connection

from screening.collecting import uncollected
from screening.domain.listings import Listing
from screening.linking import Linked, LinkEvidence, Links, link, marks_of, name_of, words_of
from screening.registry import links as kept_links
from screening.registry.content import listings_in
from screening.registry.snapshots import Snapshot
from screening.sources.metadata import known_sources, metadata

EVERYTHING = "*"

Place = tuple[str, str]
"""Source and reference of a listing."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A listing of another list that describes the same target, and what says so."""

    place: Place
    evidence: tuple[LinkEvidence, ...]


@dataclass(frozen=True, slots=True)
class Composition:
    """What the listings of some states have to do with each other.

    Args:
        links: by the registry's ids of listings.
        ties: the links of each listing, by where it stands.
        left_out: what only repeats a listing of the issuer's own list.
    """

    links: Links
    ties: Mapping[Place, tuple[Tie, ...]]
    left_out: frozenset[Place]


class _Kept(NamedTuple):
    """What of an issuer's own listing decides whether a repeat is needed."""

    authority: str
    reference: str
    package: str | None


@uncollected()
def compose(
    connection: Connection, states: Sequence[Snapshot], *, day: str | None = None
) -> Composition:
    """How the listings of some states of the lists belong together.

    Args:
        connection: to the registry.
        states: one of a source at most.
        day: the day (ISO) that is asked about, None for now.
    """
    ids = kept_links.listing_ids(connection)
    following = kept_links.following_sources(connection)
    places: dict[int, Place] = {}
    listings: list[Linked] = []
    repeats: dict[int, Listing] = {}
    originals: dict[int, _Kept] = {}
    for source, listing in in_force(connection, states, day):
        number = ids[(source, listing.reference)]
        places[number] = (source, listing.reference)
        follows = source in following
        if follows:
            # what decides below, without what fills the memory
            repeats[number] = replace(listing, claims=(), remarks=(), names=(), identifiers=())
        elif not listing.delisted:
            originals[number] = _Kept(listing.authority, listing.reference, listing.package)
        marks = marks_of(listing)
        if marks:
            listings.append(
                Linked(
                    number,
                    source,
                    listing.authority,
                    listing.type,
                    follows,
                    marks,
                    words_of(listing),
                    name_of(listing),
                )
            )
    links = link(listings)
    ties: dict[Place, list[Tie]] = {}
    for (one, other), evidence in links.items():
        ties.setdefault(places[one], []).append(Tie(places[other], evidence))
        ties.setdefault(places[other], []).append(Tie(places[one], evidence))
    complete = _complete_lists(states)
    held = {(each.authority, each.reference) for each in originals.values()}
    same = _said_by_the_issuer(links, repeats, originals)
    left_out = {
        places[number]
        for number, listing in repeats.items()
        if number in same
        or (listing.authority, listing.reference) in held
        # who had ended before stays findable: a list of today does not print them
        or (
            not listing.delisted
            and _stands_elsewhere(listing, places[number], states, complete)
        )
    }
    return Composition(
        links, {place: tuple(each) for place, each in ties.items()}, frozenset(left_out)
    )


def in_force(
    connection: Connection, states: Sequence[Snapshot], day: str | None
) -> Iterator[tuple[str, Listing]]:
    """The listings of some states; of built-in packages those in force on the day.

    The state of a list that is published says itself who was on it. A built-in
    package is one collection of all days, whose listings say since when.
    """
    builtin = {state.source for state in states if state.builtin}
    for source, listing in listings_in(connection, states):
        if day is None or source not in builtin:
            yield source, listing
        elif listing.listed_on is not None and listing.listed_on <= day:
            ended_later = listing.delisted_on is not None and listing.delisted_on > day
            yield source, _not_yet_ended(listing) if ended_later else listing


def evidence_as_json(links: Links) -> kept_links.Pairs:
    """The links as the registry keeps them."""
    return {pair: [asdict(each) for each in evidence] for pair, evidence in links.items()}


def _not_yet_ended(listing: Listing) -> Listing:
    return replace(listing, delisted=False, delisted_on=None)


def _said_by_the_issuer(
    links: Links, repeats: Mapping[int, Listing], originals: Mapping[int, _Kept]
) -> set[int]:
    """Repeats that are linked to a listing of the same authority and package."""
    found = set()
    for pair in links:
        for number, other in (pair, pair[::-1]):
            repeat, original = repeats.get(number), originals.get(other)
            if repeat is None or original is None or repeat.authority != original.authority:
                continue
            if repeat.package in (None, original.package):
                found.add(number)
    return found


def _complete_lists(states: Sequence[Snapshot]) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """For each authority the days of its full lists and the measures they carry."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    known = set(known_sources())
    for state in states:
        if state.builtin or state.source not in known or state.published_on is None:
            continue
        about = metadata(state.source)
        if about.stands_for:
            found.setdefault(about.source.authority, []).append(
                (state.published_on, frozenset(about.stands_for))
            )
    return found


def _stands_elsewhere(
    listing: Listing,
    place: Place,
    states: Sequence[Snapshot],
    complete: Mapping[str, list[tuple[str, frozenset[str]]]],
) -> bool:
    """Whether a full list of the same authority says what a built-in package said.

    It does where it is of the package's own day or later; whoever is not on it
    was delisted.
    """
    state = next(each for each in states if each.source == place[0])
    if not state.builtin:
        return False
    day = state.published_on or listing.listed_on
    if day is None:
        return False
    return any(
        published >= day and not measures.isdisjoint((EVERYTHING, *listing.measures))
        for published, measures in complete.get(listing.authority, ())
    )
