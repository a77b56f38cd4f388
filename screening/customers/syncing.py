"""Keeping a portfolio as its owner's file has it: who came, changed, went.

The file is read into a table of this connection alone, and compared and taken over
there in one transaction: a file that is not good to its end changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from screening.customers.fields import kept, query_from, why_invalid
from screening.customers.incoming import Incoming, opened
from screening.errors import InputFileError
from screening.record.entry import Entry
from screening.record.store import Store
from screening.records import record, replace
from screening.settings import Settings

BLOCK = 2_000
"""Customers that are brought to a state together."""
MOST_LOST = 0.5
"""Share of the customers that a file may lose before it is taken for another one."""
ROWS_AT_ONCE = 10_000
INVALID_TOLD = 5
TOLD = ("customers", "added", "changed", "removed", "unchanged")

INCOMING = """
    CREATE TEMPORARY TABLE incoming (
        reference TEXT NOT NULL, row_number INTEGER NOT NULL, place TEXT NOT NULL,
        fingerprint {blob} NOT NULL, query TEXT NOT NULL
    )
"""
TWICE = """
    SELECT reference, min(row_number), max(row_number) FROM incoming
    GROUP BY reference HAVING count(*) > 1 ORDER BY 3 LIMIT 1
"""
SAME = "incoming.reference = customer.reference"
COUNTS = f"""
    SELECT count(*), count(customer.reference),
        count(CASE WHEN incoming.fingerprint <> customer.fingerprint THEN 1 END)
    FROM incoming LEFT JOIN customer ON customer.portfolio_id = ? AND {SAME}
"""
TO_CHECK = f"""
    SELECT incoming.place, incoming.query
    FROM incoming LEFT JOIN customer ON customer.portfolio_id = ? AND {SAME}
    WHERE incoming.row_number BETWEEN ? AND ? AND (
        customer.reference IS NULL OR incoming.fingerprint <> customer.fingerprint
    )
    ORDER BY incoming.row_number
"""
REMOVE = f"""
    DELETE FROM customer
    WHERE portfolio_id = ? AND NOT EXISTS (SELECT 1 FROM incoming WHERE {SAME})
"""
CHANGE = f"""
    UPDATE customer SET due = (1 = 1), fingerprint = incoming.fingerprint,
        query = incoming.query
    FROM incoming
    WHERE portfolio_id = ? AND {SAME} AND incoming.fingerprint <> customer.fingerprint
"""
MOVE = f"""
    UPDATE customer SET row_number = incoming.row_number, place = incoming.place
    FROM incoming
    WHERE portfolio_id = ? AND {SAME} AND (
        incoming.row_number <> customer.row_number OR incoming.place <> customer.place
    )
"""
ADD = f"""
    INSERT INTO customer (
        portfolio_id, reference, block, row_number, place, fingerprint, query, since,
        due, news
    )
    SELECT ?, incoming.reference,
        ? + (row_number() OVER (ORDER BY incoming.row_number) - 1 + ?) / {BLOCK},
        incoming.row_number, incoming.place, incoming.fingerprint, incoming.query, ?,
        (1 = 1), (1 = 0)
    FROM incoming
    WHERE NOT EXISTS (
        SELECT 1 FROM customer WHERE customer.portfolio_id = ? AND {SAME}
    )
"""
LAST_BLOCK = """
    SELECT block, count(*) FROM customer WHERE portfolio_id = ?
    GROUP BY block ORDER BY block DESC LIMIT 1
"""
NEW_BLOCKS = """
    INSERT INTO customer_block (portfolio_id, number, state_id)
    SELECT DISTINCT portfolio_id, block, CAST(NULL AS INTEGER) FROM customer
    WHERE portfolio_id = ? AND NOT EXISTS (
        SELECT 1 FROM customer_block
        WHERE customer_block.portfolio_id = customer.portfolio_id AND number = block
    )
"""
EMPTY_BLOCKS = """
    DELETE FROM customer_block WHERE portfolio_id = ? AND NOT EXISTS (
        SELECT 1 FROM customer
        WHERE customer.portfolio_id = customer_block.portfolio_id AND block = number
    )
