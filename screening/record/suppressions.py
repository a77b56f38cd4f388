"""Hits that a person decided are somebody else: suppressed for as long as that holds.

A suppression lapses by itself, and the hit alerts again and says why: when the listing
or what is known of the customer changes, when its time is over, or when the settings
could find more than those it was decided under. (A bank was fined for suppressions that
outlived a change of the rules: OFAC, M&I/BMO Harris, 2015.)
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from screening.domain.answers import Answer, Disposition, Hit, Outcome, Tier
from screening.domain.listings import fingerprint
from screening.domain.queries import Query
from screening.matching import model
from screening.matching.digest import weights
from screening.record import customers
from screening.record.entry import APPROVAL, DECISION
from screening.record.store import Store
from screening.record.told import OF_CUSTOMER, Key, Told, told_decisions
from screening.records import record, replace
from screening.settings import Settings
from screening.who import same_person

FALSE = "false"
"""The verdict that a hit is somebody else."""


def rules_of(settings: Settings) -> dict[str, Any]:
    """What of the settings a suppression depends on."""
    return {
        "threshold": settings.threshold,
        "floor": settings.floor,
        "weak_aliases": settings.weak_aliases,
        "fast": settings.fast,
        "without": sorted(settings.without),
        "model": model.VERSION,
        "weights": weights(),
    }


STRICTER: dict[str, tuple[Callable[[Any, Any], bool], str]] = {
    "threshold": (lambda then, now: now < then, "the threshold went from {} to {}"),
    "floor": (lambda then, now: now < then, "the floor went from {} to {}"),
    "weak_aliases": (lambda then, now: now and not then, "weak aliases are searched now"),
    "fast": (lambda then, now: then and not now, "the search is thorough now"),
    "without": (lambda then, now: then != now, "other details are compared now"),
    "model": (lambda then, now: then != now, "the scoring model went from {} to {}"),
    "weights": (lambda then, now: then != now, "the weights of the score have changed"),
}
"""When settings could find more than those before, and how that is said."""


@record
class Decided:
    """The newest decision on a hit, as the record has it.

    Args:
        decision: its id.
        verdict: `true`, `false` or `escalate`.
        by: who decided.
        at: when (ISO, UTC).
        customer: fingerprint of what was known of the customer.
        listing: fingerprint of the listing.
        rules: of `rules_of`, as they were.
        expires: last day (ISO) it holds; None where it has no end.
        approved: whether it needs no approval, or has it.
    """

    decision: str
    verdict: str
    by: str
    at: str
    customer: str
    listing: str
    rules: dict[str, Any]
    expires: str | None
    approved: bool


class Suppressions:
    """The decisions that bear on a run, by customer and listing.

    Args:
        decided: the newest decision of each.
        settings: those in force.
        today: the day (ISO); by default that of now, in UTC.
    """

    def __init__(
        self, decided: dict[Key, Decided], settings: Settings, today: str | None = None
    ) -> None:
        self._decided = decided
        self._rules = rules_of(settings)
        self._today = today or datetime.now(UTC).date().isoformat()
        self._customers = {customer for customer, _, _ in decided}

    def __len__(self) -> int:
        return len(self._decided)

    def applied(self, answer: Answer) -> Answer:
        """The answer, with what was decided of its hits, and the outcome that leaves."""
        if not self._decided or not answer.candidates:
            return answer
        customer = customers.customer_of(answer.query)
        if customer not in self._customers:
            return answer
        known = customers.fingerprint(answer.query)
        hits = tuple(self._with_decision(hit, customer, known) for hit in answer.hits)
        reviews = tuple(self._with_decision(hit, customer, known) for hit in answer.reviews)
        return replace(answer, hits=hits, reviews=reviews, outcome=_outcome(hits + reviews))

    def standing(
        self, query: Query, source: str, reference: str, listing: str
    ) -> Disposition | None:
        """What was decided of a customer and a listing, and whether it holds.

        Args:
            query: what is known of the customer.
            source: code of the list.
            reference: of the listing.
            listing: fingerprint of the listing.
        """
        customer = customers.customer_of(query)
        if customer not in self._customers:
            return None
        known = customers.fingerprint(query)
        return self._standing((customer, source, reference), listing, known)

    def _with_decision(self, hit: Hit, customer: str, known: str) -> Hit:
        key = (customer, hit.source, hit.listing.reference)
        if key not in self._decided:
            return hit
        disposition = self._standing(key, fingerprint(hit.listing), known)
        return replace(hit, disposition=disposition)

    def _standing(self, key: Key, listing: str, known: str) -> Disposition | None:
        decided = self._decided.get(key)
        if decided is None:
            return None
        why = self._why_not(decided, listing, known)
        return Disposition(
            decided.decision, decided.verdict, decided.by, decided.at, not why, why
        )

    def _why_not(self, decided: Decided, listing: str, known: str) -> str:
        """Why a decision does not suppress a hit; empty where it does."""
        if not decided.approved:
            return "the decision waits to be approved"
        if decided.verdict != FALSE:
            return f"decided as {decided.verdict}"
        if decided.expires is not None and decided.expires < self._today:
            return f"lapsed: it held until {decided.expires}"
        if decided.listing != listing:
            return "lapsed: the listing has changed"
        if decided.customer != known:
            return "lapsed: what is known of the customer has changed"
        for name, (stricter, words) in STRICTER.items():
            if name not in decided.rules:
                return f"lapsed: the {name} it was decided under is not known"
            then, now = decided.rules[name], self._rules[name]
            if stricter(then, now):
                return f"lapsed: {words.format(then, now)}"
        return ""


def _outcome(candidates: Iterable[Hit]) -> Outcome:
    open_tiers = {hit.tier for hit in candidates if not hit.suppressed}
    if not open_tiers:
        return Outcome.SUPPRESSED
    return Outcome.HIT if Tier.HIT in open_tiers else Outcome.REVIEW


def suppressions(
    store: Store, settings: Settings, query: Query | None = None, today: str | None = None
) -> Suppressions:
    """The decisions on record that bear on a run.

    Args:
        store: the record.
        settings: those in force.
        query: the only one that is asked; by default every customer counts.
        today: the day (ISO) that expiry is told by; now by default.

    Raises:
        RecordError: a decision is not what was sealed: none is applied then.
    """
    if query is None:
        told = told_decisions(store)
    else:
        told = told_decisions(store, OF_CUSTOMER, customers.customer_of(query))
    return Suppressions(newest(told), settings, today)


def newest(told: Iterable[Told]) -> dict[Key, Decided]:
    """The newest decision on each customer and listing, with its approval.

    One whose words were erased holds no more, and neither do those before it, which it
    took the place of.

    Args:
        told: in the order of the chain.
    """
    found: dict[Key, Decided] = {}
    # most were decided under the same rules, which are kept and sent to workers once
    same: dict[str, dict[str, Any]] = {}
    for each in told:
        said, key = each.said, each.key
        if said is None:
            if each.kind == DECISION:
                found.pop(key, None)
            continue
        if each.kind == APPROVAL:
            before = found.get(key)
            if (
                before is not None
                and before.decision == said["approves"]
                and not same_person(before.by, said["by"])
            ):
                found[key] = replace(before, approved=True)
            continue
        rules = same.setdefault(str(said["rules"]), said["rules"])
        found[key] = Decided(
            each.run, said["verdict"], said["by"], said["at"], said["customer"],
            said["listing"], rules, said["expires"], not said["four_eyes"],
        )  # fmt: skip
    return found
