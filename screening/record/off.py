"""What stands in the recorder's place where nothing goes on record."""

from collections.abc import Callable
from typing import Self

from screening.domain.answers import Answer
from screening.domain.queries import Query
from screening.errors import RecordError
from screening.record.store import Store
from screening.record.suppressions import suppressions
from screening.settings import Settings


class Unrecorded:
    """Puts nothing on record; what was decided before counts all the same.

    Args:
        settings: where the registry is.
        say: told in one line where earlier decisions cannot be read.
    """

    run: None = None

    def __init__(self, settings: Settings, say: Callable[[str], None]) -> None:
        self._settings = settings
        self._say = say
        self._unread = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def decided(self, answer: Answer) -> Answer:
        """The answer, with what was decided of its hits before; without where that fails."""
        if not answer.candidates or self._unread:
            return answer
        try:
            with Store.open(self._settings) as store:
                return suppressions(store, self._settings, answer.query).applied(answer)
        except RecordError as error:
            self._unread = True
            self._say(f"earlier decisions are not applied: {error}")
            return answer

    def answer(self, answer: Answer) -> Answer:
        """The answer as it is, without a receipt."""
        return answer

    def invalid(self, query: Query, error: str) -> None:
        """Nothing: there is no receipt."""
