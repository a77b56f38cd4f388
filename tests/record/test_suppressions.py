import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.answers import Answer, Basis, Disposition, Hit, Outcome, Tier
from screening.domain.listings import fingerprint
from screening.domain.queries import Query
from screening.errors import RecordError
from screening.matching import model
from screening.matching.digest import decisive
from screening.record import customers
from screening.record.entry import Entry, block_of
from screening.record.history import State, decisions
from screening.record.lines import packed, unpacked, value_line
from screening.record.suppressions import (
    STRICTER,
    Decided,
    Suppressions,
    rules_of,
    suppressions,
)
from screening.records import replace
from screening.settings import FEATURES, Settings
from tests.conftest import LISTINGS
from tests.record.conftest import CUSTOMER, SELMA, Desk

TODAY = datetime.now(UTC).date()
NOWHERE = Path()


def told(answer: Answer, reference: str) -> Disposition:
    """What the first look at an answer says was decided of a listing."""
    (hit,) = (hit for hit in answer.candidates if hit.listing.reference == reference)
    assert hit.disposition is not None
    return hit.disposition


def first(answer: Answer) -> str:
    return answer.candidates[0].listing.reference


def test_the_rules_of_a_suppression_are_those_that_the_basis_has() -> None:
    settings = Settings(data_dir=NOWHERE, without=("type", "country"))

    rules = rules_of(settings)

    assert rules.keys() == STRICTER.keys()
    assert rules == {name: decisive(settings)[name] for name in STRICTER}


def test_a_decision_that_is_not_what_was_sealed_suppresses_nothing(any_desk: Desk) -> None:
    made = any_desk.decide(any_desk.screen(), four_eyes=True)
    with any_desk.opened() as store:
        row = store.row("SELECT content FROM run_block WHERE run_id = ?", made.id)
        assert row is not None
        (line,) = unpacked(row[0])
        changed = packed([line.replace(b'"four_eyes":true', b'"four_eyes":false')])
        for content in (changed, b"x"):
            store.do("UPDATE run_block SET content = ? WHERE run_id = ?", content, made.id)
            with pytest.raises(RecordError, match=rf"{made.id} .*screen record verify"):
                any_desk.screen()


def test_a_decision_that_was_moved_to_another_listing_suppresses_nothing(
    any_desk: Desk,
) -> None:
    made = any_desk.suppress(any_desk.screen())
    with any_desk.opened() as store:
        store.do("UPDATE decision SET reference = 'P9' WHERE run_id = ?", made.id)

    with pytest.raises(RecordError, match=made.id):
        any_desk.screen()


def test_an_approval_by_who_decided_does_not_count(desk: Desk) -> None:
    """As a program without the check would write it."""
    waiting = desk.decide(desk.screen())
    names = ("hit", "customer_of", "source", "reference")
    with desk.opened() as store:
        about = store.row(
            "SELECT hit, customer, source, reference FROM decision WHERE run_id = ?", waiting.id
        )
        assert about is not None
        entry = Entry(store, desk.settings, "approval")
        line = {"approves": waiting.id, "by": SELMA, **dict(zip(names, about, strict=True))}
        store.do("PRAGMA foreign_keys = OFF")
        store.do("INSERT INTO decision VALUES (?, ?, ?, ?, ?)", entry.id, *about)
        entry.seal({}, block_of(1, [value_line(1, line)], entry.salt))
        (told,) = decisions(store)

    assert told.state is State.WAITING
    assert not any(hit.suppressed for hit in desk.screen().candidates)


def test_an_answer_of_which_every_hit_is_suppressed_is_suppressed(any_desk: Desk) -> None:
    answer = any_desk.screen()
    for rank in (1, 2):
        any_desk.suppress(answer, rank=rank)

    again = any_desk.screen()

    assert again.outcome is Outcome.SUPPRESSED
    assert [hit.suppressed for hit in again.candidates] == [True, True]
    assert [hit.listing for hit in again.candidates] == [
        hit.listing for hit in answer.candidates
    ]


def test_one_listing_suppressed_does_not_hide_another_of_the_same_target(
    any_desk: Desk,
) -> None:
    any_desk.suppress(any_desk.screen(), rank=1)

    again = any_desk.screen()

    assert [hit.suppressed for hit in again.candidates] == [True, False]
    assert again.outcome is Outcome.HIT


