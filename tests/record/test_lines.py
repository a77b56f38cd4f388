import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.answers import Outcome
from screening.domain.queries import Query
from screening.record.lines import packed, plain_query, row_line, seal, unpacked, value_line
from screening.screener import Screener

Make = Callable[..., Screener]


def test_a_clear_row_is_its_number_its_outcome_and_what_was_asked() -> None:
    line = row_line(17, Query(name="Jane Roe", id="C-1"), Outcome.CLEAR)

    assert line == b'{"row":17,"outcome":"clear","query":{"name":"Jane Roe","id":"C-1"}}'


def test_a_row_that_could_not_be_screened_says_why() -> None:
    line = row_line(1, Query(name="?"), Outcome.INVALID, error="name: has no letter")

    assert json.loads(line)["error"] == "name: has no letter"


def test_a_hit_is_on_record_with_its_listing_and_all_that_speaks_for_it(make: Make) -> None:
    with make() as screener:
        answer = screener.screen(Query(name="Selma Quistgaard"))

    (found, *_) = json.loads(row_line(1, answer.query, answer.outcome, answer))["found"]

    assert (found["source"], found["reference"]) == ("test", "P3")
    assert len(found["fingerprint"]) == 64
    assert found["evidence"]
    assert found["score"] == round(answer.candidates[0].score, 4)


def test_half_a_character_is_written_as_an_escape() -> None:
    line = row_line(1, Query(name="Jane \ud800"), Outcome.INVALID)

    assert b"Jane \\ud800" in line
    assert json.loads(line)["query"]["name"] == "Jane \ud800"


def test_what_was_not_asked_is_left_out() -> None:
    assert plain_query(Query(name="Jane Roe", aliases=("J. Roe",))) == {
        "name": "Jane Roe",
        "aliases": ("J. Roe",),
    }


def test_another_value_is_a_numbered_line_too() -> None:
    assert value_line(1, {"kind": "decision"}) == b'{"row":1,"kind":"decision"}'


def test_a_seal_is_of_the_salt_and_the_line() -> None:
    made = seal(b"salt", b"line")

    assert len(made) == 16
    assert made != seal(b"salt", b"lin3")
    assert made != seal(b"selt", b"line")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_lines_come_back_as_they_were_packed(names: list[str]) -> None:
    lines = [
        row_line(row, Query(name=name), Outcome.CLEAR) for row, name in enumerate(names, 1)
    ]

    assert list(unpacked(packed(lines))) == lines


@pytest.mark.parametrize("name", ["a\nb", "a\r\nb", "a\u2028b"])
def test_a_line_has_no_line_end_in_it(name: str) -> None:
    assert b"\n" not in row_line(1, Query(name=name), Outcome.CLEAR)
