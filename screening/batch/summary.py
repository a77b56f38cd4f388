"""What a batch came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from screening.domain.answers import Outcome


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Which file it was, byte for byte.

    Args:
        name: of the file, without its folder; `-` for a standard stream.
        sha256: of its bytes, in hex.
        size: how many bytes it has.
    """

    name: str
    sha256: str
    size: int

    def plain(self) -> dict[str, str | int]:
        """As values of JSON, named as the record names them."""
        return {"name": self.name, "sha256": self.sha256, "bytes": self.size}


class Advance(Protocol):
    """Told what was done since it was last told."""

    def __call__(self, *, rows: int, read: int = 0) -> None:
        """Take notice of rows that were screened, and of the bytes read for them."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch came to.

    Args:
        rows: rows of data that were read.
        outcomes: how many of them ended how; every outcome is a key.
        alerts: hits and reviews written that are not suppressed, each a row of the output.
        source: the file that was screened.
        target: the file that was written; None where nobody wanted one.
        run: id of the run on record; None where nothing went on record.
        canary: how many planted names were found, in words.
    """

    rows: int
    outcomes: Mapping[Outcome, int]
    alerts: int
    source: FileFacts
    target: FileFacts | None
    run: str | None = None
    canary: str = ""
