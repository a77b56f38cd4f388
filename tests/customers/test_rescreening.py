import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import count
from typing import Any

import pytest

from screening.customers import portfolios, rescreening
from screening.customers.certificate import Certificate
from screening.customers.fields import query_from
from screening.customers.rescreening import HEADER, Manner, finish, rescreen
from screening.customers.states import KIND
from screening.domain.listings import Listing, fingerprint
from screening.domain.queries import Query
from screening.errors import RecordError
from screening.matching.building import build
from screening.matching.index import Index
from screening.provision.place import index_folder
from screening.record import customers
from screening.record.chain import digest
from screening.record.entry import Entry, block_of
from screening.record.lines import value_line
from screening.record.store import Store
from screening.record.suppressions import rules_of
from screening.records import replace
from screening.screener import Screener
from screening.settings import Settings
from tests.conftest import LISTS, listing
from tests.customers.conftest import Sync

KELLERMUND, QUISTGAARD = listing("P1", "Arvid Kellermund"), listing("P2", "Selma Quistgaard")
# so many that one more is a small part of the lists
OTHERS = tuple(
    listing(f"X{n}", f"Bra{n % 7}ko Vind{chr(97 + n % 26)}mo{n // 26}r") for n in range(60)
)
A, B, C = ("A", "Arvid Kellermund"), ("B", "Tosha Brandström"), ("C", "Ylva Nordgren", "no day")


class Ran:
    """A rescreening's rows and its certificate."""

    def __init__(self, rows: Sequence[dict[str, str]], certificate: Certificate) -> None:
        self.rows, self.certificate = rows, certificate

    @property
    def marks(self) -> list[tuple[str, str, str, str]]:
        return [
            (row["id"], row["outcome"], row["target_id"], row["change"]) for row in self.rows
        ]


