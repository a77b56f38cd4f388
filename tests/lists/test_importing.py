import gzip
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine

from screening.domain.listings import Listing
from screening.domain.lists import Limits, Source
from screening.errors import FetchError, RegistryError, SourceError, UnexpectedLayout
from screening.fetch.store import Store
from screening.lists import importing
from screening.lists.importing import Imported, activate, files_at, listings_of
from screening.registry import ingest, snapshots
from screening.registry.engine import reading, writing
from screening.registry.ingest import Decision
from screening.registry.queries import authorities, package_statuses, registry_state
from screening.registry.snapshots import Snapshot
from tests.lists import un
from tests.lists.conftest import Import

GOLDEN = Path(__file__).parents[1] / "sources" / "golden"
UN = GOLDEN / "un-xml" / "given" / "consolidated.xml"
KEPT = ["9900002", "ZZe.001", "ZZi.001", "ZZi.004"]
LAYOUTS = sorted(path.name for path in GOLDEN.iterdir())
DECISION = Decision("selma", "2026-03-05T10:00:00+00:00", "checked by hand")

Listed = Callable[[], dict[str, Listing]]


def history(engine: Engine) -> list[Snapshot]:
    """All snapshots, the oldest first."""
    with reading(engine) as connection:
        return list(reversed(snapshots.history(connection)))


def states(engine: Engine) -> list[str]:
    return [each.state for each in history(engine)]


def token(engine: Engine) -> str:
    with reading(engine) as connection:
        return registry_state(connection).token


def none_at_all(_: Source, limits: Limits) -> Limits:
    """Limits that no made-up list keeps to."""
    return Limits(least=10**6, most=10**7, shrink=1, change=1)


# from a file to the list


def test_a_file_is_recognised_read_and_loaded(take: Import, listed: Listed) -> None:
    (done,) = take(UN)

    assert (done.source.code, done.source.format) == ("un-sc", "un-xml")
    assert (done.files, done.published_on) == (("consolidated.xml",), "2026-03-04")
    assert (done.is_active, done.loaded.added) == (True, len(KEPT))
    assert sorted(listed()) == KEPT


def test_the_report_is_told_and_kept_with_the_snapshot(engine: Engine, take: Import) -> None:
    (done,) = take(UN)

    (kept,) = history(engine)
    assert (
        kept.report["read"]
        == kept.report["kept"] + len(kept.report["dropped"])
        == len(KEPT) + 1
    )
    assert kept.report["dropped"] == [["ZZi.003", "prints no name"]]
    assert done.report["read"] == len(KEPT) + 1
    assert ["9900002", "unknown alias quality", "Superb"] in kept.report["issues"]


def test_the_snapshot_says_which_bytes_it_is_of(
    engine: Engine, store: Store, take: Import
) -> None:
    take(UN)

    (kept,) = history(engine)
    (file,) = kept.files
    assert (file["name"], file["size"]) == ("consolidated.xml", UN.stat().st_size)
    assert file["sha256"] == kept.sha256
    with store.unpacked(kept.sha256, "any.xml") as path:
        assert path.read_bytes() == UN.read_bytes()


def test_a_file_that_was_imported_by_hand_is_confirmed_by_nobody(
    engine: Engine, take: Import
) -> None:
    take(UN)

    assert history(engine)[0].confirmed_at is None


def test_several_lists_are_taken_in_at_once(engine: Engine, take: Import) -> None:
    swiss = GOLDEN / "ch-seco-xml" / "given" / "list.xml"

    done = take(UN, swiss)

    assert [each.source.code for each in done] == ["un-sc", "ch-seco"]
    assert states(engine) == ["active", "active"]


