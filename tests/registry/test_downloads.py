from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from screening.registry import snapshots
from screening.registry.downloads import DownloadState, confirm, note, state_of
from screening.registry.engine import reading, writing
from screening.registry.queries import registry_state

AT = "2026-03-05T10:00:00+00:00"
FINE = DownloadState(AT, {"https://one.example/list.xml": {"etag": '"1"', "sha256": "0" * 64}})
FAILED = DownloadState(AT, {}, failure="answered 500", failed_since="2026-03-04T10:00:00+00:00")


def test_where_nothing_was_downloaded_nothing_is_known(registry: Engine) -> None:
    with reading(registry) as connection:
        assert state_of(connection, "eu-test") is None


def test_only_how_the_last_download_went_is_kept(
    registry: Engine, load: Callable[..., object]
) -> None:
    load([], sha256="a")

    for state in (FINE, FAILED, FINE):
        with writing(registry) as connection:
            note(connection, "eu-test", state)
            assert state_of(connection, "eu-test") == state


def test_a_download_that_changed_nothing_changes_nothing_listed(
    registry: Engine, load: Callable[..., object]
) -> None:
    load([], sha256="a")
    with writing(registry) as connection:
        before = registry_state(connection)
        note(connection, "eu-test", FINE)
        confirm(connection, 1, AT)

    with reading(registry) as connection:
        assert registry_state(connection) == before
        assert snapshots.snapshot(connection, 1).confirmed_at == AT


@pytest.mark.parametrize("state", [FINE, FAILED])
def test_a_list_that_nobody_knows_has_no_downloads(
    registry: Engine, state: DownloadState
) -> None:
    with pytest.raises(IntegrityError), writing(registry) as connection:
        note(connection, "nothing", state)