class Runs:
    """Rescreens a portfolio against made-up lists."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self._store, self._settings = store, settings
        self._turns = count()

    @contextmanager
    def screener(self, *listings: Listing, **chosen: Any) -> Iterator[Screener]:
        settings = replace(self._settings, **chosen)
        folder = index_folder(settings)
        path = folder / f"{next(self._turns)}.idx"
        held = [("test", each) for each in (*listings, *OTHERS)]
        told = "".join(fingerprint(each) for _, each in held)
        build(
            path,
            held,
            stamp=f"made-up@{digest(told)}",
            lists=LISTS,
        )
        with closing(Screener(Index(path), settings)) as screener:
            yield screener

    def __call__(
        self, *listings: Listing, told: bool = True, manner: Manner | None = None, **chosen: Any
    ) -> Ran:
        written = [HEADER]
        held = portfolios.portfolio(self._store, "main")
        with self.screener(*listings, **chosen) as screener:
            found = rescreen(
                self._store, screener, held, manner=manner or Manner(), write=written.append,
                say=lambda _: None,
            )  # fmt: skip
            if told:
                finish(self._store, held, screener)
        table = csv.DictReader(io.StringIO(b"".join(written).decode(), newline=""))
        return Ran(list(table), found)


@pytest.fixture
def runs(store: Store, settings: Settings) -> Runs:
    return Runs(store, settings)


def test_the_first_time_everybody_is_screened_and_every_hit_is_new(
    keep: Sync, runs: Runs
) -> None:
    keep(A, B, C)

    ran = runs(KELLERMUND)

    assert ran.marks == [("A", "hit", "P1", "new"), ("C", "invalid", "", "new")]
    assert "line 4: birth_date" in ran.rows[1]["error"]
    assert ran.certificate.outcomes == {"hit": 1, "clear": 1, "invalid": 1}
    assert (ran.certificate.screened, ran.certificate.kept) == (3, 0)


def test_where_nothing_changed_nobody_is_screened_and_nothing_is_new(
    keep: Sync, runs: Runs
) -> None:
    keep(A, B)
    runs(KELLERMUND)

    ran = runs(KELLERMUND)

    assert ran.marks == [("A", "hit", "P1", "same")]
    assert (ran.certificate.screened, ran.certificate.kept) == (0, 2)


def test_only_whom_a_change_of_the_lists_touches_is_screened(keep: Sync, runs: Runs) -> None:
    keep(A, B, ("D", "Selma Quistgaard"))
    runs(KELLERMUND)

    ran = runs(KELLERMUND, QUISTGAARD)

    assert ran.marks == [("A", "hit", "P1", "same"), ("D", "hit", "P2", "new")]
    assert ran.certificate.screened == 1


def test_only_who_came_or_changed_is_screened(keep: Sync, runs: Runs) -> None:
    keep(A, B)
    runs(KELLERMUND)
    keep(A, ("B", "Arvid Kellermund"), ("D", "Ylva Nordgren"))

    ran = runs(KELLERMUND)

    assert ran.marks == [("A", "hit", "P1", "same"), ("B", "hit", "P1", "new")]
    assert ran.certificate.screened == 2


def test_a_hit_whose_listing_reads_otherwise_has_changed_and_one_that_went_is_gone(
    keep: Sync, runs: Runs
) -> None:
    keep(A, B)
    runs(KELLERMUND)

    more = listing("P1", "Arvid Kellermund", remarks=("also known to travel",))
    assert runs(more).marks == [("A", "hit", "P1", "changed")]
    assert runs().marks == [("A", "clear", "", "changed"), ("A", "clear", "P1", "gone")]
    assert runs().marks == []


def test_everybody_is_screened_under_other_settings(keep: Sync, runs: Runs) -> None:
    keep(A, B)
    runs(KELLERMUND)

    assert runs(KELLERMUND, threshold=0.6).certificate.screened == 2


def test_everybody_is_screened_where_the_index_of_then_is_gone(
    keep: Sync, runs: Runs, settings: Settings
) -> None:
    keep(A, B)
    runs(KELLERMUND)
    [pinned] = index_folder(settings).glob(f"*-{KIND}-*")
    pinned.unlink()

    assert runs(KELLERMUND, QUISTGAARD).certificate.screened == 2


def test_what_was_new_stays_new_until_a_run_has_told_it_to_its_end(
    keep: Sync, runs: Runs
) -> None:
    keep(A, B)
    runs(KELLERMUND, told=False)

    assert runs(KELLERMUND).marks == [("A", "hit", "P1", "new")]
    assert runs(KELLERMUND).marks == [("A", "hit", "P1", "same")]


def test_a_run_that_was_broken_off_is_gone_on_with(
    keep: Sync, runs: Runs, store: Store
) -> None:
    keep(*((f"{number:05}", f"Person Number{number}") for number in range(2_500)), A)
    held = portfolios.portfolio(store, "main")

    def broken(line: bytes) -> None:
        raise KeyboardInterrupt

    with runs.screener(KELLERMUND) as screener, pytest.raises(KeyboardInterrupt):
        rescreen(store, screener, held, write=broken, say=lambda _: None)
    ran = runs(KELLERMUND)

    assert ran.certificate.screened == 0
    assert ran.marks[-1] == ("A", "hit", "P1", "new")


def test_without_a_state_for_everybody_there_is_no_certificate(
    keep: Sync, runs: Runs, store: Store
) -> None:
    keep(A, B)
    held = portfolios.portfolio(store, "main")
    store.do("DELETE FROM customer_block")

    with runs.screener() as screener, pytest.raises(RecordError, match="no certificate"):
        rescreen(store, screener, held, write=len, say=lambda _: None)


def test_a_row_for_each_customer_on_request(keep: Sync, runs: Runs) -> None:
    keep(A, B)

    ran = runs(KELLERMUND, manner=Manner(everybody=True))

    assert ran.marks == [("A", "hit", "P1", "new"), ("B", "clear", "", "same")]


def test_the_run_is_on_record_with_whom_it_screened(
    keep: Sync, runs: Runs, store: Store
) -> None:
    keep(A, B)
    ran = runs(KELLERMUND)

    [(kind, body)] = store.rows("SELECT kind, body FROM run WHERE id = ?", ran.certificate.run)
    said = json.loads(body)

    assert (kind, said["rows"], said["portfolio"]) == ("rescreen", 2, "main")
    assert said["certificate"]["customers"] == 2
    assert ran.rows[0]["receipt"].startswith(f"{ran.certificate.run}-1-")


def decide(store: Store, settings: Settings, query: Query, expires: str | None) -> None:
    """Put on record that a customer is not the one who is listed."""
    entry = Entry(store, settings, "decision")
    said = {
        "kind": "decision", "verdict": "false", "by": "tester", "at": "2026-01-31",
        "customer": customers.fingerprint(query), "listing": fingerprint(KELLERMUND),
        "rules": rules_of(settings), "expires": expires, "four_eyes": False,
        "customer_of": customers.customer_of(query), "source": "test", "reference": "P1",
    }  # fmt: skip
    entry.seal({}, block_of(1, [value_line(1, said)], entry.salt))
    store.do(
        "INSERT INTO decision (run_id, hit, customer, source, reference) "
        "VALUES (?, ?, ?, ?, ?)",
        entry.id, "made-up-1.1", customers.customer_of(query), "test", "P1",
    )  # fmt: skip


@pytest.fixture
def query_of(store: Store) -> Callable[[str], Query]:
    return lambda reference: query_from(
        store.rows("SELECT query FROM customer WHERE reference = ?", reference)[0][0]
    )


def test_a_decision_suppresses_a_hit_though_nothing_else_changed_and_its_end_is_noticed(
    keep: Sync, runs: Runs, store: Store, settings: Settings, query_of: Callable[[str], Query]
) -> None:
    keep(A, B)
    runs(KELLERMUND)
    decide(store, settings, query_of("A"), expires=None)

    assert runs(KELLERMUND).marks == [("A", "suppressed", "P1", "changed")]
    assert runs(KELLERMUND).marks == [("A", "suppressed", "P1", "same")]

    decide(store, settings, query_of("A"), expires="2026-01-31")

    assert runs(KELLERMUND).marks == [("A", "hit", "P1", "changed")]


def test_several_processes_come_to_the_same(
    keep: Sync, runs: Runs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rescreening, "WORTHWHILE", 1)
    keep(*((f"{number:05}", f"Person Number{number}") for number in range(2_500)), A)
    manner = Manner(workers=2)

    first = runs(KELLERMUND, manner=manner)
    later = runs(KELLERMUND, QUISTGAARD, manner=manner)

    assert first.certificate.screened == 2_501
    assert later.certificate.screened < 100
    assert later.marks == [("A", "hit", "P1", "same")]
