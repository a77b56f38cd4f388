"""Answers for a program: a line for each hit, columns parted by tabs, a header first.

A name without a hit has one line too, with its outcome. With `--explain`, lines
that begin with a tab follow a hit and explain it.
"""

from collections.abc import Callable, Iterable, Iterator

from screening.cli.manner import Manner, in_part_words, say_left_out
from screening.cli.on_record import DECISION_COLUMNS, decision_cells, record_words
from screening.cli.output import one_line, say
from screening.domain.answers import Answer, Hit, two_digits
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.errors import QueryError

# Named as in the output of `screen batch`, where it has the same column.
HIT_COLUMNS: dict[str, Callable[[Hit], str]] = {
    "score": lambda hit: two_digits(hit.score),
    "tier": lambda hit: hit.tier.value,
    "target_name": lambda hit: hit.listing.title,
    "matched_name": lambda hit: hit.matched_name.text if hit.matched_name else "",
    "matched_kind": lambda hit: hit.matched_name.kind.value if hit.matched_name else "",
    "printed_by": lambda hit: (hit.matched_name and hit.matched_name.printed_by) or "",
}
LISTING_COLUMNS: dict[str, Callable[[Listing], str]] = {
    "target_type": lambda listing: listing.type.value,
    "authority": lambda listing: listing.authority,
    "package": lambda listing: listing.package or "",
    "programme": lambda listing: "; ".join(listing.programmes),
    "measures": lambda listing: "; ".join(listing.measures),
    "listed_on": lambda listing: listing.listed_on or "",
    "delisted": lambda listing: "yes" if listing.delisted else "",
    "delisted_on": lambda listing: listing.delisted_on or "",
    "birth_date": lambda listing: "; ".join(listing.birth_dates),
    "reference": lambda listing: listing.reference,
}
# A name that cannot be screened may be a whole file.
LONGEST_ECHO = 100
OF_HITS = ("rank", *HIT_COLUMNS, *LISTING_COLUMNS, "source", *DECISION_COLUMNS)
COLUMNS = ("input_name", "outcome", *OF_HITS, "receipt")


def line(cells: Iterable[str]) -> str:
    """Cells parted by tabs, none of which can break the line."""
    return "\t".join(map(one_line, cells))


class PlainLines:
    """Prints a header, then lines; what holds for all of them goes to standard error."""

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._last: Answer | None = None
        self._begun = False

    def answer(self, answer: Answer) -> None:
        """Print a line for each candidate, or one where there is none."""
        self._last = answer
        start = (_name(answer.query), answer.outcome.value)
        for rank, hit in answer.first(self._manner.limit):
            self._print(start, (str(rank), *_cells(hit)), answer.receipt)
            if self._manner.explain:
                self._explain(answer, hit)
        if not answer.candidates:
            self._print(start, (), answer.receipt)
        for note in answer.notes:
            say(f"note: {note}")
        say_left_out(answer, self._manner.limit)

    def invalid(self, query: Query, error: QueryError, receipt: str | None) -> None:
        """Print a line that says so; why is said on standard error."""
        name = _name(query)
        cut = name if len(name) <= LONGEST_ECHO else name[:LONGEST_ECHO] + "..."
        self._print((cut, "invalid"), (), receipt)

    def end(self) -> None:
        """Say what was screened against, and where the last answer is on record."""
        if self._last is None:
            return
        basis = self._last.basis
        say(self._manner.against(basis))
        if words := in_part_words(basis, self._manner.scope):
            say(words)
        say(record_words(self._last))

    def _print(
        self, start: tuple[str, ...], cells: tuple[str, ...], receipt: str | None
    ) -> None:
        if not self._begun:
            print(line(COLUMNS))
            self._begun = True
        blank = [""] * (len(OF_HITS) - len(cells))
        print(line((*start, *cells, *blank, receipt or "")))

    def _explain(self, answer: Answer, hit: Hit) -> None:
        for cells in explained(answer, hit, self._manner):
            print(line(("", *cells)))


def explained(answer: Answer, hit: Hit, manner: Manner) -> Iterator[tuple[str, ...]]:
    """What explains a hit: what it is, then the cells."""
    from screening.explain import not_compared, steps  # late: asked for with --explain

    for row in hit.evidence:
        sides = (row.query, row.listed, row.reason)
        yield ("evidence", row.feature, row.result, f"{row.points:+.2f}", *sides)
    for one in hit.measured:
        value = "" if one.value is None else f"{one.value:.2f}"
        yield "measured", one.name, value, one.unit, f"{one.points:+.2f}", one.title
    for missing in not_compared(answer, hit):
        yield "not compared", missing
    for note in hit.notes:
        yield "note", note.code.value, note.text
    for linked in hit.linked:
        yield "linked", linked.source, linked.reference, "; ".join(linked.evidence)
    for step in steps(answer, hit):
        yield "step", step.question, step.finding
    yield "sentence", manner.sentence(answer, hit)


def _name(query: Query) -> str:
    return query.name or ", ".join(f"{kind}={each}" for kind, each in query.identifiers.items())


def _cells(hit: Hit) -> tuple[str, ...]:
    found = [column(hit) for column in HIT_COLUMNS.values()]
    found += [column(hit.listing) for column in LISTING_COLUMNS.values()]
    return (*found, hit.source, *decision_cells(hit))
