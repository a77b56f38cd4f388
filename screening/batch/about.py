"""What a report on a run has to tell beside what the run came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from screening.batch.summary import FileFacts
from screening.domain.answers import Basis
from screening.screener import Scope


@dataclass(frozen=True, slots=True)
class About:
    """How a run was made.

    Args:
        source: what was read.
        target: what was written; None for nothing.
        begun: when it began, with its time zone.
        ended: when it ended.
        operator: who ran it.
        run: its id; None where it has none.
        recorded: whether it is on record under that id.
        basis: what its answers rest on.
        scope: the part of the lists that was screened against.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        weak_aliases: whether weak aliases were searched.
        authorities: code of an authority to its title.
        packages: code of a package to its title.
        as_of: the past day (ISO) whose lists were asked; None for those of now.
        said: how the file was understood, a line each: which column is which field.
        canary: what came of the names that have to hit; None where none were screened.
    """

    source: FileFacts
    target: FileFacts | None
    begun: datetime
    ended: datetime
    operator: str
    run: str | None
    recorded: bool
    basis: Basis
    scope: Scope
    threshold: float
    floor: float
    weak_aliases: bool
    authorities: Mapping[str, str]
    packages: Mapping[str, str]
    as_of: str | None = None
    said: tuple[str, ...] = ()
    canary: str | None = None

    def authority(self, code: str) -> str:
        """An authority's title and code."""
        return _titled(code, self.authorities)

    def package(self, code: str) -> str:
        """A package's title and code; empty for none."""
        return _titled(code, self.packages)


def _titled(code: str, titles: Mapping[str, str]) -> str:
    return f"{titles[code]} ({code})" if code in titles else code
