from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine

from screening.domain.listings import Listing
from screening.domain.lists import Limits
from screening.errors import RegistryError
from screening.fetch.download import Bounds
from screening.fetch.store import Store
from screening.lists.updating import Updated, Updater
from screening.registry import downloads, ingest, snapshots
from screening.registry.engine import reading, writing
from screening.registry.fitness import QUESTION, Fitness, of_rows
from screening.registry.ingest import Decision
from screening.registry.snapshots import Snapshot
from screening.sources.metadata import metadata
from tests.fetch.conftest import Answer, Server, answer
from tests.lists import un

OFAC = Path(__file__).parents[1] / "sources" / "golden" / "us-ofac-delimited-cons" / "given"
FAST = Bounds(attempts=1, first_wait=0.01, longest_wait=0.01, deadline=20)
BUSY = answer(status=503)
SAME = answer(status=304)
PAGE = answer(b"<!DOCTYPE html><html><body>We are moving house.</body></html>")
DECISION = Decision("selma", "2026-03-05T10:00:00+00:00", "as told")
LONG_AGO = "2026-01-01T00:00:00+00:00"

WHOLE, NEWER = un.people(40), un.people(41, day="2026-03-05")
TORN = un.people(20, day="2026-03-06")
"""A list of which half is missing, and which is otherwise as it should be."""

Listed = Callable[[], dict[str, Listing]]
Update = Callable[[], Updated]


def sent(content: bytes, tag: str) -> Answer:
    return answer(content, ETag=f'"{tag}"', Last_Modified="Wed, 04 Mar 2026 23:00:00 GMT")


@pytest.fixture
def updater(engine: Engine, store: Store) -> Updater:
    return Updater(engine, store, un.of_any_length, bounds=FAST)


@pytest.fixture
def update(updater: Updater, server: Server) -> Update:
    """Updates the list of the UN from the server of the test."""
    return lambda: updater.update(metadata("un-sc"), (server.address,))


def fitness(engine: Engine) -> Fitness:
    with reading(engine) as connection:
        (found,) = of_rows(connection.exec_driver_sql(QUESTION))
    return found


def history(engine: Engine) -> list[Snapshot]:
    with reading(engine) as connection:
        return list(reversed(snapshots.history(connection)))


def states(engine: Engine) -> list[str]:
    return [each.state for each in history(engine)]


def backdate(engine: Engine) -> None:
    """Make it long ago that anything was downloaded."""
    with writing(engine) as connection:
        connection.exec_driver_sql(f"UPDATE snapshot SET confirmed_at = '{LONG_AGO}'")
        connection.exec_driver_sql(
            f"UPDATE download SET checked_at = '{LONG_AGO}', failed_since = CASE WHEN "
            f"failed_since IS NULL THEN NULL ELSE '{LONG_AGO}' END"
        )


# nothing new, and something


def test_a_first_download_becomes_the_list(
    server: Server,
    update: Update,
    engine: Engine,
    listed: Listed,
) -> None:
    server.says(sent(WHOLE, "1"))

    done = update()

    assert done.failure is None
    assert done.imported is not None
    assert done.imported.is_active
    assert len(listed()) == 40
    (kept,) = history(engine)
    assert kept.confirmed_at is not None
    assert kept.files[0]["name"] == "list.xml"
    assert fitness(engine).troubles == ()


def test_a_list_that_has_not_changed_is_confirmed(
    server: Server,
    update: Update,
    engine: Engine,
) -> None:
    server.says(sent(WHOLE, "1"), SAME)
    update()
    backdate(engine)

    done = update()

    assert done == Updated("un-sc")
    _, (_, asked) = server.asked
    assert asked["If-None-Match"] == '"1"'
    assert asked["If-Modified-Since"] == "Wed, 04 Mar 2026 23:00:00 GMT"
    assert history(engine)[0].confirmed_at > LONG_AGO  # type: ignore[operator]
    assert states(engine) == ["active"]


def test_a_newer_list_takes_the_place_of_the_old_one(
    server: Server,
    update: Update,
    engine: Engine,
    listed: Listed,
) -> None:
    server.says(sent(WHOLE, "1"), sent(NEWER, "2"), SAME)
    update()

    update()

    assert len(listed()) == 41
    assert states(engine) == ["superseded", "active"]
    assert update() == Updated("un-sc")
    assert server.asked[2][1]["If-None-Match"] == '"2"'


