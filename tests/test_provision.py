import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from screening import (
    Screener,
    ScreeningError,
    builtin,
    composition,
    provision,
    service,
)
from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.domain.targets import ListedName, TargetType
from screening.errors import IndexFileError, RegistryError
from screening.identifiers import make_identifier
from screening.matching.container import write
from screening.matching.index import FORMAT
from screening.provision import (
    KEPT_PAST_DAYS,
    index_path,
    ready_index,
    ready_registry,
    upgrade,
)
from screening.registry import links
from screening.registry.engine import open_engine, reading, writing
from screening.registry.stamp import Stamp, sqlite_stamp
from screening.settings import Settings, bundled
from screening.sources.metadata import metadata
from tests.conftest import all_links, take_in

KOREA = "kr-2024-12-17.toml"
OWN = Source("own", "eu", "A list of one's own", "test")
DAYS = ("2025-01-15", "2025-02-15", None)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    ready_index(Settings(folder)).close()
    return folder


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> Settings:
    """Settings of a registry of one's own, ready."""
    shutil.copytree(prepared, tmp_path / "data")
    return Settings(tmp_path / "data")


@pytest.fixture
def own_seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in packages that stands in for the program's own."""
    folder = shutil.copytree(bundled("seeds"), tmp_path / "seeds")
    monkeypatch.setattr(builtin, "bundled", lambda _: folder)
    return folder


def edit(seeds: Path) -> None:
    """Give one person of a built-in package another name."""
    path = seeds / KOREA
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace('"KIM Yong Bok"', '"Arvid Kellermund"'), encoding="utf-8")


def load_own(settings: Settings, name: str) -> None:
    """Load a list of one's own with one person on it."""
    with writing(open_engine(settings.registry_url)) as connection:
        take_in(
            connection,
            Source("own", "eu", "A list of one's own", "test"),
            [Listing("1", "eu", TargetType.PERSON, names=(ListedName(name),))],
            sha256=name,
        )


def stamp_of(settings: Settings) -> Stamp | None:
    assert settings.registry_file is not None
    return sqlite_stamp(settings.registry_file)


def index_file(settings: Settings) -> Path:
    (path,) = (settings.data_dir / "index").iterdir()
    return path


def test_the_first_use_makes_all_and_says_so_in_one_line(tmp_path: Path) -> None:
    said: list[str] = []

    with Screener.open(Settings(tmp_path / "new" / "folder"), say=said.append) as screener:
        assert screener.screen("Ri Pong Chun").hits

    assert len(said) == 1
    assert "created the registry" in said[0]
    assert "9 built-in packages" in said[0]


def test_the_second_use_changes_nothing_and_says_nothing(settings: Settings) -> None:
    said: list[str] = []
    before = index_file(settings).stat()

    ready_index(settings, said.append).close()

    assert said == []
    assert index_file(settings).stat().st_ino == before.st_ino


def test_a_missing_index_is_made_again(settings: Settings) -> None:
    index_file(settings).unlink()

    assert len(ready_index(settings)) == 229