def test_what_is_left_to_review_alone_is_a_review(desk: Desk) -> None:
    answer = desk.screen(threshold=0.97)
    assert [len(answer.hits), len(answer.reviews)] == [1, 1]
    desk.suppress(answer)

    assert desk.screen(threshold=0.97).outcome is Outcome.REVIEW


def test_a_suppression_is_of_one_customer(desk: Desk) -> None:
    desk.suppress(desk.screen())

    assert desk.screen(replace(CUSTOMER, id="C-2")).hits[0].disposition is None
    assert desk.screen(replace(CUSTOMER, id=None)).hits[0].disposition is None


def test_a_customer_without_a_reference_is_known_by_the_data(desk: Desk) -> None:
    plain = replace(CUSTOMER, id=None)
    desk.suppress(desk.screen(plain))

    assert desk.screen(plain).hits[0].suppressed
    assert desk.screen(replace(plain, country="SE")).hits[0].disposition is None


# what lets it lapse


@pytest.mark.parametrize(
    "fields",
    [
        {"birth_dates": ("1961-04-08",)},
        {"remarks": ("said to travel under another name",)},
        {"package": "ZZ-2"},
    ],
)
def test_it_lapses_when_the_listing_changes(any_desk: Desk, fields: dict[str, Any]) -> None:
    answer = any_desk.screen()
    any_desk.suppress(answer)
    any_desk.change(first(answer), **fields)

    again = any_desk.screen()

    assert told(again, first(answer)).why == "lapsed: the listing has changed"
    assert again.outcome is Outcome.HIT


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_date": "1961-04-07"},
        {"name": "Arvid Tomasovitch Kellermund"},
        {"country": "SE"},
        {"aliases": ("Tosha",)},
        {"identifiers": {"passport": "AB123456"}},
    ],
)
def test_it_lapses_when_what_is_known_of_the_customer_changes(
    any_desk: Desk, changed: dict[str, Any]
) -> None:
    answer = any_desk.screen()
    any_desk.suppress(answer)

    again = any_desk.screen(replace(CUSTOMER, **changed))

    why = "lapsed: what is known of the customer has changed"
    assert told(again, first(answer)).why == why
    assert again.outcome is Outcome.HIT


def test_it_lapses_after_its_last_day(desk: Desk) -> None:
    desk.suppress(desk.screen(), expires=str(TODAY + timedelta(days=30)))
    answer = desk.screener().screen(CUSTOMER)

    def why_not(days: int) -> str:
        day = str(TODAY + timedelta(days=days))
        with desk.opened() as store:
            then = suppressions(store, desk.settings, today=day).applied(answer)
        return told(then, first(then)).why

    assert why_not(0) == why_not(30) == ""
    assert why_not(31) == f"lapsed: it held until {TODAY + timedelta(days=30)}"


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ({"threshold": 0.9}, {"threshold": 0.7}, "the threshold went from 0.9 to 0.7"),
        ({"floor": 0.6}, {"floor": 0.4}, "the floor went from 0.6 to 0.4"),
        ({"weak_aliases": False}, {}, "weak aliases are searched now"),
        ({"fast": True}, {}, "the search is thorough now"),
        ({"without": ("gender",)}, {}, "other details are compared now"),
        ({}, {"without": ("gender",)}, "other details are compared now"),
    ],
)
def test_it_lapses_when_the_settings_could_find_more(
    desk: Desk, then: dict[str, Any], now: dict[str, Any], why: str
) -> None:
    answer = desk.screen(**then)
    desk.suppress(answer)

    assert desk.screen(**then).candidates[0].suppressed
    assert told(desk.screen(**now), first(answer)).why == f"lapsed: {why}"


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"threshold": 0.7}, {"threshold": 0.8}),
        ({"floor": 0.3}, {"floor": 0.5}),
        ({"weak_aliases": True}, {"weak_aliases": False}),
        ({"fast": False}, {"fast": True}),
    ],
)
def test_it_holds_when_the_settings_find_less(
    desk: Desk, then: dict[str, Any], now: dict[str, Any]
) -> None:
    desk.suppress(desk.screen(**then))

    assert desk.screen(**now).candidates[0].suppressed


