"""`screen show`: everything held under a reference."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.options import Json
from screening.cli.output import a_person_looks, say
from screening.domain.listings import Listing
from screening.domain.targets import Claim

if TYPE_CHECKING:
    from screening.registry.queries import ListingVersion

HELP = """Show everything held under a reference.

\b
  screen show KR-2024-12-17:ri-pong-chun

Names and who prints them, dates, numbers and whether their check digits fit,
what each source states, contradictions included, and earlier versions.
"""
NAMES = ("Name", "Kind", "Printed by")
CLAIMS = ("Field", "Statement", "Source\nquality, note")


def show_reference(
    reference: Annotated[str, typer.Argument(help="As a hit shows it.")], json: Json = False
) -> None:
    """Show everything held under a reference."""
    from screening import service
    from screening.settings import load_settings

    versions = service.show(load_settings(), say, reference)
    if json:
        from screening.cli.jsonl import dumps

        for version in versions:
            print(dumps(version_object(version)))
    elif a_person_looks():
        _show_tables(versions)
    else:
        from screening.cli.plain import line

        for version in versions:
            for cells in version_lines(version):
                print(line(cells))


def version_object(version: "ListingVersion") -> dict[str, Any]:
    """A version as plain JSON values; `until` is null while it still holds."""
    return dataclasses.asdict(version)


def version_lines(version: "ListingVersion") -> Iterator[tuple[str, ...]]:
    """A version as lines: what it is, then the cells; several lines for several values."""
    listing = version.listing
    yield from _head(version)
    for name in listing.names:
        yield "name", name.text, name.kind.value, name.printed_by or ""
    yield from _facts(listing)
    for claim in listing.claims:
        yield ("claim", *_claim(claim), claim.retrieved_on or "")


def _head(version: "ListingVersion") -> Iterator[tuple[str, str]]:
    listing = version.listing
    yield "reference", listing.reference
    yield "type", listing.type.value
    yield "source", version.source
    yield "authority", listing.authority
    yield "package", listing.package or "not given"
    yield "version", version.fingerprint
    yield "since", _mark(version.since.published_on, version.since.retrieved_at)
    if version.until is not None:
        yield "until", _mark(version.until.published_on, version.until.retrieved_at)


def _mark(published: str | None, retrieved: str) -> str:
    return f"list of {published}, read {retrieved}" if published else f"list read {retrieved}"


def _facts(listing: Listing) -> Iterator[tuple[str, str]]:
    from screening.cli.facts import ended, further_facts, hit_facts

    if words := ended(listing):
        yield "ended", words
    yield from (pair for pair in hit_facts(listing) if pair[0] != "reference")
    yield from further_facts(listing)


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


def _show_tables(versions: "tuple[ListingVersion, ...]") -> None:
    from rich.text import Text

    from screening.cli.output import one_line
    from screening.cli.tables import console, grid, listing_table

    out = console()
    for version in versions:
        listing = version.listing
        out.print(Text(one_line(listing.title), style="bold"))
        out.print(grid([*_head(version), *_facts(listing)]))
        names = ((one.text, one.kind.words, one.printed_by or "") for one in listing.names)
        out.print()
        out.print(listing_table(NAMES, names))
        if listing.claims:
            out.print()
            out.print(listing_table(CLAIMS, map(_stacked, listing.claims)))
        for field in sorted(contested(listing.claims)):
            words = (
                f"Sources differ on {field.replace('_', ' ')}: none of them is taken for right."
            )
            out.print(Text(words, style="bold"))
        out.print()
