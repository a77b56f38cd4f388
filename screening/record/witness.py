"""A witness beside the registry: the hash of each entry that was sealed from here.

Whoever can write to the database alone can take out the last entries, or work out every
hash anew, and the chain in it would be whole; this file tells. It is no proof against
somebody who can write to both: that takes a checkpoint kept elsewhere.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from screening.settings import Settings

NAME = "record.witness"
LINE = re.compile(r"([1-9][0-9]{0,17}) ([0-9a-f]{64})\n")


def witness_file(settings: Settings) -> Path:
    """Where it is: beside the registry, or in the data folder where that is on a server."""
    path = settings.registry_file
    return settings.data_dir / NAME if path is None else path.with_name(f"{path.stem}.{NAME}")


def note(settings: Settings, position: int, sealed: str) -> None:
    """Note the hash of an entry; a folder that cannot be written to has no witness."""
    with suppress(OSError), witness_file(settings).open("a", encoding="ascii") as file:
        file.write(f"{position} {sealed}\n")


def length(settings: Settings) -> int:
    """How many bytes it has; 0 where there is none."""
    try:
        return witness_file(settings).stat().st_size
    except OSError:
        return 0


def noted(settings: Settings, until: int | None = None) -> Iterator[tuple[int, str]]:
    """Position and hash of each entry that was noted, in the order they were.

    A line that was cut short is passed over, and so is one that came to stand behind it.

    Args:
        settings: where the registry is.
        until: bytes of it that count; all by default.
    """
    path, read = witness_file(settings), 0
    with suppress(OSError), path.open(encoding="ascii", errors="replace", newline="\n") as file:
        for line in file:
            read += len(line)
            if until is not None and read > until:
                break
            if (found := LINE.fullmatch(line)) is not None:
                yield int(found[1]), found[2]
