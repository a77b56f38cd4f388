"""Examines the record from its first entry to its last: what is not as it was sealed.

The entries and their blocks are read side by side, a few at a time, in one state of the
registry. What is held meanwhile are the digests of what runs rest on and the ids of the
runs that were erased. How lines are packed is no evidence: the lines are.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from screening.record.agreeing import DECISIONS, decision_findings, stray_decisions
from screening.record.chain import GENESIS, digest
from screening.record.contents import Contents, Stored
from screening.record.erased import erased_runs
from screening.record.findings import Fault, Finding, together
from screening.record.store import Store
from screening.records import record

ENTRIES = """
    SELECT position, id, kind, begun_at, operator, salt, body, hash
    FROM run WHERE position IS NOT NULL ORDER BY position
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
            position, run, kind, begun_at, operator, salt, body, hashed = row
            columns = (position, run, kind, begun_at, operator)
            entry = Entered(position, run, kind, salt, body, hashed, columns)
            facts = _facts(entry)
            yield from self._in_chain(entry, facts)
            yield from self._with_rows(entry, facts)
            self.entries += 1
            self.position, self.hash = position, hashed
        yield from stray_decisions(self._store)

    def _of_bases(self) -> Iterator[Finding]:
        for key, body in self._store.each("SELECT digest, body FROM basis ORDER BY digest"):
            self._bases.add(key)
            if digest(body) != key:
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
        yield from contents.findings(_kept(self._blocks(entry.run), first))
        if facts is not None:
            yield from contents.disagreements(facts)
        if entry.salt is None and not erased:
            text = "its salt is gone, and no erasure on record names it"
            yield Finding(Fault.CONTENT_GONE, text, entry.run)
        if entry.kind in DECISIONS:
            yield from decision_findings(self._store, entry.run, first, erased=erased)
        self.rows += contents.read


def _facts(entry: Entered) -> dict[str, Any] | None:
    """What an entry's body says; None where it cannot be read."""
    try:
        facts = json.loads(entry.body or "")
    except ValueError:
        return None
    return facts if isinstance(facts, dict) else None


def _kept(blocks: Iterable[Stored], first: list[bytes]) -> Iterator[Stored]:
    """The blocks, of which the first one's content is put aside."""
    for block in blocks:
        content = block[-1]
        if not first and content is not None:
            first.append(content)
        yield block
