"""Stands for a mistake in the engine, in this process and in others."""

from collections.abc import Sequence

from screening.batch.opening import Opening
from screening.domain.answers import Answer
from screening.domain.queries import Query
from screening.screener import Screener


class Failing(Screener):
    """Cannot screen one of all names."""

    @classmethod
    def like(cls, screener: Screener) -> Screener:
        return cls(screener.index, screener.settings, screener.scope)

    def screen_many(self, queries: Sequence[Query]) -> list[Answer | Exception]:
        answers = super().screen_many(queries)
        return [
            ZeroDivisionError("no weight") if query.name == "Jane Roe" else answer
            for query, answer in zip(queries, answers, strict=True)
        ]


class OpeningOfFailing(Opening):
    def screener(self) -> Screener:
        return Failing.like(super().screener())
