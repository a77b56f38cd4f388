import pickle
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.batch import tally as module
from screening.batch.kept import CANDIDATES, LONGEST_LINE, LONGEST_NAME
from screening.batch.tally import BY, Tally
from screening.domain.answers import Hit, Outcome, Reason, Tier
from screening.domain.queries import Query
from screening.domain.targets import TargetType
from tests.batch.answered import add, add_unscreened, answer, candidate, new

Made = tuple[Hit, ...] | str
"""A row: its candidates, or why it could not be screened."""

REASONS = ("name: nothing to screen", "id: 'x' is no kind", "3 cells where the header has 2")


@st.composite
def candidates(draw: st.DrawFn) -> Hit:
    notes = draw(st.sampled_from([(), (Reason.ENDED,), (Reason.SWITCHED_OFF,)]))
    return candidate(
        draw(st.sampled_from([0.05, 0.4, 0.55, 0.69, 0.7, 0.86, 1.0])),
        *notes,
        source=draw(st.sampled_from(["test", "built-in"])),
        authority=draw(st.sampled_from(["zz-test", "yy-test"])),
        package=draw(st.sampled_from([None, "ZZ-1"])),
    )


ROWS = st.lists(
    st.lists(candidates(), max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda one: (one.tier, -one.score)))
    )
    | st.sampled_from(REASONS),
    max_size=14,
)


def counted(rows: Sequence[Made], first: int = 1) -> Tally:
    """What some rows come to; `first` is the number of the first."""
    tally = new(keep=3)
    for number, row in enumerate(rows, start=first):
        if isinstance(row, str):
            add_unscreened(tally, number, row)
        else:
            add(tally, number, *row)
    return tally


@given(ROWS, st.lists(st.integers(0, 14), max_size=4))
def test_what_blocks_come_to_is_what_the_whole_comes_to(
    rows: list[Made], cuts: list[int]
) -> None:
    whole, merged = counted(rows), new(keep=3)
    for start, end in pairwise(sorted({0, len(rows), *(min(cut, len(rows)) for cut in cuts)})):
        block = counted(rows[start:end], start + 1)
        merged.merge(pickle.loads(pickle.dumps(block)))  # as it comes from another process

    assert merged == whole


def test_rows_are_counted_by_outcome() -> None:
    tally = counted([(), (candidate(0.9),), (candidate(0.5),), REASONS[0], ()])

    assert tally.rows == 5
    assert tally.outcomes == {
        Outcome.CLEAR: 2,
        Outcome.HIT: 1,
        Outcome.REVIEW: 1,
        Outcome.INVALID: 1,
    }
    assert tally.alert_rows == {Tier.HIT: 1, Tier.REVIEW: 1}


def test_a_row_counts_once_for_each_authority_and_each_alert_counts() -> None:
    tally = new()
    add(
        tally,
        1,
        candidate(0.9, package="ZZ-1"),
        candidate(0.8, source="other", type=TargetType.VESSEL),
        candidate(0.5, authority="yy-test"),
    )
    add(tally, 2, candidate(0.9))

    assert tally.by("authority") == (("zz-test", 2, 3), ("yy-test", 0, 1))
    assert tally.by("list") == (("test", 2, 3), ("other", 1, 1))
    assert tally.by("package") == (("", 2, 3), ("ZZ-1", 1, 1))
    assert tally.by("type") == (("person", 2, 3), ("vessel", 1, 1))
    assert set(BY) == {"authority", "list", "package", "type"}


@pytest.mark.parametrize(
    ("why", "outcome", "kind"),
    [
        ("name: nothing to screen; give a name", Outcome.INVALID, "name"),
        ("birth_date: 'x: y' is no day", Outcome.INVALID, "birth_date"),
        ("national-id: the value is empty", Outcome.INVALID, "national-id"),
        ("the line is empty; fill it or take it out", Outcome.INVALID, "row"),
        ("ZeroDivisionError: no weight", Outcome.ERROR, "program"),
    ],
)
def test_why_rows_could_not_be_screened_is_counted_by_few_kinds(
    why: str, outcome: Outcome, kind: str
) -> None:
    tally = new()
    add_unscreened(tally, 1, why, outcome)

    assert tally.reasons == {kind: 1}
    assert tally.unscreened == ((1, "line 2", why),)


