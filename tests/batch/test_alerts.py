import math
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from screening.batch.alerts import HIGHEST, AtThreshold, alerts_by_threshold, at_the_floor
from screening.batch.tally import Tally
from screening.domain.answers import Answer, Outcome, Reason
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.matching.building import build
from screening.matching.index import Index
from screening.screener import Screener
from screening.settings import Settings
from tests.batch.answered import FLOOR, THRESHOLD, add, add_unscreened, candidate, new
from tests.conftest import LISTINGS, LISTS, listing

Make = Callable[..., Screener]

LOW = 0.1
"""A floor at which names that tell too little are shown."""

# Names of both kinds that one query is near to, and a name that many bear.
MORE = (
    listing(
        "P4",
        "Anton Vinterstrand",
        "~Tosha Vinterstorm",
        birth_dates=("1961",),
        nationalities=("SE",),
    ),
    listing("P5", "Muhammad VINTERLUND", nationalities=("SE",)),
)
NAMES = (
    *("Arvid Tomasovich Kellermund", "Arvid Kellermund", "Arvid Kellermunt", "Arwid Kelermund"),
    *("Kellermund", "Tosha", "Tosha Kellermund", "Tosha Kelermund", "Arvid", "Toshka"),
    *("Selma Quistgaard", "Selma Quistgard", "Selma Quist", "Vintergatan Trading", "Trading"),
    *("Vintergaten Trading LLC", "Wintergatan", "Nordlys", "Nordlis", "Havfrue", "Havfru"),
    *("Jane Roe", "...", "Company Ltd", "Tomas Kellermund", "Arvid T Kellermund"),
    *("Tosha Arvid Vinterstorm", "Anton Vinterstorm", "Tosha Vinterstrand", "Vinterstorm"),
    *("Muhammad Vinterlund", "Muhammad Winterlund", "Muhammad"),
)
BESIDE: tuple[dict[str, str], ...] = (
    {},
    {"birth_date": "1961-04-07"},
    {"birth_date": "1985", "country": "PE"},
    {"birth_date": "1985", "country": "PE", "gender": "female"},
    {"type": "vessel"},
    {"type": "person", "country": "SE"},
)
QUERIES = tuple(Query(name, **more) for name in NAMES for more in BESIDE)  # type: ignore[arg-type]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    path = tmp_path / "made-up.idx"
    build(path, (("test", one) for one in (*LISTINGS, *MORE)), stamp="made-up@1", lists=LISTS)

    def screener(**limits: float) -> Screener:
        return Screener(Index(path), Settings(tmp_path, **limits))  # type: ignore[arg-type]

    return screener


def screened(
    screener: Screener,
    *,
    threshold: float = THRESHOLD,
    floor: float = FLOOR,
    screened_at: float | None = None,
) -> Tally:
    """What the queries come to."""
    tally = Tally(threshold=threshold, floor=floor, screened_at=screened_at)
    for row, (query, told) in enumerate(
        zip(QUERIES, screener.screen_many(QUERIES), strict=True), start=1
    ):
        if isinstance(told, Answer):
            tally.add(row, "", query, told, told.outcome, None)
        else:
            assert isinstance(told, QueryError)
            tally.add(row, "", query, None, Outcome.INVALID, str(told))
    return tally


@pytest.mark.parametrize("floor", [LOW, FLOOR])
def test_a_dry_run_tells_what_a_run_at_each_threshold_would_come_to(
    make: Make, floor: float
) -> None:
    screener = at_the_floor(make(threshold=THRESHOLD, floor=floor))
    found = alerts_by_threshold(screened(screener, floor=floor, screened_at=floor))
    told = {round(one.threshold, 2): one for one in found}

    shapes = set()
    for threshold in (0.4, 0.5, 0.56, 0.7, 0.82, 0.9, 0.98):
        run = screened(make(threshold=threshold, floor=floor), threshold=threshold, floor=floor)
        one = told[threshold]
        assert (one.hits, one.reviews) == (
            run.outcomes[Outcome.HIT],
            run.outcomes[Outcome.REVIEW],
        ), threshold
        assert one.rows == run.rows == len(QUERIES)
        shapes.add((one.hits, one.reviews))
    assert len(shapes) > 4, "the queries do not tell the thresholds apart"


