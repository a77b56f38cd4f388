from datetime import UTC, datetime, timedelta

import pytest

from screening.domain.answers import Answer, Outcome
from screening.domain.queries import Query
from screening.errors import QueryError, RecordError
from screening.record import decisions
from screening.record.chain import digest
from screening.record.history import State
from screening.record.history import decisions as all_decisions
from screening.record.ids import parse_place
from screening.record.recorder import Recorded
from screening.records import replace
from tests.record.conftest import ARVID, CUSTOMER, SELMA, Desk

TODAY = datetime.now(UTC).date()


def refused(desk: Desk, hit: str, verdict: str = "false", reason: str = "somebody else") -> str:
    with desk.opened() as store, pytest.raises(QueryError) as error:
        decisions.decide(store, desk.settings, parse_place(hit), verdict, reason)
    return str(error.value)


def test_a_decision_says_who_decided_what_and_why(any_desk: Desk) -> None:
    answer = any_desk.screen()

    made = any_desk.decide(answer, "true", "  same   passport ")

    assert (made.verdict, made.reason, made.by) == ("true", "same passport", SELMA)
    assert (made.source, made.reference) == ("test", answer.hits[0].listing.reference)
    with any_desk.opened() as store:
        assert all_decisions(store) == (made,)


def test_a_false_hit_is_suppressed_once_somebody_else_has_approved(any_desk: Desk) -> None:
    waiting = any_desk.decide(any_desk.screen())
    before = any_desk.screen()
    approved = any_desk.approve(waiting)
    after = any_desk.screen()

    assert (waiting.state, approved.state) == (State.WAITING, State.IN_FORCE)
    assert (approved.approved_by, approved.by) == (ARVID, SELMA)
    assert not before.hits[0].suppressed
    assert before.hits[0].disposition is not None
    assert before.hits[0].disposition.why == "the decision waits to be approved"
    assert after.hits[0].suppressed


@pytest.mark.parametrize("name", ["selma", "Selma", " SELMA ", "ｓelma"])
def test_who_decided_may_not_approve(desk: Desk, name: str) -> None:
    waiting = desk.decide(desk.screen())

    with pytest.raises(QueryError, match="decided by selma; somebody else has to approve"):
        desk.approve(waiting, by=name)

    assert not desk.screen().hits[0].suppressed


def test_with_four_eyes_off_a_decision_holds_at_once(desk: Desk) -> None:
    made = desk.decide(desk.screen(), four_eyes=False)

    assert made.state is State.IN_FORCE
    assert desk.screen().hits[0].suppressed
    with pytest.raises(QueryError, match="needs no approval"):
        desk.approve(made)


@pytest.mark.parametrize("by", [SELMA, " SELMA "])
def test_who_decided_under_four_eyes_cannot_switch_them_off_to_approve(
    desk: Desk, by: str
) -> None:
    waiting = desk.decide(desk.screen(), four_eyes=True)

    with pytest.raises(QueryError, match="somebody else has to approve it"):
        desk.approve(waiting, by=by, four_eyes=False)


def test_what_is_handed_on_needs_no_approval(desk: Desk) -> None:
    assert desk.decide(desk.screen(), "escalate").state is State.IN_FORCE


@pytest.mark.parametrize("verdict", ["true", "escalate"])
def test_a_hit_that_is_no_false_one_is_shown_with_its_verdict_and_alerts(
    desk: Desk, verdict: str
) -> None:
    made = desk.decide(desk.screen(), verdict)
    if made.state is State.WAITING:
        desk.approve(made)

    answer = desk.screen()

    told = answer.hits[0].disposition
    assert told is not None
    assert (told.verdict, told.by, told.in_force) == (verdict, SELMA, False)
    assert answer.outcome is Outcome.HIT


def test_deciding_again_takes_the_place_of_the_decision_before(any_desk: Desk) -> None:
    answer = any_desk.screen()
    first = any_desk.suppress(answer)
    second = any_desk.decide(answer, "escalate", "a new passport has turned up")

    assert not any_desk.screen().hits[0].suppressed
    with any_desk.opened() as store:
        newer, older = all_decisions(store)
    assert (newer.id, newer.state) == (second.id, State.IN_FORCE)
    assert (older.id, older.state) == (first.id, State.SUPERSEDED)
    assert older.superseded_by == second.id


def test_decisions_are_appended_and_nothing_is_overwritten(any_desk: Desk) -> None:
    answer = any_desk.screen()
    any_desk.suppress(answer)
    question = "SELECT id, position, body, hash FROM run ORDER BY position"
    with any_desk.opened() as store:
        before = store.rows(question)
    any_desk.suppress(answer)
    with any_desk.opened() as store:
        after = store.rows(question)

    assert after[: len(before)] == before
    assert [row[1] for row in after] == [1, 2, 3, 4, 5]
    assert all(digest(body) == sealed for _, _, body, sealed in after)


def test_a_decision_can_be_approved_once(desk: Desk) -> None:
    made = desk.suppress(desk.screen())

    with pytest.raises(QueryError, match="has been approved by arvid already"):
        desk.approve(made, by="torvald")


def test_what_was_superseded_is_not_approved(desk: Desk) -> None:
    answer = desk.screen()
    first, second = desk.decide(answer), desk.decide(answer)

    with pytest.raises(QueryError, match=f"superseded by {second.id}"):
        desk.approve(first)
    assert desk.approve(second).state is State.IN_FORCE