def test_the_same_bytes_sent_once_more_confirm_the_list_too(
    server: Server,
    update: Update,
    engine: Engine,
) -> None:
    """Some servers send the whole list whatever they are asked."""
    server.says(sent(WHOLE, "1"))
    update()
    backdate(engine)

    done = update()

    assert done.imported is not None
    assert done.imported.loaded.already
    assert history(engine)[0].confirmed_at > LONG_AGO  # type: ignore[operator]


def test_a_list_that_was_imported_by_hand_is_asked_for_whole_and_confirmed(
    server: Server,
    update: Update,
    engine: Engine,
    take: Callable[..., object],
) -> None:
    take(WHOLE)
    server.says(sent(WHOLE, "1"))

    update()

    assert "If-None-Match" not in server.asked[0][1]
    assert states(engine) == ["active"]
    assert history(engine)[0].confirmed_at is not None


def test_a_list_whose_bytes_are_lost_is_downloaded_anew(
    server: Server,
    update: Update,
    store: Store,
) -> None:
    server.says(sent(WHOLE, "1"))
    update()
    for sha256, _ in store.held():
        store.drop(sha256)

    update()

    assert "If-None-Match" not in server.asked[1][1]
    assert len(list(store.held())) == 1


def test_after_going_back_to_an_older_state_the_server_does_not_confirm_it(
    server: Server,
    update: Update,
    engine: Engine,
    store: Store,
) -> None:
    """304 speaks of what was downloaded last, and a person has set that aside."""
    from screening.lists.importing import activate

    server.says(sent(WHOLE, "1"), sent(NEWER, "2"), SAME)
    update()
    update()
    activate(engine, store, 1, DECISION)
    backdate(engine)

    done = update()

    assert done.imported is not None  # judged again, as whatever comes
    assert [each.confirmed_at for each in history(engine) if each.id == 3] == [LONG_AGO]


# what goes wrong


@pytest.mark.parametrize(
    ("answered", "why"),
    [
        (BUSY, "answered 503"),
        (answer(status=404), "the list may have moved"),
        (PAGE, "web page"),
        (answer(WHOLE[:-300]), "cut short"),
        (answer(b"reference;name\n"), "no list that this program can read"),
        (answer(WHOLE, length=len(WHOLE) + 9), "half a body"),
    ],
    ids=["busy", "moved", "a web page", "a torn list", "no list", "half a body"],
)
def test_a_failure_keeps_the_last_good_list_and_is_told(
    server: Server, update: Update, engine: Engine, listed: Listed,
    answered: Answer, why: str,
) -> None:  # fmt: skip
    server.says(sent(WHOLE, "1"), answered)
    update()
    before = listed(), history(engine)

    done = update()

    assert (done.imported, why in str(done.failure)) == (None, True)
    assert "secret" not in str(done.failure)
    assert (listed(), history(engine)) == before
    (trouble,) = fitness(engine).troubles
    assert why in trouble
    assert "the list of 2026-03-04 is used" in trouble


def test_a_failure_is_told_since_the_first_one_until_it_is_mended(
    server: Server,
    update: Update,
    engine: Engine,
) -> None:
    server.says(sent(WHOLE, "1"), BUSY, PAGE, SAME, BUSY)
    update()
    update()
    backdate(engine)

    update()  # fails once more, in another way
    told = fitness(engine)
    assert told.failed_since == LONG_AGO
    assert "web page" in str(told.failure)

    update()  # is mended
    assert fitness(engine).troubles == ()

    update()  # fails anew
    assert fitness(engine).failed_since != LONG_AGO


def test_after_a_failure_the_server_is_asked_about_the_last_good_state(
    server: Server,
    update: Update,
) -> None:
    server.says(sent(WHOLE, "1"), answer(WHOLE[:-300], ETag='"2"'), SAME)
    update()
    update()

    assert update() == Updated("un-sc")
    assert server.asked[2][1]["If-None-Match"] == '"1"'


def test_a_list_that_never_came_is_told_and_has_no_state(
    server: Server,
    update: Update,
    engine: Engine,
) -> None:
    server.says(BUSY)

    assert update().failure is not None
    assert fitness(engine).troubles[0].endswith("no state of it is used")


def test_a_list_without_an_address_is_to_be_imported(updater: Updater) -> None:
    about = replace(metadata("un-sc"), download=None)

    with pytest.raises(RegistryError, match="screen lists import"):
        updater.update(about)


# held back


@pytest.fixture
def held(server: Server, update: Update) -> Updated:
    """A torn list came after a whole one; the server has nothing newer since."""
    server.says(sent(WHOLE, "1"), sent(TORN, "2"), SAME)
    update()
    return update()


