"""Opens the record of a registry, which is made or brought up to date first."""

from collections.abc import Callable

from screening.provision import ready_registry
from screening.record.store import Store
from screening.settings import Settings


def open_record(settings: Settings, say: Callable[[str], None]) -> Store:
    """The record, ready to be asked. Use as a context manager.

    Args:
        settings: where the registry is.
        say: told in one line when the registry is created or upgraded.

    Raises:
        ScreeningError: the registry cannot be used.
    """
    ready_registry(settings, say)
    return Store.open(settings)
