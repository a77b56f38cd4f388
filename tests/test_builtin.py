import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine

from screening import builtin, settings
from screening.builtin import fill, folder_digest, refresh
from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.domain.targets import ListedName, TargetType
from screening.errors import UnexpectedLayout
from screening.registry import engine as engine_module
from screening.registry import ingest, queries
from screening.registry.engine import open_engine, reading, writing
from screening.registry.migrate import create
from screening.version import VERSION
from tests.conftest import active_versions, take_in

TABLES = ("authorities.toml", "packages.toml")
KOREA, AUSTRALIA = "kr-2024-12-17.toml", "au-2025-02-24.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A seeds folder with two lists that stands in for the program's own."""
    path = tmp_path / "seeds"
    path.mkdir()
    for name in (*TABLES, KOREA, AUSTRALIA):
        shutil.copy(settings.bundled("seeds") / name, path)
    monkeypatch.setattr(builtin, "bundled", lambda _: path)
    return path


@pytest.fixture
def registry(folder: Path, registry_url: str, migrations: Path) -> Engine:
    """A registry that holds what the folder holds, on each database in turn."""

    def fill_it(connection: Connection) -> None:
        fill(connection)

    create(registry_url, migrations, fill_it)
    return open_engine(registry_url)


def edit(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")


def names(registry: Engine) -> set[str]:
    with reading(registry) as connection:
        return {
            name.text for _, listing in active_versions(connection) for name in listing.names
        }


def refreshed(registry: Engine) -> list[str]:
    """What a refresh said."""
    said: list[str] = []
    refresh(registry, said.append)
    return said


# which packages the program brings


def test_the_digest_is_the_same_for_the_same_files(folder: Path, tmp_path: Path) -> None:
    assert folder_digest(shutil.copytree(folder, tmp_path / "copy")) == folder_digest(folder)


@pytest.mark.parametrize("name", [*TABLES, KOREA])
def test_the_digest_sees_a_change_of_one_letter_in_any_table(folder: Path, name: str) -> None:
    before = folder_digest(folder)

    content = bytearray((folder / name).read_bytes())
    content[-2] ^= 1
    (folder / name).write_bytes(content)

    assert folder_digest(folder) != before


def test_the_digest_sees_a_table_renamed_added_and_removed(folder: Path) -> None:
    digests = [folder_digest(folder)]
    (folder / KOREA).rename(folder / KOREA.replace("kr", "ks"))  # in the same order
    digests.append(folder_digest(folder))
    (folder / "added.toml").touch()
    digests.append(folder_digest(folder))
    (folder / AUSTRALIA).unlink()
    digests.append(folder_digest(folder))

    assert len(set(digests)) == 4


def test_the_digest_tells_two_tables_from_one_that_looks_like_both(tmp_path: Path) -> None:
    (tmp_path / "1.toml").write_bytes(b"a")
    (tmp_path / "2.toml").write_bytes(b"b")
    two = folder_digest(tmp_path)

    (tmp_path / "2.toml").unlink()
    (tmp_path / "1.toml").write_bytes(b"a2.toml\0b")

    assert folder_digest(tmp_path) != two


def test_the_digest_leaves_out_what_is_no_table(folder: Path) -> None:
    before = folder_digest(folder)

    (folder / "README.md").write_text("How to write a table.")

    assert folder_digest(folder) == before


def test_a_table_that_cannot_be_read_is_named(folder: Path) -> None:
    (folder / "folder.toml").mkdir()

    with pytest.raises(UnexpectedLayout, match=r"folder\.toml: cannot be read"):
        folder_digest(folder)


def test_the_digest_of_the_real_packages_takes_less_than_three_milliseconds() -> None:
    times = []
    for _ in range(20):
        start = time.perf_counter()
        builtin.own_digest()
        times.append(time.perf_counter() - start)

    assert min(times) < 0.003


# getting them into a registry


def test_filling_notes_which_packages_these_are_and_whose(
    registry: Engine, folder: Path
) -> None:
    with reading(registry) as connection:
        note = queries.seeds_note(connection)

    assert note == queries.SeedsNote(folder_digest(folder), VERSION)


def test_the_same_packages_are_not_loaded_again(registry: Engine) -> None:
    with reading(registry) as connection:
        before = queries.registry_state(connection)

    assert refreshed(registry) == []
    with reading(registry) as connection:
        assert queries.registry_state(connection) == before


def test_a_registry_that_was_never_filled_is(
    folder: Path, registry_url: str, migrations: Path
) -> None:
    create(registry_url, migrations, lambda _: None)

    assert len(refreshed(open_engine(registry_url))) == 1
    assert "KIM Yong Bok" in names(open_engine(registry_url))


def test_an_edited_list_is_loaded_once_and_it_is_said_what_changed(
    registry: Engine, folder: Path
) -> None:
    edit(folder / KOREA, '"KIM Yong Bok"', '"KIM Yong Bok the Edited"')

    assert refreshed(registry) == [
        "brought the built-in packages up to date: 0 listings added, 1 changed, 0 ended"
    ]
    assert "KIM Yong Bok the Edited" in names(registry)
    assert refreshed(registry) == []


@pytest.mark.parametrize(
    ("table", "title"),
    [
        ("authorities.toml", "Ministry of Foreign Affairs of the Republic of Korea"),
        ("packages.toml", "Security Council sanctions regime on North Korea"),
    ],
)
def test_an_edited_table_is_loaded_too(
    registry: Engine, folder: Path, table: str, title: str
) -> None:
    edit(folder / table, title, "An edited title")

    refresh(registry, lambda _: None)

    with reading(registry) as connection:
        titles = [authority.title for authority in queries.authorities(connection)]
        titles += [status.package.title for status in queries.package_statuses(connection)]
    assert "An edited title" in titles
    assert title not in titles


def test_a_list_that_is_no_longer_brought_ends(registry: Engine, folder: Path) -> None:
    (folder / AUSTRALIA).unlink()

    (said,) = refreshed(registry)

    assert "0 listings added, 0 changed, 6 ended" in said
    with reading(registry) as connection:
        held = [status.source.code for status in queries.list_statuses(connection)]
        left = {source for source, _ in active_versions(connection)}
    assert held == ["builtin-kr-2024-12-17"]
    assert left == {"builtin-kr-2024-12-17"}
    assert refreshed(registry) == []


def test_a_list_that_did_not_come_with_the_program_stays(
    registry: Engine, folder: Path
) -> None:
    own = Listing("1", "eu", TargetType.PERSON, names=(ListedName("Arvid Kellermund"),))
    with writing(registry) as connection:
        take_in(connection, Source("own", "eu", "A list", "test"), [own], sha256="a")
    (folder / AUSTRALIA).unlink()

    refresh(registry, lambda _: None)

    assert "Arvid Kellermund" in names(registry)


@pytest.mark.parametrize(
    ("noted", "running", "loads"),
    [
        ("0.9.0", "0.9.0", True),
        ("0.9.0", "0.10.0", True),  # later, though not in the order of letters
        ("0.10.0", "0.9.0", False),
        ("1.0.0", "0.10.0", False),
    ],
)
def test_older_packages_are_never_loaded_over_newer_ones(
    registry: Engine,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    noted: str,
    running: str,
    loads: bool,
) -> None:
    with writing(registry) as connection:
        ingest.note_seeds(connection, digest="of other packages", version=noted)
    edit(folder / KOREA, '"KIM Yong Bok"', '"KIM Yong Bok the Edited"')
    monkeypatch.setattr(builtin, "VERSION", running)

    assert bool(refreshed(registry)) is loads
    assert ("KIM Yong Bok the Edited" in names(registry)) is loads


def test_a_newer_program_that_comes_first_is_not_undone(
    registry: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def after_another(engine: Engine) -> Iterator[Connection]:
        with writing(engine) as connection:
            ingest.note_seeds(connection, digest="of newer packages", version="99.0.0")
        with writing(engine) as connection:
            yield connection

    edit(folder / KOREA, '"KIM Yong Bok"', '"KIM Yong Bok the Edited"')
    monkeypatch.setattr(engine_module, "writing", after_another)

    assert refreshed(registry) == []
    assert "KIM Yong Bok the Edited" not in names(registry)


def test_a_table_that_is_not_as_it_should_be_leaves_the_registry_as_it_was(
    registry: Engine, folder: Path
) -> None:
    before = names(registry)
    (folder / AUSTRALIA).unlink()
    (folder / KOREA).write_text("format = 1\n[source\n")

    with pytest.raises(UnexpectedLayout, match=KOREA):
        refresh(registry, lambda _: None)

    assert names(registry) == before


def test_the_version_can_be_put_in_order() -> None:
    assert all(part.isdecimal() for part in VERSION.split("."))
