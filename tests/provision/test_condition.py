"""A registry on a server tells the same whichever way it is asked."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import make_url

from screening.provision.condition import condition, fitness
from screening.provision.registry import ready_registry
from screening.registry.server_stamp import server_condition
from screening.settings import Settings
from tests.provision.conftest import TRAVELLER, come, on_server


def out_of_the_ordinary(settings: Settings) -> Settings:
    """The same registry under an address that SQLAlchemy alone takes apart."""
    url = make_url(settings.database_url)
    assert url.host is not None
    spelt = url.set(host=None).update_query_dict({"host": url.host})
    return replace(settings, database_url=spelt.render_as_string(hide_password=False))


def test_an_address_out_of_the_ordinary_leads_to_the_same_answer(
    server_url: str, tmp_path: Path
) -> None:
    settings = on_server(server_url, tmp_path)
    ready_registry(settings)
    come(settings, TRAVELLER, day="2025-01-01")
    long_way = out_of_the_ordinary(settings)

    assert server_condition(long_way.registry_url) is None
    assert condition(long_way) == condition(settings) is not None
    assert fitness(long_way) == fitness(settings) != ()


def test_a_schema_with_nothing_in_it_is_no_registry(server_url: str, tmp_path: Path) -> None:
    assert condition(on_server(server_url, tmp_path)) is None
