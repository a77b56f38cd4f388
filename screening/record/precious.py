"""What no output may be written over: the registry, what stands beside it, its indexes.

The registry holds the record. A slip such as `-o registry.sqlite` would put an end to it,
and nothing could bring it back.
"""

from collections.abc import Iterator
from pathlib import Path

from screening.errors import InputFileError
from screening.provision.place import index_folder
from screening.record.witness import witness_file
from screening.settings import Settings
from screening.whole import same_file

LOGS = ("", "-wal", "-shm", "-journal")
"""The endings of a registry's file and of what SQLite keeps beside it."""


def refuse_precious(settings: Settings, *targets: Path | None) -> None:
    """Refuse to write where the registry, its witness or its indexes are.

    Args:
        settings: where the registry is.
        targets: the files to be written, in any spelling and through any link; None for
            what is no file.

    Raises:
        InputFileError: one of them is such a file, or nobody can say which file it is.
    """
    indexes = index_folder(settings).resolve()
    for target in targets:
        if target is None:
            continue
        if target.resolve().parent == indexes:
            raise _refused(target, "an index of the registry")
        for path, what in _precious(settings):
            if same_file(target, path):
                raise _refused(target, what)


def _precious(settings: Settings) -> Iterator[tuple[Path, str]]:
    registry = settings.registry_file
    if registry is not None:
        for ending in LOGS:
            # SQLite keeps its logs beside the file itself, whatever link leads there
            for path in {registry, registry.resolve()}:
                yield path.with_name(path.name + ending), "the registry, which has the record"
    yield witness_file(settings), "the witness of the record"


def _refused(target: Path, what: str) -> InputFileError:
    return InputFileError(f"{target}: is {what}; write to another file")
