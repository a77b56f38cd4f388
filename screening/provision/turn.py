"""One process at a time makes an index of a registry; the others wait and use it."""

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from screening.errors import IndexFileError
from screening.provision.place import index_folder
from screening.provision.saying import Say
from screening.settings import Settings


@contextmanager
def turn_to_compile(settings: Settings, registry: str, say: Say) -> Iterator[None]:
    """Wait until nobody else compiles an index of a registry, and keep the others waiting.

    The lock is the system's and goes with the process that holds it, however that
    ends. Whoever had to wait looks first whether there is an index now.

    Args:
        settings: where its indexes are.
        registry: its id.
        say: told in one line of having to wait.

    Raises:
        IndexFileError: nothing can be written there.
    """
    folder = index_folder(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{registry}.lock")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            say("another process is compiling the index; waiting for it ...")
            lock.acquire()
    except OSError as error:
        setting = "CACHE_DIR" if settings.registry_file is None else "DATA_DIR"
        raise IndexFileError(
            f"{folder}: no index can be written here ({error.strerror}); set "
            f"SCREENING_{setting} to a folder that can be written"
        ) from error
    try:
        yield
    finally:
        lock.release()
