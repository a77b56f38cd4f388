"""A run that is screened again comes to the same, or it is said what differs."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.domain.queries import Query
from screening.errors import ListsUnfit, QueryError
from screening.provision import ready_index
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.lines import unpacked
from screening.record.recorder import Recorded
from screening.record.replaying import Replay
from screening.record.store import Store
from screening.records import replace
from screening.registry.engine import open_engine, writing
from screening.registry.ingest import save_authorities, save_packages
from screening.screener import Scope, Screener
from screening.settings import Settings
from tests.conftest import LISTINGS, listing, take_in
from tests.record.conftest import Tamper

OWN = Source("own-test", "zz-test", "a made-up list", "test")
ASKED = ("Arvid Kellermund", "Selma Quistgaard", "Jane Roe", "?")
TakeIn = Callable[[str, Sequence[Listing]], None]


@pytest.fixture
def come(settings: Settings) -> TakeIn:
    """Takes in a state of a list, of a day."""
    engine = open_engine(settings.registry_url)
    authorities = [Authority(code, code, "ZZ", ()) for code in ("zz-test", "yy-test")]
    with writing(engine) as connection:
        save_authorities(connection, authorities)
        save_packages(connection, [Package("ZZ-1", "zz-test", "1")])

    def come(day: str, listings: Sequence[Listing]) -> None:
        with writing(engine) as connection:
            take_in(connection, OWN, listings, sha256=f"of {day}", published_on=day)

    come("2025-01-01", LISTINGS)
    return come


@pytest.fixture
def screened(settings: Settings, come: TakeIn) -> Callable[..., str]:
    """Screens some names on record, and gives back the id of the run."""

    def screened(scope: Scope | None = None, **chosen: Any) -> str:
        other = replace(settings, **chosen)
        with Screener(ready_index(other), other, scope) as screener:
            store = Store.open(settings)
            with Recorded(
                store, other, screener.basis, screener.scope, kind="look-up"
            ) as record:
                for name in ASKED:
                    try:
                        record.answer(screener.screen(Query(name=name)))
                    except QueryError as error:
                        record.invalid(Query(name=name), str(error))
            return record.run

    return screened


@pytest.fixture
def replay(settings: Settings, store: Store) -> Iterator[Callable[[str], Replay]]:
    opened: list[Replay] = []

    def replay(run: str) -> Replay:
        opened.append(Replay(store, settings, run, lambda _: None))
        return opened[-1]

    yield replay
    for each in opened:
        with each:
            pass


Screened = Callable[..., str]
Again = Callable[[str], Replay]


def test_a_run_comes_to_the_same(screened: Screened, replay: Again) -> None:
    again = replay(screened())

    assert list(again.differences()) == []
    assert again.rows == len(ASKED)
    assert again.reasons() == []


def test_it_is_screened_under_the_settings_and_in_the_scope_of_then(
    screened: Screened, replay: Again
) -> None:
    run = screened(Scope(("zz-test",)), threshold=0.99, floor=0.2, weak_aliases=False)

    assert list(replay(run).differences()) == []


def test_it_is_screened_against_the_lists_of_then(
    screened: Screened, replay: Again, come: TakeIn
) -> None:
    before = screened()
    come("2025-02-01", [*LISTINGS[1:], listing("P9", "Jane ROE")])
    since = screened()

    assert list(replay(before).differences()) == []
    assert list(replay(since).differences()) == []


def test_a_state_that_is_not_kept_is_named(
    screened: Screened, replay: Again, come: TakeIn, tamper: Tamper
) -> None:
    run = screened()
    come("2025-02-01", LISTINGS[1:])
    tamper.sql("UPDATE snapshot SET sha256 = 'another' WHERE published_on = '2025-01-01'")

    with pytest.raises(ListsUnfit, match=r"own-test: its state of 2025-01-01 .* is not kept"):
        replay(run)


def altered(
    store: Store,
    settings: Settings,
    run: str,
    change: Callable[[bytes], bytes],
    **basis: object,
) -> str:
    """The same run on record once more, as if it had come to something else."""
    blocks = store.rows("SELECT content FROM run_block WHERE run_id = ? ORDER BY number", run)
    told = store.row("SELECT body FROM run WHERE id = ?", run)
    assert told is not None
    rests = store.row("SELECT body FROM basis WHERE digest = ?", json.loads(told[0])["basis"])
    assert rests is not None
    entry = Entry(store, settings, "look-up")
    key = keep_basis(store, canonical({**json.loads(rests[0]), **basis}))
    lines = [change(line) for (block,) in blocks for line in unpacked(block)]
    entry.seal({"basis": key}, block_of(1, lines, entry.salt))
    return entry.id


def test_what_differs_is_told_row_by_row(
    screened: Screened, replay: Again, store: Store, settings: Settings
) -> None:
    def change(line: bytes) -> bytes:
        told = json.loads(line)
        found = told.get("found", [])
        if told["row"] == 1:
            found[0]["score"] = 0.5
        if told["row"] == 2:
            del told["found"]
        if told["row"] == 3:
            told["found"] = [
                {"source": "own-test", "reference": "X1", "tier": "hit", "score": 0.9}
            ]
        return json.dumps(told).encode()

    run = altered(store, settings, screened(), change, engine="0.0.1")
    again = replay(run)
    first, second, third = again.differences()

    assert (first.row, second.row, third.row) == (1, 2, 3)
    assert "was hit with 0.5, is hit with" in first.words[0]
    assert second.words[0] == "was clear, is review"
    assert "own-test P3 was not found and is (review" in second.words[1]
    assert third.words == (
        "was hit, is clear",
        "own-test X1 was found (hit, 0.9) and is not",
    )
    (reason,) = again.reasons()
    assert reason.startswith("the engine: 0.0.1 then, ")


def test_what_people_decided_plays_no_part(
    screened: Screened, replay: Again, store: Store, settings: Settings
) -> None:
    run = altered(
        store,
        settings,
        screened(),
        lambda line: line.replace(b'"outcome":"hit"', b'"outcome":"suppressed"'),
    )

    assert list(replay(run).differences()) == []


def test_what_was_erased_cannot_be_screened_again(
    screened: Screened, replay: Again, tamper: Tamper
) -> None:
    run = screened()
    tamper.sql("UPDATE run SET salt = NULL")

    with pytest.raises(QueryError, match="were erased"):
        replay(run)


def test_what_is_no_screening_cannot_be_screened_again(
    replay: Again, store: Store, settings: Settings
) -> None:
    entry = Entry(store, settings, "erasure")
    entry.seal({})

    with pytest.raises(QueryError, match=r"\(erasure, sealed\) names nothing"):
        replay(entry.id)