def test_the_queries_meet_every_rule_that_a_score_cannot_express(make: Make) -> None:
    """Otherwise the test above would not say much."""
    told = make(floor=LOW).screen_many(QUERIES)
    answers = [each for each in told if isinstance(each, Answer)]
    notes = Counter(
        note.code for each in answers for hit in each.candidates for note in hit.notes
    )

    assert {
        Reason.WEAK_ALIAS,
        Reason.TOO_GENERIC,
        Reason.ENDED,
        Reason.SPEAKS_AGAINST,
    } <= notes.keys()


@pytest.mark.parametrize("threshold", [0.55, 0.7])
def test_a_run_tells_of_its_own_threshold_and_those_above(make: Make, threshold: float) -> None:
    run = screened(make(threshold=threshold, floor=FLOOR), threshold=threshold)
    found = alerts_by_threshold(run)
    dry = screened(at_the_floor(make(floor=FLOOR)), threshold=threshold, screened_at=FLOOR)

    assert found[0].threshold == threshold
    assert (found[0].hits, found[0].reviews) == (
        run.outcomes[Outcome.HIT],
        run.outcomes[Outcome.REVIEW],
    )
    assert found == alerts_by_threshold(dry)[-len(found) :]


def test_thresholds_rise_from_the_floor_in_even_steps_to_the_highest() -> None:
    found = alerts_by_threshold(new(screened_at=FLOOR))

    assert [f"{one.threshold:.2f}" for one in found] == [
        f"{step / 100:.2f}" for step in range(40, 99, 2)
    ]
    assert found[-1].threshold == HIGHEST
    assert [one.threshold for one in found if one.in_force] == [THRESHOLD]


def test_a_threshold_between_two_steps_is_told_of_as_exactly() -> None:
    tally = Tally(threshold=0.705, floor=0.41, screened_at=0.41)
    add(tally, 1, candidate(0.704))
    add(tally, 2, candidate(0.705))
    found = alerts_by_threshold(tally)
    (in_force,) = (one for one in found if one.in_force)

    assert found[0].threshold == 0.41
    assert in_force == AtThreshold(0.705, 1, 1, 2, True)


def test_what_a_rule_holds_back_is_for_review_at_every_threshold() -> None:
    tally = new(screened_at=FLOOR)
    add(tally, 1, candidate(0.99, Reason.ENDED))

    assert {(one.hits, one.reviews) for one in alerts_by_threshold(tally)} == {(0, 1)}


def test_what_is_switched_off_holds_nothing_back() -> None:
    tally = new(screened_at=FLOOR)
    add(tally, 1, candidate(0.99, Reason.SWITCHED_OFF))

    assert {(one.hits, one.reviews) for one in alerts_by_threshold(tally)} == {(1, 0)}


def test_below_the_floor_a_name_is_shown_as_long_as_it_would_hit_alone() -> None:
    tally = new(screened_at=FLOOR)
    add(tally, 1, candidate(0.1, Reason.SPEAKS_AGAINST, alone=math.log(0.8 / 0.2) + 1e-9))
    shown = [one.threshold for one in alerts_by_threshold(tally) if one.reviews]

    assert (shown[0], shown[-1]) == (FLOOR, 0.8)


def test_shares_are_of_all_rows() -> None:
    tally = new()
    add(tally, 1, candidate(0.9))
    add(tally, 2)
    add(tally, 3, candidate(0.5))
    add_unscreened(tally, 4, "name: nothing to screen")
    at = alerts_by_threshold(tally)[0]

    assert (at.hit_share, at.review_share) == (0.25, 0.25)


def test_without_a_row_there_is_no_share() -> None:
    assert {(one.hit_share, one.review_share) for one in alerts_by_threshold(new())} == {(0, 0)}
