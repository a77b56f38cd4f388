"""Puts answers on record as they are given: what a look-up and a Python caller use."""

from contextlib import suppress
from typing import Any, Self

from screening.domain.answers import Answer, Basis, Outcome
from screening.domain.queries import Query
from screening.errors import RecordError
from screening.matching.digest import decisive
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.ids import receipt
from screening.record.lines import row_line
from screening.record.store import Store
from screening.record.suppressions import suppressions
from screening.records import asdict, replace
from screening.screener import Scope
from screening.settings import Settings


def basis_body(basis: Basis, settings: Settings, scope: Scope) -> str:
    """What an answer rests on, settings in full, as the record keeps it."""
    decided = decisive(settings, scope.authorities, scope.packages)
    return canonical({**asdict(basis), "decisive": decided})


class Recorded:
    """One run of answers that are given one after the other. Use as a context manager.

    An answer is on record before its receipt is handed out. The run is sealed when the
    block ends, with `broken_off` where an error ends it.

    Args:
        store: the record; closed with this.
        settings: where the registry is, and who is at work.
        basis: what the answers rest on.
        scope: the part of the lists that is screened against.
        kind: `look-up` or `python`.
        facts: what else the run says of itself.
        alone: whether one answer is all there will be: the run is sealed with it, in one
            transaction.
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
        alone: bool = False,
    ) -> None:
        self._store = store
        self._settings = settings
        self._entry = Entry(store, settings, kind, facts)
        self._body = basis_body(basis, settings, scope)
        self._alone = alone
        self._sealed = False
        self._outcomes: dict[str, int] = {}

    @property
    def run(self) -> str:
        """Id of the run."""
        return self._entry.id

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.seal()
            elif not issubclass(kind, RecordError):  # which would be refused again
                with suppress(RecordError):  # the error that is under way says more
                    self.seal(broken_off=True)
        finally:
            self._store.close()

    def decided(self, answer: Answer) -> Answer:
        """The answer, with what was decided of its hits before."""
        if not answer.candidates:
            return answer
        return suppressions(self._store, self._settings, answer.query).applied(answer)

    def answer(self, answer: Answer) -> Answer:
        """Put an answer on record; gives it back with its receipt.

        Raises:
            RecordError: the database refuses; the answer is not on record then.
        """
        return replace(answer, receipt=self._add(answer.query, answer.outcome, answer))

    def invalid(self, query: Query, error: str) -> str:
        """Put a query on record that could not be screened; gives back the receipt.

        Raises:
            RecordError: the database refuses; it is not on record then.
        """
        return self._add(query, Outcome.INVALID, None, error)

    def seal(self, *, broken_off: bool = False) -> None:
        """Close the run, and chain it to the one before; nothing where it has no row.

        Args:
            broken_off: whether there was to be more.

        Raises:
            RecordError: the database refuses; it is not sealed then.
        """
        if self._sealed or not self._entry.rows:
            return
        said = {"broken_off": True} if broken_off else {}
        self._entry.seal({"outcomes": self._outcomes, **said})
        self._sealed = True

    def _add(
        self, query: Query, outcome: Outcome, answer: Answer | None, error: str | None = None
    ) -> str:
        entry = self._entry
        row = entry.rows + 1
        line = row_line(row, query, outcome, answer, error)
        block = block_of(row, [line], entry.salt)
        self._outcomes[outcome.value] = self._outcomes.get(outcome.value, 0) + 1
        with self._store.writing():
            if row == 1:  # at once: a row can be decided on before its run has ended
                entry.facts["basis"] = keep_basis(self._store, self._body)
            if self._alone:
                entry.seal({"outcomes": self._outcomes}, block)
            else:
                entry.add(block)
        self._sealed = self._alone
        return receipt(entry.id, row, block.seals)