def test_a_folder_stands_for_its_files(engine: Engine, take: Import, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.copytree(GOLDEN / "us-ofac-delimited" / "given", folder)
    shutil.copy(UN, folder)
    (folder / ".hidden").write_text("of the system")

    done = take(folder)

    assert sorted(each.source.code for each in done) == ["un-sc", "us-ofac-sdn"]
    assert len(history(engine)[0].files) + len(history(engine)[1].files) == 5


@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_a_packed_list_is_the_same_list(
    take: Import, listed: Listed, tmp_path: Path, packing: str
) -> None:
    path = tmp_path / f"consolidated.xml.{packing}"
    if packing == "gz":
        path.write_bytes(gzip.compress(UN.read_bytes()))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(UN, "consolidated.xml")

    take(path)

    assert sorted(listed()) == KEPT


@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_a_torn_archive_is_refused(
    engine: Engine, store: Store, take: Import, tmp_path: Path, packing: str
) -> None:
    path = tmp_path / f"consolidated.xml.{packing}"
    if packing == "gz":
        path.write_bytes(gzip.compress(UN.read_bytes())[:-20])
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(UN, "consolidated.xml")
        path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(UnexpectedLayout, match="damaged or cut short"):
        take(path)

    assert (history(engine), list(store.held())) == ([], [])


def test_the_day_of_publication_is_taken_where_the_file_prints_none(take: Import) -> None:
    undated = UN.read_bytes().replace(b"dateGenerated", b"made")

    (done,) = take(undated, published_on="2026-03-09")

    assert done.published_on == "2026-03-09"


def test_the_files_own_day_goes_over_the_one_said(take: Import) -> None:
    (done,) = take(UN, published_on="1999-01-01")

    assert done.published_on == "2026-03-04"


# what is no list


def test_a_wrong_file_among_good_ones_stops_before_anything_is_written(
    engine: Engine, store: Store, take: Import, tmp_path: Path
) -> None:
    page = un.write(tmp_path, b"<!DOCTYPE html><html><body>Busy</body></html>", "list.xml")

    with pytest.raises(UnexpectedLayout, match=r"list\.xml: this is a web page"):
        take(UN, page)

    assert (history(engine), list(store.held())) == ([], [])


def test_a_torn_list_leaves_registry_and_store_untouched(
    engine: Engine, store: Store, take: Import, listed: Listed
) -> None:
    take(UN)
    before = token(engine), history(engine), list(store.held()), listed()

    with pytest.raises(UnexpectedLayout, match="cut short"):
        take(UN.read_bytes()[:-300])

    assert (token(engine), history(engine), list(store.held()), listed()) == before


def test_a_folder_without_a_file_names_those_in_it(tmp_path: Path) -> None:
    (tmp_path / "un-sc").mkdir()

    with pytest.raises(UnexpectedLayout, match="import one of its folders: un-sc"):
        files_at([tmp_path])


def test_a_path_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnexpectedLayout, match="cannot be read: No such file"):
        files_at([tmp_path / "nothing.xml"])


def test_a_file_is_not_taken_for_another_source(take: Import) -> None:
    with pytest.raises(UnexpectedLayout, match="is a file of un-sc, not of ch-seco"):
        take(UN, source="ch-seco")


# the same bytes again


def test_the_same_bytes_again_write_nothing(engine: Engine, take: Import) -> None:
    take(UN)
    before = token(engine), history(engine)

    (again,) = take(UN)

    assert (again.loaded.already, again.is_active, again.loaded.unchanged) == (
        True,
        True,
        len(KEPT),
    )
    assert (token(engine), history(engine)) == before


def test_the_same_bytes_under_another_name_are_the_same(take: Import, tmp_path: Path) -> None:
    take(UN)

    (again,) = take(Path(shutil.copy(UN, tmp_path / "un.xml")))

    assert again.loaded.already


def test_bytes_that_are_held_back_are_held_back_again(engine: Engine, take: Import) -> None:
    (first,) = take(UN, limits_of=none_at_all)

    (again,) = take(UN, limits_of=none_at_all)

    assert (again.loaded.already, again.is_active) == (True, False)
    assert again.loaded.reasons == first.loaded.reasons
    assert states(engine) == ["quarantined"]


