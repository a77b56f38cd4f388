"""Makes sure that there is a registry and a current index to screen against.

The way that is taken a hundred times a day, registry there and index current,
asks the registry's stamp and opens the index, and imports no ORM.
"""

import contextlib
import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from screening.builtin import fill, own_digest, refresh
from screening.domain.answers import LinkedListing, ListState
from screening.domain.lists import ListStatus
from screening.errors import IndexFileError, RegistryError
from screening.matching.index import FORMAT, Index, build
from screening.registry.fitness import QUESTION, Fitness, of_rows, sqlite_fitness
from screening.registry.stamp import HEAD, Stamp, sqlite_stamp
from screening.settings import Settings, bundled
from screening.version import VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from screening.composition import Composition
    from screening.registry.ingest import Loaded
    from screening.registry.snapshots import Snapshot

KEPT_PAST_DAYS = 5
"""Indexes of past days that are kept."""

WORTH_A_WORD = 5_000
"""Listings above which compiling the index takes more than a moment."""

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """What is said to nobody."""


def ready_index(settings: Settings, say: Say = _silent, *, as_of: str | None = None) -> Index:
    """An index that is current with the registry, whatever that takes.

    Creates and fills the registry where there is none, upgrades an older one
    in a file, loads the built-in packages into it where this program brings
    others, and compiles the index again where it is missing, torn or stale.

    Args:
        settings: where the registry and the index are.
        say: told in one line of anything that is done beyond opening, and of
            every list that is failing or waits for somebody.
        as_of: a past day (ISO) whose lists are meant; those of now by default.

    Raises:
        ScreeningError: the registry cannot be used or the index not be made.
    """
    # read first: what is edited while the index is made shows at the next look-up
    seeds = own_digest()
    stamp = _stamp(settings)
    if stamp is not None and stamp.schema == HEAD:
        for each in fitness(settings):
            for trouble in each.troubles:
                say(trouble)
        index = None if as_of else _current(index_path(settings, stamp), stamp, seeds)
        if index is not None:
            return index
    ready_registry(settings, say)
    if as_of is not None:
        return _index_as_of(settings, as_of, say)
    return _rebuilt(settings, seeds, say)


def fitness(settings: Settings) -> tuple[Fitness, ...]:
    """How the lists of a registry that is current are, by code of the list.

    Raises:
        RegistryError: the registry cannot be read.
    """
    if settings.registry_file is not None:
        return sqlite_fitness(settings.registry_file)
    from screening.registry.engine import open_engine, reading

    with reading(open_engine(settings.registry_url)) as connection:
        return of_rows(connection.exec_driver_sql(QUESTION))


def index_path(settings: Settings, stamp: Stamp) -> Path:
    """Where the index of a registry is, or will be once it is asked for.

    Versions of this program that lay an index down differently use one file each.
    """
    return settings.data_dir / "index" / f"{stamp.uuid}-{FORMAT}.idx"


def index_place(settings: Settings) -> Path:
    """The file of the index where there is one, else the folder that it comes into.

    Of a registry on a server always the folder: the server is not asked.
    """
    folder = settings.data_dir / "index"
    try:
        stamp = sqlite_stamp(settings.registry_file) if settings.registry_file else None
    except RegistryError:
        return folder  # what is wrong with it is told where it is used
    if stamp is None or not index_path(settings, stamp).exists():
        return folder
    return index_path(settings, stamp)


