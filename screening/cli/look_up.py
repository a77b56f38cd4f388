"""Screens the names of a command line, whoever has read it: `quick` or typer.

Imports what a plain look-up needs and no more (docs/decisions/0003-light-start.md).
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from screening.cli.commands import COMMANDS
from screening.cli.known import known_query
from screening.cli.output import OF_OUTCOME, Exit, gravest, say
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.records import replace

if TYPE_CHECKING:
    from screening.cli.views import View
    from screening.screener import Screener
    from screening.service import Recorder

STANDARD_INPUT = "-"


def look_up(
    names: Sequence[str],
    *,
    birth_date: str | None = None,
    country: str | None = None,
    kind: str | None = None,
    gender: str | None = None,
    identifier: Sequence[str] = (),
    customer: str | None = None,
    authority: Sequence[str] = (),
    package: Sequence[str] = (),
    threshold: float | None = None,
    floor: float | None = None,
    weak_aliases: bool | None = None,
    fast: bool | None = None,
    without: str | None = None,
    limit: int = 10,
    as_of: str | None = None,
    max_age: str | None = None,
    record: str | None = None,
    explain: bool = False,
    json: bool = False,
) -> Exit:
    """Screen names and show the answers, as the options of `screen NAME` say.

    Args:
        names: as they were given; `-` reads them from standard input.
        birth_date: when whoever is asked was born.
        country: code or name of a country.
        kind: type of target.
        gender: male or female.
        identifier: numbers, each as `KIND=VALUE`.
        customer: the caller's own reference of whoever is asked.
        authority: those screened against; all where empty.
        package: the same of packages.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        weak_aliases: whether weak aliases are searched.
        fast: whether names spelled otherwise are searched less thoroughly.
        without: what beside the name is not compared: `country,gender`.
        limit: most candidates shown for a name.
        as_of: a past day (ISO) whose lists are meant.
        max_age: how old a list may be (`36h`, `2d`).
        record: whether it goes on record: `on` or `off`.
        explain: whether to show the evidence.
        json: whether to print JSON, one object a line.

    Returns:
        The gravest of what the answers end with.

    Raises:
        ScreeningError: an option or what the names are screened against is not fit.
    """
    from screening import service
    from screening.cli.manner import Manner
    from screening.cli.views import chosen_view
    from screening.dates import past_day
    from screening.settings import load_settings

    known = known_query(
        birth_date=birth_date,
        country=country,
        kind=kind,
        gender=gender,
        identifier=identifier,
        customer=customer,
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
        fast=fast,
        without=without,
        authorities=authority,
        packages=package,
        as_of=as_of,
        max_age=max_age,
        record=record,
    ) as screener:
        day = None if as_of is None else past_day(as_of)
        manner = Manner.of(screener, limit=limit, explain=explain, as_of=day)
        view = chosen_view(manner, json=json)
        alone = len(names) <= 1 and STANDARD_INPUT not in names
        with service.open_recorder(screener, say, as_of=day, alone=alone) as recorder:
            for where, query in _queries(names, known):
                codes.append(_screened(screener, recorder, view, where, query))
        view.end()
    return gravest(codes)


def _screened(
    screener: "Screener", recorder: "Recorder", view: "View", where: str, query: Query
) -> Exit:
    """Screen one query and show the answer, or why there is none.

    Raises:
        QueryError: an option cannot be understood, which holds for every name.
    """
    try:
        answer = screener.screen(query)
    except QueryError as error:
        if error.field != "name":
            raise
        view.invalid(query, error, recorder.invalid(query, str(error)))
        say(f"{where}{error}")
        return Exit.USAGE
    answer = recorder.answer(recorder.decided(answer))
    view.answer(answer)
    return OF_OUTCOME[answer.outcome]


def _queries(names: Sequence[str], known: Query) -> Iterator[tuple[str, Query]]:
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


def _one_name_unquoted(names: Sequence[str]) -> bool:
    """Whether several names look like one that was not put in quotes."""
    single = all(name != STANDARD_INPUT and len(name.split()) == 1 for name in names)
    return single and 1 < len(names) <= MOST_WORDS


def _warn_of_a_command(names: Sequence[str]) -> None:
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