def test_it_lapses_with_another_scoring_model(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = desk.screen()
    desk.suppress(answer)
    monkeypatch.setattr(model, "VERSION", "next")

    why = told(desk.screen(), first(answer)).why
    assert why.startswith("lapsed: the scoring model went from")
    assert why.endswith("to next")


def test_it_goes_by_the_rules_that_made_the_hit_and_not_those_at_the_desk(desk: Desk) -> None:
    answer = desk.screen(threshold=0.9)
    made = desk.suppress(answer)  # where the threshold is 0.7

    assert desk.screen(threshold=0.9).candidates[0].suppressed
    assert told(desk.screen(), first(answer)).decision == made.id
    assert "from 0.9 to 0.7" in told(desk.screen(), first(answer)).why


switches = st.booleans()
scores = st.floats(0, 1)
some_settings = st.builds(
    lambda low, high, weak, fast, off: {
        "floor": min(low, high),
        "threshold": max(low, high),
        "weak_aliases": weak,
        "fast": fast,
        "without": tuple(sorted(off)),
    },
    scores, scores, switches, switches, st.sets(st.sampled_from(FEATURES), max_size=2),
)  # fmt: skip


@given(then=some_settings, now=some_settings)
def test_it_holds_under_other_settings_only_where_those_cannot_find_more(
    then: dict[str, Any], now: dict[str, Any]
) -> None:
    before = rules_of(Settings(data_dir=NOWHERE, **then))
    after = Settings(data_dir=NOWHERE, **now)
    finds_no_more = (
        now["threshold"] >= then["threshold"]
        and now["floor"] >= then["floor"]
        and now["weak_aliases"] <= then["weak_aliases"]
        and now["fast"] >= then["fast"]
        and now["without"] == then["without"]
    )

    assert _in_force(before, after) == finds_no_more


def _in_force(rules: dict[str, Any], settings: Settings) -> bool:
    hit = Hit(LISTINGS[0], "test", 0.9, Tier.HIT, None, ())
    basis = Basis("1", "1", "", "", (), 1)
    answer = Answer(CUSTOMER, Outcome.HIT, (hit,), (), (), basis)
    known, listed = customers.fingerprint(CUSTOMER), fingerprint(LISTINGS[0])
    one = Decided("d", "false", "selma", "2026", known, listed, rules, None, True)
    key = (customers.customer_of(CUSTOMER), "test", LISTINGS[0].reference)
    return Suppressions({key: one}, settings, str(TODAY)).applied(answer).hits[0].suppressed


def test_it_lapses_where_a_rule_it_was_decided_under_is_not_known() -> None:
    settings = Settings(data_dir=NOWHERE)
    rules = rules_of(settings)

    assert _in_force(rules, settings)
    for name in rules:
        assert not _in_force(_less(rules, name), settings)


def _less(rules: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in rules.items() if key != name}


# erasing


def erase(desk: Desk, run: str) -> None:
    with desk.opened() as store:
        store.do("UPDATE run_block SET content = NULL WHERE run_id = ?", run)
        store.do("UPDATE run SET salt = NULL WHERE id = ?", run)


def test_a_decision_that_was_erased_suppresses_nothing(any_desk: Desk) -> None:
    made = any_desk.suppress(any_desk.screen())
    erase(any_desk, made.id)

    again = any_desk.screen()

    assert again.hits[0].disposition is None
    assert again.outcome is Outcome.HIT


def test_what_an_erased_decision_took_the_place_of_does_not_come_back(any_desk: Desk) -> None:
    answer = any_desk.screen()
    any_desk.suppress(answer)
    newer = any_desk.decide(answer, "true", "it is him after all")
    erase(any_desk, newer.id)

    assert not any_desk.screen().hits[0].suppressed


def test_an_approval_that_was_erased_approves_nothing(desk: Desk) -> None:
    desk.suppress(desk.screen())
    with desk.opened() as store:
        ((approval,),) = store.rows("SELECT id FROM run WHERE kind = 'approval'")
    erase(desk, approval)

    assert not desk.screen().hits[0].suppressed


# for a batch


def test_the_decisions_of_all_customers_are_those_of_each(any_desk: Desk) -> None:
    queries = (CUSTOMER, Query("Havfrue", id="C-7"), Query("Nordlys"))
    for query in queries[:2]:
        any_desk.suppress(any_desk.screen(query))
    with any_desk.opened() as store, any_desk.screener() as screener:
        settings = screener.settings
        whole = pickle.loads(pickle.dumps(suppressions(store, settings)))
        for query in queries:
            answer = screener.screen(query)
            alone = suppressions(store, settings, query)
            assert whole.applied(answer) == alone.applied(answer)

    assert len(whole) == 2
