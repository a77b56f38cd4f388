"""An index and settings, put to queries: what every caller screens with."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType
from typing import Self

from screening.domain.answers import Answer, Basis, Hit, Outcome, Tier
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import ListedName, NameKind
from screening.errors import ListsUnfit
from screening.intake import Prepared, prepare
from screening.matching import candidates, model
from screening.matching.assess import Assessment, assess, best_name
from screening.matching.compare.names import NameMatch
from screening.matching.index import Index, listed_readings
from screening.settings import Settings, load_settings, with_overrides
from screening.version import VERSION

DIGITS = 9
"""To which points are compared: sums of the same parts differ in the last bits."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of the lists to screen against; everything where empty.

    Args:
        authorities: codes of authorities.
        packages: codes of packages.
    """

    authorities: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


class Screener:
    """Screens names; knows nothing of databases, so it runs anywhere.

    Use as a context manager, or call `close`.

    Args:
        index: the lists, compiled.
        settings: thresholds and what else decides an answer.
        scope: the part of the lists to screen against.

    Raises:
        ListsUnfit: the scope holds no listing.
    """

    def __init__(self, index: Index, settings: Settings, scope: Scope | None = None) -> None:
        self._index = index
        self._settings = settings
        self._scope = scope or Scope()
        self._check_scope()
        self._within = self._searched()

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        threshold: float | None = None,
        floor: float | None = None,
        scope: Scope | None = None,
        say: Callable[[str], None] | None = None,
    ) -> Self:
        """A screener on the registry that the settings name.

        The registry is created and filled with the built-in packages where
        there is none yet, and its index is brought up to date.

        Args:
            settings: those in force by default.
            threshold: score (0 to 1) from which a candidate is a hit.
            floor: score (0 to 1) from which a candidate is shown.
            scope: the part of the lists to screen against.
            say: told in one line when the registry is created or upgraded.

        Raises:
            ScreeningError: a setting, the registry or the lists are not fit.
        """
        from screening.provision import ready_index  # late: a worker has its index already

        chosen = with_overrides(settings or load_settings(), threshold=threshold, floor=floor)
        index = ready_index(chosen, say) if say else ready_index(chosen)
        return cls(index, chosen, scope)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    @property
    def index(self) -> Index:
        """What is screened against."""
        return self._index

    @property
    def settings(self) -> Settings:
        """The thresholds in force."""
        return self._settings

    @property
    def scope(self) -> Scope:
        """The part of the lists that is screened against."""
        return self._scope

    @cached_property
    def basis(self) -> Basis:
        """What every answer of this screener rests on."""
        return Basis(
            engine=VERSION,
            model=model.VERSION,
            settings=self._digest(),
            registry=self._index.stamp,
            lists=self._index.lists,
            compared=len(self._index) if self._within is None else len(self._within),
            absent=self._index.absent,
        )

    def screen(self, query: Query | str) -> Answer:
        """Screen one name, and whatever else is known of its bearer.

        Args:
            query: the query, or just a name.

        Raises:
            QueryError: the query cannot be screened.
        """
        prepared = prepare(Query(name=query) if isinstance(query, str) else query)
        hits: list[Hit] = []
        reviews: list[Hit] = []
        for hit in self._hits(prepared):
            (hits if hit.tier is Tier.HIT else reviews).append(hit)
        outcome = Outcome.HIT if hits else Outcome.REVIEW if reviews else Outcome.CLEAR
        notes = () if hits or reviews else prepared.notes
        return Answer(prepared.query, outcome, tuple(hits), tuple(reviews), notes, self.basis)

    def _hits(self, prepared: Prepared) -> list[Hit]:
        """Every listing above the floor, best first, those of one target together."""
        found = []
        for number, name in self._compared(prepared).items():
            source, listing = self._index.listing(number)
            assessed = assess(prepared, listing, name)
            if assessed is not None and assessed.score >= self._settings.floor:
                found.append(self._hit(number, source, listing, assessed))
        return one_under_the_other(found)

    def _compared(self, prepared: Prepared) -> dict[int, tuple[ListedName, NameMatch] | None]:
        """Listings with a name or number near the query, and their nearest name."""
        index = self._index
        found: dict[int, tuple[ListedName, NameMatch] | None] = {}
        for identifier in prepared.identifiers:
            for number in index.with_identifier(identifier.canonical):
                if self._within is None or number in self._within:
                    found[number] = None
        seen: set[tuple[int, int]] = set()
        asked = tuple(dict.fromkeys(prepared.person + prepared.organization))
        for reading in candidates.find(index, asked, self._within):
            place = index.reading(reading)
            if (place.listing, place.name) in seen:
                continue
            seen.add((place.listing, place.name))
            _, listing = index.listing(place.listing)
            listed = listing.names[place.name]
            if listed.kind is NameKind.WEAK_ALIAS and not self._settings.weak_aliases:
                continue
            match = best_name(
                prepared.readings(listing.type),
                listed_readings(listing, place.name),
                listed.kind,
                index.rarity,
            )
            if match is None:
                continue
            before = found.get(place.listing)
            if before is None or _nearer((listed, match), before):
                found[place.listing] = (listed, match)
        return found

    def _hit(self, number: int, source: str, listing: Listing, assessed: Assessment) -> Hit:
        # An ended listing is shown, but no more than for review.
        above = assessed.score >= self._settings.threshold and not listing.delisted
        tier = Tier.HIT if above else Tier.REVIEW
        return Hit(
            listing,
            source,
            assessed.score,
            tier,
            assessed.name,
            assessed.evidence,
            self._index.linked(number),
        )

    def _digest(self) -> str:
        values = {
            "threshold": self._settings.threshold,
            "floor": self._settings.floor,
            "weak_aliases": self._settings.weak_aliases,
            "authorities": sorted(self._scope.authorities),
            "packages": sorted(self._scope.packages),
            "model": model.VERSION,
        }
        text = json.dumps(values, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def _check_scope(self) -> None:
        index = self._index
        if not len(index):
            raise ListsUnfit("no list is loaded: nothing can be screened against")
        for kind, wanted, held in (
            ("authority", self._scope.authorities, index.authorities_loaded),
            ("package", self._scope.packages, index.packages_loaded),
        ):
            for code in wanted:
                if code not in held:
                    raise ListsUnfit(
                        f"no listing of {kind} {code} is loaded, so nothing can be screened "
                        f"against it; loaded: {', '.join(held)}"
                    )

    def _searched(self) -> frozenset[int] | None:
        """Numbers of the listings in scope, None where that is all of them."""
        if self._scope == Scope():
            return None
        found = self._index.within(self._scope.authorities, self._scope.packages)
        if not found:
            wanted = ", ".join((*self._scope.authorities, *self._scope.packages))
            raise ListsUnfit(
                f"no listing is of all of {wanted}: nothing can be screened against"
            )
        return frozenset(found)


def one_under_the_other(hits: list[Hit]) -> list[Hit]:
    """Hits by score, but those that seem to be one target follow each other.

    Two listings seem to be one target's where they are linked, or share a number
    or a name in the same parts. That decides the order alone: each keeps what
    its list says.
    """
    hits = sorted(hits, key=lambda hit: (-hit.score, hit.listing.title, hit.listing.authority))
    left = [(hit, _marks(hit.listing) | _places(hit)) for hit in hits]
    ordered: list[Hit] = []
    while left:
        marks = left[0][1]
        # the first is among them: nothing is a hit without a name or a number
        ordered += (hit for hit, others in left if not marks.isdisjoint(others))
        left = [(hit, others) for hit, others in left if marks.isdisjoint(others)]
    return ordered


def _nearer(one: tuple[ListedName, NameMatch], other: tuple[ListedName, NameMatch]) -> bool:
    """Whether the first name of a listing is the one to show for a query.

    What the list calls a weak alias and is the very name asked says more than a
    name that is like it: the price of its weakness does not decide between them.
    """
    ranks = []
    for listed, match in (one, other):
        points, agreement = match.rank
        weak = listed.kind is NameKind.WEAK_ALIAS
        if weak and _is_the_name(match):
            points -= model.WEAK_ALIAS
        ranks.append((round(points, DIGITS), agreement, not weak))
    return ranks[0] > ranks[1]


def _is_the_name(match: NameMatch) -> bool:
    """Whether every part of a listed name is a part of the name asked, and the reverse."""
    measured = match.measured
    alike = all(pair.likeness == 1 for pair, _ in measured.pairs)
    return alike and not (measured.asked or measured.listed)


def _places(hit: Hit) -> set[tuple[str, ...]]:
    """Where a hit stands, and where what is linked to it does."""
    own = ("listing", hit.source, hit.listing.reference)
    return {own, *(("listing", each.source, each.reference) for each in hit.linked)}


def _marks(listing: Listing) -> set[tuple[str, ...]]:
    """What two listings of one target are likely to share."""
    marks: set[tuple[str, ...]] = {(one.kind, one.canonical) for one in listing.identifiers}
    for position in range(len(listing.names)):
        for name in listed_readings(listing, position):
            marks.add(("name", *sorted(part.forms[0] for part in name.core)))
    return marks
