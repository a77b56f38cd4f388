"""One function for each thing a user can ask; the command line only translates."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from screening.dates import past_day
from screening.domain.queries import Query
from screening.errors import QueryError, RecordError
from screening.matching.index import Index
from screening.provision import ready_index, ready_registry, upgrade
from screening.provision.saying import silent
from screening.record.off import Unrecorded
from screening.record.recorder import Recorded
from screening.record.store import Store
from screening.record.suppressions import Suppressions, suppressions
from screening.screener import Scope, Screener
from screening.settings import Settings, with_overrides

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screening.domain.lists import ListStatus, PackageStatus
    from screening.domain.weighing import Weighed
    from screening.record.answering import Answering
    from screening.registry.queries import LinkedVersion, ListingVersion

Say = Callable[[str], None]
Recorder: TypeAlias = Recorded | Unrecorded
"""What puts answers on record, or does not."""


def open_screener(
    settings: Settings,
    say: Say,
    *,
    threshold: float | None = None,
    floor: float | None = None,
    weak_aliases: bool | None = None,
    fast: bool | None = None,
    without: str | None = None,
    authorities: Iterable[str] = (),
    packages: Iterable[str] = (),
    as_of: str | None = None,
    max_age: str | None = None,
    record: str | None = None,
) -> Screener:
    """A screener on everything loaded, or on the authorities and packages named.

    Args:
        settings: where the registry is, and the thresholds.
        say: told in one line when the registry is created or upgraded.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        weak_aliases: whether weak aliases are searched; by default as the settings say.
        fast: whether names spelled otherwise are searched less thoroughly.
        without: what beside the name is not compared: `country,gender`.
        authorities: codes, or what people call them (`OFAC`, `EU`).
        packages: codes, in upper or lower case (`EU-15`).
        as_of: a past day (ISO) whose lists are meant; those of now by default.
        max_age: how old a list may be (`36h`, `2d`); by default as the settings say.
        record: whether screenings go on record: `on` or `off`.

    Raises:
        QueryError: an authority or package has no such name, the day is none, or an
            age is asked of a past day's lists.
        ListsUnfit: nothing of it is loaded, or a list is older than allowed.
        ScreeningError: a setting or the registry is not fit.
    """
    chosen = with_overrides(
        settings,
        threshold=threshold,
        floor=floor,
        weak_aliases=weak_aliases,
        fast=fast,
        without=without,
        record=record,
    )
    if as_of is not None and max_age is not None:
        raise QueryError(
            "a past day's lists are as old as that day; leave out the age or the day",
            field="max-age",
        )
    age, day = chosen.max_list_age, None
    if max_age is not None or as_of is not None:
        from screening.listkeeping import age_of  # late: few ask for either

        age = age if max_age is None else age_of(max_age)
        day = None if as_of is None else past_day(as_of)
    index = ready_index(chosen, say, as_of=day)
    scope = Scope(
        tuple(code for name in authorities for code in authority_codes(index, name)),
        tuple(package_code(index, name) for name in packages),
    )
    # a past day's lists are as old as they are meant to be
    if age is not None and as_of is None:
        from screening.listkeeping import check_age

        check_age(chosen, age, authorities=scope.authorities)
    return Screener(index, chosen, scope)


def open_recorder(
    screener: Screener,
    say: Say,
    *,
    kind: str = "look-up",
    as_of: str | None = None,
    alone: bool = False,
) -> Recorder:
    """What puts the answers of a screener on record; nothing where that is switched off.

    Args:
        screener: what gives the answers.
        say: told in one line of what keeps earlier decisions from being read.
        kind: what the run is called on record.
        as_of: the past day (ISO) whose lists are asked; None for those of now.
        alone: whether one answer is all there will be.

    Raises:
        RecordError: the record cannot be opened.
    """
    settings = screener.settings
    if not settings.record:
        return Unrecorded(settings, say)
    store = Store.open(settings)
    facts = {} if as_of is None else {"as_of": as_of}
    return Recorded(
        store, settings, screener.basis, screener.scope, kind=kind, facts=facts, alone=alone
    )


@contextmanager
def batch_record(
    screener: Screener, say: Say
) -> Iterator[tuple[Store | None, Suppressions | None]]:
    """Where a batch goes on record, None for nowhere; and what was decided of hits before.

    Args:
        screener: what the batch is screened with.
        say: told in one line of what keeps earlier decisions from being read.

    Raises:
        RecordError: the record cannot be opened, and the batch is to go on it.
    """
    settings = screener.settings
    try:
        store = Store.open(settings)
    except RecordError as error:
        if settings.record:
            raise
        say(f"earlier decisions are not applied: {error}")
        yield None, None
        return
    with store:
        yield store if settings.record else None, suppressions(store, settings)


def recorded(screener: Screener, say: Say | None = None) -> "Answering":
    """A screener whose answers are put on record, as one run; use as a context manager.

        with screening.Screener.open() as screener, screening.recorded(screener) as record:
            answer = record.screen("Arvid Kellermund")
            print(answer.outcome, answer.receipt)

    What was decided on earlier hits is applied: a suppressed hit is in the answer, and
    says so. The run is sealed when the block ends; where the setting `record` is off
    nothing is kept, and an answer has no receipt.

    Args:
        screener: what gives the answers.
        say: told in one line of what keeps earlier decisions from being read.

    Raises:
        RecordError: the record cannot be opened.
    """
    from screening.record.answering import Answering  # late: a look-up keeps its own

    return Answering(screener, open_recorder(screener, say or silent, kind="python"))


def authority_codes(index: Index, name: str) -> tuple[str, ...]:
    """The authorities a word stands for: one by code or name, or a jurisdiction's.

    Raises:
        QueryError: no authority is called that.
    """
    wanted = name.strip().casefold()
    for authority in index.authorities:
        names = (authority.code, authority.title, *authority.short)
        if wanted in (each.casefold() for each in names):
            return (authority.code,)
    found = tuple(
        authority.code
        for authority in index.authorities
        if authority.jurisdiction.casefold() == wanted
    )
    # of several bodies of a country those that list anybody here
    found = tuple(code for code in found if code in index.authorities_loaded) or found
    if not found:
        known = ", ".join(authority.code for authority in index.authorities)
        raise QueryError(f"no authority is called {name!r}; known: {known}", field="authority")
    return found


def package_code(index: Index, name: str) -> str:
    """The code of a package, whatever case it is written in.

    Raises:
        QueryError: no package is called that.
    """
    wanted = name.strip().casefold()
    for code in index.packages:
        if code.casefold() == wanted:
            return code
    raise QueryError(
        f"no package is called {name!r}; `screen packages` lists them all", field="package"
    )


NEAR_REFERENCES = 3
LEAST_ALIKE = 60.0  # of 100


def why_not(screener: Screener, query: Query, reference: str) -> "tuple[Weighed, ...]":
    """Each listing of a reference beside a query, whether a screening shows it or not.

    Args:
        screener: what it is screened with.
        query: what is asked.
        reference: as a hit shows it; with the code of a source or an authority and a
            colon before it where several lists have it.

    Raises:
        QueryError: the query cannot be screened, or nothing is listed under the reference.
    """
    found = listings_under(screener.index, reference)
    return tuple(screener.weigh(query, number) for number in found)


def listings_under(index: Index, reference: str) -> list[int]:
    """The listings of a reference, `P1`, `un-sc:P1` or `EU:P1`, in the index's order.

    Raises:
        QueryError: nothing in the index is listed under it.
    """
    wanted = reference.strip()
    found = index.with_reference(wanted)
    place, colon, rest = wanted.partition(":")
    if not found and colon:
        found = [
            number for number in index.with_reference(rest) if _is_of(index, number, place)
        ]
    if not found:
        raise QueryError(
            f"nothing that is screened against is listed under {wanted!r}"
            f"{_near(index, wanted)}; a hit shows its reference, and `screen show` what is "
            "held under one",
            field="reference",
        )
    return found


def _is_of(index: Index, number: int, place: str) -> bool:
    """Whether a listing is on a list or of an authority, by code or what people say."""
    source, listing = index.listing(number)
    if place.casefold() in (source.casefold(), listing.authority.casefold()):
        return True
    try:
        return listing.authority in authority_codes(index, place)
    except QueryError:
        return False


def _near(index: Index, reference: str) -> str:
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extract

    near = extract(
        reference,
        sorted(index.references()),
        scorer=ratio,
        processor=str.casefold,
        limit=NEAR_REFERENCES,
        score_cutoff=LEAST_ALIKE,
    )
    return f"; near: {', '.join(found for found, _, _ in near)}" if near else ""


@contextmanager
def _registry(settings: Settings, say: Say) -> Iterator["Connection"]:
    """The registry, ready, to be asked; it stays in one state meanwhile."""
    from screening.registry.engine import open_engine, reading

    ready_registry(settings, say)
    with reading(open_engine(settings.registry_url)) as connection:
        yield connection


def packages(settings: Settings, say: Say) -> "tuple[PackageStatus, ...]":
    """Every package, and how many of its listings are loaded."""
    from screening.registry import queries

    with _registry(settings, say) as connection:
        return queries.package_statuses(connection)


def lists(settings: Settings, say: Say) -> "tuple[ListStatus, ...]":
    """What is loaded, from where, as of when and how many."""
    from screening.registry import queries

    with _registry(settings, say) as connection:
        return queries.list_statuses(connection)


def show(settings: Settings, say: Say, reference: str) -> "tuple[ListingVersion, ...]":
    """Everything held under a reference, earlier versions included.

    Raises:
        QueryError: nothing is listed under it.
    """
    from screening.registry import queries

    with _registry(settings, say) as connection:
        found = queries.by_reference(connection, reference)
    if not found:
        raise QueryError(
            f"nothing is listed under {reference!r}; a hit shows its reference",
            field="reference",
        )
    return found


def removed_between(settings: Settings, say: Say, version: "ListingVersion") -> str | None:
    """When a listing went from its list: `2026-02-27/2026-08-01`, the days of two states.

    None where it is still on it, or where one of the built-in packages lost it:
    that was a correction, nobody delisted it.

    Args:
        settings: where the registry is.
        say: told in one line of anything done beside.
        version: the newest of the listing.
    """
    from screening.registry import snapshots

    if version.until is None:
        return None
    with _registry(settings, say) as connection:
        held = snapshots.history(connection, version.source)
    ended = next(each for each in held if str(each.id) == version.until.id)
    if ended.builtin or ended.activation is None:
        return None
    return snapshots.gone_between(held)[ended.activation]


def linked(
    settings: Settings, say: Say, versions: "Iterable[ListingVersion]"
) -> "tuple[LinkedVersion, ...]":
    """The listings of other lists that describe the target of some listings.

    Args:
        settings: where the registry is.
        say: told in one line when the links are worked out anew.
        versions: listings, as `show` gives them.
    """
    from screening.provision.links import ready_links
    from screening.registry import queries
    from screening.registry.engine import open_engine, reading

    ready_links(settings, say)
    with reading(open_engine(settings.registry_url)) as connection:
        return queries.linked_versions(
            connection, {(each.source, each.listing.reference) for each in versions}
        )


def upgrade_registry(settings: Settings, say: Say) -> None:
    """Bring the registry and its built-in packages up to date; create it if need be."""
    upgrade(settings, say)
