"""Makes sure that there is a registry and a current index to screen against.

The way that is taken a hundred times a day, registry there and index current,
asks the registry's stamp and opens the index, and imports no ORM.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from screening.builtin import fill, own_digest, refresh
from screening.domain.answers import ListState
from screening.domain.lists import ListStatus
from screening.errors import IndexFileError, RegistryError
from screening.matching.index import FORMAT, Index, build
from screening.registry.stamp import HEAD, Stamp, sqlite_stamp
from screening.settings import Settings, bundled
from screening.version import VERSION

if TYPE_CHECKING:
    from screening.registry.ingest import Loaded

Say = Callable[[str], None]


def _silent(_: str) -> None:
    """What is said to nobody."""


def ready_index(settings: Settings, say: Say = _silent) -> Index:
    """An index that is current with the registry, whatever that takes.

    Creates and fills the registry where there is none, upgrades an older one
    in a file, loads the built-in packages into it where this program brings
    others, and compiles the index again where it is missing, torn or stale.

    Args:
        settings: where the registry and the index are.
        say: told in one line of anything that is done beyond opening.

    Raises:
        ScreeningError: the registry cannot be used or the index not be made.
    """
    # read first: what is edited while the index is made shows at the next look-up
    seeds = own_digest()
    stamp = _stamp(settings)
    if stamp is not None and stamp.schema == HEAD:
        index = _current(index_path(settings, stamp), stamp, seeds)
        if index is not None:
            return index
    ready_registry(settings, say)
    return _rebuilt(settings, seeds)


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


def _rebuilt(settings: Settings, seeds: str) -> Index:
    from screening.registry import queries
    from screening.registry.engine import open_engine, reading

    with reading(open_engine(settings.registry_url)) as connection:
        stamp = queries.registry_state(connection)
        path = index_path(settings, stamp)
        build(
            path,
            queries.active_versions(connection),
            stamp=_index_stamp(stamp),
            engine=VERSION,
            seeds=seeds,
            lists=[_state(status) for status in queries.list_statuses(connection)],
            authorities=queries.authorities(connection),
            packages={
                status.package.code: status.package.title
                for status in queries.package_statuses(connection)
            },
        )
    return Index(path)


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
