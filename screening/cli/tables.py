"""Answers for a person at a terminal: a block for each hit, in 80 columns or fewer."""

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from screening.cli.facts import NOT_GIVEN, ended, hit_facts, linked_words
from screening.cli.manner import Manner, in_part_words, say_left_out
from screening.cli.output import one_line
from screening.domain.answers import Answer, Basis, Hit, Outcome, Tier
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.explain import name_words, steps, two_digits

STYLE = {Tier.HIT: "bold red", Tier.REVIEW: "bold yellow"}
INDENT = (0, 0, 0, 4)
LABELS = 12  # columns


def console() -> Console:
    """Standard output; rich leaves colour out where NO_COLOR is set."""
    return Console(highlight=False, markup=False, emoji=False)


def grid(pairs: Iterable[tuple[str, str]]) -> Table:
    """Labels and words side by side; long words fold and lose nothing."""
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim", width=LABELS, no_wrap=True)
    table.add_column(overflow="fold")
    for label, words in pairs:
        table.add_row(label, Text(one_line(words)))
    return table


def listing_table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> Table:
    """A table with lines under its header only; cells fold and lose nothing."""
    table = Table(box=None, pad_edge=False, padding=(0, 1), header_style="bold")
    for title in header:
        table.add_column(title, overflow="fold")
    for row in rows:
        table.add_row(*(Text("\n".join(map(one_line, cell.split("\n")))) for cell in row))
    return table


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
        for rank, hit in enumerate(answer.candidates[: self._manner.limit], start=1):
            self._hit(answer, hit, rank)
        for note in answer.notes:
            self._console.print(Text(f"Note: {one_line(note)}"))
        say_left_out(answer, self._manner.limit)

    def invalid(self, query: Query, error: QueryError) -> None:
        """Nothing: the person has just read why on standard error."""

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
        counts = ((len(answer.hits), "hit"), (len(answer.reviews), "to review"))
        said = ", ".join(_counted(number, word) for number, word in counts if number)
        return asked.append(f": {said}")

    def _hit(self, answer: Answer, hit: Hit, rank: int) -> None:
        title = Text(f"{rank:>2}  ")
        title.append(f"{two_digits(hit.score)} {hit.tier.upper()}", style=STYLE[hit.tier])
        title.append(f"  {one_line(hit.listing.title)}", style="bold")
        title.append(f"  {hit.listing.type.value}")
        if words := ended(hit.listing):
            title.append(f"  {words}", style="bold reverse")
        self._console.print(title)
        self._indented(grid([*self._who(hit), *hit_facts(hit.listing)]))
        if hit.linked:
            words = f"same target: {one_line(linked_words(hit.linked))}"
            self._indented(Text(words, style="dim"))
        if self._manner.explain:
            self._explain(answer, hit)
        self._console.print()

    def _who(self, hit: Hit) -> list[tuple[str, str]]:
        listing, matched = hit.listing, hit.matched_name
        code = f"{listing.package}: " if listing.package else ""
        return [
            ("matched", name_words(matched) if matched else "no name; by number only"),
            ("authority", f"{self._manner.authority(hit)} ({listing.authority})"),
            ("package", f"{code}{self._manner.package(hit) or ''}" or NOT_GIVEN),
        ]

    def _explain(self, answer: Answer, hit: Hit) -> None:
        header = ("Compared", "Result", "Points", "Asked", "Listed", "Why")
        rows = [
            (row.feature, row.result.replace("_", " "), f"{row.points:+.2f}",
             row.query, row.listed, row.reason)
            for row in hit.evidence
        ]  # fmt: skip
        total = sum(row.points for row in hit.evidence)
        score = f"as log-odds a score of {two_digits(hit.score)}"
        rows.append(("sum", "", f"{total:+.2f}", "", "", score))
        self._console.print()
        self._indented(listing_table(header, rows))
        self._console.print()
        for linked in hit.linked:
            shared = ", ".join(linked.evidence)
            words = f"Same target as {linked.source} {linked.reference}: both have {shared}."
            self._indented(Text(one_line(words)))
        for step in steps(answer, hit):
            self._indented(Text(f"{step.question} {one_line(step.finding)}"))
        self._console.print()
        self._indented(Text(one_line(self._manner.sentence(answer, hit)), style="italic"))

    def _indented(self, content: Table | Text) -> None:
        self._console.print(Padding(content, INDENT))


def _counted(number: int, word: str) -> str:
    return f"{number} {word}s" if word == "hit" and number > 1 else f"{number} {word}"


def _sentence_case(words: str) -> str:
    return words[0].upper() + words[1:]
