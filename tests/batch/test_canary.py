"""Planted names: a batch whose screening has stopped to find is not run."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from screening.batch.canary import Planted, planted_in, sing, with_a_slip
from screening.domain.answers import Answer, ListState, Outcome
from screening.domain.listings import Listing
from screening.domain.queries import Query
from screening.errors import CanaryError
from screening.matching.building import build
from screening.matching.index import Index
from screening.records import replace
from screening.screener import Scope, Screener
from screening.settings import Settings
from tests.conftest import listing


class Blind(Screener):
    """Finds nothing on one list."""

    def screen(self, query: Query | str) -> Answer:
        answer = super().screen(query)
        hits = tuple(hit for hit in answer.hits if hit.source != "builtin-eu-16")
        return replace(answer, hits=hits, reviews=(), outcome=Outcome.CLEAR)


def test_one_name_of_each_list_is_planted_and_one_with_a_slip(screener: Screener) -> None:
    planted = list(planted_in(screener))
    whole = [each for each in planted if not each.degraded]

    assert [each.source for each in whole] == [state.source for state in screener.basis.lists]
    assert sum(each.degraded for each in planted) == 1
    assert (
        sing(screener) == f"{len(planted)} planted names of 9 lists were found, 1 with a slip"
    )


def test_they_are_names_of_the_listings_that_they_say(screener: Screener) -> None:
    index = screener.index
    for each in planted_in(screener):
        listed = [index.listing(number)[1] for number in index.with_reference(each.reference)]
        names = {listing.primary_name for listing in listed}
        assert (each.name in names) is not each.degraded


def test_a_screener_that_misses_one_is_not_used(screener: Screener) -> None:
    blind = Blind(screener.index, screener.settings)

    with pytest.raises(CanaryError, match=r"on builtin-eu-16 is not found .*: nothing was"):
        sing(blind)


def test_only_what_is_searched_is_planted(screener: Screener) -> None:
    part = Screener(screener.index, screener.settings, Scope(authorities=("kr-mofa",)))

    assert {each.source for each in planted_in(part)} == {"builtin-kr-2024-12-17"}


@pytest.mark.parametrize("settings", [{"fast": True}, {"floor": 0.9, "threshold": 0.95}])
def test_a_slip_is_planted_only_where_it_has_to_be_found(
    make: Callable[..., Screener], settings: dict[str, object]
) -> None:
    def slips(planted: Sequence[Planted]) -> list[bool]:
        return [each.degraded for each in planted]

    with make() as thorough, make(**settings) as other:
        assert any(slips(list(planted_in(thorough))))
        assert not any(slips(list(planted_in(other))))


@pytest.mark.parametrize(
    ("name", "slipped"),
    [("Arvid Kellermund", "Arvid Kellemrund"), ("Anna Xaaaab", "Anna Xaaaba"), ("Aa", "Aa")],
)
def test_a_slip_changes_two_letters_that_differ(name: str, slipped: str) -> None:
    assert with_a_slip(name) == slipped


Lists = Callable[..., Screener]


@pytest.fixture
def lists(tmp_path: Path) -> Lists:
    """A screener on made-up lists: their codes, and what is listed on each."""

    def lists(**listed: Sequence[Listing]) -> Screener:
        path = tmp_path / "made-up.idx"
        states = tuple(
            ListState(source, source, "zz-test", "2026-01-31", "0" * 64, len(each), False)
            for source, each in listed.items()
        )
        each = ((source, one) for source, found in listed.items() for one in found)
        build(path, each, stamp="made-up@1", lists=states)
        return Screener(Index(path), Settings(tmp_path))

    return lists


LONG = listing("P1", "Arvid Tomasovich KELLERMUND")


def test_where_no_name_tells_enough_any_that_comes_up_is_planted(lists: Lists) -> None:
    with lists(
        cyrillic=(listing("C1", "Арвид КЕЛЛЕРМУНД"),),
        latin=(LONG,),
        short=(listing("S0", "..."), listing("S1", "Xaqor ZEM")),
    ) as screener:
        assert {(each.source, each.name) for each in planted_in(screener)} >= {
            ("cyrillic", "Арвид КЕЛЛЕРМУНД"),
            ("short", "Xaqor ZEM"),
        }
        assert sing(screener).endswith("planted names of 3 lists were found, 1 with a slip")


def test_a_list_of_which_nothing_can_be_planted_is_named(lists: Lists) -> None:
    with lists(latin=(LONG,), odd=(listing("N1", "..."),)) as screener:
        assert sing(screener).endswith("; no name could be planted of: odd")


def test_where_nothing_can_be_planted_nothing_is_screened(lists: Lists) -> None:
    with (
        lists(odd=(listing("N1", "..."),)) as screener,
        pytest.raises(CanaryError, match="not one listed name of odd is found with these"),
    ):
        sing(screener)


def test_lists_without_any_name_have_nothing_to_plant(lists: Lists) -> None:
    with lists(ships=(listing("V1"),)) as screener:
        assert sing(screener).startswith("0 planted names")
