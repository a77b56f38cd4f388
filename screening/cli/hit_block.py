"""A hit for a person at a terminal: who it is, and on request everything compared."""

from collections.abc import Iterator

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from screening.cli.facts import NOT_GIVEN, ended, hit_facts, linked_words
from screening.cli.manner import Manner
from screening.cli.on_record import decided_words
from screening.cli.output import one_line
from screening.cli.tables import grid, listing_table
from screening.domain.answers import Answer, Hit, Measurement, Tier, two_digits
from screening.explain import details_of, name_words, not_compared, parts_of, steps

STYLE = {Tier.HIT: "bold red", Tier.REVIEW: "bold yellow", Tier.BELOW: "bold"}
INDENT = (0, 0, 0, 4)
PARTS = ("Asked", "Listed", "Result", "Why")
MEASURES = ("Measured of the names", "Value", "Points")
DETAILS = ("Beside the name", "Result", "Points", "Asked", "Listed", "Why")
YES_OR_NO = "yes or no"


def hit_block(answer: Answer, hit: Hit, manner: Manner, head: str) -> Iterator[Padding | Text]:
    """The lines and tables of a hit.

    Args:
        answer: what the hit is part of.
        hit: one of its hits or reviews, or what would be one.
        manner: in which words, and whether to explain.
        head: what the first line begins with.
    """
    title = Text(head)
    title.append(f"{two_digits(hit.score)} {hit.tier.upper()}", style=STYLE[hit.tier])
    title.append(f"  {one_line(hit.listing.title)}", style="bold")
    title.append(f"  {hit.listing.type.value}")
    if hit.suppressed:
        title.append("  SUPPRESSED", style="bold reverse")
    if words := ended(hit.listing):
        title.append(f"  {words}", style="bold reverse")
    yield title
    yield _indented(grid([*_who(hit, manner), *hit_facts(hit.listing)]))
    if hit.linked:
        words = f"same target: {one_line(linked_words(hit.linked))}"
        yield _indented(Text(words, style="dim"))
    if hit.disposition is not None:
        yield _indented(Text(one_line(f"Hit {decided_words(hit.disposition)}")))
    for note in hit.notes:
        yield _indented(Text(f"Note: {one_line(note.text)}"))
    if manner.explain:
        yield from _explained(answer, hit, manner)
    yield Text()


def measured_words(one: Measurement) -> str:
    """A measure's value as people read it: `5.60 digits`, `no`; empty where there is none."""
    if one.value is None:
        return ""
    if one.unit == YES_OR_NO:
        return "yes" if one.value else "no"
    return f"{one.value:.2f}" if one.unit == "0 to 1" else f"{one.value:.2f} {one.unit}"


def _who(hit: Hit, manner: Manner) -> list[tuple[str, str]]:
    listing, matched = hit.listing, hit.matched_name
    code = f"{listing.package}: " if listing.package else ""
    return [
        ("matched", name_words(matched) if matched else "no name; by number only"),
        ("authority", f"{manner.authority(hit)} ({listing.authority})"),
        ("package", f"{code}{manner.package(hit) or ''}" or NOT_GIVEN),
    ]


def _explained(answer: Answer, hit: Hit, manner: Manner) -> Iterator[Padding | Text]:
    yield Text()
    for table in _tables(hit):
        yield _indented(table)
        yield Text()
    total = sum(row.points for row in hit.evidence)
    score = f"as log-odds a score of {two_digits(hit.score)}"
    yield _indented(Text(f"Sum of all points: {total:+.2f}, {score}"))
    if missing := ", ".join(not_compared(answer, hit)):
        yield _indented(Text(f"Not compared: {one_line(missing)}"))
    yield Text()
    for linked in hit.linked:
        shared = ", ".join(linked.evidence)
        words = f"Same target as {linked.source} {linked.reference}: both have {shared}."
        yield _indented(Text(one_line(words)))
    for step in steps(answer, hit):
        yield _indented(Text(f"{step.question} {one_line(step.finding)}"))
    yield Text()
    yield _indented(Text(one_line(manner.sentence(answer, hit)), style="italic"))


def _tables(hit: Hit) -> Iterator[Table]:
    """The parts side by side, what is measured of them, and what is beside the name."""
    if parts := parts_of(hit):
        words = ((row.query, row.listed, _result(row.result), row.reason) for row in parts)
        yield listing_table(PARTS, words)
    if hit.measured:
        lines = ((one.title, measured_words(one), f"{one.points:+.2f}") for one in hit.measured)
        yield listing_table(MEASURES, lines)
    if details := details_of(hit):
        rows = (
            (row.feature, _result(row.result), f"{row.points:+.2f}",
             row.query, row.listed, row.reason)
            for row in details
        )  # fmt: skip
        yield listing_table(DETAILS, rows)


def _result(result: str) -> str:
    return result.replace("_", " ")


def _indented(content: Table | Text) -> Padding:
    return Padding(content, INDENT)
