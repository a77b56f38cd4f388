"""Examines the record from its first entry to its last: what is not as it was sealed.

The entries and their blocks are read side by side, a few at a time, in one state of the
registry. What is held meanwhile are the digests of what runs rest on and the ids of the
runs that were erased, or begun and not sealed. How lines are packed is no evidence: the
lines are.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from screening.record.agreeing import decision_findings, stray_decisions
from screening.record.chain import GENESIS, digest, read_object
from screening.record.contents import Contents, Stored
from screening.record.entry import APPROVAL, BEGUN, DECISION, ERASURE
from screening.record.findings import Fault, Finding, together
from screening.record.store import Store
from screening.records import record

ENTRIES = """
    SELECT position, id, kind, begun_at, operator, salt, body, hash
    FROM run WHERE position IS NOT NULL ORDER BY position
"""
UNSEALED = """
    SELECT id, kind, begun_at, operator, salt, body FROM run WHERE position IS NULL
    ORDER BY begun_at
"""
ERASURES = """
    SELECT position, body FROM run
    WHERE position IS NOT NULL AND kind = ? ORDER BY position
"""
BLOCKS = """
    SELECT number, first_row, row_count, seals, content
    FROM run_block WHERE run_id = ? AND number > ? ORDER BY number LIMIT ?
