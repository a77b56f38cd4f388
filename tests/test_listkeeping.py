import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from screening import listkeeping
from screening.domain.changes import ChangeKind
from screening.errors import ConfigurationError, ListsUnfit, QueryError, RegistryError
from screening.fetch.store import Store
from screening.listkeeping import check_age
from screening.lists.importing import Imported
from screening.provision import ready_registry
from screening.registry.engine import open_engine, writing
from screening.settings import Settings
from tests.fetch.conftest import Server, answer, server  # noqa: F401 (a fixture)
from tests.lists import un

TODAY = datetime.now(UTC).date().isoformat()
LOOSE = {"least": 1, "shrink": 0.2}
WHOLE, NEWER = un.people(40), un.people(41, day="2026-03-05")
TORN = un.people(20, day="2026-03-06")
SAME = answer(status=304)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared")
    ready_registry(Settings(folder))
    return folder


@pytest.fixture
def settings(prepared: Path, tmp_path: Path) -> Settings:
    """Settings of a registry of one's own with the built-in packages in it."""
    shutil.copytree(prepared, tmp_path / "data")
    return Settings(tmp_path / "data", operator="selma", limits={"un-sc": LOOSE})


Take = Callable[..., Imported]


@pytest.fixture
def take(settings: Settings, tmp_path: Path) -> Take:
    def take(content: bytes, **said: str) -> Imported:
        path = un.write(tmp_path / "given", content)
        (done,) = listkeeping.import_lists(settings, silent, [path], **said)
        return done

    return take


@pytest.fixture
def mirror(settings: Settings, server: Server) -> Settings:  # noqa: F811
    """Settings by which the list of the UN comes from the server of the test."""
    return replace(settings, addresses={"un-sc": (server.address,)})


def silent(_: str) -> None:
    pass


def change(settings: Settings, statement: str) -> None:
    with writing(open_engine(settings.registry_url)) as connection:
        connection.exec_driver_sql(statement)


def states(settings: Settings) -> list[str]:
    return [each.state for each in reversed(listkeeping.history(settings, silent, "un-sc"))]


# importing


def test_a_first_import_makes_the_registry_and_says_so(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "new", limits={"un-sc": LOOSE})
    said: list[str] = []

    path = un.write(tmp_path, WHOLE)
    (done,) = listkeeping.import_lists(settings, said.append, [path])

    assert done.is_active
    assert len(said) == 1
    assert "created the registry" in said[0]


def test_limits_come_from_the_settings_where_they_say_any(
    settings: Settings, take: Take, tmp_path: Path
) -> None:
    assert take(WHOLE).is_active

    shrunk = un.un_xml(map(un.person, range(8, 41)), day="2026-03-05")
    strict = replace(settings, limits={"un-sc": {"least": 1}})
    path = un.write(tmp_path / "strict", shrunk)
    (held,) = listkeeping.import_lists(strict, silent, [path])
    assert held.loaded.reasons == ("7 of 40 listings are gone (17.5 %, limit 5 %)",)

    # the same bytes would wait for a person
    another = un.un_xml(map(un.person, range(8, 41)), day="2026-03-06")
    assert take(another).is_active


def test_a_day_of_publication_has_to_be_one(take: Take) -> None:
    with pytest.raises(QueryError, match="'March' is no day"):
        take(WHOLE, published_on="March")


# updating


def test_a_list_comes_from_the_address_that_is_set(
    mirror: Settings,
    server: Server,  # noqa: F811
) -> None:
    server.says(answer(WHOLE, ETag='"1"'), SAME)

    (done,) = listkeeping.update_lists(mirror, silent, ["un-sc"])
    (again,) = listkeeping.update_lists(mirror, silent)  # now that it is loaded

    assert done.imported is not None
    assert done.imported.is_active
    assert again == type(again)("un-sc")
    assert len(server.asked) == 2


