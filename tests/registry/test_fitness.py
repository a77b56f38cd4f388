import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from screening.domain.lists import Source
from screening.errors import RegistryError
from screening.registry import downloads, ingest
from screening.registry.downloads import DownloadState
from screening.registry.engine import reading, writing
from screening.registry.fitness import QUESTION, Fitness, of_rows, sqlite_fitness
from screening.registry.ingest import Decision
from screening.registry.staging import Staged
from tests.conftest import listing, take_in
from tests.registry.conftest import SOURCE

BUILTIN = Source("builtin-test", "eu", "A made-up package", "test", builtin=True)
PEOPLE = [listing("EU.1", "Arvid Kellermund", authority="eu")]
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
DECISION = Decision("selma", "2026-03-05T10:00:00+00:00", "as told")
FINE = Fitness(
    source="eu-test",
    authority="eu",
    builtin=False,
    copy=False,
    active=1,
    published_on="2026-03-01",
    retrieved_at="2026-03-04T08:00:00+00:00",
    confirmed_at=None,
    failure=None,
    failed_since=None,
    waiting=None,
)


def fitness_of(registry: Engine) -> tuple[Fitness, ...]:
    with reading(registry) as connection:
        return of_rows(connection.exec_driver_sql(QUESTION))


def come(registry: Engine, digest: str, *doubts: str, source: Source = SOURCE) -> None:
    with writing(registry) as connection:
        take_in(
            *(connection, source, PEOPLE),
            sha256=digest,
            published_on="2026-03-01",
            doubts=doubts,
        )


# how old a list is


@pytest.mark.parametrize(
    ("known", "since"),
    [
        ({}, "2026-03-01T00:00:00+00:00"),
        ({"confirmed_at": "2026-03-05T09:00:00+00:00"}, "2026-03-05T09:00:00+00:00"),
        (
            {"published_on": None, "confirmed_at": "2026-03-04T08:00:00Z"},
            "2026-03-04T08:00:00Z",
        ),
    ],
    ids=["imported", "downloaded", "downloaded without a day"],
)
def test_a_list_is_as_old_as_what_is_known_of_the_issuers_newest(
    known: dict[str, str | None], since: str
) -> None:
    """A file that was imported says nothing about the days after it was published."""
    assert replace(FINE, **known).current_at == datetime.fromisoformat(since)  # type: ignore[arg-type]


def test_a_list_of_a_day_that_nobody_knows_is_never_young_enough() -> None:
    unknown = replace(FINE, published_on=None)

    assert unknown.current_at is None
    assert "--published-on DAY" in (unknown.too_old(timedelta(weeks=999), NOW) or "")


def test_a_list_with_a_state_in_quarantine_is_not_fit_however_young_it_is() -> None:
    waits = replace(FINE, waiting=7)

    assert FINE.unfit(timedelta(days=30), NOW) is None
    assert waits.unfit(timedelta(days=30), NOW) == "eu-test: snapshot 7 waits in quarantine"


@pytest.mark.parametrize(("hours", "old"), [(108, False), (107, True)])
def test_a_list_is_too_old_when_more_than_its_age_has_passed(hours: int, old: bool) -> None:
    said = FINE.too_old(timedelta(hours=hours), NOW)

    assert (said is not None) == old
    assert said in (None, "eu-test: last known to be current on 2026-03-01")


def test_a_list_of_which_nothing_is_active_is_never_fit() -> None:
    nothing = replace(FINE, active=None, published_on=None, retrieved_at=None)

    assert nothing.current_at is None
    assert nothing.too_old(timedelta(weeks=999), NOW) == "eu-test: no state of it is active"


# what a person should know


def test_a_list_without_trouble_says_nothing() -> None:
    assert FINE.troubles == ()


def test_a_failing_download_says_since_when_why_and_what_is_used() -> None:
    failing = replace(FINE, failure="answered 500", failed_since="2026-03-02T09:30:00+00:00")

    assert failing.troubles == (
        "eu-test: downloads fail since 2026-03-02 09:30 UTC (answered 500); "
        "the list of 2026-03-01 is used",
    )


