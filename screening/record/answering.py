"""A screener whose answers go on record: what a Python caller screens with."""

from typing import Self

from screening.domain.answers import Answer
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.record.off import Unrecorded
from screening.record.recorder import Recorded
from screening.screener import Screener


class Answering:
    """Screens, applies what was decided before, and keeps. Use as a context manager.

    Args:
        screener: what gives the answers; it stays open.
        recorder: what keeps them; closed with this.
    """

    def __init__(self, screener: Screener, recorder: Recorded | Unrecorded) -> None:
        self._screener = screener
        self._recorder = recorder

    def __enter__(self) -> Self:
        self._recorder.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._recorder.__exit__(kind, *rest)

    @property
    def run(self) -> str | None:
        """Id of the run on record; None where nothing goes there."""
        return self._recorder.run

    def screen(self, query: Query | str) -> Answer:
        """Screen one name; as `Screener.screen`, with decisions and a receipt.

        Args:
            query: the query, or just a name.

        Raises:
            QueryError: the query cannot be screened, which goes on record as well.
            RecordError: the record cannot be read, or nothing be added to it.
        """
        asked = Query(name=query) if isinstance(query, str) else query
        try:
            answer = self._screener.screen(asked)
        except QueryError as error:
            self._recorder.invalid(asked, str(error))
            raise
        return self._recorder.answer(self._recorder.decided(answer))
