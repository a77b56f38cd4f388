"""A batch on record: its entry is begun, filled block by block, and sealed."""

from typing import Any

from screening.batch.lines import Lines
from screening.batch.output import Output
from screening.batch.summary import FileFacts
from screening.errors import RecordError
from screening.record.entry import Entry, keep_basis
from screening.record.store import Store
from screening.settings import Settings


class Running:
    """What of a batch goes on record.

    Args:
        store: the record; None where nothing goes on record.
        settings: where the registry is, and who is at work.
        kind: what the run is called on record.
        facts: what is known of it from the start, as plain values of JSON.
        rests_on: what its answers do, as `recorder.basis_body` has it.
    """

    def __init__(
        self,
        store: Store | None,
        settings: Settings,
        kind: str,
        facts: dict[str, Any],
        rests_on: str,
    ) -> None:
        self._store = store
        self._settings = settings
        self._rests_on = rests_on
        self._sealed = False
        self._entry = None if store is None else Entry(store, settings, kind, facts)

    @property
    def run(self) -> str | None:
        """Id of the run; None where nothing goes on record."""
        return None if self._entry is None else self._entry.id

    @property
    def salt(self) -> bytes:
        """Of the run; its rows are sealed with it."""
        return b"" if self._entry is None else self._entry.salt

    def begin(self, out: Output) -> None:
        """Begin the run, or take up the one that was broken off.

        Args:
            out: what the batch writes to, which knows how far it had come.

        Raises:
            RecordError: what was broken off is not on record any more.
        """
        if self._store is None or self._entry is None:
            return
        journal = out.journal
        if journal is None or journal.run is None or journal.run == self._entry.id:
            # a row can be decided on before its run has ended
            self._entry.facts["basis"] = keep_basis(self._store, self._rests_on)
            self._entry.begin()
            return
        self._sealed = Entry.is_sealed(self._store, journal.run)
        if self._sealed:
            self._entry.id = journal.run
            return
        taken_up = Entry.taken_up(self._store, self._settings, journal.run, journal.done.blocks)
        if taken_up is None or taken_up.rows != journal.done.rows:
            raise RecordError(
                f"run {journal.run} is not on record as it was broken off; run the batch "
                "without --resume"
            )
        taken_up.note_taken_up()
        self._entry = taken_up

    def add(self, lines: Lines) -> None:
        """Put a block of rows on record."""
        if self._entry is not None and lines.block is not None:
            self._entry.add(lines.block)

    def seal(self, source: FileFacts, target: FileFacts | None, facts: dict[str, Any]) -> None:
        """Close the run, unless it was broken off after it had been closed."""
        if self._store is None or self._entry is None or self._sealed:
            return
        self._entry.seal(
            {
                "input": source.plain(),
                "output": None if target is None else target.plain(),
                **facts,
            }
        )
