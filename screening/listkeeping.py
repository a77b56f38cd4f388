"""One function for each thing a user can ask of the lists; the command line only translates."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from screening.dates import past_day
from screening.domain.lists import Limits, ListStatus, Source
from screening.errors import ConfigurationError, ListsUnfit, QueryError, RegistryError
from screening.provision import fitness, ready_registry
from screening.registry.fitness import Fitness
from screening.settings import Settings, parse_age
from screening.who import operator

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine

    from screening.fetch.store import Store
    from screening.lists.differing import Difference
    from screening.lists.importing import Imported, LimitsOf
    from screening.lists.updating import Progress, Updated
    from screening.registry.ingest import Decision
    from screening.registry.snapshots import Snapshot
    from screening.sources.metadata import Metadata

    Say = Callable[[str], None]


UNDER_WAY_SECONDS = 3600
"""How long an import may take between keeping the bytes and naming them."""


@dataclass(frozen=True, slots=True)
class ListHealth:
    """How one list stands.

    Args:
        status: what of it is loaded; None where nothing of it is.
        fitness: how old it is, and what ails it.
        waiting: the quarantined snapshot that nobody has decided on, with the
            reasons; None where there is none.
    """

    fitness: Fitness
    status: ListStatus | None
    waiting: "Snapshot | None"


@dataclass(frozen=True, slots=True)
class Pruned:
    """What pruning removed, or would.

    Args:
        snapshots: ids of the snapshots whose bytes are not kept any more.
        files: how many files that were.
        size: bytes of the disk that they took.
    """

    snapshots: tuple[int, ...]
    files: int
    size: int


def import_lists(
    settings: Settings,
    say: "Say",
    paths: Iterable[Path],
    *,
    source: str | None = None,
    published_on: str | None = None,
) -> "Iterator[Imported]":
    """Take list files into the registry, one list after the other.

    Args:
        settings: where the registry is, and limits that override a list's own.
        say: told in one line of anything done beside.
        paths: files, or folders of files.
        source: code of the source that they are; told from the content by default.
        published_on: day (ISO) of publication, for layouts that print none.

    Raises:
        QueryError: the day is none.
        ScreeningError: a file is no list, or the registry cannot be written to.
    """
    from screening.lists.importing import import_files

    day = None if published_on is None else past_day(published_on, "published-on")
    engine, store = _opened(settings, say)
    for imported in import_files(
        engine,
        store,
        paths,
        source=source,
        published_on=day,
        limits_of=_limits_of(settings),
    ):
        if day not in (None, imported.published_on):
            say(
                f"{imported.source.code}: the files print their own day, "
                f"{imported.published_on}; --published-on is left aside"
            )
        yield imported


def update_lists(
    settings: Settings,
    say: "Say",
    sources: Sequence[str] = (),
    *,
    progress: "Progress | None" = None,
) -> "Iterator[Updated]":
    """Download lists that have changed, one after the other.

    Args:
        settings: where the registry is, and addresses and limits that override
            a list's own.
        say: told in one line of anything done beside.
        sources: codes; by default every list that is loaded and has an address.
        progress: told how far a download is.

    Raises:
        QueryError: a source is not known.
        RegistryError: the registry cannot be opened.

    Yields:
        What became of each; one that fails keeps none of the others from its turn.
    """
    from screening.lists.updating import Updated, Updater

    engine, store = _opened(settings, say)
    chosen = tuple(sources) or _loaded_with_address(settings)
    if not chosen:
        raise QueryError(
            "no list with an address is loaded yet; name the ones you want: "
            f"{', '.join(downloadable(settings))}",
            field="source",
        )
    abouts = [_about(code) for code in chosen]
    updater = Updater(engine, store, _limits_of(settings), progress)
    for about in abouts:
        code = about.source.code
        try:
            updated = updater.update(about, settings.addresses.get(code, ()))
        except RegistryError as error:  # it has no address, or another one is writing
            updated = Updated(code, failure=str(error))
        yield updated


def downloadable(settings: Settings) -> tuple[str, ...]:
    """Codes of the lists that have an address, by code."""
    from screening.sources.metadata import known_sources, metadata

    return tuple(
        code
        for code in known_sources()
        if code in settings.addresses or metadata(code).download is not None
    )


def status(settings: Settings, say: "Say") -> tuple[ListHealth, ...]:
    """How every list stands, by code."""
    from screening.registry import queries, snapshots
    from screening.registry.engine import open_engine, reading

    ready_registry(settings, say)
    with reading(open_engine(settings.registry_url)) as connection:
        statuses = {each.source.code: each for each in queries.list_statuses(connection)}
        waiting = {
            each.id: each
            for each in snapshots.history(connection)
            if each.state == "quarantined"
        }
    return tuple(
        ListHealth(
            each,
            statuses.get(each.source),
            None if each.waiting is None else waiting.get(each.waiting),
        )
        for each in fitness(settings)
    )


def age_of(text: str, field: str = "max-age") -> timedelta:
    """An age as people write it.

    Raises:
        QueryError: it is written otherwise; names the field.
    """
    try:
        return parse_age(text)
    except ValueError:
        raise QueryError(f"{text!r} is no age; write 36h, 2d or 1w", field=field) from None


def check_age(
    settings: Settings, age: timedelta | None, *, authorities: Iterable[str] = ()
) -> None:
    """Refuse to go on with lists that are older than allowed.

    The built-in packages have no age: with nothing else loaded, nothing is fit.

    Args:
        settings: where the registry is.
        age: how old a list may be; None where it does not matter.
        authorities: codes of the authorities that matter; all by default.

    Raises:
        ListsUnfit: a list is older, or no official list is loaded.
    """
    if age is None:
        return
    wanted = set(authorities)
    loaded = [each for each in fitness(settings) if not each.builtin]
    lists = [each for each in loaded if not wanted or each.authority in wanted]
    without = sorted(wanted - {each.authority for each in lists})
    # a compilation carries what several authorities list
    compiled = [each for each in loaded if without and each.copy]
    lists += compiled
    if not lists or (without and not compiled):
        of = f" of {', '.join(without)}" if without else ""
        raise ListsUnfit(
            f"no official list{of} is loaded, only built-in packages, which are of no age; "
            "run `screen lists import` or `screen lists update`"
        )
    now = datetime.now(UTC)
    unfit = [said for said in (each.unfit(age, now) for each in lists) if said is not None]
    if unfit:
        raise ListsUnfit(
            f"older than allowed, or waiting: {'; '.join(unfit)}; run `screen lists update`, "
            "or import the list again"
        )


def history(settings: Settings, say: "Say", source: str) -> "tuple[Snapshot, ...]":
    """The snapshots of a list, the newest first.

    Raises:
        QueryError: nothing was ever received of it.
    """
    from screening.registry import snapshots
    from screening.registry.engine import reading

    engine, _ = _opened(settings, say)
    with reading(engine) as connection:
        found = snapshots.history(connection, source)
        if not found:
            known = sorted({each.source for each in snapshots.history(connection)})
            raise QueryError(
                f"nothing was received of {source!r}; received: {', '.join(known)}",
                field="source",
            )
    return found


def difference(
    settings: Settings,
    say: "Say",
    source: str,
    before: str | None = None,
    after: str | None = None,
) -> "Difference":
    """What changed between two states of a list.

    Args:
        settings: where the registry is.
        say: told in one line of anything done beside.
        source: code of the list.
        before: a snapshot's number or a day (ISO); by default the state that was
            active before the other.
        after: the same; by default the active state.

    Raises:
        QueryError: there is no such state.
        ScreeningError: the bytes of a quarantined state cannot be read again.
    """
    from screening.lists.differing import difference as differ
    from screening.lists.differing import two_states

    found = two_states(history(settings, say, source), before, after)
    engine, store = _opened(settings, say)
    return differ(engine, store, *found)


def activate(settings: Settings, say: "Say", number: int, reason: str) -> "Imported":
    """Make a snapshot the active one, as a person has decided.

    Raises:
        QueryError: no reason is given.
        ScreeningError: there is no such snapshot, or it cannot be read again.
    """
    from screening.lists.importing import activate as activated

    engine, store = _opened(settings, say)
    return activated(engine, store, number, _decision(settings, reason))


def reject(settings: Settings, say: "Say", number: int, reason: str) -> None:
    """Note that a quarantined snapshot is not to become active.

    Raises:
        QueryError: no reason is given.
        RegistryError: there is no such snapshot, or it is not quarantined.
    """
    from screening.registry import ingest
    from screening.registry.engine import writing

    engine, _ = _opened(settings, say)
    with writing(engine) as connection:
        ingest.reject(connection, number, _decision(settings, reason))


def prune(
    settings: Settings, say: "Say", older_than: timedelta, *, only_say: bool = False
) -> Pruned:
    """Remove the bytes of list files that nothing needs any more.

    Those of snapshots that were superseded or rejected and received longer ago,
    and those that no snapshot names. What the lists said stays in the registry.

    Args:
        settings: where the registry and the bytes are.
        say: told in one line of anything done beside.
        older_than: how long ago a snapshot must have been received.
        only_say: whether to remove nothing.
    """
    from screening.registry import snapshots
    from screening.registry.engine import reading

    engine, store = _opened(settings, say)
    limit = (datetime.now(UTC) - older_than).isoformat(timespec="seconds")
    # asked first, and the newest left alone: an import keeps its bytes before it is done
    kept = dict(store.held(idle_seconds=UNDER_WAY_SECONDS))
    with reading(engine) as connection:
        held = snapshots.history(connection)
    done_with = [
        each
        for each in held
        if each.state in ("superseded", "rejected") and each.retrieved_at < limit
    ]
    needed = {
        str(file["sha256"]) for each in held if each not in done_with for file in each.files
    }
    idle = {sha256: size for sha256, size in kept.items() if sha256 not in needed}
    if not only_say:
        for sha256 in idle:
            store.drop(sha256)
    without = [
        each.id for each in done_with if any(file["sha256"] in idle for file in each.files)
    ]
    return Pruned(tuple(without), len(idle), sum(idle.values()))


def _opened(settings: Settings, say: "Say") -> "tuple[Engine, Store]":
    from screening.fetch.store import Store
    from screening.registry.engine import open_engine

    ready_registry(settings, say)
    return open_engine(settings.registry_url), Store(settings.data_dir / "lists")


def _limits_of(settings: Settings) -> "LimitsOf":
    from screening.sources.metadata import known_sources

    for code in (*settings.limits, *settings.addresses):
        if code not in known_sources() and not code.startswith("own-"):
            raise ConfigurationError(
                f"screening.toml: no list is called {code!r}; known: "
                f"{', '.join(known_sources())}, and own-..."
            )

    def limits_of(source: Source, limits: Limits) -> Limits:
        return replace(limits, **settings.limits.get(source.code, {}))

    return limits_of


def _about(code: str) -> "Metadata":
    from screening.sources.metadata import known_sources, metadata

    try:
        return metadata(code)
    except KeyError:
        known = ", ".join(known_sources())
        raise QueryError(
            f"no list is called {code!r}; known: {known}", field="source"
        ) from None


def _loaded_with_address(settings: Settings) -> tuple[str, ...]:
    has_address = set(downloadable(settings))
    return tuple(each.source for each in fitness(settings) if each.source in has_address)


def _decision(settings: Settings, reason: str) -> "Decision":
    from screening.registry.ingest import Decision

    if not reason.strip():
        raise QueryError("say why, in words an examiner understands", field="reason")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(operator(settings), now, reason.strip())