def test_one_list_that_fails_keeps_none_of_the_others_from_its_turn(
    mirror: Settings,
    server: Server,  # noqa: F811
) -> None:
    server.says(answer(WHOLE))
    server.pages["/swiss.xml"] = type(server.answers)([answer(status=404)])
    both = replace(
        mirror, addresses=dict(mirror.addresses) | {"ch-seco": (f"{server.host}/swiss.xml",)}
    )

    done = list(listkeeping.update_lists(both, silent, ["ch-seco", "eu-journal", "un-sc"]))

    assert [each.source for each in done] == ["ch-seco", "eu-journal", "un-sc"]
    assert "404" in str(done[0].failure)
    assert "screen lists import" in str(done[1].failure)  # it has no address
    assert done[2].failure is None


def test_a_list_that_nobody_knows_is_refused_before_any_is_asked_for(
    mirror: Settings,
    server: Server,  # noqa: F811
) -> None:
    with pytest.raises(QueryError, match=r"no list is called 'un'; known: .*un-sc"):
        list(listkeeping.update_lists(mirror, silent, ["un-sc", "un"]))

    assert server.asked == []


def test_with_nothing_loaded_the_lists_to_update_have_to_be_named(settings: Settings) -> None:
    with pytest.raises(QueryError, match=r"name the ones you want: .*un-sc"):
        list(listkeeping.update_lists(settings, silent))


def test_a_list_with_an_address_of_ones_own_can_be_downloaded(settings: Settings) -> None:
    own = replace(settings, addresses={"eu-journal": ("https://one.example/annex.csv",)})

    assert "eu-journal" not in listkeeping.downloadable(settings)
    assert {"eu-journal", "un-sc"} <= set(listkeeping.downloadable(own))


# how lists stand


def test_every_list_tells_how_it_stands(settings: Settings, take: Take) -> None:
    take(WHOLE)
    take(TORN)

    found = {each.fitness.source: each for each in listkeeping.status(settings, silent)}

    assert len(found) == 10
    health = found["un-sc"]
    assert health.status is not None
    assert (health.status.listings, health.status.published_on) == (40, "2026-03-04")
    assert health.waiting is not None
    assert health.waiting.reasons[0] == "20 of 40 listings are gone (50 %, limit 20 %)"
    assert found["builtin-eu-15"].waiting is None


def test_a_list_that_never_came_stands_without_a_state(
    mirror: Settings,
    server: Server,  # noqa: F811
) -> None:
    server.says(answer(status=404))
    list(listkeeping.update_lists(mirror, silent, ["un-sc"]))

    found = {each.fitness.source: each for each in listkeeping.status(mirror, silent)}

    assert found["un-sc"].status is None
    assert "404" in str(found["un-sc"].fitness.failure)


# age


def test_an_imported_list_ages_from_the_day_it_was_published(
    settings: Settings, take: Take
) -> None:
    take(un.people(40, day=TODAY))
    check_age(settings, timedelta(days=2))

    yesterday = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    change(settings, f"UPDATE snapshot SET published_on = '{yesterday}' WHERE NOT size = 0")

    with pytest.raises(ListsUnfit, match=f"un-sc: last known to be current on {yesterday}"):
        check_age(settings, timedelta(days=2))
    check_age(settings, timedelta(days=5))


def test_a_downloaded_list_ages_from_the_day_it_was_confirmed(
    mirror: Settings,
    server: Server,  # noqa: F811
) -> None:
    server.says(answer(WHOLE, ETag='"1"'), SAME)
    list(listkeeping.update_lists(mirror, silent, ["un-sc"]))
    check_age(mirror, timedelta(hours=1))
    change(mirror, "UPDATE snapshot SET confirmed_at = '2026-01-01T00:00:00+00:00'")
    with pytest.raises(ListsUnfit, match="2026-01-01"):
        check_age(mirror, timedelta(hours=1))

    list(listkeeping.update_lists(mirror, silent))

    check_age(mirror, timedelta(hours=1))


def test_with_nothing_but_built_in_packages_no_age_is_good_enough(settings: Settings) -> None:
    with pytest.raises(ListsUnfit, match="no official list is loaded"):
        check_age(settings, timedelta(weeks=9999))