def test_what_is_no_decision_is_not_approved(desk: Desk) -> None:
    answer = desk.screen()
    desk.suppress(answer)
    assert answer.receipt is not None
    with desk.opened() as store:
        ((approval,),) = store.rows("SELECT id FROM run WHERE kind = 'approval'")
        for wrong in ("never", "", answer.receipt, answer.receipt[:10], approval):
            with pytest.raises(QueryError, match="is no decision on record"):
                decisions.approve(store, desk.settings, wrong)


def test_a_refused_approval_leaves_nothing_on_record(any_desk: Desk) -> None:
    waiting = any_desk.decide(any_desk.screen())
    with pytest.raises(QueryError):
        any_desk.approve(waiting, by=SELMA)

    with any_desk.opened() as store:
        kinds = store.rows("SELECT kind FROM run ORDER BY position")
    assert kinds == [("look-up",), ("decision",)]


def test_personal_data_stand_in_the_line_alone(desk: Desk) -> None:
    desk.suppress(desk.screen())

    with desk.opened() as store:
        told = store.rows("SELECT body FROM run") + store.rows("SELECT * FROM decision")
    assert not any(word in str(told) for word in ("born elsewhere", "Kellermund", "C-1"))


# which hit


def test_a_row_with_one_candidate_is_its_hit(desk: Desk) -> None:
    answer = desk.screen(Query("Havfrue"))
    assert answer.receipt is not None
    row = answer.receipt.rpartition("-")[0]

    with desk.opened() as store:
        for name in (answer.receipt, row, f"{row}.1", f"{answer.receipt}.1"):
            place = parse_place(name)
            made = decisions.decide(store, desk.settings, place, "true", "same number")
            assert made.hit == f"{row}.1"


def test_a_row_with_several_candidates_is_not_guessed_at(desk: Desk) -> None:
    answer = desk.screen()

    assert len(answer.candidates) == 2
    assert "has 2 candidates; say which" in refused(desk, answer.receipt or "")


def test_what_is_not_there_cannot_be_decided_on(desk: Desk) -> None:
    answer, clear = desk.screen(), desk.screen(Query("Torvald Vinterberg"))
    assert answer.receipt is not None
    assert clear.receipt is not None
    run, _, seal = answer.receipt.split("-")
    other = "0" * len(seal)

    assert "nothing is on record" in refused(desk, "0000000000-1.1")
    assert "nothing is on record" in refused(desk, f"{run}-2.1")
    assert "is a whole run" in refused(desk, run)
    assert "has no candidate 3; it has 2" in refused(desk, f"{run}-1.3")
    assert "does not fit its row" in refused(desk, f"{run}-1-{other}.1")
    assert "has no hit" in refused(desk, clear.receipt)
    assert "is no id of the record" in _parse_refused("Kellermund")


def _parse_refused(text: str) -> str:
    with pytest.raises(QueryError) as error:
        parse_place(text)
    return str(error.value)


def test_a_row_that_was_erased_or_changed_cannot_be_decided_on(any_desk: Desk) -> None:
    erased, changed = any_desk.screen(), any_desk.screen(replace(CUSTOMER, id="C-2"))
    assert erased.receipt is not None
    assert changed.receipt is not None
    with any_desk.opened() as store:
        take = "UPDATE run_block SET content = ? WHERE run_id = ?"
        ((content,),) = store.rows(
            "SELECT content FROM run_block WHERE run_id = ?", erased.receipt[:10]
        )
        store.do(take, content, changed.receipt[:10])
        store.do(take, None, erased.receipt[:10])
        with pytest.raises(RecordError, match="its seal does not fit"):
            any_desk.decide(changed)
        store.do(take, b"torn", changed.receipt[:10])
        with pytest.raises(RecordError, match="cannot be read"):
            any_desk.decide(changed)

    assert "has been erased" in refused(any_desk, f"{erased.receipt}.1")


@pytest.mark.parametrize(
    ("verdict", "reason", "said"),
    [
        ("maybe", "a reason", "'maybe' is no verdict; it is one of true, false, escalate"),
        ("False", "a reason", "no verdict"),
        ("false", "", "reason: there is none"),
        ("false", " \n", "reason: there is none"),
    ],
)
def test_a_decision_is_one_of_three_and_has_a_reason(
    desk: Desk, verdict: str, reason: str, said: str
) -> None:
    assert said in refused(desk, f"{desk.screen().receipt}.1", verdict, reason)


@pytest.mark.parametrize(
    ("expires", "said"),
    [
        (str(TODAY - timedelta(days=1)), "is over"),
        ("tomorrow", "is no day"),
        ("20991231", "is no day"),
        ("2099-02-30", "is no day"),
        ("", "is no day"),
    ],
)
def test_a_last_day_is_a_day_to_come(desk: Desk, expires: str, said: str) -> None:
    with pytest.raises(QueryError, match=said):
        desk.decide(desk.screen(), expires=expires)


def test_what_suppresses_nothing_has_no_last_day(desk: Desk) -> None:
    with pytest.raises(QueryError, match="nothing of it can expire"):
        desk.decide(desk.screen(), "true", expires="2099-12-31")


def test_the_last_day_itself_may_be_today(desk: Desk) -> None:
    assert desk.decide(desk.screen(), expires=str(TODAY)).state is State.WAITING


def test_a_run_that_was_broken_off_can_be_decided_on(desk: Desk) -> None:
    given: list[Answer] = []
    with pytest.raises(KeyboardInterrupt):
        _broken_off(desk, given)

    assert desk.decide(given[0]).state is State.WAITING


def _broken_off(desk: Desk, given: list[Answer]) -> None:
    with desk.screener() as screener:
        store, scope = desk.opened(), screener.scope
        with Recorded(store, desk.settings, screener.basis, scope, kind="python") as kept:
            given.append(kept.answer(screener.screen(CUSTOMER)))
            raise KeyboardInterrupt
