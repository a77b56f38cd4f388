"""The collector is as it was before, however the work ends."""

import gc
from collections.abc import Iterator

import pytest

from screening.collecting import uncollected


@pytest.fixture(params=[True, False])
def before(request: pytest.FixtureRequest) -> Iterator[bool]:
    enabled = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if enabled else gc.disable)()


def test_nothing_is_collected_meanwhile(before: bool) -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled() is before


def test_work_that_fails_leaves_the_collector_as_it_was(before: bool) -> None:
    with pytest.raises(ValueError, match="failed"), uncollected():
        raise ValueError("failed")
    assert gc.isenabled() is before
