"""What a rescreening came to, and the certificate that nobody was left out."""

from collections import Counter
from typing import Any

from screening.domain.answers import Basis, Outcome
from screening.errors import RecordError
from screening.record.store import Store
from screening.records import asdict, record

LEFT_OUT = """
    SELECT count(*) FROM customer
    LEFT JOIN customer_block ON customer_block.portfolio_id = customer.portfolio_id
        AND customer_block.number = customer.block
    WHERE customer.portfolio_id = ?
        AND (due OR outcome IS NULL OR state_id IS NULL OR state_id <> ?)
"""
OUTCOMES = """
    SELECT outcome, count(*) FROM customer WHERE portfolio_id = ? AND outcome IS NOT NULL
    GROUP BY outcome
"""


@record
class Certificate:
    """Whom a portfolio was screened against, and how each of its customers ended.

    Args:
        portfolio: its name.
        run: what it is called on record; None where it is not.
        customers: how many there are.
        outcomes: how many of them ended how.
        screened: customers that were screened in this run.
        kept: customers whose earlier result holds, as nothing that it rests on changed.
        news: customers of whom something is new.
        lists: each list as `source@sha256`, with the day it tells.
        compared: how many listings that was.
        settings: digest of the settings.
        engine: version of this program.
        left_out: customers that are not at this state; a certificate has none.
    """

    portfolio: str
    run: str | None
    customers: int
    outcomes: dict[str, int]
    screened: int
    kept: int
    news: int
    lists: tuple[str, ...]
    compared: int
    settings: str
    engine: str
    left_out: int = 0

    @property
    def by_outcome(self) -> Counter[Outcome]:
        """How many customers ended how."""
        return Counter({Outcome(name): many for name, many in self.outcomes.items()})

    def as_values(self) -> dict[str, Any]:
        """The same as plain values of JSON."""
        return {**asdict(self), "lists": list(self.lists)}


def certified(
    store: Store,
    number: int,
    name: str,
    state: int,
    basis: Basis,
    *,
    run: str | None,
    screened: int,
    news: int,
) -> Certificate:
    """The certificate of a portfolio, as its tables have it now.

    Args:
        store: the tables.
        number: of the portfolio.
        name: of it.
        state: that every customer has to be at.
        basis: what the answers rest on.
        run: what it is called on record.
        screened: customers that were screened.
        news: customers of whom something is new.

    Raises:
        RecordError: a customer is not at this state, so that there is no certificate.
    """
    outcomes = dict(store.rows(OUTCOMES, number))
    customers = sum(outcomes.values())
    found = store.row(LEFT_OUT, number, state)
    left_out = found[0] if found else 0
    if left_out:
        raise RecordError(
            f"{name}: {left_out} customers came or changed while the others were screened, so "
            "there is no certificate; run `screen rescreen` again"
        )
    return Certificate(
        portfolio=name,
        run=run,
        customers=customers,
        outcomes=outcomes,
        screened=screened,
        kept=customers - screened,
        news=news,
        lists=tuple(
            f"{each.source}@{each.sha256[:8]} {each.published_on or '(no day)'}"
            for each in basis.lists
        ),
        compared=basis.compared,
        settings=basis.settings,
        engine=basis.engine,
    )
