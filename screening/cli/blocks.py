"""Answers for a person at a terminal: a block for each hit, in 80 columns or fewer."""

from collections.abc import Iterable

from rich.text import Text

from screening.cli.hit_block import hit_block
from screening.cli.manner import Manner, in_part_words, say_left_out
from screening.cli.on_record import record_words
from screening.cli.output import one_line
from screening.cli.tables import console
from screening.domain.answers import Answer, Basis, Hit, Outcome
from screening.domain.queries import Query
from screening.errors import QueryError


class Blocks:
    """Prints a heading for each name and a block for each hit."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._console = console()
        self._basis: Basis | None = None

    def answer(self, answer: Answer) -> None:
        """Print the outcome and the candidates, one under the other."""
        self._basis = answer.basis
        self._console.print(self._heading(answer))
        for rank, hit in answer.first(self._manner.limit):
            for part in hit_block(answer, hit, self._manner, f"{rank:>2}  "):
                self._console.print(part)
        for note in answer.notes:
            self._console.print(Text(f"Note: {one_line(note)}"))
        words = _sentence_case(record_words(answer))
        self._console.print(Text(words, style="dim"))
        say_left_out(answer, self._manner.limit)

    def invalid(self, query: Query, error: QueryError, receipt: str | None) -> None:
        """Print where it is on record; the person has just read why on standard error."""
        if receipt is not None:
            self._console.print(Text(f"On record as {receipt}", style="dim"))

    def end(self) -> None:
        """Print what was screened against."""
        if self._basis is None:
            return
        self._console.print(Text(f"{_sentence_case(self._manner.against(self._basis))}."))
        if words := in_part_words(self._basis, self._manner.scope):
            self._console.print(Text(f"{_sentence_case(words)}.", style="bold"))

    def _heading(self, answer: Answer) -> Text:
        query = answer.query
        numbers = (f"{kind}={each}" for kind, each in query.identifiers.items())
        asked = Text(one_line(query.name or ", ".join(numbers)), style="bold")
        if self._manner.as_of is not None:
            asked.append(f", as of {self._manner.as_of}")
        if answer.outcome is Outcome.CLEAR:
            return asked.append(f": clear (nothing scores {self._manner.floor:.2f} or more)")
        counts = (
            (_open(answer.hits), "hit"),
            (_open(answer.reviews), "to review"),
            (answer.suppressed, "suppressed"),
        )
        said = ", ".join(_counted(number, word) for number, word in counts if number)
        return asked.append(f": {said}")


def _open(found: Iterable[Hit]) -> int:
    return sum(not hit.suppressed for hit in found)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}s" if word == "hit" and number > 1 else f"{number} {word}"


def _sentence_case(words: str) -> str:
    return words[0].upper() + words[1:]
