"""The index of the lists as they were on a past day."""

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from screening.composition import compose
from screening.errors import IndexFileError
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


@record
class PastLists:
    """The lists of a registry as they were on a day.

    Args:
        registry: its id.
        states: of each list, the state of that day.
        absent: lists of which no state of that day or before is kept.
    """

    registry: str
    states: Sequence[Snapshot]
    absent: Sequence[str]

    def digest(self, day: str) -> str:
        """All that goes into their index: days are told later, lists come to be missed."""
        chosen = (f"{each.id}@{each.published_on}" for each in self.states)
        key = "-".join([day, *chosen, *self.absent, VERSION])
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
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        lists = _lists_of(connection, day)
    for source in lists.absent:
        say(f"{source}: no state of {day} or before is kept; not screened against")
    index = _kept(_path(settings, lists, day))
    if index is not None:
        return index
    with turn_to_compile(settings, lists.registry, say), reading(engine) as connection:
        lists = _lists_of(connection, day)  # they may have changed while others compiled
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
            stamp=f"{lists.registry}@as-of-{day}-{lists.digest(day)}",
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


def _path(settings: Settings, lists: PastLists, day: str) -> Path:
    return index_file(settings, lists.registry, "as-of", lists.digest(day))


def _kept(path: Path) -> Index | None:
    try:
        index = Index(path)
    except IndexFileError:
        return None  # there is none yet, or it is torn
    with contextlib.suppress(OSError):
        path.touch()  # asked about just now, so it is forgotten last
    return index
