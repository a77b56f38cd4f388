"""How long a rescreening takes after twenty listings changed, beside a full run.

    python -m benchmarks.rescreen [--customers 20000] [--faked 1000000] [--workers 2]

All current lists are loaded from `--lists` (by default `../shared/lists`; where it is not
there, nothing is measured). Customers are made up of ordinary names, synced and screened
in full; then twenty listings of the longest list come, go or get another name, and the
customers are rescreened. With `--faked` the earlier state of more customers is made up,
as a full run of a million takes half an hour: they are taken apart as a full run would
and set down as clear, none of them being screened. Only the rescreening is timed then.
"""

import random
import shutil
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.command import data_parser
from benchmarks.corpus import CURRENT, SEED, Corpora, Corpus
from benchmarks.customers import customers, write
from benchmarks.measuring import machine
from benchmarks.recombined import recombined
from screening import customerkeeping
from screening.customers.certificate import Certificate
from screening.customers.fields import query_from
from screening.customers.portfolios import portfolio
from screening.customers.states import current_state, pin
from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.evaluation.held import listings
from screening.intake import prepare
from screening.matching.candidates import Candidates
from screening.matching.traces import trace_text
from screening.record.store import Store
from screening.registry import ingest, queries, snapshots
from screening.registry.content import listings_in
from screening.registry.engine import open_engine, reading, writing
from screening.registry.staging import Staged
from screening.screener import Screener
from screening.settings import Settings

ADDED, REMOVED, CHANGED = 8, 6, 6
PORTFOLIO = "made-up"


def change(settings: Settings, corpora: Corpora) -> None:
    """Load a state of the longest list in which twenty listings differ."""
    rng = random.Random(SEED)
    made = recombined(corpora.listings(CURRENT), rng)
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        states = [each for each in snapshots.active(connection) if not each.builtin]
        status = {each.source.code: each for each in queries.list_statuses(connection)}
        longest = max(states, key=lambda each: status[each.source].listings)
        held = [listing for _, listing in listings_in(connection, [longest])]
        source: Source = status[longest.source].source
    kept = [each for each in held if not each.delisted]
    for at in sorted(rng.sample(range(len(kept)), REMOVED), reverse=True):
        del kept[at]
    for at in rng.sample(range(len(kept)), CHANGED):
        other = next(made)[1]
        kept[at] = replace(kept[at], names=(*kept[at].names, *other.names[:1]))
    kept += [_of(source, next(made)[1], number) for number in range(ADDED)]
    received = ingest.Received(
        source,
        "rescreen",
        size=1,
        published_on=None,
        retrieved_at="2026-11-22T08:00:00Z",
        report={"read": 0, "dropped": []},
        doubts=(),
    )
    with writing(engine) as connection, Staged(kept, source=source.code) as staged:
        ingest.load(connection, received, staged, limits=None)


def _of(source: Source, listing: Listing, number: int) -> Listing:
    return replace(listing, reference=f"NEW-{number}", authority=source.authority, package=None)


def fake(settings: Settings) -> None:
    """Set every customer down as screened and clear under the lists of now."""
    with Screener.open(settings) as screener, Store.open(settings) as store:
        state = current_state(store, screener)
        pin(settings, screener.index, state)
        planning = Candidates(screener.index)
        mine = portfolio(store, PORTFOLIO).number
        for (number,) in store.rows(
            "SELECT number FROM customer_block WHERE portfolio_id = ? ORDER BY number", mine
        ):
            rows = store.rows(
                "SELECT reference, query FROM customer WHERE portfolio_id = ? AND block = ?",
                mine,
                number,
            )
            parts = [
                (
                    trace_text(prepare(query_from(text)), settings.floor, planning),
                    mine,
                    reference,
                )
                for reference, text in rows
            ]
            with store.writing():
                store.do_each(
                    "UPDATE customer SET due = (1 = 0), outcome = 'clear', parts = ? "
                    "WHERE portfolio_id = ? AND reference = ?",
                    parts,
                )
                store.do(
                    "UPDATE customer_block SET state_id = ? "
                    "WHERE portfolio_id = ? AND number = ?",
                    state.number,
                    mine,
                    number,
                )


def rescreened(settings: Settings, folder: Path, workers: int) -> tuple[Certificate, float]:
    """A rescreening, and how many seconds it took, the compilation of the index aside."""
    Screener.open(settings).close()
    began = time.perf_counter()
    [found] = customerkeeping.rescreen(
        settings, _say, [PORTFOLIO], folder / "out.csv", workers=workers
    )
    return found, time.perf_counter() - began


def measured(corpora: Corpora, corpus: Corpus, rows: int, workers: int, *, faked: bool) -> None:
    """Measure with so many customers, and print what came out."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(corpus.folder, folder / "data", ignore=shutil.ignore_patterns("lists"))
        settings = Settings(folder / "data", operator="benchmark")
        with Screener.open(settings) as screener:
            names = [each.text for _, one in listings(screener) for each in one.names]
        write(folder / "c.csv", customers(corpora.strangers(), names[:5_000], rows, SEED))
        for time_ in ("first", "second"):
            began = time.perf_counter()
            customerkeeping.sync(settings, _say, folder / "c.csv", PORTFOLIO)
            print(f"{time_} sync of {rows:,}: {time.perf_counter() - began:.1f} s")
        full = None
        if faked:
            fake(settings)
        else:
            _, full = rescreened(settings, folder, workers)
            print(f"full run of {rows:,}: {full:.1f} s, {full / rows * 1e6:.0f} us a customer")
        change(settings, corpora)
        found, seconds = rescreened(settings, folder, workers)
        print(
            f"rescreening of {rows:,} after {ADDED + REMOVED + CHANGED} listings changed: "
            f"{seconds:.1f} s, {found.screened} screened, {workers} workers"
            + (f"; ratio to the full run {full / seconds:.1f}" if full else "; faked state")
        )


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def main(arguments: Sequence[str]) -> None:
    parser: ArgumentParser = data_parser("rescreen")
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--faked", type=int, default=0, metavar="CUSTOMERS")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args(arguments)
    for folder in (given.lists, given.evaluation):
        if not folder.is_dir():
            print(f"skipped: there is no folder {folder}; name another", file=sys.stderr)
            return
    corpora = Corpora(given.lists, given.evaluation, given.work)
    corpus = corpora.of(CURRENT)
    print(machine())
    if given.customers:
        measured(corpora, corpus, given.customers, given.workers, faked=False)
    if given.faked:
        measured(corpora, corpus, given.faked, given.workers, faked=True)


if __name__ == "__main__":
    main(sys.argv[1:])
