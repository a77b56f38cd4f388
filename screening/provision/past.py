"""The index of the lists as they were: on a past day, or when a run was put on record."""

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from sqlalchemy import Connection

from screening.composition import compose
from screening.domain.answers import ListState
from screening.errors import IndexFileError, ListsUnfit
from screening.matching.index import Index
from screening.provision.compiling import compile_index
from screening.provision.place import built_upon, index_file
from screening.provision.room import make_room
from screening.provision.saying import Say, say_how_many
from screening.provision.turn import turn_to_compile
from screening.records import record
from screening.registry import queries, snapshots
from screening.registry.engine import open_engine, reading
from screening.registry.snapshots import Snapshot
from screening.settings import Settings
from screening.version import VERSION

KEPT = 5
"""Indexes of past days that are kept of a registry."""
NO_DAY = "run"
"""What stands for the day of lists that a run names."""


@record
class PastLists:
    """The lists of a registry as they were.

    Args:
        registry: its id.
        states: of each list, the state that is meant.
        absent: lists of which no state of then is kept.
    """

    registry: str
    states: Sequence[Snapshot]
    absent: Sequence[str]

    def digest(self, day: str | None) -> str:
        """All that goes into their index: days are told later, lists come to be missed."""
        chosen = (f"{each.id}@{each.published_on}" for each in self.states)
        key = "-".join([day or NO_DAY, *chosen, *self.absent, VERSION])
        return hashlib.sha256(key.encode()).hexdigest()[:16]


def index_as_of(settings: Settings, day: str, say: Say) -> Index:
    """An index of the lists as they were on a day; kept for the next question about it.

    Args:
        settings: where the registry and its indexes are.
        day: ISO.
        say: told of every list of which nothing is kept from then, and in one line of
            what takes a while.

    Raises:
        RegistryError: the registry cannot be read.
        IndexFileError: the index cannot be written.
    """
    with reading(open_engine(settings.registry_url)) as connection:
        lists = _lists_of(connection, day)
    for source in lists.absent:
        say(f"{source}: no state of {day} or before is kept; not screened against")
    return _index_of(settings, lambda connection: _lists_of(connection, day), day, say)


def index_of_states(
    settings: Settings,
    states: Iterable[ListState],
    say: Say,
    *,
    day: str | None = None,
    absent: Sequence[str] = (),
) -> Index:
    """An index of just the states of lists that an answer rested on.

    Args:
        settings: where the registry and its indexes are.
        states: what the answer says of its lists.
        say: told in one line of what takes a while.
        day: the past day (ISO) that was asked about; None for what was then now.
        absent: lists that the answer says were missing.

    Raises:
        ListsUnfit: a state is not kept.
        RegistryError: the registry cannot be read.
        IndexFileError: the index cannot be written.
    """
    wanted = tuple(states)

    def lists_of(connection: Connection) -> PastLists:
        held = snapshots.history(connection)
        chosen = tuple(_state_of(held, each) for each in wanted)
        return PastLists(queries.registry_state(connection).uuid, chosen, tuple(absent))

    return _index_of(settings, lists_of, day, say)


def _state_of(held: Sequence[Snapshot], wanted: ListState) -> Snapshot:
    """The state with the bytes that an answer rested on; of several the newest.

    Raises:
        ListsUnfit: there is none.
    """
    found = [
        each
        for each in held
        if (each.source, each.sha256) == (wanted.source, wanted.sha256) and each.activation
    ]
    # the same bytes may have been taken in for another day
    of_its_day = [each for each in found if each.published_on == wanted.published_on]
    for each in (*of_its_day, *found):
        return each
    raise ListsUnfit(
        f"{wanted.source}: its state of {wanted.published_on or 'no day'} with SHA-256 "
        f"{wanted.sha256} is not kept any more"
    )


def _index_of(
    settings: Settings, lists_of: Callable[[Connection], PastLists], day: str | None, say: Say
) -> Index:
    """An index of chosen lists, compiled where it is not kept.

    Args:
        settings: where the registry and its indexes are.
        lists_of: chooses them; asked again after others have compiled.
        day: the past day (ISO) that is meant, if one is.
        say: told in one line of what takes a while.
    """
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        lists = lists_of(connection)
    index = _kept(_path(settings, lists, day))
    if index is not None:
        return index
    with turn_to_compile(settings, lists.registry, say), reading(engine) as connection:
        lists = lists_of(connection)  # they may have changed while others compiled
        path = _path(settings, lists, day)
        index = _kept(path)
        if index is not None:
            return index
        make_room(settings, lists.registry, "as-of", kept=KEPT)
        say_how_many(lists.states, say, day)
        compile_index(
            path,
            connection,
            lists.states,
            compose(connection, lists.states, day=day),
            stamp=f"{lists.registry}@as-of-{day or NO_DAY}-{lists.digest(day)}",
            day=day,
            absent=lists.absent,
            previous=built_upon(settings, lists.registry, path),
        )
        return Index(path)


def _lists_of(connection: Connection, day: str) -> PastLists:
    held = snapshots.history(connection)
    states = snapshots.as_of(held, day)
    published = {each.source for each in states if not each.builtin}
    known = {each.source for each in held if not each.builtin and each.activation}
    registry = queries.registry_state(connection).uuid
    return PastLists(registry, states, sorted(known - published))


def _path(settings: Settings, lists: PastLists, day: str | None) -> Path:
    return index_file(settings, lists.registry, "as-of", lists.digest(day))


def _kept(path: Path) -> Index | None:
    try:
        index = Index(path)
    except IndexFileError:
        return None  # there is none yet, or it is torn
    with contextlib.suppress(OSError):
        path.touch()  # asked about just now, so it is forgotten last
    return index