@pytest.mark.parametrize("damage", ["cut", "foreign", "empty"])
def test_a_damaged_index_is_made_again_and_never_trusted(
    settings: Settings, damage: str
) -> None:
    path = index_file(settings)
    whole = path.read_bytes()
    path.write_bytes(
        {"cut": whole[: len(whole) // 2], "foreign": b"#!/bin/sh\n", "empty": b""}[damage]
    )

    assert len(ready_index(settings)) == 229


def test_an_index_of_an_earlier_state_is_made_again(settings: Settings) -> None:
    assert settings.registry_file is not None
    with sqlite3.connect(settings.registry_file) as connection:
        connection.execute("UPDATE registry_state SET revision = revision + 1")
    connection.close()
    stamp = sqlite_stamp(settings.registry_file)

    assert stamp is not None
    assert ready_index(settings).stamp == f"{stamp.uuid}@{stamp.revision}-{stamp.token}"


def test_a_restored_registry_that_counts_as_far_again_gets_an_index_of_its_own(
    settings: Settings,
) -> None:
    """Else a name that is listed would be told clear, from the other list's index."""
    path = settings.registry_file
    assert path is not None
    backup = path.with_name("backup.sqlite")
    shutil.copy(path, backup)
    load_own(settings, "Arvid Kellermund")
    ready_index(settings).close()
    before = stamp_of(settings)
    shutil.copy(backup, path)

    load_own(settings, "Selma Quistgaard")

    after = stamp_of(settings)
    assert before is not None
    assert after is not None
    assert (after.uuid, after.revision) == (before.uuid, before.revision)
    with Screener.open(settings) as screener:
        assert screener.screen("Selma Quistgaard").hits
        assert not screener.screen("Arvid Kellermund").hits


def test_the_index_is_a_file_for_each_registry_and_layout(settings: Settings) -> None:
    assert settings.registry_file is not None
    stamp = sqlite_stamp(settings.registry_file)

    assert stamp is not None
    assert index_file(settings) == index_path(settings, stamp)
    assert index_file(settings).name == f"{stamp.uuid}-{FORMAT}.idx"


def test_an_index_of_another_layout_is_made_again(settings: Settings) -> None:
    write(index_file(settings), {"format": FORMAT + 1}, {})

    assert len(ready_index(settings)) == 229


# the built-in packages


def test_an_edited_package_shows_at_the_next_look_up(
    settings: Settings, own_seeds: Path
) -> None:
    said: list[str] = []
    edit(own_seeds)

    with Screener.open(settings, say=said.append) as screener:
        assert screener.screen("Arvid Kellermund").hits

    assert said == [
        "brought the built-in packages up to date: 0 listings added, 1 changed, 0 ended"
    ]


def test_an_edit_that_lists_nothing_new_is_taken_note_of_once(
    settings: Settings, own_seeds: Path
) -> None:
    with (own_seeds / KOREA).open("a") as stream:
        stream.write("# seen by a second pair of eyes\n")
    said: list[str] = []
    ready_index(settings, said.append).close()
    before = index_file(settings).stat()

    ready_index(settings, said.append).close()

    assert len(said) == 1
    assert index_file(settings).stat().st_ino == before.st_ino


def test_an_edited_package_is_seen_without_a_look_up_too(
    settings: Settings, own_seeds: Path
) -> None:
    before = stamp_of(settings)
    edit(own_seeds)

    ready_registry(settings)

    assert stamp_of(settings) != before


def test_an_older_program_uses_newer_packages_as_they_are(
    settings: Settings, own_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(own_seeds)
    before = stamp_of(settings)
    for module in (builtin, provision):
        monkeypatch.setattr(module, "VERSION", "0.0.1")
    said: list[str] = []

    ready_index(settings, said.append).close()
    made = index_file(settings).stat().st_ino
    ready_index(settings, said.append).close()
    upgrade(settings, said.append)

    assert said == []
    assert stamp_of(settings) == before
    assert index_file(settings).stat().st_ino == made


def test_on_a_server_packages_are_loaded_by_an_upgrade_alone(
    server_url: str, tmp_path: Path, own_seeds: Path
) -> None:
    settings = Settings(tmp_path / "local", database_url=server_url)
    ready_index(settings).close()
    edit(own_seeds)
    said: list[str] = []

    before = ready_index(settings, said.append)
    ready_registry(settings, said.append)
    assert said == []
    upgrade(settings, said.append)

    assert len(said) == 1
    assert ready_index(settings).stamp != before.stamp


def test_the_built_in_packages_load_once(settings: Settings) -> None:
    assert settings.registry_file is not None
    before = sqlite_stamp(settings.registry_file)

    upgrade(settings)

    assert sqlite_stamp(settings.registry_file) == before


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoice (id INTEGER)")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(RegistryError, match="another program"):
        ready_index(Settings(tmp_path, database_url=f"sqlite:///{path}"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", ["PRAGMA user_version = 1", ""])
def test_a_file_without_a_table_is_filled(tmp_path: Path, statement: str) -> None:
    connection = sqlite3.connect(tmp_path / "registry.sqlite")
    connection.execute(statement)
    connection.close()

    assert len(ready_index(Settings(tmp_path))) == 229


def test_a_data_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(RegistryError, match="SCREENING_DATA_DIR") as refused:
        ready_index(Settings(tmp_path / "file" / "data"))
    assert "\n" not in str(refused.value)


def test_an_index_folder_that_cannot_be_written_is_one_clear_line(settings: Settings) -> None:
    shutil.rmtree(settings.data_dir / "index")
    (settings.data_dir / "index").write_text("in the way")

    with pytest.raises(IndexFileError, match="SCREENING_DATA_DIR"):
        ready_index(settings)


def test_a_registry_on_a_server_gets_a_local_index(registry_url: str, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "local", database_url=registry_url)
    said: list[str] = []

    assert len(ready_index(settings, said.append)) == 229
    assert len(ready_index(settings, said.append)) == 229
    assert len(said) == 1
    assert list((tmp_path / "local" / "index").iterdir())


def test_an_older_registry_on_a_server_is_left_to_a_person(
    server_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from screening.registry import revisions
    from screening.registry.revisions import RegistryAge

    monkeypatch.setattr(revisions, "state_of", lambda *_: RegistryAge.OLDER)

    with pytest.raises(RegistryError, match="screen db upgrade"):
        ready_registry(Settings(tmp_path, database_url=server_url))


FIRST_USE = """
import sys
from pathlib import Path
from screening import Screener, Settings
with Screener.open(Settings(Path(sys.argv[1]))) as screener:
    print(len(screener.index))
"""


def test_two_first_uses_at_once_share_one_registry(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FIRST_USE, str(tmp_path / "data")]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]

    assert [process.communicate(timeout=120)[0].strip() for process in both] == ["229", "229"]
    assert len(list((tmp_path / "data" / "index").iterdir())) == 1


def test_a_current_index_is_opened_without_the_registrys_libraries(settings: Settings) -> None:
    script = FIRST_USE + "print(sorted({'sqlalchemy', 'alembic'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script, str(settings.data_dir)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.split("\n")[1] == "[]"


def test_all_of_it_is_an_error_a_caller_can_catch() -> None:
    assert issubclass(IndexFileError, ScreeningError)
    assert issubclass(RegistryError, ScreeningError)


def test_an_older_registry_is_upgraded_when_a_person_asks_for_it(
    registry_url: str,
    tmp_path: Path,
    with_revision: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings = Settings(tmp_path / "local", database_url=registry_url)
    service.upgrade_registry(settings, print)
    later = with_revision('op.execute("SELECT 1")')
    monkeypatch.setattr(
        provision, "bundled", lambda name: later if name == "migrations" else bundled(name)
    )
    said: list[str] = []

    service.upgrade_registry(settings, said.append)

    assert "from 0002 to 0003" in said[0]


# lists: what ails them, what they said on a past day, how they belong together


def person(reference: str, name: str) -> Listing:
    return Listing(reference, "eu", TargetType.PERSON, names=(ListedName(name),))


TRAVELLER = person("1", "Arvid Kellermund")
LATER = person("2", "Selma Quistgaard")


def come(
    settings: Settings, *listings: Listing, day: str, doubts: tuple[str, ...] = ()
) -> None:
    """Load a state of a list of one's own."""
    with writing(open_engine(settings.registry_url)) as connection:
        take_in(
            *(connection, OWN, listings),
            sha256=f"{day} {len(listings)} {doubts}",
            published_on=day,
            doubts=doubts,
        )


def found_on(settings: Settings, day: str | None, name: str) -> bool:
    with Screener(ready_index(settings, as_of=day), settings) as screener:
        hits = screener.screen(name).hits
    return any(hit.listing.authority == "eu" and not hit.listing.delisted for hit in hits)


def past_indexes(settings: Settings) -> set[Path]:
    return set((settings.data_dir / "index").glob("*-as-of-*.idx"))


def test_what_ails_a_list_is_said_at_every_look_up(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    come(settings, day="2025-02-01", doubts=("it is empty",))
    ready_index(settings).close()

    for day in (None, None, "2025-01-01"):
        said: list[str] = []
        ready_index(settings, said.append, as_of=day).close()
        assert any("own: snapshot 11 is quarantined" in line for line in said)


def test_a_past_day_is_answered_from_the_lists_of_then(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    come(settings, LATER, day="2025-02-01")

    assert [found_on(settings, day, "Arvid Kellermund") for day in DAYS] == [True, False, False]
    assert [found_on(settings, day, "Selma Quistgaard") for day in DAYS] == [False, True, True]


def test_a_list_of_which_nothing_is_kept_from_then_is_named(settings: Settings) -> None:
    come(settings, TRAVELLER, day="2025-01-01")
    said: list[str] = []

    ready_index(settings, said.append, as_of="2024-12-31").close()

    assert said == ["own: no state of 2024-12-31 or before is kept; not screened against"]


def test_built_in_packages_count_on_a_past_day_as_they_were_in_force(
    settings: Settings,
) -> None:
    """Korea's round is of 17 December 2024."""
    counts = [len(ready_index(settings, as_of=day)) for day in ("2024-12-01", "2024-12-31")]

    assert counts[0] < counts[1] < 229


def test_the_index_of_a_past_day_is_kept_for_the_next_question(settings: Settings) -> None:
    ready_index(settings, as_of="2025-01-15").close()
    (made,) = past_indexes(settings)
    before = made.stat().st_ino

    ready_index(settings, as_of="2025-01-15").close()

    assert [path.stat().st_ino for path in past_indexes(settings)] == [before]


def test_a_torn_index_of_a_past_day_is_made_again(settings: Settings) -> None:
    whole = len(ready_index(settings, as_of="2025-01-15"))
    (made,) = past_indexes(settings)
    made.write_bytes(made.read_bytes()[:100])

    assert len(ready_index(settings, as_of="2025-01-15")) == whole


def test_an_older_state_that_is_loaded_later_changes_the_answer_about_its_days(
    settings: Settings,
) -> None:
    come(settings, LATER, day="2025-02-01")
    assert not found_on(settings, "2025-01-15", "Arvid Kellermund")

    come(settings, TRAVELLER, day="2025-01-01")

    assert found_on(settings, "2025-01-15", "Arvid Kellermund")


def test_a_list_that_came_later_is_missed_on_a_day_asked_about_before(
    settings: Settings,
) -> None:
    assert ready_index(settings, as_of="2025-01-15").absent == ()

    come(settings, TRAVELLER, day="2025-02-01")

    assert ready_index(settings, as_of="2025-01-15").absent == ("own",)


def test_the_days_asked_about_longest_ago_are_forgotten(settings: Settings) -> None:
    days = [f"2025-01-{number:02}" for number in range(1, KEPT_PAST_DAYS + 1)]
    for age, day in enumerate(reversed(days), 1):
        before = past_indexes(settings)
        ready_index(settings, as_of=day).close()
        (made,) = past_indexes(settings) - before
        long_ago = time.time() - 100 * (KEPT_PAST_DAYS - age + 1)
        os.utime(made, (long_ago, long_ago))
        if age == 1:
            first = made
        if age == 2:
            second = made
    ready_index(settings, as_of=days[-1]).close()  # the first one, asked about once more

    ready_index(settings, as_of="2025-06-01").close()

    assert len(past_indexes(settings)) == KEPT_PAST_DAYS
    assert first.exists()
    assert not second.exists()
    assert index_path(settings, stamp_of(settings)).exists()  # type: ignore[arg-type]


def linked_places(settings: Settings) -> set[tuple[int, int]]:
    with reading(open_engine(settings.registry_url)) as connection:
        return set(all_links(connection))


def are_linked(settings: Settings) -> bool:
    """Whether the links that are kept are of the present state."""
    with reading(open_engine(settings.registry_url)) as connection:
        return links.are_current(connection)


def with_passport(listing: Listing) -> Listing:
    return replace(listing, identifiers=(make_identifier("passport", "ZZ998877"),))


def load_swiss(settings: Settings, listing: Listing) -> None:
    with writing(open_engine(settings.registry_url)) as connection:
        source = Source("swiss", "ch-seco", "A list of one's own", "test")
        swiss = replace(listing, authority="ch-seco")
        take_in(connection, source, [swiss], sha256=repr(listing))


@pytest.mark.parametrize("ready", [ready_index, provision.ready_links])
def test_links_are_kept_and_made_again_after_a_change(
    settings: Settings, ready: Callable[[Settings], object]
) -> None:
    ready(settings)
    before = linked_places(settings)
    come(settings, with_passport(TRAVELLER), day="2025-01-01")
    load_swiss(settings, with_passport(person("CH-1", "Arvid Kellermunt")))
    assert not are_linked(settings)
    assert linked_places(settings) == before

    ready(settings)

    assert are_linked(settings)
    (new,) = linked_places(settings) - before
    load_swiss(settings, person("CH-1", "Arvid Kellermunt"))
    ready(settings)
    assert linked_places(settings) == before
    assert new not in before


def test_links_that_are_current_are_not_made_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    provision.ready_links(settings)
    monkeypatch.setattr(composition, "compose", None)

    provision.ready_links(settings)


def test_a_full_list_takes_the_place_of_the_packages_that_it_covers(
    settings: Settings,
) -> None:
    index = ready_index(settings)
    lists = {state.source: state.listings for state in index.lists}
    with writing(open_engine(settings.registry_url)) as connection:
        australian = replace(person("1", "Arvid Kellermund"), authority="au-dfat")
        take_in(
            *(connection, metadata("au-dfat").source, [australian]),
            sha256="a",
            published_on="2026-01-01",
        )

    assert len(ready_index(settings)) == len(index) - lists["builtin-au-2025-02-24"] + 1
    # before that list there was nothing that covers them
    assert len(ready_index(settings, as_of="2025-12-31")) == len(
        ready_index(settings, as_of="2025-12-30")
    )


def test_a_look_up_works_where_nothing_can_be_written(
    prepared: Path,
    open_folder: Path,
    read_only: Callable[[Path], AbstractContextManager[None]],
) -> None:
    """A registry that somebody prepared on a shared drive."""
    shared = Path(shutil.copytree(prepared, open_folder / "data"))
    for path in (shared, *shared.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    assert not list(shared.glob("*-wal"))

    with read_only(shared), Screener.open(Settings(shared)) as screener:
        assert screener.screen("Ri Pong Chun").hits
