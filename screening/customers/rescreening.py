"""Screening what changed on either side: customers, lists, settings, decisions.

A block of customers is brought to the state of now in one transaction, with the lines of
the record that say so. What is broken off is gone on with by the next run.
"""

import tempfile
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import NamedTuple

from screening.batch.opening import Opening
from screening.batch.pool import done_by_workers
from screening.batch.rows import OUTPUT, Asked, rests_on
from screening.batch.writing import csv_line, encoded, safe_cells
from screening.customers import findings
from screening.customers.blocks import blocks, keep, lines_of
from screening.customers.certificate import Certificate, certified
from screening.customers.fields import query_from
from screening.customers.judging import Block, Judging, Screened
from screening.customers.portfolios import Portfolio
from screening.customers.since import Since, changes_since
from screening.customers.states import State, current_state, pin, pinned, states, tidy
from screening.domain.answers import Outcome
from screening.errors import RecordError
from screening.record.entry import Entry, now, sealed_block
from screening.record.ids import receipt, run_of
from screening.record.store import Store
from screening.record.suppressions import suppressions
from screening.screener import Screener

COLUMNS = (*OUTPUT, "portfolio", "change")
HEADER = csv_line(COLUMNS)
WORTHWHILE = 10_000
"""Customers from which several processes are done sooner than one."""
TOLD_ALWAYS = frozenset(Outcome) - {Outcome.CLEAR}

Judged = tuple[Block, list[Screened]]


class Manner(NamedTuple):
    """How a rescreening is done.

    Args:
        full: whether all are screened, whatever changed.
        everybody: whether there is a row of output for each customer.
        limit: most hits and reviews that are told of a customer.
        workers: most processes.
    """

    full: bool = False
    everybody: bool = False
    limit: int = 10
    workers: int = 1


def rescreen(
    store: Store,
    screener: Screener,
    portfolio: Portfolio,
    *,
    manner: Manner = Manner(),  # noqa: B008 (a constant)
    write: Callable[[bytes], object],
    say: Callable[[str], None],
) -> Certificate:
    """Bring every customer of a portfolio to the state of now.

    Args:
        store: the record, and the tables of customers beside it.
        screener: on everything that is listed.
        portfolio: whose customers.
        manner: how it is done.
        write: takes lines of CSV, in `COLUMNS`; the first has no header.
        say: told in a line what there is to do.

    Returns:
        The certificate; `finish` is to be called once what was written is safe.

    Raises:
        ScreeningError: the tables, the lists or a process are not fit.
    """
    run = _Run(store, screener, portfolio, manner, write)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="screening-")))
        judging = run.judging(folder, say)
        done = stack.enter_context(closing(run.judged(judging)))
        for judged in done:
            run.take(judged)
    return run.certificate()


def finish(store: Store, portfolio: Portfolio, screener: Screener) -> None:
    """What was new is told now; earlier states that nobody is at are let go of."""
    store.do(
        "UPDATE customer SET news = (1 = 0) WHERE portfolio_id = ? AND news", portfolio.number
    )
    tidy(store, screener.settings, screener.index)


