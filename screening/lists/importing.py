"""From list files to an active snapshot, or to one that a person has to look at."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from screening.domain.listings import Listing
from screening.domain.lists import Limits, Source
from screening.errors import RegistryError, SourceError, UnexpectedLayout
from screening.fetch.store import Store
from screening.registry import ingest, snapshots
from screening.registry.engine import reading, writing
from screening.registry.ingest import Decision, Loaded, Received, Reread
from screening.registry.snapshots import Snapshot
from screening.registry.staging import Staged
from screening.sources import catalogue
from screening.sources.base import Notes
from screening.sources.catalogue import ListSet
from screening.sources.files import ListFile, receive
from screening.version import VERSION

LimitsOf = Callable[[Source, Limits], Limits]
"""The limits in force for a source, where its own may be overridden."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of the files of one list.

    Args:
        source: which list they are.
        files: their names.
        published_on: day (ISO) the issuer gives.
        loaded: what was written, or why the state is quarantined.
        report: what became of the entries; empty where the files were known.
        rejected: the reason a person gave for rejecting these very files before.
    """

    source: Source
    files: tuple[str, ...]
    published_on: str | None
    loaded: Loaded
    report: dict[str, Any]
    rejected: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether the list is screened against as these files have it."""
        return not self.loaded.reasons and self.rejected is None


def as_they_are(_: Source, limits: Limits) -> Limits:
    """The limits of the list's metadata."""
    return limits


def files_at(paths: Iterable[Path]) -> tuple[ListFile, ...]:
    """The list files at some paths; a folder stands for the files directly in it.

    Raises:
        UnexpectedLayout: a path is not there, a folder holds no file, or a file
            is plainly no list.
    """
    found: list[ListFile] = []
    for path in paths:
        if not path.is_dir():
            found += receive(path)
            continue
        members = sorted(
            each for each in path.iterdir() if each.is_file() and not each.name.startswith(".")
        )
        if not members:
            inner = ", ".join(sorted(each.name for each in path.iterdir() if each.is_dir()))
            hint = f"; import one of its folders: {inner}" if inner else ""
            raise UnexpectedLayout(f"holds no file{hint}", source=str(path))
        found += (file for member in members for file in receive(member))
    return tuple(found)


def import_files(
    engine: Engine,
    store: Store,
    paths: Iterable[Path],
    *,
    source: str | None = None,
    published_on: str | None = None,
    limits_of: LimitsOf = as_they_are,
) -> Iterator[Imported]:
    """Take list files into the registry; every file is recognised before any is read.

    Args:
        engine: of a registry that is current.
        store: where the bytes are kept.
        paths: files, or folders of files.
        source: code of the source that they are; told from the content by default.
        published_on: day (ISO) of publication, for layouts that print none.
        limits_of: the limits in force.

    Yields:
        What became of each list, in the order of the files.

    Raises:
        SourceError: a file is no list, or not shaped as its layout demands;
            nothing of that list has been written then.
        RegistryError: the registry cannot be written to.
        FetchError: the bytes cannot be kept.
    """
    refused: list[SourceError] = []
    for found in catalogue.recognise(files_at(paths), source):
        try:
            yield take_in(
                engine,
                store,
                found,
                published_on=published_on,
                retrieved_at=_now(),
                confirmed_at=None,
                limits_of=limits_of,
            )
        except SourceError as error:
            refused.append(error)  # one broken list does not keep the others out
    if refused:
        first = refused[0]
        first.args = ("; ".join(str(error) for error in refused),)
        raise first


def take_in(
    engine: Engine,
    store: Store,
    found: ListSet,
    *,
    published_on: str | None,
    retrieved_at: str,
    confirmed_at: str | None,
    limits_of: LimitsOf = as_they_are,
) -> Imported:
    """Take one state of one list into the registry.

    Args:
        engine: of a registry that is current.
        store: where the bytes are kept.
        found: the files, recognised.
        published_on: day (ISO) of publication, where the files print none.
        retrieved_at: when they were received (ISO, UTC).
        confirmed_at: when the issuer gave them as its newest, None for files
            whose way is not known.
        limits_of: the limits in force.

    Raises:
        SourceError: the files are not shaped as their layout demands.
        RegistryError: the registry cannot be written to.
        FetchError: the bytes cannot be kept.
    """
    names = tuple(file.name for file in found.files.values())
    with reading(engine) as connection:
        held = snapshots.history(connection, found.source.code)
    known = _known_bytes(held, found)
    if known is not None:
        known = _with_day(engine, known, found, published_on)
        for file in found.files.values():
            store.put(file.path, file.sha256)  # mends what was lost or damaged there
        return _met_again(known, found, names)
    notes = Notes()
    with Staged(catalogue.read(found, notes), source=found.source.code) as staged:
        told = notes.report()
        report = asdict(told)
        for file in found.files.values():
            store.put(file.path, file.sha256)
        received = Received(
            source=found.source,
            sha256=found.sha256,
            size=found.size,
            published_on=notes.published_on or published_on,
            retrieved_at=retrieved_at,
            confirmed_at=confirmed_at,
            files=_files(found.files.values()),
            reader=VERSION,
            report=report,
            doubts=(
                *told.doubts,
                *_days_to_come(notes, published_on),
                *_put_aside(held, found),
            ),
            packages=tuple(notes.packages.values()),
        )
        with writing(engine) as connection:
            # a new authority has to be there before its source is
            ingest.add_authorities(connection, notes.authorities.values())
            loaded = ingest.load(
                connection,
                received,
                staged,
                limits=limits_of(found.source, found.about.limits),
            )
    return Imported(found.source, names, received.published_on, loaded, report)


