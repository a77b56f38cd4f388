from collections.abc import Callable

from sqlalchemy import Engine

from screening.domain.listings import Listing
from screening.domain.lists import Package, Source
from screening.domain.targets import ListedName, TargetType
from screening.registry.engine import reading, writing
from screening.registry.ingest import note_seeds, save_packages
from screening.registry.queries import (
    SeedsNote,
    authorities,
    by_reference,
    list_statuses,
    package_statuses,
    registry_state,
    seeds_note,
)
from tests.conftest import active_versions

Load = Callable[..., object]


def listing(
    reference: str, *, package: str | None = None, delisted: bool = False, names: int = 1
) -> Listing:
    return Listing(
        reference,
        "eu",
        TargetType.PERSON,
        names=tuple(ListedName(f"Ri Pong Chun {number}") for number in range(names)),
        package=package,
        delisted=delisted,
    )


def test_authorities_come_by_code_with_their_short_names(registry: Engine) -> None:
    with reading(registry) as connection:
        found = authorities(connection)

    assert [(authority.code, authority.short) for authority in found] == [
        ("eu", ("EU",)),
        ("kr-mofa", ("MOFA", "Korea")),
    ]


def test_which_built_in_packages_are_held_is_noted_and_changes_nothing_listed(
    registry: Engine,
) -> None:
    with writing(registry) as connection:
        before = registry_state(connection)
        assert seeds_note(connection) is None
        note_seeds(connection, digest="abc", version="0.1.0")

    with reading(registry) as connection:
        assert seeds_note(connection) == SeedsNote("abc", "0.1.0")
        assert registry_state(connection) == before


def test_active_versions_come_by_source_and_reference_the_same_on_every_database(
    registry: Engine, load: Load
) -> None:
    """Capitals first and signs as their code points, whatever a server's language."""
    references = ["b-1", "B-2", "a 1", "a-1", "É-1", "a1"]
    load([listing(reference) for reference in references], sha256="a")
    load([listing("z")], sha256="a", source=Source("eu-before", "eu", "Another", "test"))

    with reading(registry) as connection:
        found = [(source, entry.reference) for source, entry in active_versions(connection)]

    assert found == [
        ("eu-before", "z"),
        *(("eu-test", reference) for reference in ["B-2", "a 1", "a-1", "a1", "b-1", "É-1"]),
    ]


def test_delisted_entries_that_a_list_still_prints_are_active_versions(
    registry: Engine, load: Load
) -> None:
    load([listing("EU.1", delisted=True)], sha256="a")

    with reading(registry) as connection:
        ((_, found),) = active_versions(connection)

    assert found.delisted


def test_a_list_tells_what_of_it_is_loaded(registry: Engine, load: Load) -> None:
    load([listing("EU.1")], sha256="a")
    load([listing("EU.1", names=2), listing("EU.2", delisted=True)], sha256="b")

    with reading(registry) as connection:
        (status,) = list_statuses(connection)

    assert status.source == Source("eu-test", "eu", "A made-up list", "test")
    assert (status.snapshot, status.sha256) == ("2", "b")
    assert (status.published_on, status.retrieved_at) == ("2024-12-16", "2024-12-17T08:00:00Z")
    assert (status.listings, status.delisted, status.names) == (2, 1, 3)


def test_lists_come_by_source(registry: Engine, load: Load) -> None:
    for code in ("eu-b", "eu-a"):
        load([], sha256="a", source=Source(code, "eu", code, "test"))

    with reading(registry) as connection:
        assert [status.source.code for status in list_statuses(connection)] == ["eu-a", "eu-b"]


def test_packages_come_by_authority_then_by_day_and_last_without_one(
    registry: Engine,
) -> None:
    """A number counts within its authority alone."""
    more = (
        Package("KR-B", "kr-mofa", "of the same day", number=1, announced_on="2024-12-17"),
        Package("KR-A", "kr-mofa", "without a day", number=2),
        Package("EU-2022-03-09", "eu", "without a number", announced_on="2022-03-09"),
        Package("EU-4", "eu", "4th package", number=4, announced_on="2022-03-15"),
        Package("EU-3", "eu", "3rd package", number=3, announced_on="2022-02-28"),
    )
    with writing(registry) as connection:
        save_packages(connection, more)

    with reading(registry) as connection:
        found = [status.package.code for status in package_statuses(connection)]

    assert found == [
        *("EU-3", "EU-2022-03-09", "EU-4", "EU-15", "EU-16"),
        *("KR-2024-12-17", "KR-B", "KR-A"),
    ]


def test_a_package_counts_its_open_listings_and_the_delisted_among_them(
    registry: Engine, load: Load
) -> None:
    old = [listing(f"EU.{number}", package="EU-15") for number in range(3)]
    load(old, sha256="a")
    load([old[0], listing("EU.1", package="EU-15", delisted=True)], sha256="b")

    with reading(registry) as connection:
        counts = {
            status.package.code: (status.listings, status.delisted)
            for status in package_statuses(connection)
        }

    assert counts == {"EU-15": (2, 1), "EU-16": (0, 0), "KR-2024-12-17": (0, 0)}


def test_a_reference_is_found_in_either_case_and_in_every_source(
    registry: Engine, load: Load
) -> None:
    load([listing("EU.10.a"), listing("EU.10")], sha256="a")
    load([listing("eu.10.A")], sha256="a", source=Source("eu-b", "eu", "Another", "test"))

    with reading(registry) as connection:
        found = by_reference(connection, "Eu.10.A")

    assert [(version.source, version.listing.reference) for version in found] == [
        ("eu-b", "eu.10.A"),
        ("eu-test", "EU.10.a"),
    ]


def test_an_unknown_reference_finds_nothing(registry: Engine, load: Load) -> None:
    load([listing("EU.10")], sha256="a")

    with reading(registry) as connection:
        assert by_reference(connection, "EU.1%") == ()