def test_where_age_does_not_matter_nothing_is_asked(settings: Settings) -> None:
    check_age(settings, None)
    check_age(replace(settings, data_dir=settings.data_dir / "nowhere"), None)


def test_only_the_lists_of_the_authorities_asked_about_matter(
    settings: Settings, take: Take
) -> None:
    take(un.people(40, day="2020-01-01"))

    check_age(settings, timedelta(weeks=9999), authorities=["un-sc"])
    with pytest.raises(ListsUnfit, match="older than allowed, or waiting: un-sc"):
        check_age(settings, timedelta(days=2), authorities=["un-sc"])
    for asked in (["eu"], ["eu", "un-sc"]):
        with pytest.raises(ListsUnfit, match="no official list of eu is loaded"):
            check_age(settings, timedelta(weeks=9999), authorities=asked)


# looking back


def test_the_history_of_a_list_begins_with_the_newest(settings: Settings, take: Take) -> None:
    take(WHOLE)
    take(NEWER)

    found = listkeeping.history(settings, silent, "un-sc")

    assert [each.published_on for each in found] == ["2026-03-05", "2026-03-04"]


def test_a_list_that_was_never_received_has_no_history(settings: Settings) -> None:
    with pytest.raises(QueryError, match=r"nothing was received of 'un-sc'; received: builtin"):
        listkeeping.history(settings, silent, "un-sc")


def test_two_states_are_compared(settings: Settings, take: Take) -> None:
    take(WHOLE)
    take(NEWER)

    found = listkeeping.difference(settings, silent, "un-sc")

    assert [found.count(kind) for kind in ChangeKind] == [1, 0, 0]
    with pytest.raises(QueryError, match="nothing was received"):
        listkeeping.difference(settings, silent, "un")


# deciding


@pytest.fixture
def held(take: Take) -> int:
    """The number of a snapshot that waits for a person."""
    take(WHOLE)
    return int(take(TORN).loaded.snapshot)


def test_a_decision_is_kept_with_who_made_it(settings: Settings, held: int) -> None:
    done = listkeeping.activate(settings, silent, held, "  The committee delisted half. ")

    assert done.is_active
    decided = listkeeping.history(settings, silent, "un-sc")[0]
    assert (decided.decided_by, decided.decision) == ("selma", "The committee delisted half.")
    assert states(settings) == ["superseded", "active"]


def test_a_rejection_is_kept_too(settings: Settings, held: int) -> None:
    listkeeping.reject(settings, silent, held, "Torn.")

    decided = listkeeping.history(settings, silent, "un-sc")[0]
    assert (decided.state, decided.decided_by, decided.decision) == (
        "rejected",
        "selma",
        "Torn.",
    )


@pytest.mark.parametrize("reason", ["", "  \n"])
@pytest.mark.parametrize("decide", [listkeeping.activate, listkeeping.reject])
def test_nothing_is_decided_without_a_reason(
    settings: Settings, held: int, decide: Callable[..., object], reason: str
) -> None:
    with pytest.raises(QueryError, match="say why"):
        decide(settings, silent, held, reason)

    assert states(settings) == ["active", "quarantined"]


@pytest.mark.parametrize("decide", [listkeeping.activate, listkeeping.reject])
def test_there_is_nothing_to_decide_on_a_snapshot_that_is_none(
    settings: Settings, decide: Callable[..., object]
) -> None:
    with pytest.raises(RegistryError, match="no snapshot 999"):
        decide(settings, silent, 999, "why not")


# pruning


@pytest.fixture
def four(settings: Settings, take: Take) -> dict[int, str]:
    """A superseded, a rejected, an active and a waiting snapshot: the hash of each."""
    ids = [int(take(content).loaded.snapshot) for content in (WHOLE, TORN)]
    listkeeping.reject(settings, silent, ids[1], "Torn.")
    ids.append(int(take(NEWER).loaded.snapshot))
    ids.append(int(take(un.people(19, day="2026-03-07")).loaded.snapshot))
    found = {each.id: each.sha256 for each in listkeeping.history(settings, silent, "un-sc")}
    assert states(settings) == ["superseded", "rejected", "active", "quarantined"]
    return {number: found[number] for number in ids}


