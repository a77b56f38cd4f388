"""Sees to it that the registry's links between listings are of its present state."""

from sqlalchemy import Engine

from screening.composition import Composition, compose, evidence_as_json
from screening.provision.registry import ready_registry
from screening.provision.saying import Say, silent
from screening.registry import links, queries, snapshots
from screening.registry.engine import open_engine, reading, writing
from screening.registry.stamp import Stamp
from screening.settings import Settings


def ready_links(settings: Settings, say: Say = silent) -> None:
    """See to it that the registry's links between listings are of its present state.

    Raises:
        RegistryError: the registry cannot be used or written to.
    """
    ready_registry(settings, say)
    engine = open_engine(settings.registry_url)
    with reading(engine) as connection:
        if links.are_current(connection):
            return
        stamp = queries.registry_state(connection)
        composition = compose(connection, snapshots.active(connection))
    keep_links(engine, stamp, composition)


def keep_links(engine: Engine, stamp: Stamp, composition: Composition) -> None:
    """Write the links of a state of the registry, unless it is in another one by now.

    Raises:
        RegistryError: the registry cannot be written to.
    """
    with writing(engine) as connection:
        if queries.registry_state(connection) == stamp:
            links.save(connection, evidence_as_json(composition.links))
