from pathlib import Path

import pytest

from screening.customers.portfolios import customer, portfolio, portfolios
from screening.customers.syncing import remove, sync
from screening.errors import InputFileError, QueryError
from screening.record.store import Store
from screening.settings import Settings
from tests.customers.conftest import Sync

A, B, C = ("A", "Arvid Kellermund", "1961"), ("B", "Selma Quistgaard"), ("C", "Nordlys AS")


def counts(synced: object) -> tuple[int, ...]:
    return tuple(getattr(synced, name) for name in ("added", "changed", "removed", "unchanged"))


def test_a_sync_tells_who_came_changed_and_went(keep: Sync) -> None:
    assert counts(keep(A, B)) == (2, 0, 0, 0)
    assert counts(keep(B, A)) == (0, 0, 0, 2)
    assert counts(keep(("A", "Arvid Kellermund", "1962"), C, B)) == (1, 1, 0, 1)
    assert counts(keep(C, B)) == (0, 0, 1, 2)


def test_what_changed_is_due_and_what_did_not_is_not(keep: Sync, store: Store) -> None:
    keep(A, B)
    store.do("UPDATE customer SET due = (1 = 0)")
    keep(B, ("A", "Arvid Kellermund", "1962"), C)

    held = portfolio(store, "main")

    assert [customer(store, held, each).due for each in "ABC"] == [True, False, True]
    assert customer(store, held, "B").place == "line 2"
    assert held.due == 2


def test_of_who_went_nothing_is_held_any_more(keep: Sync, store: Store) -> None:
    keep(A, B)
    keep(B)

    with pytest.raises(QueryError, match="no customer 'A'"):
        customer(store, portfolio(store, "main"), "A")


def test_portfolios_are_kept_apart(keep: Sync, store: Store) -> None:
    keep(A, B)
    keep(("A", "Somebody Else"), name="other")

    assert [(each.name, each.customers) for each in portfolios(store)] == [
        ("main", 2),
        ("other", 1),
    ]
    assert customer(store, portfolio(store, "main"), "A").query["name"] == A[1]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name\nArvid\n", "no column of customers' own references"),
        ("id,name\nA,Arvid\n,Selma\n", "line 3: id: there is none"),
        ("id,name\nA,Arvid\nB,Selma\nA,Tosha\n", "line 4: id: 'A' is in line 2 as well"),
        ("id,name\nA,Arvid\nB,Selma,Tosha\n", "line 3: 3 cells where the header has 2"),
        ("id,name\n", "no row"),
    ],
)
def test_a_file_that_is_not_good_to_its_end_changes_nothing(
    keep: Sync, store: Store, settings: Settings, tmp_path: Path, content: str, said: str
) -> None:
    keep(A, B)
    before = store.rows("SELECT * FROM customer ORDER BY reference")
    path = tmp_path / "bad.csv"
    path.write_text(content)

    with pytest.raises(InputFileError, match=said):
        sync(store, settings, path, "main", say=lambda _: None)

    assert store.rows("SELECT * FROM customer ORDER BY reference") == before
    assert store.rows("SELECT kind FROM run") == [("sync",)]


def test_a_file_that_lost_more_than_half_is_taken_for_another_one(keep: Sync) -> None:
    keep(*[(str(number), f"Person Number{number}") for number in range(5)])

    with pytest.raises(InputFileError, match=r"lacks 3 of the 5 .*--shrink-ok"):
        keep(("1", "Person Number1"), ("2", "Person Number2"), ("9", "Person Number9"))
    assert keep(("1", "Person Number1"), shrink_ok=True).removed == 4


def test_who_cannot_be_screened_is_kept_and_told(keep: Sync) -> None:
    synced = keep(A, ("B", ""), ("C", "Selma", "not a day"))

    assert synced.customers == 3
    assert synced.invalid == 2
    assert synced.first_invalid == ("line 3: name", "line 4: birth_date")


def test_a_sync_is_on_record_with_its_counts(keep: Sync, store: Store) -> None:
    synced = keep(A, B)

    [(kind, position, body)] = store.rows("SELECT kind, position, body FROM run")

    assert (kind, position) == ("sync", 1)
    for said in (f'"run":"{synced.run}"', '"added":2', f'"sha256":"{synced.sha256}"'):
        assert said in body


def test_customers_fill_blocks_one_after_the_other(
    keep: Sync, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"{number:05}", f"Person Number{number}") for number in range(4_500)]
    keep(*rows[:2_001])
    keep(*rows)
    keep(*rows[3_000:], shrink_ok=True)

    found = store.rows("SELECT block, count(*) FROM customer GROUP BY block ORDER BY block")
    assert found == [(1, 1_000), (2, 500)]
    assert store.rows("SELECT number FROM customer_block ORDER BY number") == [(1,), (2,)]


def test_a_portfolio_can_be_let_go_of(keep: Sync, store: Store, settings: Settings) -> None:
    keep(A, B)
    remove(store, settings, portfolio(store, "main").number, "main")

    assert portfolios(store) == ()
    assert store.rows("SELECT reference FROM customer") == []
