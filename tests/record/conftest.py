"""A desk at which made-up customers are screened and their hits decided on."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from screening.domain.answers import Answer
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.matching.building import build
from screening.matching.index import Index
from screening.record import decisions
from screening.record.history import Decision
from screening.record.ids import parse_place
from screening.record.recorder import Recorded
from screening.record.store import Store
from screening.registry.address import file_of
from screening.registry.migrate import create
from screening.screener import Screener
from screening.settings import Settings, bundled
from tests.conftest import LISTINGS, LISTS

SELMA, ARVID = "selma", "arvid"
CUSTOMER = Query("Arvid Tomasovich Kellermund", birth_date="1961", id="C-1")


@dataclass
class Desk:
    """Screens and decides, each on a connection of its own.

    Args:
        settings: where the record is; `selma` is at work.
        folder: where indexes are put.
    """

    settings: Settings
    folder: Path
    listings: Sequence[Listing] = LISTINGS

    def opened(self) -> Store:
        return Store.open(self.settings)

    def screener(self, **settings: Any) -> Screener:
        path = self.folder / f"{abs(hash(tuple(map(str, self.listings))))}.idx"
        if not path.exists():
            build(path, (("test", one) for one in self.listings), stamp="desk@1", lists=LISTS)
        return Screener(Index(path), replace(self.settings, **settings))

    def screen(self, query: Query = CUSTOMER, **settings: Any) -> Answer:
        """Screen somebody, with earlier decisions applied, on record."""
        with self.screener(**settings) as screener:
            store, scope = self.opened(), screener.scope
            kept = Recorded(store, screener.settings, screener.basis, scope, kind="look-up")
            with kept:
                return kept.answer(kept.decided(screener.screen(query)))

    def decide(
        self,
        answer: Answer,
        verdict: str = "false",
        reason: str = "born elsewhere",
        *,
        rank: int = 1,
        by: str = SELMA,
        expires: str | None = None,
        four_eyes: bool = True,
    ) -> Decision:
        settings = replace(self.settings, operator=by, four_eyes=four_eyes)
        with self.opened() as store:
            hit = parse_place(f"{answer.receipt}.{rank}")
            return decisions.decide(store, settings, hit, verdict, reason, expires)

    def approve(
        self, decision: Decision, *, by: str = ARVID, four_eyes: bool = True
    ) -> Decision:
        settings = replace(self.settings, operator=by, four_eyes=four_eyes)
        with self.opened() as store:
            return decisions.approve(store, settings, decision.id)

    def suppress(
        self, answer: Answer, *, rank: int = 1, expires: str | None = None
    ) -> Decision:
        """Decide a hit as false, and have that approved."""
        return self.approve(self.decide(answer, rank=rank, expires=expires))

    def change(self, reference: str, **fields: Any) -> None:
        """Have the authority publish a listing anew."""
        self.listings = tuple(
            replace(one, **fields) if one.reference == reference else one
            for one in self.listings
        )


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a registry with nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "registry.sqlite"
    create(f"sqlite:///{path}", bundled("migrations"), lambda _: None)
    return path


@pytest.fixture
def make_desk(tmp_path: Path, empty: Path) -> Callable[[str], Desk]:
    def make_desk(url: str) -> Desk:
        path = file_of(url)
        if path is None:
            create(url, bundled("migrations"), lambda _: None)
        else:
            shutil.copyfile(empty, path)
        return Desk(Settings(data_dir=tmp_path, database_url=url, operator=SELMA), tmp_path)

    return make_desk


@pytest.fixture
def desk(make_desk: Callable[[str], Desk], file_url: str) -> Desk:
    """A desk whose record is in a file."""
    return make_desk(file_url)


@pytest.fixture
def any_desk(make_desk: Callable[[str], Desk], registry_url: str) -> Desk:
    """A desk with a record on each database in turn."""
    return make_desk(registry_url)
