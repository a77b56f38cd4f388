"""What is answered: evidence, hits and the outcome of a query."""

import math
from collections.abc import Iterable
from enum import StrEnum

from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.domain.targets import ListedName
from screening.records import record


class Outcome(StrEnum):
    """How a query ended; what could not be screened is never clear."""

    HIT = "hit"
    REVIEW = "review"
    CLEAR = "clear"
    SUPPRESSED = "suppressed"
    INVALID = "invalid"
    ERROR = "error"


class Result(StrEnum):
    """How one comparison went; a field that one side does not give is unknown."""

    MATCHED = "matched"
    SIMILAR = "similar"
    NOT_MATCHED = "not_matched"
    UNKNOWN = "unknown"


class Tier(StrEnum):
    """What a candidate is worth; below is never in an answer, only asked about."""

    HIT = "hit"
    REVIEW = "review"
    BELOW = "below"


def two_digits(score: float) -> str:
    """A score as people read it, cut and not rounded.

    Rounded, 0.698 would look as if it had reached a threshold of 0.70, and
    0.997 as if it were certain.
    """
    return f"{math.floor(score * 100 + 1e-9) / 100:.2f}"


@record
class Evidence:
    """One comparison: what was put beside what, and what it speaks for.

    Args:
        feature: what was compared: `name part`, `birth date`, `imo` ...
        result: how it went.
        agreement: 0 (nothing in common) to 1 (the same).
        points: what it adds to the score's log-odds; below 0 speaks against.
        query: the query's side.
        listed: the listing's side.
        reason: why, in a few words.
        beside_name: whether it is of what is known beside the name.
    """

    feature: str
    result: Result
    agreement: float
    points: float
    query: str
    listed: str
    reason: str
    beside_name: bool = False


@record
class Measurement:
    """One measure of the name asked and the nearest listed one, and its points.

    With the points of the evidence beside the name they sum to the score's log-odds.

    Args:
        name: as settings and JSON call it.
        title: what it is, for people.
        value: what was measured; None where there is nothing to measure.
        unit: what the value is in.
        points: what it adds to the score's log-odds; below 0 speaks against.
    """

    name: str
    title: str
    value: float | None
    unit: str
    points: float


class Reason(StrEnum):
    """Why a listing is no hit, for scripts; the first six are of hits in answers too."""

    WEAK_ALIAS = "weak_alias"
    TOO_GENERIC = "too_generic"
    ENDED = "ended"
    SPEAKS_AGAINST = "speaks_against"
    OTHER_TYPE = "other_type"
    SWITCHED_OFF = "switched_off"
    BELOW_THRESHOLD = "below_threshold"
    BELOW_FLOOR = "below_floor"
    NOTHING_IN_COMMON = "nothing_in_common"
    OUT_OF_SCOPE = "out_of_scope"
    NOT_BROUGHT_UP = "not_brought_up"
    WEAK_ALIASES_OFF = "weak_aliases_off"


@record
class Note:
    """A word on why something is so.

    Args:
        code: the same for the same reason.
        text: in words.
    """

    code: Reason
    text: str


@record
class LinkedListing:
    """A listing of another list that describes the same target.

    Args:
        source: code of its list.
        reference: its reference there.
        evidence: what both share, in words.
    """

    source: str
    reference: str
    evidence: tuple[str, ...]


@record
class Disposition:
    """What a person decided about a hit, and whether it still holds.

    Args:
        decision: id of the decision on record.
        verdict: `true` (the target), `false` (somebody else) or `escalate`.
        by: who decided.
        at: when (ISO, UTC).
        in_force: whether the hit is suppressed by it.
        why: why it is not in force, or not any more; empty where it is.
    """

    decision: str
    verdict: str
    by: str
    at: str
    in_force: bool
    why: str = ""


