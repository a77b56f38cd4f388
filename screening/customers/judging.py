"""Screening the customers of a block: those who came or changed, and those a change touches.

What a process does for `customers.rescreening`; it needs no database.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import NamedTuple

from screening.batch.opening import Opening
from screening.batch.rows import answer_lines
from screening.customers import findings
from screening.customers.fields import query_from
from screening.customers.findings import Found
from screening.customers.since import Since
from screening.domain.answers import Answer, Outcome
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.intake import prepare
from screening.matching.candidates import Candidates
from screening.matching.touching import Touching
from screening.matching.traces import trace_text
from screening.record.lines import row_line
from screening.record.suppressions import Suppressions
from screening.screener import Screener

STEADY = frozenset({Outcome.INVALID.value})
"""Outcomes that no list changes."""


class Held(NamedTuple):
    """A customer as the tables have them.

    Args:
        reference: the owner's own.
        row_number: where in the file.
        place: the same in words.
        fingerprint: of what is known of them.
        query: that, as JSON.
        due: whether they came or changed since.
        news: whether what was new last was not told yet.
        outcome: of the last screening.
        found: what that found, as JSON.
        parts: what they are searched by.
        receipt: of the last screening.
    """

    reference: str
    row_number: int
    place: str
    fingerprint: bytes
    query: str
    due: bool
    news: bool
    outcome: str | None
    found: str | None
    parts: str | None
    receipt: str | None


class Block(NamedTuple):
    """Customers that are brought to the current state together.

    Args:
        number: of the block.
        state: number of the state that they are at; None for none.
        anew: whether all are screened, whatever that state is.
        customers: all of them, by their rows.
    """

    number: int
    state: int | None
    anew: bool
    customers: list[Held]


class Screened(NamedTuple):
    """What became of a customer who was screened.

    Args:
        held: as they were.
        outcome: how it ended.
        found: what was found, as JSON; None where nothing was.
        news: whether anything in it is to be told.
        parts: what they are searched by; None where they cannot be screened.
        line: what goes on record, numbered 0.
    """

    held: Held
    outcome: str
    found: str | None
    news: bool
    parts: str | None
    line: bytes


@dataclass(frozen=True, slots=True)
class Judging:
    """What a process does with each block.

    Args:
        opening: how the screener is opened.
        suppressions: what was decided of hits.
        since: by the number of a state what changed since; at the current one nothing did.
        current: the number of that.
        limit: most hits and reviews that are told of a customer.
    """

    opening: Opening
    suppressions: Suppressions
    since: Mapping[int, Since]
    current: int
    limit: int

    @contextmanager
    def ready(self) -> Iterator[Callable[[Block], tuple[Block, list[Screened]]]]:
        """Open what is needed, once for a process."""
        with ExitStack() as stack:
            screener = stack.enter_context(self.opening.screener())
            fast = screener.settings.fast
            touching = {
                state: stack.enter_context(since.touching(screener.index, fast=fast))
                for state, since in self.since.items()
            }
            planning = Candidates(screener.index, fast=fast)
            yield lambda block: (block, self._judged(block, screener, touching, planning))

    def _judged(
        self,
        block: Block,
        screener: Screener,
        touching: Mapping[int, Touching],
        planning: Candidates,
    ) -> list[Screened]:
        chosen = [each for each in block.customers if self._is_open(each, block, touching)]
        queries = [query_from(each.query) for each in chosen]
        answers = screener.screen_many(queries)
        return [
            self._screened(*each, screener, planning)
            for each in zip(chosen, queries, answers, strict=True)
        ]

    def _is_open(self, held: Held, block: Block, touching: Mapping[int, Touching]) -> bool:
        """Whether a customer has to be screened."""
        if (
            block.anew
            or held.due
            or held.outcome is None
            or held.outcome == Outcome.ERROR.value
        ):
            return True
        if held.found is not None and self._decided_otherwise(held):
            return True
        if block.state == self.current or held.outcome in STEADY:
            return False
        since = touching.get(block.state or 0)
        return since is None or held.parts is None or since.touches(held.parts)

    def _decided_otherwise(self, held: Held) -> bool:
        """Whether another decision holds for a candidate than when they were screened."""
        found = findings.candidates(findings.read(held.found))
        query = query_from(held.query) if found else Query()
        return any(
            not findings.standing(
                each,
                self.suppressions.standing(query, each.source, each.reference, each.listing),
            )
            for each in found
        )

    def _screened(
        self,
        held: Held,
        query: Query,
        answered: Answer | Exception,
        screener: Screener,
        planning: Candidates,
    ) -> Screened:
        answer, error, parts = None, None, None
        if isinstance(answered, QueryError):
            outcome, error = Outcome.INVALID, str(answered)
        elif isinstance(answered, Exception):
            outcome, error = Outcome.ERROR, f"{type(answered).__name__}: {answered}"
        else:
            answer = self.suppressions.applied(answered)
            outcome = answer.outcome
            prepared = prepare(query, screener.settings.without)
            parts = trace_text(prepared, screener.settings.floor, planning)
        found = findings.compared(
            findings.read(held.found),
            held.outcome,
            outcome,
            answer,
            self._lines(held, query, outcome, answer, error),
            untold=held.news,
        )
        line = row_line(0, query, outcome, answer, error)
        return Screened(held, outcome.value, _text(found), findings.is_news(found), parts, line)

    def _lines(
        self,
        held: Held,
        query: Query,
        outcome: Outcome,
        answer: Answer | None,
        error: str | None,
    ) -> Sequence[dict[str, str]]:
        if answer is None:
            return [{"outcome": outcome.value, "error": f"{held.place}: {error}"}]
        lines = answer_lines(query, answer, self.limit)
        return [{column: cell for column, cell in line.items() if cell} for line in lines]


def _text(found: Found) -> str | None:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) if found else None