def test_a_first_download_that_fails_leaves_nothing_to_use() -> None:
    failing = replace(FINE, active=None, failure="answered 500", failed_since="2026-03-02")

    assert failing.troubles[0].endswith("no state of it is used")


def test_a_waiting_snapshot_is_named() -> None:
    (said,) = replace(FINE, waiting=7).troubles

    assert "snapshot 7 is quarantined" in said


# as the registry knows it


def test_the_registry_tells_how_every_list_is(registry: Engine) -> None:
    come(registry, "a")
    come(registry, "a", source=BUILTIN)

    builtin, published = fitness_of(registry)

    assert published == replace(FINE, retrieved_at="2024-12-17T08:00:00Z")
    assert (builtin.source, builtin.builtin, builtin.active) == ("builtin-test", True, 2)


def test_what_is_held_back_waits_until_a_person_decides(registry: Engine) -> None:
    waiting = []
    come(registry, "a")
    for step in ("b held back", "c held back", "reject", "d held back", "activate"):
        with writing(registry) as connection:
            if step == "reject":
                ingest.reject(connection, 3, DECISION)
            if step == "activate":
                with Staged(PEOPLE, source="eu-test") as staged:
                    ingest.activate(connection, 4, staged, DECISION)
        if step.endswith("held back"):
            come(registry, step, "it is filtered")
        waiting.append(fitness_of(registry)[0].waiting)

    assert waiting == [2, 3, None, 4, None]


def test_a_good_state_ends_the_waiting_of_those_before(registry: Engine) -> None:
    come(registry, "a", "it is filtered")
    come(registry, "b")

    assert fitness_of(registry)[0].waiting is None


def test_a_failure_is_told_until_it_is_mended(registry: Engine) -> None:
    come(registry, "a")
    failed = DownloadState("2026-03-05", {}, "answered 500", "2026-03-04")
    with writing(registry) as connection:
        downloads.note(connection, "eu-test", failed)
    (told,) = fitness_of(registry)
    assert (told.failure, told.failed_since) == ("answered 500", "2026-03-04")

    with writing(registry) as connection:
        downloads.note(connection, "eu-test", DownloadState("2026-03-06"))

    assert fitness_of(registry)[0].troubles == ()


def test_a_list_that_could_never_be_downloaded_is_told(registry: Engine) -> None:
    with writing(registry) as connection:
        ingest.save_source(connection, SOURCE)
        downloads.note(
            connection, "eu-test", DownloadState("2026-03-05", {}, "500", "2026-03-05")
        )

    (told,) = fitness_of(registry)
    assert (told.active, told.failure) == (None, "500")


def test_a_retired_built_in_package_is_not_missed(registry: Engine) -> None:
    come(registry, "a", source=BUILTIN)
    with writing(registry) as connection:
        ingest.retire(connection, BUILTIN.code, retired_at="2026-03-05T00:00:00Z")

    assert fitness_of(registry) == ()


# read without the database toolkit


@pytest.fixture
def shared(file_registry: Path, open_folder: Path) -> Path:
    """A copy of a registry in a folder that every user may enter."""
    return Path(shutil.copyfile(file_registry, open_folder / "registry.sqlite"))


def test_a_file_says_the_same_as_its_registry(file_registry: Path) -> None:
    from screening.registry.engine import open_engine

    engine = open_engine(f"sqlite:///{file_registry}")
    come(engine, "a")
    come(engine, "b", "it is filtered")

    assert sqlite_fitness(file_registry) == fitness_of(engine)


def test_a_registry_in_a_read_only_folder_tells_too(
    shared: Path, read_only: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with read_only(shared.parent):
        assert sqlite_fitness(shared) == ()


def test_a_file_that_is_no_registry_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "registry.sqlite"
    path.write_text("reference;name\n" * 100, encoding="utf-8")

    with pytest.raises(RegistryError, match="not a database"):
        sqlite_fitness(path)
