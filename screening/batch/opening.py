"""How another process opens the screener that is open in this one."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from screening.domain.answers import Basis
from screening.errors import IndexFileError
from screening.matching.index import Index
from screening.screener import Scope, Screener
from screening.settings import Settings


@dataclass(frozen=True, slots=True)
class Opening:
    """A path and values that another process, or another machine, opens a screener by.

    Args:
        index: the file of the compiled lists; each process maps it, and all on a
            machine share its pages.
        settings: those in force, without what is of no concern to an answer: the
            address of a database holds its password.
        scope: the part of the lists to screen against.
        basis: what every answer has to rest on.
    """

    index: Path
    settings: Settings = field(hash=False)  # its tables have no hash
    scope: Scope
    basis: Basis

    @classmethod
    def of(cls, screener: Screener) -> Self:
        """How to open what is open here."""
        settings = replace(
            screener.settings, database_url="", operator="", limits={}, addresses={}
        )
        return cls(screener.index.path.resolve(), settings, screener.scope, screener.basis)

    def screener(self) -> Screener:
        """A screener whose answers rest on what they rest on where this is from.

        Raises:
            IndexFileError: there is no such index, or another one by now, or this
                program is of another version.
        """
        screener = Screener(Index(self.index), self.settings, self.scope)
        if screener.basis != self.basis:
            screener.close()
            raise IndexFileError(
                f"{self.index}: these are not the lists, or this is not the version of the "
                f"program, that the screening began with; run it again"
            )
        return screener
