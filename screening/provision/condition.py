"""Which state a registry is in and how its lists are, asked before every look-up."""

from screening.registry.fitness import QUESTION, Fitness, of_rows, sqlite_fitness
from screening.registry.stamp import HEAD, Stamp, sqlite_stamp
from screening.settings import Settings, bundled


def condition(settings: Settings) -> tuple[Stamp, tuple[Fitness, ...]] | None:
    """The stamp of a registry, and how its lists are, by code of the list.

    Returns:
        None where there is no registry, or none of this program's revision.

    Raises:
        RegistryError: the registry cannot be read, or is not ours.
    """
    path = settings.registry_file
    if path is None:
        return _of_server(settings) or _condition_by_engine(settings)
    stamp = sqlite_stamp(path)
    if stamp is None or stamp.schema != HEAD:
        return None
    return stamp, sqlite_fitness(path)


def fitness(settings: Settings) -> tuple[Fitness, ...]:
    """How the lists of a registry that is current are, by code of the list.

    Raises:
        RegistryError: the registry cannot be read.
    """
    if settings.registry_file is not None:
        return sqlite_fitness(settings.registry_file)
    found = _of_server(settings)
    return _fitness_by_engine(settings) if found is None else found[1]


def _of_server(settings: Settings) -> tuple[Stamp, tuple[Fitness, ...]] | None:
    from screening.registry.server_stamp import server_condition  # late: a file needs none

    return server_condition(settings.registry_url)


def _condition_by_engine(settings: Settings) -> tuple[Stamp, tuple[Fitness, ...]] | None:
    from screening.registry import queries, revisions
    from screening.registry.engine import open_engine, reading

    engine = open_engine(settings.registry_url)
    if revisions.state_of(engine, bundled("migrations")) is not revisions.RegistryAge.CURRENT:
        return None
    with reading(engine) as connection:
        stamp = queries.registry_state(connection)
    return stamp, _fitness_by_engine(settings)


def _fitness_by_engine(settings: Settings) -> tuple[Fitness, ...]:
    from screening.registry.engine import open_engine, reading

    with reading(open_engine(settings.registry_url)) as connection:
        return of_rows(connection.exec_driver_sql(QUESTION))
