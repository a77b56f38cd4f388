"""Puts answers on record as they are given: what a look-up and a Python caller use."""

from typing import Any, Self

from screening.domain.answers import Answer, Basis, Outcome
from screening.domain.queries import Query
from screening.matching.digest import decisive
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.ids import receipt
from screening.record.lines import row_line, seal
from screening.record.store import Store
from screening.record.suppressions import suppressions
from screening.records import asdict, replace
from screening.screener import Scope
from screening.settings import Settings

TOGETHER = 2_000
"""Rows that are stored together."""


def basis_body(basis: Basis, settings: Settings, scope: Scope) -> str:
    """What an answer rests on, settings in full, as the record keeps it."""
    decided = decisive(settings, scope.authorities, scope.packages)
    return canonical({**asdict(basis), "decisive": decided})


class Recorded:
    """One run of answers that are given one after the other. Use as a context manager.

    It is sealed when the block ends without an error; what was given before one is on
    record as a run that was broken off.

    Args:
        store: the record; closed with this.
        settings: where the registry is, and who is at work.
        basis: what the answers rest on.
        scope: the part of the lists that is screened against.
        kind: `look-up` or `python`.
        facts: what else the run says of itself.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        basis: Basis,
        scope: Scope,
        *,
        kind: str,
        facts: dict[str, Any] | None = None,
    ) -> None:
        self._store = store
        self._settings = settings
        self._entry = Entry(store, settings, kind)
        self._body = basis_body(basis, settings, scope)
        self._facts = facts or {}
        self._lines: list[bytes] = []
        self._outcomes: dict[str, int] = {}

    @property
    def run(self) -> str:
        """Id of the run."""
        return self._entry.id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and self._next > 1:
                self.seal()
        finally:
            self._store.close()

    @property
    def _next(self) -> int:
        return self._entry.rows + len(self._lines) + 1

    def decided(self, answer: Answer) -> Answer:
        """The answer, with what was decided of its hits before."""
        if not answer.candidates:
            return answer
        return suppressions(self._store, self._settings, answer.query).applied(answer)

    def answer(self, answer: Answer) -> Answer:
        """Put an answer on record; gives it back with its receipt."""
        row = self._next
        return replace(answer, receipt=self._add(row, answer.query, answer.outcome, answer))

    def invalid(self, query: Query, error: str) -> str:
        """Put a query on record that could not be screened; gives back the receipt."""
        return self._add(self._next, query, Outcome.INVALID, None, error)

    def seal(self) -> None:
        """Close the run, and chain it to the one before.

        Raises:
            RecordError: the database refuses; nothing since the last block is there then.
        """
        facts = {
            **self._facts,
            "basis": keep_basis(self._store, self._body),
            "outcomes": self._outcomes,
        }
        first = self._entry.rows + 1
        rest = block_of(first, self._lines, self._entry.salt) if self._lines else None
        self._entry.seal(facts, rest)
        self._lines = []

    def _add(
        self,
        row: int,
        query: Query,
        outcome: Outcome,
        answer: Answer | None,
        error: str | None = None,
    ) -> str:
        line = row_line(row, query, outcome, answer, error)
        self._lines.append(line)
        self._outcomes[outcome.value] = self._outcomes.get(outcome.value, 0) + 1
        if len(self._lines) == TOGETHER:
            first = self._entry.rows + 1
            self._entry.add(block_of(first, self._lines, self._entry.salt))
            self._lines = []
        return receipt(self._entry.id, row, seal(self._entry.salt, line))
