"""Where the index of a registry lies, and whether it is current."""

from pathlib import Path
from zlib import crc32

from screening.builtin import own_digest
from screening.errors import IndexFileError, ScreeningError
from screening.matching.index import FORMAT, Index
from screening.registry.stamp import Stamp, sqlite_stamp
from screening.settings import Settings
from screening.version import VERSION


def index_folder(settings: Settings) -> Path:
    """The folder of a registry's indexes: beside a file, or on this machine for a server.

    The data folder may be shared by machines, and what is mapped from it would come
    over the network with every look-up.
    """
    if settings.registry_file is not None:
        return settings.data_dir / "index"
    if settings.cache_dir is not None:
        return settings.cache_dir / "index"
    from platformdirs import user_cache_path  # late: only where no folder is set

    return user_cache_path("screening", appauthor=False) / "index"


def index_file(settings: Settings, registry: str, kind: str, of: str) -> Path:
    """Where one index of a registry is, or will be once it is asked for.

    Args:
        settings: where its indexes are.
        registry: its id.
        kind: `now`, or `as-of` for a past day.
        of: what tells this index from others of the kind; `*` matches them all.
    """
    return index_folder(settings) / f"{registry}-{FORMAT}-{kind}-{of}.idx"


def index_files(settings: Settings, registry: str, kind: str) -> list[Path]:
    """The indexes of a kind that a registry has, the newest first."""
    pattern = index_file(settings, registry, kind, "*").name
    return sorted(index_folder(settings).glob(pattern), key=made_at, reverse=True)


def built_upon(settings: Settings, registry: str, path: Path) -> list[Path]:
    """The indexes of a registry that one more may be built upon, the likest first.

    Args:
        settings: where they are.
        registry: its id.
        path: where that one will be.
    """
    now, past = (index_files(settings, registry, kind) for kind in ("now", "as-of"))
    return [each for each in (*now, *past) if each != path]


def made_at(path: Path) -> float:
    """When a file was made or asked for last; before all others where it is gone by now."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0


def index_path(settings: Settings, stamp: Stamp, seeds: str) -> Path:
    """Where the index of a state of a registry is, or will be once it is asked for.

    Each state, with each version of this program, has a file of its own: one that is
    in use is never written over.

    Args:
        settings: where the registry is.
        stamp: the state of it.
        seeds: digest of the built-in packages that this program brings.
    """
    made_of = "\n".join((stamp_text(stamp), VERSION, seeds))
    return index_file(settings, stamp.uuid, "now", f"{crc32(made_of.encode()):08x}")


def index_place(settings: Settings) -> Path:
    """The file of the index where there is one, else the folder that it comes into.

    Of a registry on a server always the folder: the server is not asked.
    """
    folder = index_folder(settings)
    if settings.registry_file is None:
        return folder
    try:
        stamp = sqlite_stamp(settings.registry_file)
        path = index_path(settings, stamp, own_digest()) if stamp else folder
    except ScreeningError:
        return folder  # what is wrong is told where it is used
    return path if path.exists() else folder


def current_index(settings: Settings, stamp: Stamp, seeds: str) -> Index | None:
    """The index of a state of a registry, if there is one, whole and ours.

    Args:
        settings: where the registry is.
        stamp: the state of it.
        seeds: digest of the built-in packages that this program brings.
    """
    try:
        index = Index(index_path(settings, stamp, seeds))
    except IndexFileError:
        return None
    if (index.engine, index.stamp, index.seeds) == (VERSION, stamp_text(stamp), seeds):
        return index
    index.close()
    return None


def stamp_text(stamp: Stamp) -> str:
    """What an index notes of the state that it is made from."""
    return f"{stamp.uuid}@{stamp.revision}-{stamp.token}"
