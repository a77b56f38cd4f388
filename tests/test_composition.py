"""Which listings are tied together, and which only repeat another of the issuer's."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from screening.composition import Composition, compose, evidence_as_json, in_force
from screening.domain.listings import Listing
from screening.domain.lists import Authority, Package, Source
from screening.domain.targets import Identifier, TargetType
from screening.linking import LinkEvidence
from screening.registry import ingest, snapshots
from screening.registry.engine import open_engine, reading, writing
from screening.registry.migrate import create
from screening.settings import bundled
from screening.sources.metadata import metadata
from tests.conftest import take_in

OWN = metadata("un-sc").source  # stands for all that its authority lists
EU = metadata("eu-fsf").source  # stands for asset freezes and travel bans
BUILTIN = Source("builtin-un", "un-sc", "A made-up package", "seed", builtin=True)
BUILTIN_EU = Source("builtin-eu", "eu", "A made-up package", "seed", builtin=True)
COPY = Source("copy", "un-sc", "Somebody's compilation", "test", copy=True)
SWISS = metadata("ch-seco").source

PASSPORT = (Identifier("passport", "ZZ998877", "ZZ998877"),)
DAY = "2026-03-01"


def entry(reference: str, authority: str = "un-sc", **fields: object) -> Listing:
    one = Listing(reference, authority, TargetType.PERSON)
    return replace(one, **fields)  # type: ignore[arg-type]


@pytest.fixture
def registry(file_url: str) -> Engine:
    def fill(connection: object) -> None:
        codes = ("un-sc", "eu", "ch-seco")
        ingest.save_authorities(connection, [Authority(code, code, "ZZ") for code in codes])  # type: ignore[arg-type]
        packages = [Package(f"EU-{number}", "eu", "made up") for number in (15, 16)]
        ingest.save_packages(connection, packages)  # type: ignore[arg-type]

    create(file_url, bundled("migrations"), fill)
    return open_engine(file_url)


Come = Callable[..., None]


@pytest.fixture
def come(registry: Engine) -> Come:
    def come(source: Source, *listings: Listing, day: str | None = DAY) -> None:
        with writing(registry) as connection:
            take_in(
                connection, source, listings, sha256=f"{source.code} {day}", published_on=day
            )

    return come


def composed(registry: Engine, day: str | None = None) -> Composition:
    with reading(registry) as connection:
        if day is None:
            return compose(connection, snapshots.active(connection))
        return compose(connection, snapshots.as_of(snapshots.history(connection), day), day=day)


def left_out(registry: Engine) -> set[tuple[str, str]]:
    return set(composed(registry).left_out)


# tied together


def test_listings_of_one_target_are_tied_with_what_says_so(
    registry: Engine, come: Come
) -> None:
    come(OWN, entry("KPi.001", identifiers=PASSPORT), entry("KPi.002"))
    come(SWISS, entry("CH.1", "ch-seco", identifiers=PASSPORT))

    found = composed(registry)

    evidence = LinkEvidence("passport", "ZZ998877")
    (tie,) = found.ties[("un-sc", "KPi.001")]
    assert (tie.place, tie.evidence) == (("ch-seco", "CH.1"), (evidence,))
    (back,) = found.ties[("ch-seco", "CH.1")]
    assert back.place == ("un-sc", "KPi.001")
    assert set(found.ties) == {("un-sc", "KPi.001"), ("ch-seco", "CH.1")}
    assert found.left_out == frozenset()
    assert evidence_as_json(found.links) == {
        (1, 3): [{"kind": "passport", "value": "ZZ998877"}]
    }


def test_a_tie_changes_nothing_of_what_a_list_says(registry: Engine, come: Come) -> None:
    one = entry("KPi.001", identifiers=PASSPORT)
    other = entry("CH.1", "ch-seco", identifiers=PASSPORT, birth_dates=("1961",))
    come(OWN, one)
    come(SWISS, other)

    composed(registry)

    with reading(registry) as connection:
        states = snapshots.active(connection)
        assert list(in_force(connection, states, None)) == [("ch-seco", other), ("un-sc", one)]


# left out: the issuer's own list has it


def test_a_built_in_listing_gives_way_to_the_issuers_of_the_same_package(
    registry: Engine, come: Come
) -> None:
    come(EU, entry("EU.1", "eu", package="EU-15", identifiers=PASSPORT), day="2020-01-01")
    come(BUILTIN_EU, entry("EU-15:1", "eu", package="EU-15", identifiers=PASSPORT))

    assert left_out(registry) == {("builtin-eu", "EU-15:1")}


def test_one_of_another_package_stays(registry: Engine, come: Come) -> None:
    come(EU, entry("EU.1", "eu", package="EU-16", identifiers=PASSPORT), day="2020-01-01")
    come(BUILTIN_EU, entry("EU-15:1", "eu", package="EU-15", identifiers=PASSPORT))

    assert left_out(registry) == set()


def test_one_that_is_linked_to_another_authority_alone_stays(
    registry: Engine, come: Come
) -> None:
    come(SWISS, entry("CH.1", "ch-seco", identifiers=PASSPORT))
    come(BUILTIN_EU, entry("EU-15:1", "eu", package="EU-15", identifiers=PASSPORT))

    assert left_out(registry) == set()


def test_one_without_a_package_that_is_linked_to_another_authority_alone_stays(
    registry: Engine, come: Come
) -> None:
    come(SWISS, entry("CH.1", "ch-seco", identifiers=PASSPORT))
    come(BUILTIN_EU, entry("EU-15:1", "eu", identifiers=PASSPORT))

    assert left_out(registry) == set()


def test_one_without_a_package_gives_way_to_any_of_the_issuers(
    registry: Engine, come: Come
) -> None:
    come(EU, entry("EU.1", "eu", package="EU-15", identifiers=PASSPORT), day="2020-01-01")
    come(BUILTIN_EU, entry("EU-15:1", "eu", identifiers=PASSPORT))

    assert left_out(registry) == {("builtin-eu", "EU-15:1")}


def test_one_that_is_linked_to_nothing_stays(registry: Engine, come: Come) -> None:
    come(EU, entry("EU.1", "eu", package="EU-15"), day="2020-01-01")
    come(BUILTIN_EU, entry("EU-15:1", "eu", package="EU-15"))

    assert left_out(registry) == set()


def test_one_that_is_linked_to_an_ended_listing_stays(registry: Engine, come: Come) -> None:
    ended = entry("EU.1", "eu", package="EU-15", identifiers=PASSPORT, delisted=True)
    come(EU, ended, day="2020-01-01")
    come(BUILTIN_EU, entry("EU-15:1", "eu", package="EU-15", identifiers=PASSPORT))

    assert left_out(registry) == set()


# left out: a compilation repeats the issuer's reference


def test_a_copy_gives_way_to_the_same_reference_of_the_issuer(
    registry: Engine, come: Come
) -> None:
    come(OWN, entry("KPi.001"))
    come(COPY, entry("KPi.001"), entry("KPi.002"), entry("KPi.001x"))

    assert left_out(registry) == {("copy", "KPi.001")}


def test_the_same_reference_of_another_authority_is_another(
    registry: Engine, come: Come
) -> None:
    come(OWN, entry("1"))
    come(COPY, entry("1", "ch-seco"))

    assert left_out(registry) == set()


def test_a_copy_of_what_has_ended_stays(registry: Engine, come: Come) -> None:
    """Somebody still lists it, and a person should see that."""
    come(OWN, entry("KPi.001", delisted=True))
    come(COPY, entry("KPi.001"))

    assert left_out(registry) == set()


def test_without_the_issuers_list_nothing_is_left_out(registry: Engine, come: Come) -> None:
    come(COPY, entry("KPi.001", identifiers=PASSPORT))
    come(BUILTIN, entry("1", identifiers=PASSPORT), day=None)

    assert left_out(registry) == set()


# left out: a full list of the day or later stands for it


@pytest.mark.parametrize(
    ("published", "gives_way"),
    [("2026-03-02", True), ("2026-03-01", True), ("2026-02-28", False), (None, False)],
)
def test_a_full_list_stands_for_packages_of_its_day_and_before(
    registry: Engine, come: Come, published: str | None, gives_way: bool
) -> None:
    """Whoever of the package is not on it has been delisted since."""
    come(OWN, entry("KPi.001"), day=published)
    come(BUILTIN, entry("1"))

    assert left_out(registry) == ({("builtin-un", "1")} if gives_way else set())


@pytest.mark.parametrize(
    ("listed_on", "gives_way"), [("2026-03-01", True), ("2026-03-02", False), (None, False)]
)
def test_a_package_without_a_day_counts_from_the_day_of_each_listing(
    registry: Engine, come: Come, listed_on: str | None, gives_way: bool
) -> None:
    come(OWN, entry("KPi.001"))
    come(BUILTIN, entry("1", listed_on=listed_on), day=None)

    assert left_out(registry) == ({("builtin-un", "1")} if gives_way else set())


@pytest.mark.parametrize(
    ("measures", "gives_way"),
    [
        (("asset freeze",), True),
        (("export control", "travel ban"), True),
        (("export control",), False),
        (("port ban",), False),
        ((), False),
    ],
)
def test_a_full_list_stands_for_the_measures_that_it_carries(
    registry: Engine, come: Come, measures: tuple[str, ...], gives_way: bool
) -> None:
    come(EU, entry("EU.1", "eu"))
    come(BUILTIN_EU, entry("EU-15:1", "eu", measures=measures))

    assert left_out(registry) == ({("builtin-eu", "EU-15:1")} if gives_way else set())


def test_a_list_of_another_authority_stands_for_nothing(registry: Engine, come: Come) -> None:
    come(SWISS, entry("CH.1", "ch-seco"))
    come(BUILTIN, entry("1"))

    assert left_out(registry) == set()


def test_a_list_that_nobody_describes_stands_for_nothing(registry: Engine, come: Come) -> None:
    come(Source("own-list", "un-sc", "A list of one's own", "test"), entry("1"))
    come(BUILTIN, entry("2"))

    assert left_out(registry) == set()


def test_a_full_list_does_not_stand_for_somebodys_compilation(
    registry: Engine, come: Come
) -> None:
    come(OWN, entry("KPi.001"))
    come(COPY, entry("KPi.002"))

    assert left_out(registry) == set()


def test_what_the_issuer_lists_is_never_left_out(registry: Engine, come: Come) -> None:
    come(OWN, entry("KPi.001", identifiers=PASSPORT), entry("KPi.002"))
    come(COPY, entry("KPi.001", identifiers=PASSPORT))
    come(BUILTIN, entry("KPi.002", identifiers=PASSPORT))

    assert {source for source, _ in left_out(registry)} == {"copy", "builtin-un"}


# on a past day


@pytest.fixture
def package(come: Come) -> None:
    come(
        BUILTIN,
        entry("always", listed_on="2024-12-16"),
        entry("ended", listed_on="2024-12-16", delisted=True, delisted_on="2025-06-01"),
        entry("ended once", listed_on="2024-12-16", delisted=True),
        entry("later", listed_on="2025-12-01"),
        entry("undated"),
        day=None,
    )


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-12-15", {}),
        ("2024-12-16", {"always": False, "ended": False, "ended once": True}),
        ("2025-05-31", {"always": False, "ended": False, "ended once": True}),
        ("2025-06-01", {"always": False, "ended": True, "ended once": True}),
        ("2025-12-01", {"always": False, "ended": True, "ended once": True, "later": False}),
    ],
)
def test_of_a_package_those_count_that_were_in_force(
    registry: Engine, day: str, expected: dict[str, bool]
) -> None:
    """By reference, whether it had ended by then."""
    with reading(registry) as connection:
        states = snapshots.as_of(snapshots.history(connection), day)
        found = {one.reference: one.delisted for _, one in in_force(connection, states, day)}

    assert found == expected


@pytest.mark.usefixtures("package")
def test_now_a_package_counts_as_it_is(registry: Engine) -> None:
    with reading(registry) as connection:
        found = list(in_force(connection, snapshots.active(connection), None))

    assert len(found) == 5


def test_on_a_past_day_only_the_lists_of_then_stand_for_a_package(
    registry: Engine, come: Come
) -> None:
    come(BUILTIN, entry("1", listed_on="2025-01-01"), day=None)
    come(OWN, entry("KPi.001"), day="2024-12-01")
    come(OWN, entry("KPi.001"), day="2025-02-01")

    assert composed(registry, "2025-01-15").left_out == frozenset()
    assert composed(registry, "2025-02-15").left_out == {("builtin-un", "1")}
    assert composed(registry, "2024-12-15").ties == {}
