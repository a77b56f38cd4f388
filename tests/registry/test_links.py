from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from screening.domain.lists import Source
from screening.registry import links
from screening.registry.engine import reading, writing
from screening.registry.queries import linked_versions, registry_state
from tests.conftest import all_links, listing

MOFA = Source("kr-test", "kr-mofa", "Another made-up list", "test")
BUILTIN = Source("builtin-test", "eu", "A made-up package", "test", builtin=True)
COPY = Source("copy-test", "eu", "Somebody's compilation", "test", copy=True)
EVIDENCE = [{"kind": "passport", "value": "ZZ998877"}]
ARVID = listing("EU.1", "Arvid Kellermund", authority="eu")
SAME = listing("KR.1", "Arvid Kellermunt", authority="kr-mofa")


@pytest.fixture
def linked(registry: Engine, load: Callable[..., object]) -> Engine:
    """Two lists, and a link between the first entry of each."""
    load([ARVID, listing("EU.2", "Selma", authority="eu")], sha256="a")
    load([SAME], sha256="a", source=MOFA)
    with writing(registry) as connection:
        links.save(connection, {(1, 3): EVIDENCE})
    return registry


def test_links_are_kept_with_their_evidence(linked: Engine) -> None:
    with reading(linked) as connection:
        assert all_links(connection) == {(1, 3): EVIDENCE}
        assert links.partners(connection, [1]) == [(1, 3, EVIDENCE)]
        assert links.partners(connection, [3]) == [(3, 1, EVIDENCE)]
        assert links.partners(connection, [1, 3]) == [(1, 3, EVIDENCE), (3, 1, EVIDENCE)]
        assert links.partners(connection, [2]) == []
        assert links.partners(connection, []) == []


def test_new_links_take_the_place_of_the_old_ones(linked: Engine) -> None:
    with writing(linked) as connection:
        links.save(connection, {(2, 3): EVIDENCE})
        assert all_links(connection) == {(2, 3): EVIDENCE}
        links.save(connection, {})
        assert all_links(connection) == {}


def test_links_are_current_until_a_list_changes(
    registry: Engine, load: Callable[..., object]
) -> None:
    def current() -> bool:
        with reading(registry) as connection:
            return links.are_current(connection)

    load([ARVID], sha256="a")
    assert not current()
    with writing(registry) as connection:
        before = registry_state(connection)
        links.save(connection, {})
        assert registry_state(connection) == before
    assert current()
    load([ARVID], sha256="a")
    assert current()
    load([], sha256="b")
    assert not current()


def test_every_listing_ever_met_has_its_number(
    linked: Engine, load: Callable[..., object]
) -> None:
    load([], sha256="b")

    with reading(linked) as connection:
        assert links.listing_ids(connection) == {
            ("eu-test", "EU.1"): 1,
            ("eu-test", "EU.2"): 2,
            ("kr-test", "KR.1"): 3,
        }


def test_packages_and_compilations_follow_the_authorities(
    registry: Engine, load: Callable[..., object]
) -> None:
    for source in (BUILTIN, COPY, MOFA):
        load([], sha256="a", source=source)

    with reading(registry) as connection:
        assert links.following_sources(connection) == {"builtin-test", "copy-test"}


def test_what_is_linked_is_told_as_it_reads_now(
    linked: Engine, load: Callable[..., object]
) -> None:
    newer = listing("KR.1", "Arvid Kellermunt", "=Tosha", authority="kr-mofa")
    load([newer], sha256="b", source=MOFA)

    with reading(linked) as connection:
        (found,) = linked_versions(connection, [("eu-test", "EU.1"), ("eu-test", "EU.2")])

    assert found.of == ("eu-test", "EU.1")
    assert found.evidence == tuple(EVIDENCE)
    assert (found.version.source, found.version.listing) == ("kr-test", newer)


def test_what_has_ended_is_linked_to_nothing_any_more(
    linked: Engine, load: Callable[..., object]
) -> None:
    load([], sha256="b", source=MOFA)

    with reading(linked) as connection:
        assert linked_versions(connection, [("eu-test", "EU.1")]) == ()
