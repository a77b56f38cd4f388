"""Makes sure that there is a registry with the built-in packages, and keeps it up to date."""

from typing import TYPE_CHECKING

from screening.builtin import fill, refresh
from screening.errors import RegistryError
from screening.provision.saying import Say, silent
from screening.settings import Settings, bundled

if TYPE_CHECKING:
    from screening.registry.ingest import Loaded


def ready_registry(settings: Settings, say: Say = silent) -> None:
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


def upgrade(settings: Settings, say: Say = silent) -> None:
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
