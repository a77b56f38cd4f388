"""One function for each thing a user can ask; the command line only translates."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from screening.domain.lists import ListStatus, PackageStatus
from screening.errors import QueryError
from screening.matching.index import Index
from screening.provision import ready_index, ready_registry, upgrade
from screening.screener import Scope, Screener
from screening.settings import Settings, with_overrides

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from screening.registry.queries import ListingVersion

Say = Callable[[str], None]


def open_screener(
    settings: Settings,
    say: Say,
    *,
    threshold: float | None = None,
    floor: float | None = None,
    authorities: Iterable[str] = (),
    packages: Iterable[str] = (),
) -> Screener:
    """A screener on everything loaded, or on the authorities and packages named.

    Args:
        settings: where the registry is, and the thresholds.
        say: told in one line when the registry is created or upgraded.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        authorities: codes, or what people call them (`OFAC`, `EU`).
        packages: codes, in upper or lower case (`EU-15`).

    Raises:
        QueryError: an authority or package has no such name.
        ListsUnfit: nothing of it is loaded.
        ScreeningError: a setting or the registry is not fit.
    """
    chosen = with_overrides(settings, threshold=threshold, floor=floor)
    index = ready_index(chosen, say)
    scope = Scope(
        tuple(code for name in authorities for code in authority_codes(index, name)),
        tuple(package_code(index, name) for name in packages),
    )
    return Screener(index, chosen, scope)


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


@contextmanager
def _registry(settings: Settings, say: Say) -> Iterator["Connection"]:
    """The registry, ready, to be asked; it stays in one state meanwhile."""
    from screening.registry.engine import open_engine, reading

    ready_registry(settings, say)
    with reading(open_engine(settings.registry_url)) as connection:
        yield connection


def packages(settings: Settings, say: Say) -> tuple[PackageStatus, ...]:
    """Every package, and how many of its listings are loaded."""
    from screening.registry import queries

    with _registry(settings, say) as connection:
        return queries.package_statuses(connection)


def lists(settings: Settings, say: Say) -> tuple[ListStatus, ...]:
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


def upgrade_registry(settings: Settings, say: Say) -> None:
    """Bring the registry and its built-in packages up to date; create it if need be."""
    upgrade(settings, say)
