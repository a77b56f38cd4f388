"""How the listings of several lists belong together."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from screening.domain.listings import Listing
from screening.domain.lists import Source
from screening.identifiers import make_identifier
from screening.provision import links as provided_links
from screening.provision import ready_index
from screening.provision.links import ready_links
from screening.registry import links
from screening.registry.engine import open_engine, reading, writing
from screening.settings import Settings
from tests.conftest import all_links, take_in
from tests.provision.conftest import TRAVELLER, come, person


def linked_places(settings: Settings) -> set[tuple[int, int]]:
    with reading(open_engine(settings.registry_url)) as connection:
        return set(all_links(connection))


def are_linked(settings: Settings) -> bool:
    """Whether the links that are kept are of the present state."""
    with reading(open_engine(settings.registry_url)) as connection:
        return links.are_current(connection)


def with_passport(listing: Listing) -> Listing:
    return replace(listing, identifiers=(make_identifier("passport", "ZZ998877"),))


def load_swiss(settings: Settings, listing: Listing) -> None:
    with writing(open_engine(settings.registry_url)) as connection:
        source = Source("swiss", "ch-seco", "A list of one's own", "test")
        swiss = replace(listing, authority="ch-seco")
        take_in(connection, source, [swiss], sha256=repr(listing))


@pytest.mark.parametrize("ready", [ready_index, ready_links])
def test_links_are_kept_and_made_again_after_a_change(
    settings: Settings, ready: Callable[[Settings], object]
) -> None:
    ready(settings)
    before = linked_places(settings)
    come(settings, with_passport(TRAVELLER), day="2025-01-01")
    load_swiss(settings, with_passport(person("CH-1", "Arvid Kellermunt")))
    assert not are_linked(settings)
    assert linked_places(settings) == before

    ready(settings)

    assert are_linked(settings)
    (new,) = linked_places(settings) - before
    load_swiss(settings, person("CH-1", "Arvid Kellermunt"))
    ready(settings)
    assert linked_places(settings) == before
    assert new not in before


def test_links_that_are_current_are_not_made_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready_links(settings)
    monkeypatch.setattr(provided_links, "compose", None)

    ready_links(settings)