def test_rejected_bytes_come_with_the_reason_that_was_given(
    engine: Engine, take: Import
) -> None:
    take(UN, limits_of=none_at_all)
    with writing(engine) as connection:
        ingest.reject(connection, 1, DECISION)

    (again,) = take(UN)

    assert (again.is_active, again.rejected) == (False, "checked by hand")
    assert states(engine) == ["rejected"]


def test_an_older_state_that_comes_again_is_judged_again(engine: Engine, take: Import) -> None:
    old, new = un.people(10), un.people(10, day="2026-03-05")
    take(old)
    take(new)

    (again,) = take(old)

    assert again.loaded.reasons == (
        "it is of 2026-03-04, older than the active one of 2026-03-05",
    )
    assert states(engine) == ["superseded", "active", "quarantined"]


def test_another_version_of_the_program_reads_the_same_bytes_again(
    engine: Engine, take: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(UN)
    monkeypatch.setattr(importing, "VERSION", "99.0")

    (again,) = take(UN)

    assert (again.loaded.already, again.loaded.unchanged) == (False, len(KEPT))
    assert [each.reader for each in history(engine)][1] == "99.0"
    assert states(engine) == ["superseded", "active"]


def test_lost_bytes_are_kept_again_when_the_file_comes_again(
    engine: Engine, store: Store, take: Import
) -> None:
    take(UN)
    (sha256,) = (each for each, _ in store.held())
    store.drop(sha256)

    take(UN)

    assert store.has(sha256)


# held back, and decided on


def test_what_is_held_back_leaves_the_list_as_it_was(
    engine: Engine, take: Import, listed: Listed
) -> None:
    take(un.people(40))
    before = token(engine), listed()

    (held,) = take(un.people(30, day="2026-03-05"))

    assert held.loaded.reasons[0] == "10 of 40 listings are gone (25 %, limit 5 %)"
    assert (token(engine), listed()) == before


def test_a_person_activates_what_was_held_back(
    engine: Engine, store: Store, take: Import, listed: Listed
) -> None:
    take(un.people(40))
    take(un.people(30, day="2026-03-05"))

    done = activate(engine, store, 2, DECISION)

    assert isinstance(done, Imported)
    assert (done.is_active, done.loaded.ended, done.published_on) == (True, 10, "2026-03-05")
    assert len(listed()) == 30
    assert states(engine) == ["superseded", "active"]


def test_an_earlier_state_comes_back_when_a_person_says_so(
    engine: Engine, store: Store, take: Import, listed: Listed
) -> None:
    take(un.people(40))
    take(un.people(39, day="2026-03-05"))

    activate(engine, store, 1, DECISION)

    assert len(listed()) == 40
    assert states(engine) == ["superseded", "superseded", "active"]


def test_bytes_that_are_missing_say_what_to_do(
    engine: Engine, store: Store, take: Import
) -> None:
    take(UN, limits_of=none_at_all)
    for sha256, _ in store.held():
        store.drop(sha256)

    with pytest.raises(FetchError, match="import the file again"):
        activate(engine, store, 1, DECISION)
    assert states(engine) == ["quarantined"]


def test_the_active_one_cannot_be_activated(engine: Engine, store: Store, take: Import) -> None:
    take(UN)

    with pytest.raises(RegistryError, match="active already"):
        activate(engine, store, 1, DECISION)


def test_a_list_that_did_not_come_in_files_cannot_be_read_again(
    engine: Engine, store: Store
) -> None:
    from tests.conftest import take_in

    source = Source("eu-test", "eu", "A made-up list", "test")
    with writing(engine) as connection:
        take_in(connection, source, [], sha256="a", doubts=("made up",))

    with pytest.raises(RegistryError, match="not read from list files"):
        activate(engine, store, 1, DECISION)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "zipped"])
def test_every_layout_is_read_again_from_the_bytes_that_are_kept(
    engine: Engine, store: Store, take: Import, tmp_path: Path, layout: str, packed: bool
) -> None:
    files = sorted((GOLDEN / layout / "given").iterdir())
    if packed:
        with zipfile.ZipFile(tmp_path / "list.zip", "w") as archive:
            for file in files:
                archive.write(file, file.name)
        files = [tmp_path / "list.zip"]
    (held,) = take(*files, limits_of=none_at_all)
    (kept,) = history(engine)
    assert not held.is_active

    again = listings_of(store, kept)
    done = activate(engine, store, 1, DECISION)

    assert len(again) == kept.listings == done.loaded.added
    assert done.report == held.report


