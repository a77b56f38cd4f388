"""Comparing a query with the names that could come near it."""

from collections.abc import Container

from screening.intake import Prepared
from screening.matching.assess import best_name
from screening.matching.candidates import Asked, Candidates
from screening.matching.compare.names import NameMatch
from screening.matching.index import Index
from screening.matching.model import BIRTH_DATE, COUNTRY, GENDER, points_for
from screening.settings import Settings

Matches = dict[int, NameMatch]
"""By the position of a listed name, how it compares with the query."""


def least_points(prepared: Prepared, floor: float) -> float:
    """The points of a name that with all that may speak for it reaches the floor."""
    least = points_for(floor) - _beside_dates(prepared)
    return least if least > TOO_LOW else NO_LEAST


def most_beside(prepared: Prepared) -> float:
    """The most points that what is asked beside the name can add, numbers aside."""
    date = max(BIRTH_DATE.values()) if prepared.birth_dates else 0.0
    return date + _beside_dates(prepared)


def _beside_dates(prepared: Prepared) -> float:
    country = COUNTRY[True] if prepared.countries else 0.0
    return country + (GENDER[True] if prepared.gender else 0.0)


NO_LEAST, TOO_LOW = -99.0, -3.0
"""Points that every name gets; and those below which estimates are too coarse to search by."""


class Comparing:
    """Compares queries with the names in an index.

    Args:
        index: the lists, compiled.
        settings: the floor, and whether weak aliases are searched.
    """

    def __init__(self, index: Index, settings: Settings) -> None:
        self._index = index
        self._candidates = Candidates(index, fast=settings.fast)
        self._floor = settings.floor
        self._weak_aliases = settings.weak_aliases

    def nearest(self, prepared: Prepared, within: Container[int] | None) -> dict[int, Matches]:
        """Listings with a name that could come near the query, and how it compares.

        Of the weak aliases of a listing, and of its other names, those that could not
        be nearer than one that was compared are passed over.

        Args:
            prepared: the query.
            within: numbers of the listings to search; all where it is None.
        """
        found: dict[int, Matches] = {}
        best: dict[tuple[int, bool], float] = {}
        seen: set[tuple[int, int]] = set()
        for reading, most in self._candidates.find(self._asked(prepared), within):
            listing, name, weak = self._index.reading(reading)
            if (listing, name) in seen or (weak and not self._weak_aliases):
                continue
            if most < best.get((listing, weak), most):
                continue
            seen.add((listing, name))
            match = self._compare(prepared, listing, name, reading < self._index.persons)
            if match is not None:
                found.setdefault(listing, {})[name] = match
                kind = (listing, weak)
                best[kind] = max(match.points, best.get(kind, match.points))
        return found

    def best(self, prepared: Prepared, listing: int, position: int) -> NameMatch | None:
        """How one name of a listing compares with a query; None where it does not at all."""
        readings = self._index.readings_of(listing)
        person = bool(readings) and readings[0] < self._index.persons
        return self._compare(prepared, listing, position, person)

    def brought_up(
        self,
        prepared: Prepared,
        listing: int,
        within: Container[int] | None,
        *,
        however_little: bool = False,
    ) -> set[int]:
        """Positions of the names of a listing that the search brings up.

        Args:
            prepared: the query.
            listing: the listing.
            within: numbers of the listings to search; all where it is None.
            however_little: whether they may be anywhere below the floor.
        """
        asked = self._asked(prepared)
        if however_little:
            asked = asked._replace(least=NO_LEAST)
        places = map(self._index.reading, dict(self._candidates.find(asked, within)))
        return {place.name for place in places if place.listing == listing}

    def _compare(
        self, prepared: Prepared, listing: int, position: int, person: bool
    ) -> NameMatch | None:
        asked = prepared.person if person else prepared.organization
        names = self._index.names_at(listing, position)
        return best_name(asked, names, self._index.rarity)

    def _asked(self, prepared: Prepared) -> Asked:
        """What is looked for: names that with all that may speak for them reach the floor."""
        days = (date.day for date in prepared.birth_dates)
        born = (number for day in days if day for number in self._index.born_on(day))
        return Asked(prepared.asked, least_points(prepared, self._floor), tuple(born))