@record
class Hit:
    """A listing worth a look, and everything that speaks for and against it.

    Args:
        listing: what the authority published.
        source: code of the list it is on.
        score: 0 to 1, from the evidence alone.
        tier: at or above the threshold, or between floor and threshold.
        matched_name: the listed name that was nearest; None where only an
            identifier agreed.
        evidence: every comparison, strongest first.
        linked: listings of other lists that describe the same target.
        measured: what was measured of the names; the parts among the evidence share
            its points.
        notes: what keeps it from being a hit whatever its score, and what of the
            query is switched off.
        disposition: what was decided about this hit before; None where nothing was.
    """

    listing: Listing
    source: str
    score: float
    tier: Tier
    matched_name: ListedName | None
    evidence: tuple[Evidence, ...]
    linked: tuple[LinkedListing, ...] = ()
    measured: tuple[Measurement, ...] = ()
    notes: tuple[Note, ...] = ()
    disposition: Disposition | None = None

    @property
    def suppressed(self) -> bool:
        """Whether a person has decided that this is somebody else, and that still holds."""
        return self.disposition is not None and self.disposition.in_force

    def result_of(self, feature: str) -> Result:
        """How the comparison called `feature` went; unknown if there was none."""
        for item in self.evidence:
            if item.feature == feature:
                return item.result
        return Result.UNKNOWN


@record
class ListState:
    """One list that an answer rests on."""

    source: str
    title: str
    authority: str
    published_on: str | None
    sha256: str
    listings: int
    builtin: bool


@record
class Basis:
    """What an answer rests on, so that it can be defended later.

    Args:
        engine: version of this program.
        model: version of the scoring model.
        settings: digest of the settings that the answer depends on.
        registry: id of the registry and its revision, `uuid@revision-token`.
        lists: each list that was screened against.
        compared: how many listings that was, after the scope asked for.
        absent: lists that are loaded now and of which no state of the past day
            that was asked about is kept.
        without: what beside the name is switched off.
        fast: whether names spelled otherwise were searched less thoroughly.
    """

    engine: str
    model: str
    settings: str
    registry: str
    lists: tuple[ListState, ...]
    compared: int
    absent: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fast: bool = False

    @property
    def only_builtin(self) -> bool:
        """Whether nothing but the built-in packages was there to screen against."""
        return all(state.builtin for state in self.lists)

    def in_part(self, authorities: Iterable[str] = ()) -> tuple[str, ...]:
        """The authorities of which nothing but built-in packages was there.

        Args:
            authorities: those that matter; all by default.
        """
        whole = {state.authority for state in self.lists if not state.builtin}
        wanted = set(authorities)
        return tuple(
            dict.fromkeys(
                state.authority
                for state in self.lists
                if state.authority not in whole and (not wanted or state.authority in wanted)
            )
        )


@record
class Answer:
    """The outcome of one query.

    Args:
        query: what was asked.
        outcome: the gravest tier among the hits; suppressed where every one of them is,
            clear where there is none.
        hits: listings at or above the threshold, best first.
        reviews: listings between floor and threshold, and ended listings that
            would have been hits, best first.
        notes: what a reader must know, such as a name that is too generic to
            hit on its own.
        basis: what the answer rests on.
        receipt: what it is found by on record; None where it is not.
    """

    query: Query
    outcome: Outcome
    hits: tuple[Hit, ...]
    reviews: tuple[Hit, ...]
    notes: tuple[str, ...]
    basis: Basis
    receipt: str | None = None

    @property
    def candidates(self) -> tuple[Hit, ...]:
        """Hits and reviews, best first."""
        return self.hits + self.reviews

    def first(self, limit: int) -> list[tuple[int, Hit]]:
        """The candidates to show where only so many are, each with its rank from 1.

        Those that are suppressed come last, so that no limit hides an open one behind
        them; each keeps its rank among all, by which it is decided on.
        """
        ranked = enumerate(self.candidates, start=1)
        return sorted(ranked, key=lambda each: each[1].suppressed)[:limit]

    @property
    def suppressed(self) -> int:
        """How many of them are suppressed."""
        return sum(hit.suppressed for hit in self.candidates)