def ready_registry(settings: Settings, say: Say = _silent) -> None:
    """Create the registry with the built-in packages, or bring them up to date.

    An older registry in a file is upgraded first. On a server `screen db
    upgrade` alone changes anything that is there.

    Args:
        settings: where the registry is.
        say: told in one line of anything that is changed.

    Raises:
        RegistryError: it cannot be created, belongs to another program, was
            made by a newer version, or is an older one on a server.
        SourceError: a seed file is not as it should be.
    """
    from screening.registry import migrate, revisions
    from screening.registry.address import safe_url
    from screening.registry.engine import open_engine
    from screening.registry.revisions import RegistryAge

    url, migrations = settings.registry_url, bundled("migrations")
    _make_folder(settings)
    age = revisions.state_of(open_engine(url), migrations)
    if age is RegistryAge.EMPTY:
        loaded: list[Loaded] = []
        if migrate.create(url, migrations, lambda connection: loaded.extend(fill(connection))):
            listings = sum(one.added for one in loaded)
            say(
                f"created the registry {safe_url(url)} with the {len(loaded)} built-in "
                f"packages ({listings} listings)"
            )
    elif age is RegistryAge.OLDER:
        if settings.registry_file is None:
            raise RegistryError(
                f"{safe_url(url)}: the registry was made by an older version; run "
                "`screen db upgrade` once everyone who uses it has this one"
            )
        upgrade(settings, say)
    elif age is RegistryAge.CURRENT and settings.registry_file is not None:
        refresh(open_engine(url), say)
    else:
        revisions.refuse_unfit(age, url)


def upgrade(settings: Settings, say: Say = _silent) -> None:
    """Bring the registry and the built-in packages in it up to date; create it if need be.

    The one way to change what is on a server that others use as well.

    Raises:
        RegistryError: it cannot be upgraded; it is then as it was.
        SourceError: a seed file is not as it should be.
    """
    from screening.registry import migrate, revisions
    from screening.registry.address import safe_url
    from screening.registry.engine import open_engine
    from screening.registry.revisions import RegistryAge

    url = settings.registry_url
    _make_folder(settings)
    if revisions.state_of(open_engine(url), bundled("migrations")) is RegistryAge.EMPTY:
        ready_registry(settings, say)
        return
    done = migrate.upgrade(url, bundled("migrations"))
    if done.before != done.after:
        kept = f"; the registry as it was is kept in {done.copy}" if done.copy else ""
        say(f"upgraded {safe_url(url)} from {done.before} to {done.after}{kept}")
    refresh(open_engine(url), say)


def _stamp(settings: Settings) -> Stamp | None:
    path = settings.registry_file
    if path is not None:
        return sqlite_stamp(path)
    from screening.registry import queries, revisions
    from screening.registry.engine import open_engine, reading

    engine = open_engine(settings.registry_url)
    age = revisions.state_of(engine, bundled("migrations"))
    if age is not revisions.RegistryAge.CURRENT:
        return None
    with reading(engine) as connection:
        return queries.registry_state(connection)


def _make_folder(settings: Settings) -> None:
    path = settings.registry_file
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(
            f"{path.parent}: the folder of the registry cannot be made ({error.strerror}); set "
            "SCREENING_DATA_DIR to a folder that can be written"
        ) from error


def _index_stamp(stamp: Stamp) -> str:
    return f"{stamp.uuid}@{stamp.revision}-{stamp.token}"


def _current(path: Path, stamp: Stamp, seeds: str) -> Index | None:
    """The index at a path, if it is whole, ours and made from this very state."""
    try:
        index = Index(path)
    except IndexFileError:
        return None
    if (index.engine, index.stamp, index.seeds) == (VERSION, _index_stamp(stamp), seeds):
        return index
    index.close()
    return None


def _rebuilt(settings: Settings, seeds: str, say: Say) -> Index:
    from screening.composition import compose
    from screening.registry import links, queries, snapshots
    from screening.registry.engine import open_engine, reading

    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        stamp = queries.registry_state(connection)
        path = index_path(settings, stamp)
        states = snapshots.active(connection)
        _say_how_many(states, say)
        composition = compose(connection, states)
        _build(path, connection, states, composition, _index_stamp(stamp), seeds)
        to_be_kept = not links.are_current(connection)
    if to_be_kept:
        # what cannot be written now is worked out again when it is asked for
        with contextlib.suppress(RegistryError):
            _keep_links(engine, stamp, composition)
    return Index(path)


def ready_links(settings: Settings, say: Say = _silent) -> None:
    """See to it that the registry's links between listings are of its present state.

    Raises:
        RegistryError: the registry cannot be used or written to.
    """
    from screening.composition import compose
    from screening.registry import links, queries, snapshots
    from screening.registry.engine import open_engine, reading

    ready_registry(settings, say)
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        if links.are_current(connection):
            return
        stamp = queries.registry_state(connection)
        composition = compose(connection, snapshots.active(connection))
    _keep_links(engine, stamp, composition)


