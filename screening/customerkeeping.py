"""One function for each thing a user can ask of customers that are kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from screening.batch.canary import sing
from screening.customers import portfolios as held
from screening.customers import rescreening, syncing
from screening.customers.certificate import Certificate
from screening.customers.portfolios import Customer, Portfolio
from screening.customers.rescreening import HEADER, Manner
from screening.customers.syncing import Synced
from screening.errors import QueryError
from screening.record.opening import open_record
from screening.record.precious import refuse_precious
from screening.record.store import Store
from screening.service import open_screener
from screening.settings import Settings
from screening.whole import written as output

Say = Callable[[str], None]


def sync(
    settings: Settings,
    say: Say,
    path: Path,
    portfolio: str,
    *,
    shrink_ok: bool = False,
    mapped: Mapping[str, Sequence[str]] | None = None,
    encoding: str | None = None,
    day_first: bool = False,
) -> Synced:
    """Keep a portfolio as a file has it.

    Args:
        settings: where the registry is, and who is at work.
        say: told in one line of what is done beside, and which columns are what.
        path: the file.
        portfolio: its name; made where there is none.
        shrink_ok: whether the file may have lost more than half of the customers.
        mapped: field to the headers of its columns; others are guessed.
        encoding: of a text; by default it is told from its bytes.
        day_first: whether `03/04/1965` is the third of April; else it is refused.

    Raises:
        InputFileError: the file is not good to its end; nothing was changed.
        ScreeningError: the registry is not fit.
    """
    with open_record(settings, say) as store:
        return syncing.sync(
            *(store, settings, path, portfolio),
            shrink_ok=shrink_ok, mapped=mapped, encoding=encoding, day_first=day_first, say=say,
        )  # fmt: skip


def portfolios(settings: Settings, say: Say) -> tuple[tuple[Portfolio, dict[str, int]], ...]:
    """Every portfolio, and how many of its customers ended how when screened last."""
    with open_record(settings, say) as store:
        return tuple(
            (each, held.outcomes(store, each.number)) for each in held.portfolios(store)
        )


def customer(settings: Settings, say: Say, portfolio: str, reference: str) -> Customer:
    """What is held of a customer.

    Raises:
        QueryError: there is no such portfolio, or no such customer in it.
    """
    with open_record(settings, say) as store:
        return held.customer(store, held.portfolio(store, portfolio), reference)


def rescreen(
    settings: Settings,
    say: Say,
    names: Iterable[str] = (),
    target: Path | None = None,
    *,
    written: bool = True,
    full: bool = False,
    everybody: bool = False,
    limit: int = 10,
    workers: int = 1,
    max_age: str | None = None,
    record: str | None = None,
) -> tuple[Certificate, ...]:
    """Bring customers to the state of now: screen what changed on either side.

    Args:
        settings: where the registry is, and the thresholds.
        say: told in one line of what is done beside, and what changed.
        names: of the portfolios; all of them by default.
        target: the CSV file to write; None for standard output.
        written: whether anything is written.
        full: whether everybody is screened anew.
        everybody: whether there is a row of output for each customer.
        limit: most hits and reviews to tell of a customer.
        workers: most processes.
        max_age: how old a list may be (`36h`, `2d`); by default as the settings say.
        record: whether it goes on record: `on` or `off`; by default as the settings say.

    Returns:
        A certificate for each portfolio.

    Raises:
        QueryError: there is no such portfolio, or none at all.
        InputFileError: the target is the registry or of it, or cannot be written.
        CanaryError: a listed name that was planted is not found.
        ListsUnfit: a list is older than allowed.
        ScreeningError: the registry is not fit, or there is no certificate.
    """
    refuse_precious(settings, target)
    with (
        open_screener(settings, say, max_age=max_age, record=record) as screener,
        Store.open(settings) as store,
    ):
        chosen = [held.portfolio(store, name) for name in names] or held.portfolios(store)
        if not chosen:
            raise QueryError(
                "none is kept yet; `screen customers sync` keeps one", field="portfolio"
            )
        say(sing(screener))
        manner = Manner(full=full, everybody=everybody, limit=limit, workers=workers)
        found = []
        with ExitStack() as stack:
            out = stack.enter_context(output(target)) if written else None
            write = out.write if out else len
            write(HEADER)
            for each in chosen:
                found.append(
                    rescreening.rescreen(
                        store, screener, each, manner=manner, write=write, say=say
                    )
                )
        for each in chosen:
            rescreening.finish(store, each, screener)
        return tuple(found)


def remove(settings: Settings, say: Say, portfolio: str) -> Portfolio:
    """Let go of a portfolio and of all data of its customers; gives back what it was.

    Raises:
        QueryError: there is no such portfolio.
    """
    with open_record(settings, say) as store:
        found = held.portfolio(store, portfolio)
        syncing.remove(store, settings, found.number, found.name)
        return found