"""
BLOCKS_AT_ONCE = 16
BEFORE_ALL = -(2**31) - 1
"""A number that is below that of any block, whoever has written it."""
COLUMNS = ("position", "run", "kind", "begun_at", "operator")
"""What the table of entries repeats of a body, as that calls it; in the order of `ENTRIES`."""


@record
class Entered:
    """An entry of the chain as it is stored.

    Args:
        position: in the chain.
        run: its id.
        kind: `look-up`, `batch`, `decision` ...
        salt: of its seals; None where it is gone.
        body: canonical JSON, as stored.
        hash: of the body, as stored.
        columns: what the table says of it, in the order of `COLUMNS`.
    """

    position: int
    run: str
    kind: str
    salt: bytes | None
    body: str | None
    hash: str
    columns: tuple[Any, ...]


class Examination:
    """One reading of the whole chain.

    Args:
        store: the record.
        run: the only run whose rows are read; by default those of all.

    Attributes:
        entries: how many entries the chain has.
        position: the last one's.
        hash: the last one's.
        rows: how many rows were read and compared with their seals.
        erased: how many runs an erasure has emptied.
    """

    def __init__(self, store: Store, run: str | None = None) -> None:
        self._store = store
        self._run = run
        self._bases: set[str] = set()
        self._erased: dict[str, int] = {}
        self._begun: dict[str, dict[str, Any]] = {}
        self.entries = 0
        self.position = 0
        self.hash = GENESIS
        self.rows = 0
        self.erased = 0

    def findings(self) -> Iterator[Finding]:
        """What is wrong, in the order of the chain; call within `Store.reading`."""
        return together(self._findings())

    def _findings(self) -> Iterator[Finding]:
        yield from self._of_bases()
        self._erased = erased_runs(self._store)
        for row in self._store.each(ENTRIES):
            entry, odd = self._entered(row)
            for name in odd:
                text = f"its {name} is of another kind than was written"
                yield Finding(Fault.ENTRY_CHANGED, text, entry.run)
            facts = read_object(entry.body)
            yield from self._in_chain(entry, facts)
            yield from self._with_rows(entry, facts)
            self._note_begun(entry, facts)
            self.entries += 1
            self.position, self.hash = entry.position, entry.hash
        yield from self._of_unsealed()
        yield from stray_decisions(self._store)

    def _entered(self, row: tuple[Any, ...]) -> tuple[Entered, list[str]]:
        """An entry, and which of its columns cannot be read; SQLite would take anything."""
        position, run, kind, begun_at, operator, salt, body, hashed = row
        odd = [name for name, right in (
            ("position", isinstance(position, int)),
            ("id", isinstance(run, str)),
            ("salt", isinstance(salt, bytes | None)),
            ("body", isinstance(body, str | None)),
            ("hash", isinstance(hashed, str)),
        ) if not right]  # fmt: skip
        entry = Entered(
            self.position + 1 if "position" in odd else position,
            str(run),
            str(kind),
            None if "salt" in odd else salt,
            None if "body" in odd else body,
            str(hashed),
            (position, run, kind, begun_at, operator),
        )
        return entry, odd

    def _note_begun(self, entry: Entered, facts: dict[str, Any] | None) -> None:
        """Which runs have begun, and were not sealed since."""
        self._begun.pop(entry.run, None)
        begun = (facts or {}).get(BEGUN)
        if entry.kind == BEGUN and isinstance(begun, dict):
            self._begun[str(begun.get("run"))] = begun

    def _of_unsealed(self) -> Iterator[Finding]:
        """Runs that are under way, or were broken off: no hash is of them, but seals are."""
        for run, kind, begun_at, operator, salt, body in self._store.each(UNSEALED):
            told = {
                "run": run,
                "kind": kind,
                "begun_at": begun_at,
                "operator": operator,
                "says": digest(body) if isinstance(body, str) else None,
            }
            begun = self._begun.pop(run, None)
            if begun is None:
                text = "it was not finished, and no entry of the chain says that it was begun"
                yield Finding(Fault.RUN_ADDED, text, str(run))
            elif begun != told:
                text = "what it says of itself is not what it was begun with"
                yield Finding(Fault.RUN_CHANGED, text, str(run))
            if self._run not in (None, run):
                continue
            if not isinstance(salt, bytes | None):
                text = "its salt is of another kind than was written"
                yield Finding(Fault.RUN_CHANGED, text, str(run))
                salt = None
            erased = run in self._erased
            self.erased += erased
            yield from self._of_contents(Contents(run, salt, erased=erased))
        for run in self._begun:
            text = "the chain says that it was begun, and it is not there: it was taken out"
            yield Finding(Fault.RUN_MISSING, text, run)

    def _of_bases(self) -> Iterator[Finding]:
        for key, body in self._store.each("SELECT digest, body FROM basis ORDER BY digest"):
            self._bases.add(key)
            if not isinstance(body, str) or digest(body) != key:
                text = f"what runs rest on was changed: {key} is not the digest of its text"
                yield Finding(Fault.BASIS_CHANGED, text)

    def _blocks(self, run: str) -> Iterator[Stored]:
        """The blocks of a run, a few at a time: sorting them together would copy them all."""
        last = BEFORE_ALL
        while rows := self._store.rows(BLOCKS, run, last, BLOCKS_AT_ONCE):
            for row in rows:
                number, first, count, seals, content = row
                yield number, first, count, seals, content
                last = number
            if len(rows) < BLOCKS_AT_ONCE:
                break

    def _in_chain(self, entry: Entered, facts: dict[str, Any] | None) -> Iterator[Finding]:
        def found(fault: Fault, text: str) -> Finding:
            return Finding(fault, text, entry.run, position=entry.position)

        gap = entry.position != self.position + 1
        if gap:
            text = "not there: taken out of the chain"
            yield Finding(
                Fault.ENTRY_MISSING, text, last=entry.position - 1, position=self.position + 1
            )
        if entry.body is None or digest(entry.body) != entry.hash:
            text = "what the entry says is not what its hash was taken of"
            yield found(Fault.ENTRY_CHANGED, text)
        if facts is None:
            yield found(Fault.ENTRY_CHANGED, "what the entry says cannot be read")
            return
        if facts.get("previous") != self.hash and not gap:
            text = (
                "it was sealed behind another entry than the one that is now before it, "
                f"number {self.position}: that one was replaced or worked out anew"
            )
            yield found(Fault.CHAIN_BROKEN, text)
        for name, stored in zip(COLUMNS, entry.columns, strict=True):
            if facts.get(name) != stored:
                text = f"sealed with {name} {facts.get(name)!r}, and the table has {stored!r}"
                yield found(Fault.ENTRY_CHANGED, text)
        basis = facts.get("basis")
        if basis is not None and basis not in self._bases:
            yield found(Fault.BASIS_MISSING, f"what it rests on is not there: {basis}")

    def _with_rows(self, entry: Entered, facts: dict[str, Any] | None) -> Iterator[Finding]:
        if self._run not in (None, entry.run):
            return
        erased = self._erased.get(entry.run, 0) > entry.position
        self.erased += erased
        contents = Contents(entry.run, entry.salt, erased=erased)
        first: list[bytes] = []
        yield from self._of_contents(contents, first)
        if facts is not None:
            yield from contents.disagreements(facts)
        if entry.kind in (DECISION, APPROVAL):
            yield from decision_findings(
                self._store, entry.run, first, self._erased, erased=erased
            )

    def _of_contents(
        self, contents: Contents, first: list[bytes] | None = None
    ) -> Iterator[Finding]:
        """What is wrong with the rows of a run; the content of its first block is put aside."""
        run = contents.run
        yield from contents.findings(_kept(self._blocks(run), [] if first is None else first))
        if contents.salt is None and not contents.erased:
            text = "its salt is gone, and no erasure on record names it"
            yield Finding(Fault.CONTENT_GONE, text, run)
        self.rows += contents.read


def _kept(blocks: Iterable[Stored], first: list[bytes]) -> Iterator[Stored]:
    """The blocks, of which the first one's content is put aside."""
    for block in blocks:
        content = block[-1]
        if not first and content is not None:
            first.append(content)
        yield block


def erased_runs(store: Store) -> dict[str, int]:
    """The runs that erasures name, each with the position of the last one that does.

    Args:
        store: the record, within `Store.reading`.
    """
    found: dict[str, int] = {}
    for position, body in store.each(ERASURES, ERASURE):
        runs: object = None
        # one that was changed names none
        with suppress(ValueError, AttributeError, TypeError):
            runs = json.loads(body or "").get("runs")
        if isinstance(runs, Iterable) and isinstance(position, int):
            found |= {str(run): position for run in runs}
    return found
