"""A record on each database in turn, runs to put on it, a desk to decide at, and tampering."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from screening.domain.answers import Answer, Outcome
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.matching.building import build
from screening.matching.index import Index
from screening.record import decisions
from screening.record.chain import canonical
from screening.record.entry import Entry, block_of, keep_basis
from screening.record.examining import examine
from screening.record.findings import Finding
from screening.record.history import Decision
from screening.record.ids import parse_place
from screening.record.lines import packed, row_line, unpacked
from screening.record.recorder import Recorded
from screening.record.store import Store
from screening.registry.address import file_of
from screening.registry.migrate import create
from screening.screener import Screener
from screening.settings import Settings, bundled
from tests.conftest import LISTINGS, LISTS

ROWS_OF_A_BLOCK = 3
NAMES = ("Arvid Kellermund", "Selma Quistgaard", "Tove Ankarfelt", "Ivo Marrenbach")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a registry that each test copies, which is quicker than making one."""
    path = tmp_path_factory.mktemp("template") / "registry.sqlite"
    create(f"sqlite:///{path}", bundled("migrations"), nothing)
    return path


def nothing(_: Connection) -> None:
    """What a registry is filled with."""


@pytest.fixture
def settings(registry_url: str, tmp_path: Path, template: Path) -> Settings:
    """Of a registry without any list, on each database in turn."""
    made = Settings(data_dir=tmp_path, database_url=registry_url, operator="tester")
    if made.registry_file is None:
        create(registry_url, bundled("migrations"), nothing)
    else:
        shutil.copy(template, made.registry_file)
    return made


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """The record, with nothing on it."""
    with Store.open(settings) as store:
        yield store


Sealed = Callable[..., str]


@pytest.fixture
def sealed(store: Store, settings: Settings) -> Sealed:
    """Puts a run on record, and gives back its id."""
    return lambda rows=7, **facts: put_on_record(store, settings, rows, **facts)


def put_on_record(store: Store, settings: Settings, rows: int, **facts: Any) -> str:
    entry = Entry(store, settings, facts.pop("kind", "look-up"))
    lines = [
        row_line(row, Query(name=f"{NAMES[row % len(NAMES)]} {row}"), Outcome.CLEAR)
        for row in range(1, rows + 1)
    ]
    blocks = [
        block_of(start + 1, lines[start : start + ROWS_OF_A_BLOCK], entry.salt)
        for start in range(0, rows, ROWS_OF_A_BLOCK)
    ]
    basis = keep_basis(store, canonical({"lists": [], "engine": "made up"}))
    entry.seal({"basis": basis, "outcomes": {"clear": rows}, **facts}, *blocks)
    return entry.id


Found = Callable[..., list[Finding]]


@pytest.fixture
def found(store: Store, settings: Settings) -> Found:
    """What an examination finds."""

    def found(**options: Any) -> list[Finding]:
        told: list[Finding] = []
        examine(store, settings, told.append, **options)
        return told

    return found


class Tamper:
    """Changes what is stored, as somebody with the database's own tools could."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sql(self, statement: str, *values: object) -> None:
        """Run a statement."""
        assert self._store.do(statement, *values) != 0

    def block(self, run: str, number: int = 0) -> tuple[list[bytes], list[bytes]]:
        """The lines and seals of a block."""
        row = self._store.row(
            "SELECT content, seals FROM run_block WHERE run_id = ? AND number = ?", run, number
        )
        assert row is not None
        seals = bytes(row[1])
        return list(unpacked(row[0])), [seals[at : at + 16] for at in range(0, len(seals), 16)]

    def put(
        self, run: str, lines: Sequence[bytes], seals: Sequence[bytes], number: int = 0
    ) -> None:
        """Put other lines and seals into a block."""
        self.sql(
            "UPDATE run_block SET content = ?, seals = ? WHERE run_id = ? AND number = ?",
            packed(lines), b"".join(seals), run, number,
        )  # fmt: skip

    def salt(self, run: str) -> bytes:
        """The salt of a run."""
        row = self._store.row("SELECT salt FROM run WHERE id = ?", run)
        assert row is not None
        return bytes(row[0])

    def seals(self, run: str) -> bytes:
        """All seals of a run."""
        blocks = self._store.rows(
            "SELECT seals FROM run_block WHERE run_id = ? ORDER BY number", run
        )
        return b"".join(bytes(each) for (each,) in blocks)

    def facts(self, run: str) -> dict[str, Any]:
        """What a run says."""
        row = self._store.row("SELECT body FROM run WHERE id = ?", run)
        assert row is not None
        told: dict[str, Any] = json.loads(row[0])
        return told

    def say(self, run: str, facts: dict[str, Any]) -> str:
        """Have a run say something else, with the hash of that; gives back the hash."""
        from screening.record.chain import digest

        body = canonical(facts)
        self.sql("UPDATE run SET body = ?, hash = ? WHERE id = ?", body, digest(body), run)
        return digest(body)


@pytest.fixture
def tamper(store: Store) -> Tamper:
    return Tamper(store)


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
            kept = Recorded(
                store, screener.settings, screener.basis, scope, kind="look-up", alone=True
            )
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


@pytest.fixture
def make_desk(tmp_path: Path, template: Path) -> Callable[[str], Desk]:
    def make_desk(url: str) -> Desk:
        path = file_of(url)
        if path is None:
            create(url, bundled("migrations"), nothing)
        else:
            shutil.copyfile(template, path)
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
