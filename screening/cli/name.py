"""`screen NAME`: screen one name or several."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from screening.cli.details import (
    BirthDate,
    Country,
    Gender,
    IdentifierOption,
    Kind,
    known_query,
)
from screening.cli.options import (
    COMMANDS,
    AsOf,
    Authority,
    Floor,
    Json,
    Limit,
    MaxAge,
    Package,
    Threshold,
    WeakAliases,
    Without,
)
from screening.cli.output import OF_OUTCOME, Exit, gravest, say
from screening.domain.queries import Query
from screening.errors import QueryError

if TYPE_CHECKING:
    from screening.cli.views import View
    from screening.screener import Screener

STANDARD_INPUT = "-"
HELP = """Screen one name or several, in any script and word order.

\b
  screen "Ri Pong Chun"
  screen 리봉춘 --explain
  screen "Kim Yong Bok" --type person --birth-date 1956 --country KP
  screen "Novosibirskoblgaz OOO" --authority OFAC --json
  screen --id imo=9842188
  screen "Kim Yong Bok" --as-of 2024-12-16
  cut -f1 customers.tsv | screen -
  screen -- "-name that begins with a dash"

When the output is not a terminal, each hit is a line of columns parted by
tabs; with --explain, lines that begin with a tab explain the line above.
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to screen, and where it stood, for messages; empty for an only one."""

    where: str
    name: str


def screen_names(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Names; - reads them from standard input."),
    ] = None,
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
    without: Without = None,
    limit: Limit = 10,
    as_of: AsOf = None,
    max_age: MaxAge = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the evidence and a sentence for a file.")
    ] = False,
    json: Json = False,
) -> None:
    """Screen names; ends with 0 clear, 3 hits, 4 only candidates to review."""
    from screening import listkeeping, service
    from screening.cli.manner import Manner
    from screening.cli.views import chosen_view
    from screening.settings import load_settings

    known = known_query(
        birth_date=birth_date, country=country, kind=kind, gender=gender, identifier=identifier
    )
    if not names and not known.identifiers:
        raise QueryError("nothing to screen; give a name or an identifier", field="name")
    codes: list[Exit] = []
    with service.open_screener(
        load_settings(),
        say,
        threshold=threshold,
        floor=floor,
        weak_aliases=weak_aliases,
        without=without,
        authorities=authority or (),
        packages=package or (),
        as_of=as_of,
        max_age=max_age,
    ) as screener:
        day = None if as_of is None else listkeeping.past_day(as_of)
        manner = Manner.of(screener, limit=limit, explain=explain, as_of=day)
        view = chosen_view(manner, json=json)
        for where, query in _queries(names or [], known):
            codes.append(_screened(screener, view, where, query))
        view.end()
    raise typer.Exit(gravest(codes))


def _screened(screener: "Screener", view: "View", where: str, query: Query) -> Exit:
    """Screen one query and show the answer, or why there is none.

    Raises:
        QueryError: an option cannot be understood, which holds for every name.
    """
    try:
        answer = screener.screen(query)
    except QueryError as error:
        if error.field != "name":
            raise
        view.invalid(query, error)
        say(f"{where}{error}")
        return Exit.USAGE
    view.answer(answer)
    return OF_OUTCOME[answer.outcome]


def _queries(names: list[str], known: Query) -> Iterator[tuple[str, Query]]:
    """Each query, with words on where its name stood; none where there is just one."""
    _warn_of_a_command(names)
    if not names:
        yield "", known
    for number, name in enumerate(names, start=1):
        if name == STANDARD_INPUT:
            yield from _lines(sys.stdin or (), known)  # none where it is closed
        else:
            where = f"name {number}: " if len(names) > 1 else ""
            yield where, replace(known, name=name)

    if _one_name_unquoted(names):
        whole = " ".join(names)
        say(f"also screened as one name: quote it next time, screen {whole!r}")
        yield f"{whole!r}: ", replace(known, name=whole)


MOST_WORDS = 6
MOST_SLIPS = 1


def _one_name_unquoted(names: list[str]) -> bool:
    """Whether several names look like one that was not put in quotes."""
    single = all(name != STANDARD_INPUT and len(name.split()) == 1 for name in names)
    return single and 1 < len(names) <= MOST_WORDS


def _warn_of_a_command(names: list[str]) -> None:
    """Say so where the first name is nearly the name of a command."""
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    word = names[0] if names else ""
    near = extractOne(word, COMMANDS, scorer=OSA.distance, score_cutoff=MOST_SLIPS)
    if near and near[0] != word:
        say(f"{word!r} is screened as a name; the command is `screen {near[0]}`")


def _lines(lines: Iterable[str], known: Query) -> Iterator[tuple[str, Query]]:
    """A query for each line that is not blank.

    Raises:
        QueryError: there is none, so nothing was screened.
    """
    found = False
    for number, line in enumerate(lines, start=1):
        name = line.removeprefix("\ufeff").strip("\r\n")
        if name.strip():
            found = True
            yield f"line {number}: ", replace(known, name=name)
    if not found:
        raise QueryError("standard input holds no name to screen", field="name")
