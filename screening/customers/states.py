"""What customers were screened under: the rules, and the index of the lists.

The index of a state is kept beside the others for as long as customers are at that state:
without it nobody can tell what changed on the lists since, and all are screened anew.
"""

import contextlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

from screening.errors import IndexFileError
from screening.matching.digest import settings_digest
from screening.matching.index import Index
from screening.matching.made_by import names_made_by
from screening.provision.place import index_file, index_files
from screening.record.chain import canonical
from screening.record.entry import keep_basis
from screening.record.recorder import basis_body
from screening.record.store import Store
from screening.records import record
from screening.screener import Screener
from screening.settings import Settings
from screening.version import VERSION

DIGITS = 16
KIND = "screened"
"""What indexes are called that are kept here."""


@record
class State:
    """What customers were screened under.

    Args:
        number: what the tables know it by.
        rules: digest of all that an answer follows from but the query and the lists.
        made_of: digest of what tells the index from others.
        basis: digest under which the record keeps it.
    """

    number: int
    rules: str
    made_of: str
    basis: str


def current_state(store: Store, screener: Screener) -> State:
    """The state that a screener screens under; kept where it is a new one.

    Raises:
        RecordError: the database refuses.
    """
    rules, made_of = _rules(screener.settings), _made_of(screener.index)
    basis = basis_body(screener.basis, screener.settings, screener.scope)
    with store.writing():
        found = _with(store, rules, made_of)
        if found is None:
            store.do(
                "INSERT INTO screened_state (id, rules, made_of, basis) "
                "SELECT COALESCE(max(id), 0) + 1, ?, ?, ? FROM screened_state",
                rules,
                made_of,
                keep_basis(store, basis),
            )
            found = _with(store, rules, made_of)
    assert found is not None
    return found


def _with(store: Store, rules: str, made_of: str) -> State | None:
    row = store.row(
        "SELECT id, rules, made_of, basis FROM screened_state WHERE rules = ? AND made_of = ?",
        rules,
        made_of,
    )
    return State(*row) if row else None


def states(store: Store) -> dict[int, State]:
    """Every state that is kept, by number."""
    rows = store.rows("SELECT id, rules, made_of, basis FROM screened_state")
    return {row[0]: State(*row) for row in rows}


def _rules(settings: Settings) -> str:
    told = (settings_digest(settings), VERSION, names_made_by())
    return sha256(canonical(told).encode()).hexdigest()[:DIGITS]


def _made_of(index: Index) -> str:
    told = (index.stamp, index.engine, index.seeds)
    return sha256(canonical(told).encode()).hexdigest()[:DIGITS]


def _registry(index: Index) -> str:
    return index.stamp.partition("@")[0]


def pin(settings: Settings, index: Index, state: State) -> Path:
    """Keep the index of a state; it takes no room while the index is in use itself.

    Raises:
        IndexFileError: it cannot be kept.
    """
    kept = index_file(settings, _registry(index), KIND, state.made_of)
    if kept.exists():
        return kept
    try:
        try:
            os.link(index.path, kept)
        except OSError:  # a file system without links
            part = kept.with_suffix(".copy")
            shutil.copy2(index.path, part)
            part.replace(kept)
    except OSError as error:
        raise IndexFileError(
            f"{kept}: the index cannot be kept for the next time ({error.strerror}); make room"
        ) from error
    return kept


def pinned(settings: Settings, index: Index, state: State) -> Index | None:
    """The index of an earlier state; None where it is gone or torn.

    Args:
        settings: where it is.
        index: that of now, of the same registry.
        state: the earlier one.
    """
    try:
        return Index(index_file(settings, _registry(index), KIND, state.made_of))
    except IndexFileError:
        return None


def tidy(store: Store, settings: Settings, index: Index) -> None:
    """Let go of states at which no customer is any more, and of their indexes."""
    with store.writing():
        store.do(
            "DELETE FROM screened_state WHERE id NOT IN ("
            "SELECT state_id FROM customer_block WHERE state_id IS NOT NULL)"
        )
    registry = _registry(index)
    needed = {
        index_file(settings, registry, KIND, each.made_of) for each in states(store).values()
    }
    for path in index_files(settings, registry, KIND):
        if path not in needed:
            with contextlib.suppress(OSError):  # in use where that keeps it
                path.unlink()
