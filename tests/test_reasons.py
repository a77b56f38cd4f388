from collections.abc import Callable

import pytest

from screening.domain.answers import Reason
from screening.domain.queries import Query
from screening.reasons import why_no_hit
from screening.screener import Scope, Screener

Made = Callable[..., Screener]
NAME = "Arvid Tomasovich Kellermund"


def reasons(screener: Screener, query: Query | str, reference: str) -> dict[Reason, str]:
    (number,) = screener.index.with_reference(reference)
    found = why_no_hit(
        screener.weigh(query, number),
        threshold=screener.settings.threshold,
        floor=screener.settings.floor,
    )
    return {note.code: note.text for note in found}


def test_for_a_hit_there_is_no_reason(make: Made) -> None:
    assert reasons(make(), NAME, "P1") == {}


def test_points_missing_to_floor_and_threshold_are_told(make: Made) -> None:
    found = reasons(make(), "Arvid Quistgaard", "P1")

    assert list(found) == [Reason.BELOW_FLOOR, Reason.BELOW_THRESHOLD]
    assert "points (log-odds) below the floor of 0.40" in found[Reason.BELOW_FLOOR]
    assert "points (log-odds) below the threshold of 0.70" in found[Reason.BELOW_THRESHOLD]


def test_between_floor_and_threshold_the_threshold_is_missed(make: Made) -> None:
    assert list(reasons(make(threshold=1.0), NAME, "P1")) == [Reason.BELOW_THRESHOLD]


def test_a_threshold_of_one_is_reached_by_no_score(make: Made) -> None:
    assert (
        "no score reaches" in reasons(make(threshold=1.0), NAME, "P1")[Reason.BELOW_THRESHOLD]
    )


def test_nothing_in_common(make: Made) -> None:
    assert list(reasons(make(), "Johann Zweig", "V1")) == [Reason.NOTHING_IN_COMMON]


def test_a_listing_outside_the_scope(make: Made) -> None:
    screener = make(Scope(authorities=("yy-test",)))

    assert list(reasons(screener, NAME, "P1")) == [Reason.OUT_OF_SCOPE]


def test_weak_aliases_that_are_switched_off(make: Made) -> None:
    assert list(reasons(make(weak_aliases=False), "Tosha", "P1")) == [Reason.WEAK_ALIASES_OFF]


def test_an_ended_listing(make: Made) -> None:
    assert list(reasons(make(), "Selma Quistgaard", "P3")) == [Reason.ENDED]


def test_another_type_than_was_asked(make: Made) -> None:
    alone = next(hit.score for hit in make().screen(NAME).hits if hit.listing.package)
    screener = make(threshold=alone - 0.001, floor=alone - 0.001)

    assert Reason.OTHER_TYPE in reasons(screener, Query(NAME, type="vessel"), "P1")


def test_a_query_that_is_too_generic(make: Made) -> None:
    assert Reason.TOO_GENERIC in reasons(make(threshold=0.0, floor=0.0), "Trading", "O1")


def test_a_name_that_the_search_does_not_bring_up(make: Made) -> None:
    # the fast mode looks for no two words written as one
    assert Reason.NOT_BROUGHT_UP in reasons(make(fast=True), "Arvidkellermund", "P1")


@pytest.mark.parametrize("threshold", [0.0, 1.0])
def test_what_is_switched_off_is_told_with_what_it_would_change(
    make: Made, threshold: float
) -> None:
    screener = make(threshold=threshold, floor=0.0, without=("identifiers",))
    found = reasons(screener, Query("Nordljus", identifiers={"imo": "9842188"}), "V1")

    if threshold:
        assert found[Reason.SWITCHED_OFF].startswith(
            "identifiers: switched off; with all that is asked it scores 0.99"
        )
    else:
        assert found == {}
