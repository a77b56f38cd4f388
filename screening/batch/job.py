"""What screening a row takes beside the screener; every process of a batch has the same."""

from dataclasses import dataclass

from screening.batch.columns import Columns
from screening.batch.tally import Limits
from screening.record.suppressions import Suppressions


@dataclass(frozen=True, slots=True)
class Job:
    """How rows are screened, put on record and told.

    Args:
        columns: which cell is which field.
        limit: most hits and reviews to give for a row, from 1.
        run: id of the run on record; None where nothing goes on record.
        salt: of the run; its rows are sealed with it.
        suppressions: what was decided of hits before; None where nothing was.
        counting: what a tally of the rows counts with; None where nobody will read it.
    """

    columns: Columns
    limit: int = 10
    run: str | None = None
    salt: bytes = b""
    suppressions: Suppressions | None = None
    counting: Limits | None = None

    def __post_init__(self) -> None:
        if self.limit < 1:
            raise ValueError(f"limit is {self.limit}; a hit needs at least one row to be seen")

    @property
    def nothing_carried(self) -> tuple[str, ...]:
        """What stands in the carried columns of a row whose cells cannot be relied on."""
        return ("",) * len(self.columns.carried)
