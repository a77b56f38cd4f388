"""`screen why-not`: one listing beside a name, whether it was a hit or not."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from screening.cli.details import BirthDate, Country, Gender, IdentifierOption, Kind
from screening.cli.known import known_query
from screening.cli.options import (
    AsOf,
    Authority,
    Fast,
    Floor,
    Json,
    Package,
    Threshold,
    WeakAliases,
    Without,
)
from screening.cli.output import a_person_looks, say
from screening.domain.weighing import NameScore, Weighed

if TYPE_CHECKING:
    from screening.cli.manner import Manner
    from screening.domain.answers import Note

HELP = """Show why a listing is no hit for a name.

\b
  screen why-not "Ri Song Jin" KR-2024-12-17:ri-pong-chun
  screen why-not "Kim Yong Bok" OFAC-SDN:52114 --birth-date 1985
  screen why-not "Kim Yong Bok" EU:EU.1234.56    where several lists have it

Shows what a hit shows with --explain: parts side by side, every measure and its
points, what is missing and a sentence; then why it is no hit, and how every
other name of the listing scores. Ends with 0, whatever it shows.
"""


def show_why_not(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it was screened.")],
    reference: Annotated[
        str,
        typer.Argument(
            metavar="REFERENCE",
            help="As a hit shows it; SOURCE: or AUTHORITY: before it picks a list.",
        ),
    ],
    birth_date: BirthDate = None,
    country: Country = None,
    kind: Kind = None,
    gender: Gender = None,
    identifier: IdentifierOption = None,
    authority: Authority = None,
    package: Package = None,
    threshold: Threshold = None,
    floor: Floor = None,
    weak_aliases: WeakAliases = None,
    fast: Fast = None,
    without: Without = None,
    as_of: AsOf = None,
    json: Json = False,
) -> None:
    """Show why a listing is no hit for a name."""
    from screening import service
    from screening.cli.manner import Manner
    from screening.dates import past_day
    from screening.reasons import why_no_hit
    from screening.settings import load_settings

    known = known_query(
        birth_date=birth_date, country=country, kind=kind, gender=gender, identifier=identifier
    )
    with service.open_screener(
        load_settings(),
        say,
        threshold=threshold,
        floor=floor,
        weak_aliases=weak_aliases,
        fast=fast,
        without=without,
        authorities=authority or (),
        packages=package or (),
        as_of=as_of,
    ) as screener:
        day = None if as_of is None else past_day(as_of)
        manner = Manner.of(screener, limit=1, explain=True, as_of=day)
        for weighed in service.why_not(screener, replace(known, name=name), reference):
            reasons = why_no_hit(weighed, threshold=manner.threshold, floor=manner.floor)
            _show(weighed, reasons, manner, json=json)


def _show(
    weighed: Weighed, reasons: "tuple[Note, ...]", manner: "Manner", *, json: bool
) -> None:
    if json:
        from screening.cli.jsonl import dumps

        print(dumps(weighed_object(weighed, reasons, manner)))
    elif a_person_looks():
        _print_block(weighed, reasons, manner)
    else:
        from screening.cli.plain import line

        for cells in weighed_lines(weighed, reasons, manner):
            print(line(cells))


def weighed_object(
    weighed: Weighed, reasons: "tuple[Note, ...]", manner: "Manner"
) -> dict[str, Any]:
    """A listing beside a query as plain JSON values."""
    import dataclasses

    from screening.cli.jsonl import basis_object, hit_object, points

    answer, hit = weighed.answer, weighed.hit
    rank = answer.candidates.index(hit) + 1 if weighed.shown and hit is not None else None
    return {
        "query": dataclasses.asdict(answer.query),
        "reference": weighed.listing.reference,
        "source": weighed.source,
        "shown": weighed.shown,
        "reasons": [dataclasses.asdict(reason) for reason in reasons],
        "missing": {
            "threshold": points(weighed.to_threshold),
            "floor": points(weighed.to_floor),
        },
        "with_all": points(weighed.with_all),
        "hit": None if hit is None else hit_object(answer, hit, rank, manner),
        "names": [
            dataclasses.asdict(one.name)
            | {
                "score": points(one.score),
                "brought_up": one.brought_up,
                "switched_off": one.switched_off,
            }
            for one in weighed.names
        ],
        "outcome": answer.outcome.value,
        "notes": list(answer.notes),
        **basis_object(answer.basis, manner),
    }


def weighed_lines(
    weighed: Weighed, reasons: "tuple[Note, ...]", manner: "Manner"
) -> Iterator[tuple[str, ...]]:
    """A listing beside a query as lines: what it is, then the cells."""
    from screening.cli.plain import explained
    from screening.domain.answers import two_digits

    hit = weighed.hit
    yield "reference", weighed.listing.reference
    yield "source", weighed.source
    yield "target_name", weighed.listing.title
    yield "shown", "yes" if weighed.shown else "no"
    if hit is not None:
        yield "score", two_digits(hit.score)
        yield "tier", hit.tier.value
    for reason in reasons:
        yield "reason", reason.code.value, reason.text
    if hit is not None:
        yield from explained(weighed.answer, hit, manner)
    for one in weighed.names:
        yield "name", _score(one), one.name.text, one.name.kind.value, _unsearched(one)
    for note in weighed.answer.notes:
        yield "note", note


def _print_block(weighed: Weighed, reasons: "tuple[Note, ...]", manner: "Manner") -> None:
    from rich.text import Text

    from screening.cli.hit_block import hit_block
    from screening.cli.output import one_line
    from screening.cli.tables import console, listing_table
    from screening.explain import name_words

    out = console()
    listing = weighed.listing
    head = Text(one_line(weighed.answer.query.name or ""), style="bold")
    head.append(f" beside {one_line(listing.reference)} of {weighed.source}: ")
    head.append("shown" if weighed.shown else "not shown")
    out.print(head)
    if weighed.hit is None:
        out.print(Text(f"    {one_line(listing.title)}  {listing.type.value}", style="bold"))
    else:
        for part in hit_block(weighed.answer, weighed.hit, manner, "    "):
            out.print(part)
    out.print(Text("Why it is no hit" if reasons else "It is a hit", style="bold"))
    for reason in reasons:
        out.print(Text(f"- {one_line(reason.text)}"))
    out.print()
    rows = ((_score(one), name_words(one.name), _unsearched(one)) for one in weighed.names)
    out.print(listing_table(("Alone", "Name", ""), rows))
    for note in weighed.answer.notes:
        out.print(Text(f"Note: {one_line(note)}"))
    out.print()


def _score(one: NameScore) -> str:
    from screening.domain.answers import two_digits

    return "-" if one.score is None else two_digits(one.score)


def _unsearched(one: NameScore) -> str:
    if one.switched_off:
        return "switched off"
    return "" if one.brought_up else "not brought up by the search"