def _keep_links(engine: "Engine", stamp: Stamp, composition: "Composition") -> None:
    """Write the links of a state of the registry, unless it is in another one by now."""
    from screening.composition import evidence_as_json
    from screening.registry import links, queries
    from screening.registry.engine import writing

    with writing(engine) as connection:
        if queries.registry_state(connection) == stamp:
            links.save(connection, evidence_as_json(composition.links))


def _index_as_of(settings: Settings, day: str, say: Say) -> Index:
    """An index of the lists as they were on a day; kept for the next question about it."""
    from screening.composition import compose
    from screening.registry import queries, snapshots
    from screening.registry.engine import open_engine, reading

    with reading(open_engine(settings.registry_url)) as connection:
        stamp = queries.registry_state(connection)
        held = snapshots.history(connection)
        states = snapshots.as_of(held, day)
        published = {each.source for each in states if not each.builtin}
        known = {each.source for each in held if not each.builtin and each.activation}
        absent = sorted(known - published)
        for source in absent:
            say(f"{source}: no state of {day} or before is kept; not screened against")
        # all that goes into the index: days are told later, lists come to be missed
        chosen = (f"{each.id}@{each.published_on}" for each in states)
        key = "-".join([day, *chosen, *absent, VERSION])
        digest = hashlib.sha256(key.encode()).hexdigest()[:16]
        path = settings.data_dir / "index" / f"{stamp.uuid}-{FORMAT}-as-of-{digest}.idx"
        with contextlib.suppress(IndexFileError):  # there is none yet, or it is torn
            index = Index(path)
            with contextlib.suppress(OSError):
                path.touch()  # asked about just now, so it is forgotten last
            return index
        composition = compose(connection, states, day=day)
        name = f"{stamp.uuid}@as-of-{day}-{digest}"
        _build(path, connection, states, composition, name, "", day=day, absent=absent)
    _forget_all_but(path, kept=KEPT_PAST_DAYS)
    return Index(path)


def _build(
    path: Path,
    connection: "Connection",
    states: "Sequence[Snapshot]",
    composition: "Composition",
    stamp: str,
    seeds: str,
    *,
    day: str | None = None,
    absent: Sequence[str] = (),
) -> None:
    from screening.composition import in_force
    from screening.registry import queries

    chosen = {str(state.id) for state in states}
    build(
        path,
        (
            (source, listing)
            for source, listing in in_force(connection, states, day)
            if (source, listing.reference) not in composition.left_out
        ),
        stamp=stamp,
        engine=VERSION,
        seeds=seeds,
        lists=[_state(status) for status in queries.list_statuses(connection, chosen)],
        authorities=queries.authorities(connection),
        packages={
            status.package.code: status.package.title
            for status in queries.package_statuses(connection)
        },
        links={
            place: [
                LinkedListing(
                    *tie.place, tuple(f"{each.kind} {each.value}" for each in tie.evidence)
                )
                for tie in ties
                if tie.place not in composition.left_out
            ]
            for place, ties in composition.ties.items()
        },
        absent=absent,
    )


def _say_how_many(states: "Sequence[Snapshot]", say: Say) -> None:
    """Say what takes a while, once after a change; a few listings take none."""
    listings = sum(state.listings for state in states)
    if listings > WORTH_A_WORD:
        say(f"compiling the index of {listings:,} listings, once after each change ...")


def _forget_all_but(newest: Path, *, kept: int) -> None:
    """Remove the indexes of past days that were asked about longest ago."""
    found = sorted(
        newest.parent.glob("*-as-of-*.idx"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for path in found[kept:]:
        with contextlib.suppress(OSError):
            path.unlink()


def _state(status: ListStatus) -> ListState:
    return ListState(
        source=status.source.code,
        title=status.source.title,
        authority=status.source.authority,
        published_on=status.published_on,
        sha256=status.sha256,
        listings=status.listings,
        builtin=status.source.builtin,
    )