def test_the_first_rows_that_could_not_be_screened_are_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "UNSCREENED", 3)
    tally = counted(["name: a", "name: b"])
    tally.merge(counted(["name: c", "name: d"], first=3))

    assert [one.row for one in tally.unscreened] == [1, 2, 3]
    assert tally.reasons == {"name": 4}


def test_the_gravest_rows_are_kept_hits_first_then_by_score_then_by_row() -> None:
    tally = new(keep=4)
    held_back = candidate(0.99, Reason.ENDED)
    for row, found in enumerate((0.8, 0.95, 0.8, 0.75, 0.8), start=2):
        add(tally, row, candidate(found))
    add(tally, 1, held_back)

    assert [(kept.row, kept.score) for kept in tally.kept] == [
        (3, 0.95),
        (2, 0.8),
        (4, 0.8),
        (6, 0.8),
    ]
    assert tally.left_out == 2


def test_a_kept_row_tells_who_was_asked_and_who_is_listed_and_why() -> None:
    tally = new()
    found = [candidate(0.9, reference=f"P{n}", package="ZZ-1") for n in range(1, 6)]
    add(tally, 7, *found)
    (kept,) = tally.kept
    first = kept.hits[0]

    assert (kept.is_hit, kept.row, kept.place, kept.id) == (True, 7, "line 8", "C-7")
    assert kept.names == ("Selma Quistgard",)
    assert (len(kept.hits), kept.more) == (CANDIDATES, 5 - CANDIDATES)
    assert (first.listed, first.matched) == ("Selma QUISTGAARD", "Selma QUISTGAARD")
    assert (first.source, first.reference, first.authority) == ("test", "P1", "zz-test")
    assert (first.package, first.score, first.tier) == ("ZZ-1", 0.9, Tier.HIT)
    assert first.lines == ("at or above the threshold of 0.70", 'in the name, "Selma" agrees')


def test_a_query_without_a_name_is_told_by_its_numbers() -> None:
    tally, query = new(), Query(identifiers={"imo": "9842188"})
    told = answer(query, candidate(0.9))
    tally.add(1, "line 2", query, told, told.outcome, None)

    assert tally.kept[0].names == ("imo 9842188",)


def test_no_text_is_kept_beyond_its_length() -> None:
    tally = new()
    long = "Selma " * 5_000
    add(tally, 1, candidate(0.9, Reason.ENDED, name=long, reference=long), name=long)
    add_unscreened(tally, 2, long, place=long)
    (kept,) = tally.kept
    hit = kept.hits[0]

    for text in (*kept.names, hit.listed, hit.matched, hit.reference):
        assert len(text) == LONGEST_NAME + 1
        assert text.endswith("…")
    assert all(len(line) <= LONGEST_LINE + 1 for line in hit.lines)
    assert len(pickle.dumps(tally)) < 10_000


def test_where_nobody_will_read_them_no_rows_are_kept() -> None:
    tally = new(keep=0)
    add(tally, 1, candidate(0.9))
    merged = new(keep=0)
    merged.merge(tally)

    assert merged.kept == ()
    assert merged.left_out == 1


def test_what_was_counted_with_other_limits_is_not_put_together() -> None:
    with pytest.raises(ValueError, match="counted with"):
        new().merge(Tally(threshold=0.8, floor=0.4))


def test_the_best_score_of_each_row_is_counted_in_steps() -> None:
    tally = new()
    for row, score in enumerate((0.7, 0.71, 0.7199, 0.72, 1.0, 0.05), start=1):
        add(tally, row, candidate(score), candidate(0.4))
    bins = tally.scores.bins()

    assert len(bins) == 50
    assert {place: count for place, count in enumerate(bins) if count} == {
        20: 1,  # 0.40 to 0.42: the other candidate is better than 0.05
        35: 3,
        36: 1,
        49: 1,
    }
