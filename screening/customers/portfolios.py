"""Which portfolios there are, and what is held of a customer."""

import json
from typing import Any

from screening.customers import findings
from screening.customers.findings import Candidate
from screening.errors import QueryError
from screening.record.store import Store
from screening.records import record

PORTFOLIOS = """
    SELECT portfolio.id, name, file, sha256, customers, synced_at, run_id,
        (SELECT count(*) FROM customer WHERE portfolio_id = portfolio.id AND due)
    FROM portfolio ORDER BY name
"""
CUSTOMER = """
    SELECT reference, query, place, since, due, outcome, found, screened_at, receipt
    FROM customer WHERE portfolio_id = ? AND reference = ?
"""
OUTCOMES = """
    SELECT outcome, count(*) FROM customer WHERE portfolio_id = ? AND NOT due
    GROUP BY outcome ORDER BY outcome
"""


@record
class Portfolio:
    """Customers that are kept together.

    Args:
        number: what the tables know it by.
        name: what people call it.
        file: name of the file of the last sync, without its folder.
        sha256: of that file.
        customers: how many there are.
        synced_at: when (ISO, UTC).
        run: id of that sync on record.
        due: customers that came or changed and were not screened since.
    """

    number: int
    name: str
    file: str
    sha256: str
    customers: int
    synced_at: str
    run: str
    due: int


@record
class Customer:
    """What is held of a customer.

    Args:
        reference: the owner's own.
        query: what is known of them.
        place: where the file has them: `line 7`.
        since: when (ISO, UTC) they were in a file first.
        due: whether they came or changed since they were screened last.
        outcome: of that screening; None where there was none.
        candidates: what it found, best first.
        error: why they could not be screened; None where they could.
        screened_at: when it was.
        receipt: what it is found by on record; None where it is not.
    """

    reference: str
    query: dict[str, Any]
    place: str
    since: str
    due: bool
    outcome: str | None
    candidates: tuple[Candidate, ...]
    error: str | None
    screened_at: str | None
    receipt: str | None


def portfolios(store: Store) -> tuple[Portfolio, ...]:
    """Every portfolio, by name."""
    return tuple(Portfolio(*row) for row in store.rows(PORTFOLIOS))


def portfolio(store: Store, name: str) -> Portfolio:
    """One portfolio.

    Raises:
        QueryError: there is none of that name.
    """
    found = portfolios(store)
    for each in found:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in found) or "none yet; see `screen customers sync`"
    raise QueryError(f"no portfolio is called {name!r}; there is {known}", field="portfolio")


def outcomes(store: Store, number: int) -> dict[str, int]:
    """How many customers' last screening ended how; without those that are due."""
    return {row[0]: row[1] for row in store.rows(OUTCOMES, number)}


def customer(store: Store, within: Portfolio, reference: str) -> Customer:
    """One customer of a portfolio.

    Raises:
        QueryError: there is none of that reference.
    """
    row = store.row(CUSTOMER, within.number, reference)
    if row is None:
        raise QueryError(f"{within.name} has no customer {reference!r}", field="id")
    reference, query, place, since, due, outcome, text, screened_at, receipt = row
    found = findings.read(text)
    errors = (line.get("error") for line in found.get("lines", ()))
    return Customer(
        reference, json.loads(query), place, since, bool(due), outcome,
        tuple(findings.candidates(found)), next(filter(None, errors), None),
        screened_at, receipt,
    )  # fmt: skip
