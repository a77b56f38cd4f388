"""One function for each thing a user can ask of customers that are kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from screening.customers import portfolios as held
from screening.customers import syncing
from screening.customers.portfolios import Customer, Portfolio
from screening.customers.syncing import Synced
from screening.provision import ready_registry
from screening.record.store import Store
from screening.settings import Settings

Say = Callable[[str], None]


@contextmanager
def _store(settings: Settings, say: Say) -> Iterator[Store]:
    ready_registry(settings, say)
    with Store.open(settings) as store:
        yield store


def sync(
    settings: Settings, say: Say, path: Path, portfolio: str, *, shrink_ok: bool = False
) -> Synced:
    """Keep a portfolio as a file has it.

    Args:
        settings: where the registry is, and who is at work.
        say: told in one line of what is done beside, and which columns are what.
        path: the file.
        portfolio: its name; made where there is none.
        shrink_ok: whether the file may have lost more than half of the customers.

    Raises:
        InputFileError: the file is not good to its end; nothing was changed.
        ScreeningError: the registry is not fit.
    """
    with _store(settings, say) as store:
        return syncing.sync(store, settings, path, portfolio, shrink_ok=shrink_ok, say=say)


def portfolios(settings: Settings, say: Say) -> tuple[tuple[Portfolio, dict[str, int]], ...]:
    """Every portfolio, and how many of its customers ended how when screened last."""
    with _store(settings, say) as store:
        return tuple(
            (each, held.outcomes(store, each.number)) for each in held.portfolios(store)
        )


def customer(settings: Settings, say: Say, portfolio: str, reference: str) -> Customer:
    """What is held of a customer.

    Raises:
        QueryError: there is no such portfolio, or no such customer in it.
    """
    with _store(settings, say) as store:
        return held.customer(store, held.portfolio(store, portfolio), reference)


def remove(settings: Settings, say: Say, portfolio: str) -> Portfolio:
    """Let go of a portfolio and of all data of its customers; gives back what it was.

    Raises:
        QueryError: there is no such portfolio.
    """
    with _store(settings, say) as store:
        found = held.portfolio(store, portfolio)
        syncing.remove(store, settings, found.number, found.name)
        return found
