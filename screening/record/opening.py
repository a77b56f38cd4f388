"""Opens the record of a registry, which is made or brought up to date first."""

from collections.abc import Callable

from screening.provision import ready_registry
from screening.record.store import Store
from screening.registry.stamp import HEAD, sqlite_stamp
from screening.settings import Settings


def open_record(
    settings: Settings, say: Callable[[str], None], *, reading: bool = False
) -> Store:
    """The record, ready to be asked. Use as a context manager.

    Args:
        settings: where the registry is.
        say: told in one line when the registry is created or upgraded.
        reading: whether nothing will be written; a current registry is left as it is
            then, and may be read-only, as an examiner's copy is.

    Raises:
        ScreeningError: the registry cannot be used.
    """
    if reading and settings.registry_file is not None:
        stamp = sqlite_stamp(settings.registry_file)
        if stamp is not None and stamp.schema == HEAD:
            return Store.open(settings, reading=True)
    ready_registry(settings, say)
    return Store.open(settings)
