"""Which program an index was made by, as its header tells."""

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path
from unicodedata import unidata_version

import rapidfuzz
import unidecode

from screening import matching, names


@cache
def names_made_by() -> str:
    """A digest of all that names are taken apart by, and that makes keys of their parts.

    The code, the tables and what they are folded and compared with; so that whoever works
    on these never gets names back that are as they were before.
    """
    digest = blake2b(digest_size=16)
    for package in (names, matching):
        top = package.__path__[0]
        for folder, inside, files in os.walk(top):
            inside[:] = sorted(set(inside) - {"__pycache__"})
            for file in sorted(files):
                content = Path(folder, file).read_bytes()
                place = os.path.relpath(folder, top)
                digest.update(f"{place} {file} {len(content)}\n".encode() + content)
    digest.update(f"{unidata_version} {rapidfuzz.__version__} {_unidecode()}".encode())
    return digest.hexdigest()


def _unidecode() -> list[str]:
    """What is installed of unidecode, which does not tell its version itself.

    `importlib.metadata` would; to import it takes longer than all else here.
    """
    beside = Path(unidecode.__path__[0]).parent
    return sorted(path.name for path in beside.glob("[Uu]nidecode-*"))