def activate(engine: Engine, store: Store, number: int, decision: Decision) -> Imported:
    """Make a snapshot the active one, as a person has decided.

    It is read once more, from the bytes as they were received.

    Raises:
        RegistryError: there is no such snapshot, or it is active already.
        FetchError: its bytes are not kept here any more.
        SourceError: this version of the program cannot read them.
    """
    with reading(engine) as connection:
        snapshot = snapshots.snapshot(connection, number)
    if snapshot.state == "active":
        raise RegistryError(f"snapshot {number} of {snapshot.source} is active already")
    with ExitStack() as stack:
        found = _unpacked(stack, store, snapshot)
        notes = Notes()
        staged = stack.enter_context(
            Staged(catalogue.read(found, notes), source=snapshot.source)
        )
        report = asdict(notes.report())
        reread = Reread(VERSION, report, tuple(notes.packages.values()))
        with writing(engine) as connection:
            ingest.add_authorities(connection, notes.authorities.values())
            loaded = ingest.activate(connection, number, staged, decision, reread=reread)
    names = tuple(file["name"] for file in snapshot.files)
    return Imported(found.source, names, snapshot.published_on, loaded, report)


def listings_of(store: Store, snapshot: Snapshot) -> dict[str, Listing]:
    """The listings of a snapshot by reference, read from the bytes as received.

    Raises:
        FetchError: its bytes are not kept here any more.
        SourceError: this version of the program cannot read them.
    """
    with ExitStack() as stack:
        found = _unpacked(stack, store, snapshot)
        return {each.reference: each for each in catalogue.read(found, Notes())}


def _unpacked(stack: ExitStack, store: Store, snapshot: Snapshot) -> ListSet:
    if not snapshot.files:
        raise RegistryError(
            f"snapshot {snapshot.id} of {snapshot.source} was not read from list files, "
            "so it cannot be read again"
        )
    received: list[ListFile] = []
    done: set[str] = set()
    for file in snapshot.files:
        if file["sha256"] in done:
            continue  # members of one archive
        done.add(file["sha256"])
        name = str(file["path"])
        received += receive(stack.enter_context(store.unpacked(file["sha256"], name)))
    members = {file["name"] for file in snapshot.files}
    sets = catalogue.recognise(
        [file for file in received if file.name in members], snapshot.source
    )
    if len(sets) != 1:
        raise RegistryError(
            f"the bytes of snapshot {snapshot.id} are read as {len(sets)} lists by this "
            "version; import the files again"
        )
    return sets[0]


def _known_bytes(held: Sequence[Snapshot], found: ListSet) -> Snapshot | None:
    """The snapshot of these very bytes that says what is to be done: nothing more."""
    for each in held:
        if (each.sha256, each.reader) != (found.sha256, VERSION):
            continue
        if each.state == "superseded":
            return None  # an older state that comes again is judged again
        return each
    return None


def _met_again(known: Snapshot, found: ListSet, names: tuple[str, ...]) -> Imported:
    loaded = Loaded(
        str(known.id),
        unchanged=known.listings,
        already=True,
        reasons=known.reasons if known.state == "quarantined" else (),
    )
    rejected = known.decision if known.state == "rejected" else None
    return Imported(found.source, names, known.published_on, loaded, known.report, rejected)


def _with_day(
    engine: Engine, known: Snapshot, found: ListSet, published_on: str | None
) -> Snapshot:
    """The snapshot of known files, with the day that a person tells where they print none."""
    if published_on is None or published_on == known.published_on:
        return known
    notes = Notes()
    next(catalogue.read(found, notes), None)
    if notes.published_on is not None:
        return known  # the files know better
    with writing(engine) as connection:
        ingest.tell_day(connection, known.id, published_on)
    return replace(known, published_on=published_on)


def _put_aside(held: Sequence[Snapshot], found: ListSet) -> tuple[str, ...]:
    """A doubt about bytes that a person went back behind, when they come once more."""
    for each in held:
        if each.state != "active" or each.decision is None:
            continue
        before = [one for one in held if one.sha256 == found.sha256 and one.activation]
        if before and max(one.activation or 0 for one in before) < (each.activation or 0):
            return (
                f"{each.decided_by} went back from these very files to snapshot {each.id} on "
                f"{(each.decided_at or '')[:10]}: {each.decision}",
            )
    return ()


def _days_to_come(notes: Notes, published_on: str | None) -> tuple[str, ...]:
    """A doubt about a file whose day has not begun anywhere."""
    day = notes.published_on or published_on
    if day is None or day <= (datetime.now(UTC) + timedelta(days=1)).date().isoformat():
        return ()
    return (f"it says that it is of {day}, which has not come yet",)


def _files(files: Iterable[ListFile]) -> tuple[dict[str, Any], ...]:
    return tuple(
        {"name": file.name, "path": file.path.name, "sha256": file.sha256, "size": file.size}
        for file in files
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
