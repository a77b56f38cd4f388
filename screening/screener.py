"""An index and settings, put to queries: what every caller screens with."""

from collections.abc import Callable, Sequence
from functools import cached_property
from types import TracebackType
from typing import Self

from screening.domain.answers import Answer, Basis, Hit, Note, Outcome, Reason, Tier
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import NameKind
from screening.domain.weighing import NameScore, Weighed
from screening.errors import ListsUnfit
from screening.intake import Prepared, prepare
from screening.matching import model
from screening.matching.assess import Nearest
from screening.matching.comparing import Comparing, Matches, most_beside
from screening.matching.digest import settings_digest
from screening.matching.index import Index
from screening.matching.judging import DIGITS, Judgement, judge
from screening.matching.ordering import Found, one_under_the_other
from screening.matching.telling import why_too_little
from screening.records import record
from screening.settings import Settings, load_settings, with_overrides
from screening.version import VERSION

FAST = "fast mode: names spelled otherwise or written apart were hardly searched"
OTHER_TYPES = (
    "{} listing{} of another type than was asked would hit by the name alone and is not "
    "shown: leave out the type to see it"
)


@record
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
        self._comparing = Comparing(index, settings)

    @classmethod
    def open(
        cls,
        settings: Settings | None = None,
        *,
        threshold: float | None = None,
        floor: float | None = None,
        weak_aliases: bool | None = None,
        fast: bool | None = None,
        without: str | None = None,
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
            weak_aliases: whether weak aliases are searched.
            fast: whether names spelled otherwise are searched less thoroughly.
            without: what beside the name is not compared: `country,gender`.
            scope: the part of the lists to screen against.
            say: told in one line when the registry is created or upgraded.

        Raises:
            ScreeningError: a setting, the registry or the lists are not fit.
        """
        from screening.provision import ready_index  # late: a worker has its index already

        chosen = with_overrides(
            settings or load_settings(),
            threshold=threshold,
            floor=floor,
            weak_aliases=weak_aliases,
            fast=fast,
            without=without,
        )
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
            settings=settings_digest(
                self._settings, self._scope.authorities, self._scope.packages
            ),
            registry=self._index.stamp,
            lists=self._index.lists,
            compared=len(self._index) if self._within is None else len(self._within),
            absent=self._index.absent,
            without=self._settings.without,
            fast=self._settings.fast,
        )

    def searches(self, number: int) -> bool:
        """Whether a listing is in the part of the lists that is screened against."""
        return self._within is None or number in self._within

    def screen(self, query: Query | str) -> Answer:
        """Screen one name, and whatever else is known of its bearer.

        Args:
            query: the query, or just a name.

        Raises:
            QueryError: the query cannot be screened.
        """
        prepared = self._prepared(query)
        return self._answer(prepared, self._comparing.nearest(prepared, self._within))

    def screen_many(self, queries: Sequence[Query]) -> list[Answer | Exception]:
        """Screen several queries; none stops another.

        Args:
            queries: any number of them.

        Returns:
            For each query, in order, its answer, or what `screen` would have raised.
        """
        return [self._answer_or_error(query) for query in queries]

    def _answer_or_error(self, query: Query) -> Answer | Exception:
        try:
            return self.screen(query)
        except Exception as error:  # told in the query's place: it is nobody else's
            return error

    def weigh(self, query: Query | str, number: int) -> Weighed:
        """Put one listing beside a query, whether a screening would show it or not.

        Args:
            query: the query, or just a name.
            number: the listing, as the index counts it.

        Raises:
            QueryError: the query cannot be screened.
        """
        prepared = self._prepared(query)
        answer = self._answer(prepared, self._comparing.nearest(prepared, self._within))
        source, listing = self._index.listing(number)
        numbered = any(
            number in self._index.with_identifier(each.canonical)
            for each in prepared.identifiers
        )
        within = self._within if self._within is None or number in self._within else None
        search = self._comparing
        shared = search.brought_up(prepared, number, {number}, however_little=True)
        able = search.brought_up(prepared, number, {number})
        brought = able and search.brought_up(prepared, number, within)
        names: list[NameScore] = []
        nearest: list[Nearest] = []
        for position, listed in enumerate(listing.names):
            match = self._comparing.best(prepared, number, position)
            off = listed.kind is NameKind.WEAK_ALIAS and not self._settings.weak_aliases
            score = model.score(match.points) if match else None
            below = score is not None and score < self._settings.floor
            brings = position in brought or (below and position in shared)
            names.append(NameScore(listed, score, brings, off))
            nearest += [(listed, match)] if match else []
        names.sort(key=lambda one: 1.0 if one.score is None else -one.score)
        place = (source, listing.reference)
        hit = next(
            (one for one in answer.candidates if (one.source, one.listing.reference) == place),
            None,
        )
        shown = hit is not None
        little = why_too_little(prepared, self._index.rarity) is not None
        judged = self._judged(prepared, listing, nearest, little)
        if hit is None and judged is not None:
            hit = self._hit(number, source, listing, prepared, judged)
        return Weighed(
            answer=answer,
            source=source,
            listing=listing,
            hit=hit,
            shown=shown,
            names=tuple(names),
            to_threshold=_missing(hit, self._settings.threshold),
            to_floor=_missing(hit, self._settings.floor),
            in_scope=self.searches(number),
            brought_up=numbered or any(one.brought_up for one in names),
            crowded_out=bool(able) and not brought,
            with_all=self._with_all(prepared, listing, nearest, little),
        )

    def _prepared(self, query: Query | str) -> Prepared:
        whole = Query(name=query) if isinstance(query, str) else query
        return prepare(whole, self._settings.without)

    def _answer(self, prepared: Prepared, nearest: dict[int, Matches]) -> Answer:
        hits: list[Hit] = []
        reviews: list[Hit] = []
        found, notes = self._found(prepared, nearest)
        for hit in found:
            (hits if hit.tier is Tier.HIT else reviews).append(hit)
        outcome = Outcome.HIT if hits else Outcome.REVIEW if reviews else Outcome.CLEAR
        if self._settings.fast and not hits:
            notes += (FAST,)
        if not found:
            notes += (*prepared.notes, *(note.text for note in _off(prepared)))
        return Answer(prepared.query, outcome, tuple(hits), tuple(reviews), notes, self.basis)

    def _found(
        self, prepared: Prepared, compared: dict[int, Matches]
    ) -> tuple[list[Hit], tuple[str, ...]]:
        """Every listing worth a look, best first, those of one target together.

        Returns:
            Them, and what the answer has to say of those that are not shown.
        """
        too_little = why_too_little(prepared, self._index.rarity)
        found: list[Found] = []
        others = 0
        for number, matches in self._looked_into(prepared, compared).items():
            source, listing = self._index.listing(number)
            nearest = [(listing.names[at], match) for at, match in matches.items()]
            judged = self._judged(prepared, listing, nearest, bool(too_little))
            if judged is None:
                continue
            others += judged.verdict.other_type_only
            if judged.verdict.tier is not Tier.BELOW:
                hit = self._hit(number, source, listing, prepared, judged)
                found.append((hit, self._index.names_of(number)))
        notes = []
        if too_little and not any(hit.tier is Tier.HIT for hit, _ in found):
            notes.append(f"{', '.join(map(repr, prepared.query.names))} {too_little}")
        if others:
            notes.append(OTHER_TYPES.format(others, "" if others == 1 else "s"))
        return one_under_the_other(found), tuple(notes)

    def _looked_into(
        self, prepared: Prepared, compared: dict[int, Matches]
    ) -> dict[int, Matches]:
        """Listings with a name or number near enough to the query, and those names."""
        index, within = self._index, self._within
        found: dict[int, Matches] = {}
        for identifier in prepared.identifiers:
            for number in index.with_identifier(identifier.canonical):
                if within is None or number in within:
                    found[number] = {}
        least = model.points_for(self._settings.floor) - most_beside(prepared)
        for number, matches in compared.items():
            if number in found or max(match.points for match in matches.values()) >= least:
                found.setdefault(number, {}).update(matches)
        return found

    def _judged(
        self, prepared: Prepared, listing: Listing, nearest: list[Nearest], little: bool
    ) -> Judgement | None:
        rarity = self._index.rarity
        return judge(prepared, listing, nearest, self._settings, rarity, tells_little=little)

    def _hit(
        self,
        number: int,
        source: str,
        listing: Listing,
        prepared: Prepared,
        judged: Judgement,
    ) -> Hit:
        assessed = judged.assessed
        return Hit(
            listing,
            source,
            assessed.score,
            judged.verdict.tier,
            assessed.nearest[0] if assessed.nearest else None,
            assessed.evidence,
            self._index.linked(number),
            assessed.measured,
            (*judged.verdict.notes, *_off(prepared)),
        )

    def _with_all(
        self, prepared: Prepared, listing: Listing, nearest: list[Nearest], little: bool
    ) -> float | None:
        if not prepared.switched_off:
            return None
        judged = self._judged(prepare(prepared.query), listing, nearest, little)
        return None if judged is None else judged.assessed.score

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


def _off(prepared: Prepared) -> list[Note]:
    """A note on everything of the query that is switched off."""
    titles = {detail.name: detail.title for detail in model.DETAILS}
    return [
        Note(Reason.SWITCHED_OFF, f"{titles[feature]}: switched off")
        for feature in prepared.switched_off
    ]


def _missing(hit: Hit | None, limit: float) -> float | None:
    """The points (log-odds) missing to a score, 0 where none are."""
    if hit is None:
        return None
    short = model.points_for(limit) - sum(row.points for row in hit.evidence)
    return short if round(short, DIGITS) > 0 else 0.0
