"""Screens a run on record again, on the lists and under the settings of then.

What the engine finds is compared: candidates with their tiers and scores, and the outcome
that follows from them. What people decided since, or had decided then, plays no part.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from screening.domain.answers import Answer, ListState, Outcome, Tier
from screening.errors import QueryError
from screening.matching import model
from screening.matching.digest import weights
from screening.matching.index import Index
from screening.provision import ready_index
from screening.provision.past import index_of_states
from screening.record.chain import read_object
from screening.record.ids import parse_place
from screening.record.kept import Kept, basis_of, entry_of, rows_of
from screening.record.lines import DIGITS, query_of
from screening.record.store import Store
from screening.records import record, replace
from screening.screener import Scope, Screener
from screening.settings import Settings
from screening.version import VERSION

Say = Callable[[str], None]
Told = dict[str, Any]


@record
class Found:
    """A candidate as the record has it.

    Args:
        source: code of the list.
        reference: of the listing there.
        tier: `hit` or `review`.
        score: 0 to 1, rounded as on record.
    """

    source: str
    reference: str
    tier: str
    score: float


@record
class Result:
    """What a row came to.

    Args:
        outcome: before any decision of a person.
        found: the candidates, best first.
    """

    outcome: str
    found: tuple[Found, ...]


@record
class Difference:
    """A row that comes to something else now.

    Args:
        row: its number.
        receipt: of the row.
        then: what it came to.
        now: what it comes to.
        words: each thing that differs, in words.
    """

    row: int
    receipt: str
    then: Result
    now: Result
    words: tuple[str, ...]


class Replay:
    """One run, to be screened again. Use as a context manager.

    Args:
        store: the record.
        settings: where the registry is.
        run: its id, or that of anything of it.
        say: told in one line of what takes a while.

    Attributes:
        rows: how many were screened again.

    Raises:
        QueryError: there is no such run, it is no screening, or its rows were erased.
        ListsUnfit: a state of a list is not kept any more.
    """

    def __init__(self, store: Store, settings: Settings, run: str, say: Say) -> None:
        self._store = store
        self.kept = entry_of(store, parse_place(run).run)
        self.basis = _basis(store, self.kept)
        self.rows = 0
        decisive = self.basis["decisive"]
        chosen = replace(
            settings,
            threshold=decisive["threshold"],
            floor=decisive["floor"],
            weak_aliases=decisive["weak_aliases"],
            fast=decisive["fast"],
            without=tuple(decisive["without"]),
        )
        scope = Scope(tuple(decisive["authorities"]), tuple(decisive["packages"]))
        index = index_of_then(settings, self.basis, self.kept.facts.get("as_of"), say)
        self._screener = Screener(index, chosen, scope)

    def __enter__(self) -> "Replay":
        return self

    def __exit__(self, *_: object) -> None:
        self._screener.close()

    def differences(self) -> Iterator[Difference]:
        """The rows that come to something else now, in order."""
        with self._store.reading():
            for row in rows_of(self._store, self.kept):
                told = row.values
                if "query" not in told:
                    raise QueryError(f"row {row.row} has no query on record", field="run")
                self.rows += 1
                then, now = result_on_record(told), self._screened(told["query"])
                words = tuple(difference_words(then, now))
                if words:
                    yield Difference(row.row, row.receipt, then, now, words)

    def reasons(self) -> list[str]:
        """What is known to be other than then, in words."""
        decisive = self.basis["decisive"]
        compared = (
            ("the engine", self.basis["engine"], VERSION),
            ("the scoring model", decisive["model"], model.VERSION),
            ("its weights and tables", decisive["weights"], weights()),
        )
        return [
            f"{what}: {then} then, {now} now" for what, then, now in compared if then != now
        ]

    def _screened(self, asked: Told) -> Result:
        try:
            return result_of(self._screener.screen(query_of(asked)))
        except QueryError:
            return Result(Outcome.INVALID.value, ())


def index_of_then(settings: Settings, basis: Told, day: str | None, say: Say) -> Index:
    """The index that a run was screened with, or one of the same states of the lists.

    Args:
        settings: where the registry is.
        basis: what the run rests on.
        day: the past day (ISO) it asked about; None for what was then now.
        say: told in one line of what takes a while.

    Raises:
        ListsUnfit: a state is not kept any more.
    """
    lists, absent = [ListState(**each) for each in basis["lists"]], basis["absent"]
    if day is None:
        index = ready_index(settings, say)
        if set(index.lists) == set(lists) and not absent:
            return index
        index.close()
    return index_of_states(settings, lists, say, day=day, absent=absent)


def result_on_record(told: Told) -> Result:
    """What a row's line says it came to."""
    found = tuple(
        Found(each["source"], each["reference"], each["tier"], each["score"])
        for each in told.get("found", ())
    )
    outcome = told["outcome"]
    if outcome in (Outcome.INVALID.value, Outcome.ERROR.value):
        return Result(outcome, ())
    return Result(_outcome([each.tier for each in found]), found)


def result_of(answer: Answer) -> Result:
    """What an answer comes to, as the record would have it."""
    found = tuple(
        Found(hit.source, hit.listing.reference, hit.tier.value, round(hit.score, DIGITS))
        for hit in answer.candidates
    )
    return Result(_outcome([each.tier for each in found]), found)


def _outcome(tiers: Sequence[str]) -> str:
    if Tier.HIT.value in tiers:
        return Outcome.HIT.value
    return Outcome.REVIEW.value if tiers else Outcome.CLEAR.value


def difference_words(then: Result, now: Result) -> Iterator[str]:
    """Each thing in which two results differ, in words."""
    if then.outcome != now.outcome:
        yield f"was {then.outcome}, is {now.outcome}"
    before, after = _by_place(then.found), _by_place(now.found)
    for place, each in before.items():
        other = after.get(place)
        if other is None:
            yield f"{' '.join(place)} was found ({each.tier}, {each.score}) and is not"
        elif other != each:
            yield (
                f"{' '.join(place)} was {each.tier} with {each.score}, is {other.tier} with "
                f"{other.score}"
            )
    for place in after.keys() - before.keys():
        each = after[place]
        yield f"{' '.join(place)} was not found and is ({each.tier}, {each.score})"
    if before == after and list(before) != list(after):
        yield "the same candidates stand in another order"


def _by_place(found: Iterable[Found]) -> dict[tuple[str, str], Found]:
    return {(each.source, each.reference): each for each in found}


def _basis(store: Store, kept: Kept) -> Told:
    """What a run rests on.

    Raises:
        QueryError: it is no screening, was not finished, or its rows were erased.
    """
    if kept.salt is None:
        raise QueryError(
            f"the rows of run {kept.run} were erased; they cannot be screened again",
            field="run",
        )
    basis = read_object(basis_of(store, kept))
    if basis is not None:
        return basis
    raise QueryError(
        f"run {kept.run} ({kept.kind}, {kept.state}) names nothing that it rests on, so it "
        "cannot be screened again",
        field="run",
    )
