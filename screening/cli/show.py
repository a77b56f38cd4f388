"""`screen show`: everything held under a reference."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks
from screening.domain.listings import Listing
from screening.domain.targets import Claim

if TYPE_CHECKING:
    from rich.console import Console

    from screening.cli.shown import Shown
    from screening.cli.sides import Side
    from screening.registry.queries import SnapshotMark

HELP = """Show everything held under a reference.

\b
  screen show KR-2024-12-17:ri-pong-chun
  screen show KPi.033 --history             with what it said before

Names and who prints them, dates, numbers and whether their check digits fit,
what each source states, contradictions included; and, side by side, the
listings of the same target on other lists, with what they disagree on.
"""
NAMES = ("Name", "Kind", "Printed by")
CLAIMS = ("Field", "Statement", "Source\nquality, note")
DIFFERS = "!"  # any terminal has it
LEGEND = f"{DIFFERS} the lists do not say the same; none of them is taken for right."


def show_reference(
    reference: Annotated[str, typer.Argument(help="As a hit shows it.")],
    history: Annotated[
        bool, typer.Option("--history", help="Show earlier versions, and what changed.")
    ] = False,
    json: Json = False,
) -> None:
    """Show everything held under a reference."""
    from screening.cli.shown import shown_object, shown_versions
    from screening.settings import load_settings

    versions = shown_versions(load_settings(), reference, history=history)
    if json:
        from screening.cli.jsonl import dumps

        for shown in versions:
            print(dumps(shown_object(shown)))
    elif a_person_looks():
        from screening.cli.tables import console

        out = console()
        for shown in versions:
            _show_version(out, shown)
    else:
        from screening.cli.plain import line

        for shown in versions:
            for cells in version_lines(shown):
                print(line(cells))


def version_lines(shown: "Shown") -> Iterator[tuple[str, ...]]:
    """A version as lines: what it is, then the cells; several lines for several values."""
    from screening.cli.shown import evidence_words

    listing = shown.version.listing
    yield from _head(shown)
    for name in listing.names:
        yield "name", name.text, name.kind.value, name.printed_by or ""
    yield from _facts(listing)
    for claim in listing.claims:
        yield ("claim", *_claim(claim), claim.retrieved_on or "")
    for each in shown.linked:
        place = (each.version.source, each.version.listing.reference)
        yield ("linked", *place, "; ".join(evidence_words(each)))
    for side in _sides(shown):
        yield ("beside", side.label, "differs" if side.differs else "", *side.cells)


def _head(shown: "Shown") -> Iterator[tuple[str, str]]:
    from screening.explain import day_words

    version = shown.version
    listing = version.listing
    yield "reference", listing.reference
    yield "type", listing.type.value
    yield "source", version.source
    yield "authority", listing.authority
    yield "package", listing.package or "not given"
    yield "version", version.fingerprint
    yield "since", _mark(version.since)
    if version.until is not None:
        yield "until", _mark(version.until)
    if shown.removed is not None:
        when = day_words(shown.removed)
        yield "removed", f"from the list {when}" if "between" in when else f"on {when}"
    if shown.came_again:
        yield "came again", "it was not on the list between the version before and this one"
    for change in shown.changes:
        yield "changed", change.words


def _mark(mark: "SnapshotMark") -> str:
    if mark.published_on is None:
        return f"list read {mark.retrieved_at}"
    return f"list of {mark.published_on}, read {mark.retrieved_at}"


def _facts(listing: Listing) -> Iterator[tuple[str, str]]:
    from screening.cli.facts import ended, further_facts, hit_facts

    if words := ended(listing):
        yield "ended", words
    yield from (pair for pair in hit_facts(listing) if pair[0] != "reference")
    yield from further_facts(listing)


def _sides(shown: "Shown") -> "tuple[Side, ...]":
    from screening.cli.sides import sides

    if not shown.linked:
        return ()
    return sides(
        [
            (each.source, each.listing)
            for each in (shown.version, *(other.version for other in shown.linked))
        ]
    )


def _claim(claim: Claim) -> tuple[str, ...]:
    what = claim.value or "the entry itself"
    return claim.field, what, claim.source, claim.quality, claim.note or ""


def _stacked(claim: Claim) -> tuple[str, str, str]:
    field, value, source, quality, note = _claim(claim)
    return field, value, f"{source}\n{quality}{', ' if note else ''}{note}"


def contested(claims: Iterable[Claim]) -> set[str]:
    """Fields on which sources make different statements."""
    values = {(claim.field, claim.value) for claim in claims if claim.value}
    counted = Counter(field for field, _ in values)
    return {field for field, number in counted.items() if number > 1}


def _show_version(out: "Console", shown: "Shown") -> None:
    from rich.text import Text

    from screening.cli.output import one_line
    from screening.cli.tables import grid, listing_table

    listing = shown.version.listing
    title = Text(one_line(listing.title), style="bold")
    if shown.removed is not None:
        title.append("  REMOVED", style="bold reverse")
    elif not shown.newest:
        title.append("  (an earlier version)")
    out.print(title)
    out.print(grid([*_head(shown), *_facts(listing)]))
    names = ((one.text, one.kind.words, one.printed_by or "") for one in listing.names)
    out.print()
    out.print(listing_table(NAMES, names))
    if listing.claims:
        out.print()
        out.print(listing_table(CLAIMS, map(_stacked, listing.claims)))
    for field in sorted(contested(listing.claims)):
        words = f"Sources differ on {field.replace('_', ' ')}: none of them is taken for right."
        out.print(Text(words, style="bold"))
    if shown.linked:
        out.print()
        _show_linked(out, shown)
    out.print()


def _show_linked(out: "Console", shown: "Shown") -> None:
    from rich.text import Text

    from screening.cli.output import one_line
    from screening.cli.shown import evidence_words
    from screening.cli.tables import listing_table

    out.print(Text("The same target on other lists", style="bold"))
    for each in shown.linked:
        place = f"{each.version.source} {each.version.listing.reference}"
        out.print(Text(one_line(f"{place}: both have {', '.join(evidence_words(each))}")))
    compared = _sides(shown)
    rows = (
        (f"{DIFFERS} {side.label}" if side.differs else f"  {side.label}", *side.cells)
        for side in compared
    )
    out.print()
    out.print(listing_table([""] * (len(shown.linked) + 2), rows))
    if any(side.differs for side in compared):
        out.print(Text(LEGEND))