"""


@record
class Synced:
    """What a sync came to.

    Args:
        portfolio: its name.
        run: what it is called on record.
        sha256: of the file.
        customers: how many there are now.
        added: of these, those that were not there before.
        changed: those of whom something else is known.
        removed: those that were there and are not in the file.
        unchanged: those of whom the very same is known.
        invalid: of those added or changed, those that cannot be screened.
        first_invalid: the first of these, where in the file and why.
    """

    portfolio: str
    run: str
    sha256: str
    customers: int
    added: int
    changed: int
    removed: int
    unchanged: int
    invalid: int = 0
    first_invalid: tuple[str, ...] = ()


def sync(
    store: Store,
    settings: Settings,
    path: Path,
    name: str,
    *,
    shrink_ok: bool = False,
    mapped: Mapping[str, Sequence[str]] | None = None,
    encoding: str | None = None,
    day_first: bool = False,
    say: Callable[[str], None],
) -> Synced:
    """Keep a portfolio as a file has it.

    Args:
        store: the record, and the tables of customers beside it.
        settings: where the registry is, and who is at work.
        path: the file; its column of references tells one customer from another.
        name: of the portfolio; made where there is none.
        shrink_ok: whether the file may have lost more than half of the customers.
        mapped: field to the headers of its columns; others are guessed.
        encoding: of a text; by default it is told from its bytes.
        day_first: whether `03/04/1965` is the third of April; else it is refused.
        say: told in a line which columns were taken for what.

    Raises:
        InputFileError: the file is not good to its end, has a reference twice, or has
            lost too many customers; nothing was changed.
        RecordError: the database refuses.
    """
    with opened(path, mapped=mapped, encoding=encoding, day_first=day_first) as file:
        for line in file.said:
            say(line)
        _stage(store, file.rows)
        sha256 = file.sha256
    try:
        _refuse_twice(store, path)
        invalid = tuple(_invalid(store, _number_of(store, name)))
        entry = Entry(store, settings, "sync", {"portfolio": name})
        told: dict[str, Any] = {"file": path.name, "sha256": sha256, "invalid": len(invalid)}
        done: list[Synced] = []

        def take_over() -> None:
            kept = _taken_over(store, entry, path, name, sha256, shrink_ok=shrink_ok)
            told.update({count: getattr(kept, count) for count in TOLD})
            done.append(kept)

        # on record in the transaction that changes the customers, or neither
        entry.seal(told, beside=take_over)
    finally:
        store.do("DROP TABLE incoming")
    return replace(done[0], invalid=len(invalid), first_invalid=invalid[:INVALID_TOLD])


def _stage(store: Store, rows: Iterable[Incoming]) -> None:
    """Put the file into a table of its own, which keeps nobody from writing meanwhile."""
    store.do("DROP TABLE IF EXISTS incoming")
    store.do(INCOMING.format(blob="BYTEA" if store.on_server else "BLOB"))
    values = map(_values, rows)
    try:
        while together := list(islice(values, ROWS_AT_ONCE)):
            store.fill("incoming", together)
        store.do("CREATE INDEX incoming_reference ON incoming (reference)")
        if store.on_server:
            store.do("ANALYZE incoming")
    except BaseException:
        store.do("DROP TABLE incoming")
        raise


def _values(row: Incoming) -> tuple[object, ...]:
    text, fingerprint = kept(row.query)
    return row.query.id, row.number, row.place, fingerprint, text


def _refuse_twice(store: Store, path: Path) -> None:
    twice = store.row(TWICE)
    if twice is not None:
        reference, first, last = twice
        places = store.rows(
            "SELECT place FROM incoming WHERE row_number IN (?, ?) ORDER BY row_number",
            first,
            last,
        )
        raise InputFileError(
            f"{path} {places[1][0]}: id: {reference!r} is in {places[0][0]} as well; give each "
            "customer one of their own; nothing was changed"
        )


def _taken_over(
    store: Store, entry: Entry, path: Path, name: str, sha256: str, *, shrink_ok: bool
) -> Synced:
    number = _number_of(store, name)
    before = _count(store, number)
    customers, known, changed = store.rows(COUNTS, number)[0]
    removed = before - known
    if not customers:
        raise InputFileError(f"{path}: has a header and no row; nothing was changed")
    if removed > MOST_LOST * before and not shrink_ok:
        raise InputFileError(
            f"{path}: lacks {removed} of the {before} customers of {name}; is it the right "
            "file, and whole? If it is, add --shrink-ok; nothing was changed"
        )
    _keep_portfolio(store, entry, number, name, path, sha256, customers)
    store.do(REMOVE, number)
    store.do(CHANGE, number)
    store.do(MOVE, number)
    _add(store, entry, number)
    store.do(NEW_BLOCKS, number)
    store.do(EMPTY_BLOCKS, number)
    return Synced(
        name, entry.id, sha256, customers, customers - known, changed, removed,
        known - changed,
    )  # fmt: skip


def _number_of(store: Store, name: str) -> int:
    found = store.row("SELECT id FROM portfolio WHERE name = ?", name)
    if found is None:
        found = store.row("SELECT COALESCE(max(id), 0) + 1 FROM portfolio")
    assert found is not None
    return int(found[0])


def _count(store: Store, number: int) -> int:
    found = store.row("SELECT count(*) FROM customer WHERE portfolio_id = ?", number)
    return int(found[0]) if found else 0


def _invalid(store: Store, number: int) -> Iterator[str]:
    """Those that came or changed and cannot be screened: where, and for which field.

    Not for which text: what is told here may stand in a log, and that is a customer's.
    """
    found = store.row("SELECT max(row_number) FROM incoming")
    last = (found and found[0]) or 0
    for first in range(1, last + 1, ROWS_AT_ONCE):
        for place, text in store.rows(TO_CHECK, number, first, first + ROWS_AT_ONCE - 1):
            why = why_invalid(query_from(text))
            if why is not None:
                yield f"{place}: {why.partition(':')[0]}"


def _keep_portfolio(
    store: Store, entry: Entry, number: int, name: str, path: Path, sha256: str, customers: int
) -> None:
    store.do(
        "INSERT INTO portfolio (id, name, file, sha256, customers, synced_at, run_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET file = excluded.file, "
        "sha256 = excluded.sha256, customers = excluded.customers, "
        "synced_at = excluded.synced_at, run_id = excluded.run_id",
        number, name, path.name, sha256, customers, entry.begun_at, entry.id,
    )  # fmt: skip


def _add(store: Store, entry: Entry, number: int) -> None:
    last = store.row(LAST_BLOCK, number)
    block, within = (0, 0) if last is None else (last[0], min(last[1], BLOCK))
    store.do(ADD, number, block, within, entry.begun_at, number)


def remove(store: Store, settings: Settings, number: int, name: str) -> str:
    """Let go of a portfolio and of all its customers' data; returns the run's id."""
    entry = Entry(store, settings, "sync", {"portfolio": name})
    told: dict[str, Any] = {"customers": 0, "portfolio_removed": True}

    def let_go() -> None:
        told["removed"] = store.do("DELETE FROM customer WHERE portfolio_id = ?", number)
        store.do("DELETE FROM customer_block WHERE portfolio_id = ?", number)
        store.do("DELETE FROM portfolio WHERE id = ?", number)

    entry.seal(told, beside=let_go)
    return entry.id