def held_bytes(settings: Settings) -> set[str]:
    return {sha256 for sha256, _ in Store(settings.data_dir / "lists").held()}


def received_long_ago(settings: Settings) -> None:
    change(settings, "UPDATE snapshot SET retrieved_at = '2020-01-01T00:00:00+00:00'")


@pytest.fixture
def kept_long_ago(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the bytes had been kept before any import that is under way."""
    monkeypatch.setattr(listkeeping, "UNDER_WAY_SECONDS", 0)


def test_bytes_of_an_import_that_may_be_under_way_are_left_alone(
    settings: Settings, four: dict[int, str]
) -> None:
    received_long_ago(settings)

    assert listkeeping.prune(settings, silent, timedelta(days=30)).files == 0
    assert held_bytes(settings) >= set(four.values())


@pytest.mark.usefixtures("kept_long_ago")
def test_the_bytes_of_what_is_done_with_are_removed(
    settings: Settings, four: dict[int, str]
) -> None:
    received_long_ago(settings)
    superseded, rejected, active, waiting = four

    done = listkeeping.prune(settings, silent, timedelta(days=30))

    assert set(done.snapshots) == {superseded, rejected}
    assert done.files == 2
    assert done.size > 0
    assert held_bytes(settings) == {four[active], four[waiting]}
    assert listkeeping.activate(settings, silent, waiting, "Right after all.").is_active


def test_what_came_lately_is_kept(settings: Settings, four: dict[int, str]) -> None:
    done = listkeeping.prune(settings, silent, timedelta(days=30))

    assert (done.snapshots, done.files, done.size) == ((), 0, 0)
    assert held_bytes(settings) == set(four.values())


def test_what_would_be_removed_can_be_asked(settings: Settings, four: dict[int, str]) -> None:
    received_long_ago(settings)

    would = listkeeping.prune(settings, silent, timedelta(days=30), only_say=True)
    assert held_bytes(settings) == set(four.values())

    assert listkeeping.prune(settings, silent, timedelta(days=30)) == would


@pytest.mark.usefixtures("kept_long_ago")
def test_bytes_that_a_needed_snapshot_shares_are_kept(
    settings: Settings, four: dict[int, str]
) -> None:
    superseded, _, active, _ = four
    listkeeping.activate(settings, silent, superseded, "The newer one was withdrawn.")
    received_long_ago(settings)

    listkeeping.prune(settings, silent, timedelta(days=30))

    assert four[superseded] in held_bytes(settings)
    assert four[active] not in held_bytes(settings)


@pytest.mark.usefixtures("kept_long_ago")
def test_bytes_that_no_snapshot_names_are_removed(
    settings: Settings, take: Take, tmp_path: Path
) -> None:
    import hashlib

    take(WHOLE)
    stray = un.write(tmp_path, b"of an import that was killed", "stray")
    digest = hashlib.sha256(stray.read_bytes()).hexdigest()
    Store(settings.data_dir / "lists").put(stray, digest)

    assert listkeeping.prune(settings, silent, timedelta(days=30)).files == 1
    assert digest not in held_bytes(settings)


def test_what_lists_said_stays_after_their_bytes_are_gone(
    settings: Settings, four: dict[int, str]
) -> None:
    received_long_ago(settings)
    superseded, _, active, _ = four
    listkeeping.prune(settings, silent, timedelta(days=30))

    found = listkeeping.difference(settings, silent, "un-sc", str(superseded), str(active))

    assert found.count(ChangeKind.ADDED) == 1


def test_a_day_to_come_is_refused(take: Take) -> None:
    with pytest.raises(QueryError, match="2999-01-01 has not come yet"):
        take(WHOLE, published_on="2999-01-01")


def test_limits_of_a_list_that_nobody_knows_are_refused(settings: Settings) -> None:
    slip = replace(settings, limits={"un_sc": {"least": 1}})

    with pytest.raises(ConfigurationError, match="no list is called 'un_sc'"):
        list(listkeeping.import_lists(slip, silent, []))
