"""What is kept is what a full run would find, whatever changed in between."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from screening.customers import findings, portfolios
from screening.customers.fields import query_from
from screening.customers.findings import candidate
from screening.customers.rescreening import Manner, finish, rescreen
from screening.customers.syncing import sync
from screening.domain.listings import Listing
from screening.domain.targets import TargetType
from screening.errors import QueryError
from screening.identifiers import make_identifier
from screening.matching.building import build
from screening.matching.index import Index
from screening.record.store import Store
from screening.screener import Screener
from screening.settings import Settings
from tests.conftest import LISTS, listing
from tests.customers.conftest import write

GIVEN = (
    "Arvid",
    "Selma",
    "Tosha",
    "Mohammed",
    "Kim",
    "Anna",
    "Abd al",
    "J.",
    "Yong Bok",
    "محمد",
)
FAMILY = (
    "Kellermund", "Kelermund", "Quistgaard", "Kvistgard", "Al Rashidi", "Alrashidi", "Chol",
    "Nordlys", "Tomasovich", "De la Vintergatan", "Ivanov", "Li", "رشيدي", "Havfrue", "Haiyan",
)  # fmt: skip
FIRM = ("Trading LLC", "Shipping", "Bank", "No 2", "International Group", "Ltd")
DAYS = ("1961-04-07", "1961", "1984-12-30", "")
NUMBERS = ("AB 123 456", "XY 987 654")

people = st.builds(
    lambda *words: " ".join(words), st.sampled_from(GIVEN), st.sampled_from(FAMILY)
) | st.builds(
    lambda *words: " ".join(words),
    st.sampled_from(GIVEN), st.sampled_from(GIVEN), st.sampled_from(FAMILY),
)  # fmt: skip
firms = st.builds(
    lambda *words: " ".join(words), st.sampled_from(FAMILY), st.sampled_from(FIRM)
)


@st.composite
def listings(draw: st.DrawFn) -> Callable[[str], Listing]:
    person = draw(st.booleans())
    names = draw(st.lists(people if person else firms, min_size=1, max_size=3, unique=True))
    weak = draw(st.booleans())
    printed = [names[0], *(("~" if weak else "=") + name for name in names[1:])]
    day, number = draw(st.sampled_from(DAYS)), draw(st.sampled_from((None, *NUMBERS)))
    fields: dict[str, Any] = {
        "birth_dates": (day,) if day and person else (),
        "type": TargetType.PERSON if person else TargetType.ORGANIZATION,
        "identifiers": (make_identifier("passport", number),) if number else (),
        "delisted": draw(st.integers(0, 9)) == 0,
    }
    return lambda reference: listing(reference, *printed, **fields)


customers = st.tuples(
    people | firms | st.sampled_from(("", "?!")),
    st.sampled_from((*DAYS, "not a day")),
    st.sampled_from(("", "SE", "AE")),
)
REFERENCES = [f"L{number:02}" for number in range(30)]
IDS = [f"C{number:02}" for number in range(14)]
steps = st.fixed_dictionaries(
    {
        "lists": st.dictionaries(
            st.sampled_from(REFERENCES), st.none() | listings(), max_size=4
        ),
        "customers": st.dictionaries(st.sampled_from(IDS), st.none() | customers, max_size=3),
        "full": st.integers(0, 9).map(lambda drawn: drawn == 0),
    }
)

# so many that what changes is a small part of the lists, and not all are screened anew
HEADS, TAILS = (
    "bra kel dor mis tan vol hed gri pos lun".split(),
    "ström vik gaard mund sen".split(),
)
OTHERS = tuple(
    listing(
        f"X{number:03}",
        f"{HEADS[number % 10]}{HEADS[number // 10 % 10]} {one}{TAILS[number % 5]}",
    )
    for number, one in enumerate(head + tail for head in HEADS for tail in HEADS * 4)
)


@dataclass
class World:
    """A registry with customers, and lists that are compiled by hand."""

    settings: Settings
    store: Store
    lists: dict[str, Listing] = field(default_factory=dict)
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)
    turns: Iterator[int] = field(default_factory=count)
    screened: int = 0
    spared: int = 0

    def screener(self) -> Screener:
        turn = next(self.turns)
        folder = self.settings.data_dir / "index"
        path = folder / f"made-up-{turn}.idx"
        held = [("test", one) for _, one in sorted(self.lists.items())]
        held += [("test", one) for one in OTHERS]
        previous = sorted(folder.glob("made-up-*.idx"))[-1:]
        build(path, held, stamp=f"made-up@{turn}", lists=LISTS, previous=previous)
        return Screener(Index(path), self.settings)

    def step(self, screener: Screener, *, full: bool = False, workers: int = 1) -> list[str]:
        path = write(self.settings.data_dir / "c.csv", [(k, *v) for k, v in self.rows.items()])
        sync(self.store, self.settings, path, "main", shrink_ok=True, say=lambda _: None)
        written: list[bytes] = []
        held = portfolios.portfolio(self.store, "main")
        done = rescreen(
            self.store, screener, held, manner=Manner(full=full, workers=workers),
            write=written.append, say=lambda _: None,
        )  # fmt: skip
        finish(self.store, held, screener)
        assert done.customers == len(self.rows)
        self.screened += done.screened
        self.spared += done.kept
        return [line.decode() for line in written]

    def kept(self) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
        rows = self.store.rows("SELECT reference, outcome, found FROM customer")
        return {
            reference: (
                outcome,
                [tuple(each[:5]) for each in findings.candidates(findings.read(found))],
            )
            for reference, outcome, found in rows
        }

    def asked_now(self, screener: Screener) -> dict[str, tuple[str, list[tuple[object, ...]]]]:
        found: dict[str, tuple[str, list[tuple[object, ...]]]] = {}
        for reference, text in self.store.rows("SELECT reference, query FROM customer"):
            try:
                answer = screener.screen(query_from(text))
            except QueryError:
                found[reference] = ("invalid", [])
                continue
            hits = [tuple(candidate(hit)[:5]) for hit in answer.candidates]
            found[reference] = (answer.outcome.value, hits)
        return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, prepared: Path) -> Path:
    folder = tmp_path_factory.mktemp("world")
    shutil.copytree(prepared, folder / "data")
    return folder / "data"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    first=st.dictionaries(st.sampled_from(REFERENCES), listings(), min_size=12, max_size=30),
    rows=st.dictionaries(st.sampled_from(IDS), customers, min_size=4),
    later=st.lists(steps, min_size=1, max_size=3),
)
def test_what_is_kept_is_what_a_full_run_would_find(
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    first: dict[str, Callable[[str], Listing]],
    rows: dict[str, tuple[str, ...]],
    later: list[dict[str, Any]],
) -> None:
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(template, folder, dirs_exist_ok=True)
    chosen = Settings(folder, operator="tester")
    try:
        with Store.open(chosen) as store:
            world = World(chosen, store)
            (folder / "index").mkdir(exist_ok=True)
            world.lists = {key: make(key) for key, make in first.items()}
            world.rows = dict(rows)
            for step in ({"lists": {}, "customers": {}, "full": False}, *later):
                for key, make in step["lists"].items():
                    world.lists.pop(key, None)
                    if make is not None:
                        world.lists[key] = make(key)
                for key, row in step["customers"].items():
                    world.rows.pop(key, None)
                    if row is not None:
                        world.rows[key] = row
                if not world.lists or not world.rows:
                    return
                with closing(world.screener()) as screener:
                    world.step(screener, full=step["full"])
                    assert world.kept() == world.asked_now(screener)
            event(f"spared {round(10 * world.spared / (world.screened + world.spared))} of ten")
    finally:
        shutil.rmtree(folder)
