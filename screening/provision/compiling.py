"""Compiles an index from lists of a registry: what present and past days share."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from screening.composition import Composition, in_force
from screening.domain.answers import LinkedListing, ListState
from screening.domain.lists import ListStatus
from screening.matching.building import build
from screening.registry import queries
from screening.registry.snapshots import Snapshot
from screening.version import VERSION


def compile_index(
    path: Path,
    connection: Connection,
    states: Sequence[Snapshot],
    composition: Composition,
    *,
    stamp: str,
    seeds: str = "",
    day: str | None = None,
    absent: Sequence[str] = (),
    previous: Sequence[Path] = (),
) -> None:
    """Compile the listings of some states of lists, each target's once, into a file.

    Args:
        path: where to put it.
        connection: to the registry, in a transaction of the caller's.
        states: the states of the lists.
        composition: how their listings belong together.
        stamp: what the index notes of where it is from.
        seeds: digest of the built-in packages that this program brings.
        day: the past day (ISO) that is meant.
        absent: lists of which that day has no state.
        previous: indexes that it may be built upon, the likest first.

    Raises:
        IndexFileError: the file cannot be written.
    """
    chosen = {str(state.id) for state in states}
    build(
        path,
        (
            (source, listing)
            for source, listing in in_force(connection, states, day)
            if (source, listing.reference) not in composition.left_out
        ),
        stamp=stamp,
        engine=VERSION,
        seeds=seeds,
        lists=[_state(status) for status in queries.list_statuses(connection, chosen)],
        authorities=queries.authorities(connection),
        packages={
            status.package.code: status.package.title
            for status in queries.package_statuses(connection)
        },
        links={
            place: [
                LinkedListing(
                    *tie.place, tuple(f"{each.kind} {each.value}" for each in tie.evidence)
                )
                for tie in ties
                if tie.place not in composition.left_out
            ]
            for place, ties in composition.ties.items()
        },
        absent=absent,
        previous=previous,
    )


def _state(status: ListStatus) -> ListState:
    return ListState(
        source=status.source.code,
        title=status.source.title,
        authority=status.source.authority,
        published_on=status.published_on,
        sha256=status.sha256,
        listings=status.listings,
        builtin=status.source.builtin,
    )
