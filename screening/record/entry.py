"""An entry of the record while it is written: its rows in blocks, then its seal."""

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from screening.errors import RecordError
from screening.record import witness
from screening.record.chain import canonical, digest, linked
from screening.record.ids import new_run_id
from screening.record.lines import packed, seal
from screening.record.store import Store
from screening.settings import Settings
from screening.who import account, operator

SALT_BYTES = 16
BEGUN, ERASURE = "begun", "erasure"
"""Kinds of entries: one says that a run has begun, one that runs were emptied."""
DECISION, APPROVAL = "decision", "approval"
"""Kinds of entries that bear on a hit."""


def now() -> str:
    """The time as the record has it: ISO, in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Block(NamedTuple):
    """Rows that are stored together.

    Args:
        first: number of the first one.
        rows: how many there are.
        seals: their seals, one after the other.
        content: their lines, packed.
    """

    first: int
    rows: int
    seals: bytes
    content: bytes


def block_of(first: int, lines: Sequence[bytes], salt: bytes) -> Block:
    """A block of lines that are sealed with a salt."""
    return sealed_block(first, lines, [seal(salt, line) for line in lines])


def sealed_block(first: int, lines: Sequence[bytes], seals: Sequence[bytes]) -> Block:
    """A block of lines and their seals; a worker makes it, so that it costs the writer nothing.

    Args:
        first: number of the first line's row.
        lines: as they go on record.
        seals: one of each.
    """
    return Block(first, len(lines), b"".join(seals), packed(lines))


class Entry:
    """One run, decision or erasure on its way into the record.

    Nothing of it is in the database before its first block or its seal. A run that is
    there before it is sealed has an entry of its own that says it was begun, so that one
    that was broken off cannot go unnoticed.

    Args:
        store: the record.
        settings: where the registry is, and who is at work.
        kind: `look-up`, `batch`, `decision` ...
        facts: what is known of it from the start, as plain values of JSON.
    """

    def __init__(
        self, store: Store, settings: Settings, kind: str, facts: dict[str, Any] | None = None
    ) -> None:
        self._store = store
        self._settings = settings
        self.kind = kind
        self.id = new_run_id()
        self.salt = os.urandom(SALT_BYTES)
        self.begun_at = now()
        self.operator = operator(settings)
        self.facts = facts or {}
        self.rows = 0
        self.blocks = 0
        self._seals = sha256()
        self._there = False

    @classmethod
    def taken_up(
        cls, store: Store, settings: Settings, run: str, blocks: int
    ) -> "Entry | None":
        """A run that was broken off, to go on with; None where there is none, or it is erased.

        Args:
            store: the record.
            settings: where the registry is.
            run: its id.
            blocks: how many of its blocks count; those after them are taken out.
        """
        found = store.row(
            "SELECT kind, begun_at, operator, salt, body FROM run "
            "WHERE id = ? AND position IS NULL AND salt IS NOT NULL",
            run,
        )
        if found is None:
            return None
        entry = cls(store, settings, found[0], json.loads(found[4]))
        entry.id, entry.begun_at, entry.operator, entry.salt = run, found[1], found[2], found[3]
        entry._there = True
        store.do("DELETE FROM run_block WHERE run_id = ? AND number >= ?", run, blocks)
        for count, seals in store.rows(
            "SELECT row_count, seals FROM run_block WHERE run_id = ? ORDER BY number", run
        ):
            entry._count(count, seals)
        return entry

    @staticmethod
    def is_sealed(store: Store, run: str) -> bool:
        """Whether a run has been closed already."""
        found = store.row("SELECT position FROM run WHERE id = ?", run)
        return found is not None and found[0] is not None

    def note_taken_up(self) -> None:
        """Put on record who goes on with it, and from which row; in the chain too."""
        taken_up = {"by": operator(self._settings), "at": now(), "from_row": self.rows + 1}
        self.facts["resumed"] = [*self.facts.get("resumed", ()), taken_up]
        with self._store.writing():
            self._store.do(
                "UPDATE run SET body = ? WHERE id = ? AND position IS NULL",
                canonical(self.facts), self.id,
            )  # fmt: skip
            self._chain_beginning()

    def begin(self) -> None:
        """Put it into the database, so that others see it is under way, and into the chain.

        Raises:
            RecordError: the database refuses; nothing of it is there then.
        """
        if self._there:
            return
        with self._store.writing():
            self._insert(canonical(self.facts))
            self._chain_beginning()
        self._there = True

    def _chain_beginning(self) -> None:
        """Chain what the run says of itself so far; what was chained last counts."""
        told = {
            "run": self.id,
            "kind": self.kind,
            "begun_at": self.begun_at,
            "operator": self.operator,
            "says": digest(canonical(self.facts)),
        }
        Entry(self._store, self._settings, BEGUN).seal({"begun": told})

    def add(self, block: Block) -> None:
        """Add rows, which have to follow those before.

        Raises:
            RecordError: the database refuses, or the run was erased meanwhile; nothing of
                the block is there then.
        """
        with self._store.writing():
            self.begin()
            self._check_open()
            self._put(block)

    def seal(
        self,
        facts: dict[str, Any],
        *rest: Block,
        beside: Callable[[], None] | None = None,
    ) -> str:
        """Close it, and chain it to the entry before.

        Args:
            facts: what is known at its end; plain values of JSON.
            rest: blocks to add in the same transaction.
            beside: what else to check and write in that transaction; nothing is written
                where it raises.

        Returns:
            Its hash.

        Raises:
            RecordError: the database refuses, or the run was erased meanwhile; it is not
                sealed then.
        """
        with self._store.writing():
            if self._there:
                self._check_open()
            else:
                self._insert(None)
            for block in rest:
                self._put(block)
            if beside is not None:
                beside()
            told = {
                "run": self.id,
                "kind": self.kind,
                "begun_at": self.begun_at,
                "ended_at": now(),
                "operator": self.operator,
                "account": account(),
                "rows": self.rows,
                "blocks": self.blocks,
                "content": self._seals.hexdigest(),
                **self.facts,
                **facts,
            }
            position, body, sealed = linked(self._store, told)
            self._store.do(
                "UPDATE run SET position = ?, body = ?, hash = ? WHERE id = ?",
                position, body, sealed, self.id,
            )  # fmt: skip
            self._store.once_written(partial(witness.note, self._settings, position, sealed))
        self._there = True
        return sealed

    def _check_open(self) -> None:
        """Refuse to add to a run that was erased, or sealed, since it was begun."""
        found = self._store.row("SELECT salt, position FROM run WHERE id = ?", self.id)
        if found is None or found[0] is None or found[1] is not None:
            raise RecordError(
                f"run {self.id} was erased or closed while it was under way; nothing can be "
                "added to it, so screen again"
            )

    def _insert(self, body: str | None) -> None:
        self._store.do(
            "INSERT INTO run (id, kind, begun_at, operator, salt, body) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            self.id, self.kind, self.begun_at, self.operator, self.salt, body,
        )  # fmt: skip

    def _put(self, block: Block) -> None:
        self._store.do(
            "INSERT INTO run_block (run_id, number, first_row, row_count, seals, content) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            self.id, self.blocks, block.first, block.rows, block.seals, block.content,
        )  # fmt: skip
        self._count(block.rows, block.seals)

    def _count(self, count: int, seals: bytes) -> None:
        self.rows += count
        self.blocks += 1
        self._seals.update(seals)


def keep_basis(store: Store, body: str) -> str:
    """Keep what runs rest on, once; gives back the digest they name it by."""
    key = digest(body)
    if store.row("SELECT 1 FROM basis WHERE digest = ?", key) is None:
        store.do(
            "INSERT INTO basis (digest, body) VALUES (?, ?) ON CONFLICT (digest) DO NOTHING",
            key,
            body,
        )
    return key
