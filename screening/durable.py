"""Names of new files that outlive a power cut."""

import os
from pathlib import Path


def keep_entries(folder: Path) -> None:
    """Wait until a folder's list of files is on the disk, where that can be asked for."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
