"""Blocks of customers, out of the tables and back in."""

from collections.abc import Iterable, Iterator, Sequence

from screening.customers.judging import Block, Held, Screened
from screening.record.lines import numbered, seal
from screening.record.store import Store

CUSTOMERS = """
    SELECT reference, row_number, place, fingerprint, query, due, news, outcome, found, parts,
        receipt
    FROM customer WHERE portfolio_id = ? AND block = ? ORDER BY row_number
"""
SCREENED = """
    UPDATE customer SET due = (1 = 0), news = (1 = ?), outcome = ?, found = ?, parts = ?,
        screened_at = ?, receipt = ?
    WHERE portfolio_id = ? AND reference = ? AND fingerprint = ?
"""
AT = """
    UPDATE customer_block SET state_id = ?
    WHERE portfolio_id = ? AND number = ? AND COALESCE(state_id, 0) = ?
"""


def blocks(
    store: Store, portfolio: int, numbers: Iterable[tuple[int, int | None]], *, anew: bool
) -> Iterator[Block]:
    """The blocks of a portfolio, read as they are asked for.

    Args:
        store: the tables.
        portfolio: its number.
        numbers: of the blocks, and the state that each is at.
        anew: whether all customers are screened, whatever that is.
    """
    for number, state in numbers:
        rows = store.rows(CUSTOMERS, portfolio, number)
        held = [Held(row[0], row[1], row[2], bytes(row[3]), *row[4:]) for row in rows]
        yield Block(number, state, anew, held)


def keep(
    store: Store,
    portfolio: int,
    block: Block,
    state: int,
    screened: Sequence[tuple[Screened, str | None]],
    at: str,
) -> bool:
    """Put what became of a block into the tables; within `Store.writing`.

    A customer who changed meanwhile stays due, and one who went stays gone.

    Args:
        store: the tables.
        portfolio: its number.
        block: as it was read.
        state: that it is brought to.
        screened: the customers that were screened, and their receipts.
        at: when (ISO, UTC).

    Returns:
        Whether it was still at the state that it was read at; nothing is changed else.
    """
    if not store.do(AT, state, portfolio, block.number, block.state or 0):
        return False
    store.do_each(
        SCREENED,
        [
            (
                int(each.news), each.outcome, each.found, each.parts, at, given,
                portfolio, each.held.reference, each.held.fingerprint,
            )
            for each, given in screened
        ],
    )  # fmt: skip
    return True


def lines_of(
    screened: Sequence[Screened], first: int, salt: bytes
) -> tuple[list[bytes], list[bytes]]:
    """The lines of customers on record, with their numbers, and their seals."""
    lines = [numbered(each.line, row) for row, each in enumerate(screened, start=first)]
    return lines, [seal(salt, line) for line in lines]