def test_an_authority_that_a_list_brings_along_is_saved_with_it(
    engine: Engine, take: Import
) -> None:
    def known() -> set[str]:
        with reading(engine) as connection:
            return {each.code for each in authorities(connection)}

    before = known()

    (done,) = take(GOLDEN / "own-csv" / "given")

    assert done.is_active
    assert known() - before == {"own-compliance"}


def test_a_refusal_is_one_that_a_caller_can_catch() -> None:
    assert issubclass(UnexpectedLayout, SourceError)


# a list that looks cut short, or comes back


def test_a_list_that_lost_its_end_is_held_back_within_its_limits(take: Import) -> None:
    take(un.people(400))

    (cut,) = take(un.people(390, day="2026-03-05"))
    (other,) = take(
        un.un_xml([un.person(number) for number in range(11, 401)], day="2026-03-06")
    )

    assert cut.loaded.reasons == (
        "the 10 listings that are gone are the last ones of the list before: "
        "the file looks cut short",
    )
    assert other.is_active


def test_a_file_that_a_person_went_back_from_does_not_come_back_by_itself(
    take: Import, engine: Engine, store: Store
) -> None:
    older, newer = un.people(40), un.people(41, day="2026-03-05")
    take(older)
    take(newer)
    activate(engine, store, 1, DECISION)

    (again,) = take(newer)

    assert states(engine).count("active") == 1
    assert again.loaded.reasons == (
        f"selma went back from these very files to snapshot 3 on 2026-03-05: {DECISION.reason}",
    )


def test_one_broken_list_does_not_keep_the_others_out(
    take: Import, engine: Engine, tmp_path: Path
) -> None:
    torn = un.write(tmp_path / "torn", un.people(3)[:-40], "torn.xml")
    canada = GOLDEN / "ca-gac-xml" / "given"

    with pytest.raises(SourceError, match=r"torn\.xml"):
        take(torn, canada)

    assert [each.source for each in history(engine)] == ["ca-gac"]


# what a person tells of a file


def test_a_day_is_told_afterwards_where_the_files_print_none(
    take: Import, engine: Engine
) -> None:
    canada = GOLDEN / "ca-gac-xml" / "given"
    assert [done.published_on for done in take(canada)] == [None]
    before = token(engine)

    (done,) = take(canada, published_on="2026-03-01")

    assert (done.loaded.already, done.published_on) == (True, "2026-03-01")
    assert [each.published_on for each in history(engine)] == ["2026-03-01"]
    assert token(engine) != before


def test_a_file_that_prints_its_day_knows_better(take: Import, engine: Engine) -> None:
    take(UN)

    (done,) = take(UN, published_on="2020-01-01")

    assert done.published_on == "2026-03-04"
    assert [each.published_on for each in history(engine)] == ["2026-03-04"]


def test_a_list_of_a_day_to_come_is_held_back(take: Import) -> None:
    (done,) = take(un.people(3, day="2999-01-01"))

    assert done.loaded.reasons == ("it says that it is of 2999-01-01, which has not come yet",)


def test_packages_that_a_list_tells_of_come_with_its_activation(
    take: Import, engine: Engine, store: Store
) -> None:
    enhanced = GOLDEN / "us-ofac-enhanced" / "given"
    (done,) = take(enhanced, limits_of=none_at_all)
    told = {each.package for each in listings_of(store, history(engine)[0]).values()}
    named = {code for code in told if code} - {"US-2024-12-16"}  # which everybody knows
    assert named

    def known() -> list[str]:
        with reading(engine) as connection:
            return [each.package.code for each in package_statuses(connection)]

    assert not named & set(known())
    activate(engine, store, int(done.loaded.snapshot), DECISION)
    assert named <= set(known())