class _Run:
    """One rescreening of a portfolio."""

    def __init__(
        self,
        store: Store,
        screener: Screener,
        portfolio: Portfolio,
        manner: Manner,
        write: Callable[[bytes], object],
    ) -> None:
        self._store, self._screener, self._portfolio = store, screener, portfolio
        self._manner, self._write = manner, write
        settings = screener.settings
        self._state = current_state(store, screener)
        pin(settings, screener.index, self._state)
        facts = {"portfolio": portfolio.name, "basis": self._state.basis}
        self._entry = Entry(store, settings, "rescreen", facts) if settings.record else None
        self._numbers = [
            (row[0], row[1])
            for row in store.rows(
                "SELECT number, state_id FROM customer_block WHERE portfolio_id = ? "
                "ORDER BY number",
                portfolio.number,
            )
        ]
        self._rests_on = rests_on(screener.basis)
        self.screened = self.news = 0

    def judging(self, folder: Path, say: Callable[[str], None]) -> Judging:
        """What has to be done with each block.

        Args:
            folder: where to put small indexes.
            say: told what changed.
        """
        since = {} if self._manner.full else dict(self._since(folder, say))
        return Judging(
            Opening.of(self._screener),
            suppressions(self._store, self._screener.settings),
            since,
            self._state.number,
            self._manner.limit,
        )

    def _since(self, folder: Path, say: Callable[[str], None]) -> Iterator[tuple[int, Since]]:
        """What changed since each state that blocks are at, where that can be told."""
        settings, index = self._screener.settings, self._screener.index
        kept = states(self._store)
        at = {state for _, state in self._numbers} - {None, self._state.number}
        for state in (kept[number] for number in sorted(filter(None, at))):
            found = None
            before = pinned(settings, index, state) if self._same_rules(state) else None
            if before is not None:
                with closing(before):
                    found = changes_since(before, index, folder, str(state.number))
            if found is None:
                say(f"{self._portfolio.name}: all customers are screened anew, as "
                    f"{self._why_anew(state, there=before is not None)}")  # fmt: skip
            else:
                say(f"{self._portfolio.name}: {found.listings} listings are affected by what "
                    "changed on the lists")  # fmt: skip
                yield state.number, found

    def _same_rules(self, state: State) -> bool:
        return state.rules == self._state.rules

    def _why_anew(self, state: State, *, there: bool) -> str:
        if not self._same_rules(state):
            return "settings or the program changed"
        return "most of the lists changed" if there else "the index of then is gone"

    def judged(self, judging: Judging) -> Generator[Judged, None, None]:
        """Each block and its customers that were screened, in order."""
        full = self._manner.full
        given = blocks(self._store, self._portfolio.number, self._numbers, anew=full)
        if self._manner.workers > 1 and self._portfolio.customers >= WORTHWHILE:
            yield from done_by_workers(given, judging, workers=self._manner.workers)
            return
        with judging.ready() as do:
            yield from map(do, given)

    def take(self, judged: Judged) -> None:
        """Keep what became of a block, and tell of its customers."""
        block, screened = judged
        receipts: list[str] = []
        with self._store.writing():
            if self._entry is not None and screened:
                first = self._entry.rows + 1
                lines, seals = lines_of(screened, first, self._entry.salt)
                run = self._entry.id
                receipts = [receipt(run, row, each) for row, each in enumerate(seals, first)]
                self._entry.add(sealed_block(first, lines, seals))
            given = [*receipts, *[None] * (len(screened) - len(receipts))]
            kept = keep(
                self._store, self._portfolio.number, block, self._state.number,
                list(zip(screened, given, strict=True)), now(),
            )  # fmt: skip
            if not kept:
                raise RecordError(
                    f"{self._portfolio.name}: somebody else is rescreening it; let them finish"
                )
        self.screened += len(screened)
        self._tell(block, dict(zip(screened, given, strict=True)))

    def _tell(self, block: Block, receipts: dict[Screened, str | None]) -> None:
        screened = {each.held.reference: each for each in receipts}
        for held in block.customers:
            new = screened.get(held.reference)
            outcome = held.outcome if new is None else new.outcome
            text = held.found if new is None else new.found
            news = held.news if new is None else new.news
            self.news += news
            if not (self._manner.everybody or news or outcome in TOLD_ALWAYS):
                continue
            query = query_from(held.query)
            asked = str(held.row_number), held.reference, query.name or ""
            given = receipts[new] if new else held.receipt
            lines = findings.output(findings.read(text), outcome or "", untold=news)
            self._write(self._csv(asked, given or "", lines))

    def _csv(
        self, asked: Asked, given: str, lines: Iterable[tuple[findings.Line, str]]
    ) -> bytes:
        of = {**self._rests_on, "run": run_of(given), "receipt": given}
        text = [
            safe_cells((*asked, *findings.cells({**line, **of}), self._portfolio.name, change))
            for line, change in lines
        ]
        return encoded("".join(f"{line}\n" for line in text))

    def certificate(self) -> Certificate:
        """The certificate, which goes on record and closes the run."""
        entry = self._entry
        found = certified(
            self._store, self._portfolio.number, self._portfolio.name, self._state.number,
            self._screener.basis, run=entry.id if entry else None, screened=self.screened,
            news=self.news,
        )  # fmt: skip
        if entry is not None:
            entry.seal({"certificate": found.as_values(), "outcomes": found.outcomes})
        return found