def test_a_download_that_is_held_back_is_told_and_no_failure(
    held: Updated, engine: Engine, listed: Listed
) -> None:
    assert held.failure is None
    assert held.imported is not None
    assert not held.imported.is_active
    assert len(listed()) == 40
    assert (fitness(engine).failure, fitness(engine).waiting) == (None, 2)


@pytest.mark.usefixtures("held")
def test_nothing_newer_than_what_is_held_back_does_not_confirm_the_list_in_use(
    update: Update, engine: Engine
) -> None:
    backdate(engine)

    again = update()

    assert again.imported is not None
    assert not again.imported.is_active
    assert [each.confirmed_at for each in history(engine)] == [LONG_AGO, LONG_AGO]
    assert states(engine) == ["active", "quarantined"]


@pytest.mark.usefixtures("held")
def test_once_it_is_activated_it_is_confirmed(
    update: Update, engine: Engine, store: Store
) -> None:
    from screening.lists.importing import activate

    activate(engine, store, 2, DECISION)
    backdate(engine)

    assert update() == Updated("un-sc")
    assert history(engine)[1].confirmed_at > LONG_AGO  # type: ignore[operator]


@pytest.mark.usefixtures("held")
def test_once_it_is_rejected_the_next_update_says_so(update: Update, engine: Engine) -> None:
    with writing(engine) as connection:
        ingest.reject(connection, 2, DECISION)

    again = update()

    assert again.imported is not None
    assert again.imported.rejected == "as told"
    assert states(engine) == ["active", "rejected"]


# a list of several files


@pytest.fixture
def ofac(updater: Updater, server: Server) -> Update:
    """Updates OFAC's list from the server; each file of it has a page of its own."""
    from collections import deque

    names = sorted(path.name for path in OFAC.iterdir())
    for name in names:
        given = sent((OFAC / name).read_bytes(), name)
        server.pages[f"/{name}"] = deque([given, SAME])
    addresses = tuple(f"{server.host}/{name}" for name in names)
    two_entries = replace(updater, limits_of=lambda *_: Limits(1, 9, shrink=1, change=1))
    return lambda: two_entries.update(metadata("us-ofac-cons"), addresses)


def test_a_list_of_several_files_is_one_state(ofac: Update, engine: Engine) -> None:
    done = ofac()

    assert done.failure is None
    (kept,) = history(engine)
    assert sorted(each["name"] for each in kept.files) == sorted(
        path.name for path in OFAC.iterdir()
    )
    assert ofac() == Updated("us-ofac-cons")


def test_where_one_file_of_several_changed_the_others_come_from_the_store(
    server: Server,
    ofac: Update,
    engine: Engine,
) -> None:
    ofac()
    before = history(engine)[0]
    content = (OFAC / "cons_prim.csv").read_bytes()
    assert b"KELLERMUND" in content
    changed = content.replace(b"KELLERMUND", b"KELLERMUNT", 1)
    server.pages["/cons_prim.csv"].clear()
    server.pages["/cons_prim.csv"].append(sent(changed, "new"))

    done = ofac()

    assert done.failure is None
    assert done.imported is not None
    assert done.imported.loaded.changed == 1
    after = history(engine)[1]
    same = {each["sha256"] for each in before.files} & {each["sha256"] for each in after.files}
    assert (after.listings, len(same)) == (before.listings, len(before.files) - 1)


def test_where_one_file_of_several_fails_the_others_wait_for_it(
    server: Server,
    ofac: Update,
    engine: Engine,
) -> None:
    server.pages["/cons_prim.csv"].clear()
    server.pages["/cons_prim.csv"].append(BUSY)

    assert "503" in str(ofac().failure)
    assert history(engine) == []
    with reading(engine) as connection:
        noted = downloads.state_of(connection, "us-ofac-cons")
    assert noted is not None
    assert noted.validators == {}


# beside


def test_how_far_a_download_is_is_told(
    engine: Engine,
    store: Store,
    server: Server,
) -> None:
    said: list[tuple[str, int, int | None]] = []
    server.says(sent(WHOLE, "1"))
    updater = Updater(engine, store, un.of_any_length, lambda *told: said.append(told), FAST)

    updater.update(metadata("un-sc"), (server.address,))

    assert said[-1] == ("un-sc", len(WHOLE), len(WHOLE))


def test_nothing_is_left_in_the_folder_for_passing_files(
    server: Server,
    update: Update,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import tempfile

    passing = tmp_path / "passing"
    passing.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(passing))
    server.says(sent(WHOLE, "1"), PAGE, SAME)

    for _ in range(3):
        update()

    assert list(passing.iterdir()) == []
