"""The index of the lists as they are now."""

import contextlib

from screening.composition import compose
from screening.errors import RegistryError
from screening.matching.index import Index
from screening.provision.compiling import compile_index
from screening.provision.links import keep_links
from screening.provision.place import built_upon, current_index, index_path, stamp_text
from screening.provision.room import make_room
from screening.provision.saying import Say, say_how_many
from screening.provision.turn import turn_to_compile
from screening.registry import links, queries, snapshots
from screening.registry.engine import open_engine, reading
from screening.settings import Settings

KEPT = 2
"""Indexes of a registry that are kept: the newest, and the one before for whoever began
with that and has processes yet to start."""


def compiled(settings: Settings, seeds: str, say: Say) -> Index:
    """The index of a registry that is current, compiled by this process or another just now.

    Args:
        settings: where the registry and the index are.
        seeds: digest of the built-in packages that this program brings.
        say: told in one line of what takes a while.

    Raises:
        RegistryError: the registry cannot be read.
        IndexFileError: the index cannot be written.
    """
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        registry = queries.registry_state(connection).uuid
    with turn_to_compile(settings, registry, say), reading(engine) as connection:
        stamp = queries.registry_state(connection)
        found = current_index(settings, stamp, seeds)
        if found is not None:
            return found
        make_room(settings, registry, "now", kept=KEPT)
        states = snapshots.active(connection)
        say_how_many(states, say)
        composition = compose(connection, states)
        path = index_path(settings, stamp, seeds)
        compile_index(
            path,
            connection,
            states,
            composition,
            stamp=stamp_text(stamp),
            seeds=seeds,
            previous=built_upon(settings, registry, path),
        )
        index = Index(path)
        to_be_kept = not links.are_current(connection)
    if to_be_kept:
        # what cannot be written now is worked out again when it is asked for
        with contextlib.suppress(RegistryError):
            keep_links(engine, stamp, composition)
    return index
