from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from screening.batch.columns import guess
from screening.batch.job import Job
from screening.batch.rows import (
    ASKED,
    BLOCK,
    ENDING,
    OUTPUT,
    TOLD,
    Row,
    answer_lines,
    in_blocks,
    screen_block,
)
from screening.domain.answers import Answer, Disposition, Outcome
from screening.domain.queries import Query
from screening.records import replace
from screening.screener import Screener
from tests.batch.failing import Failing

HEADER = ("id", "name", "birth_date", "country", "imo")
LATER = ("disposition", "suppressed_by", "run", "receipt")


@dataclass(frozen=True)
class Found:
    """What became of one row; the cells of its output rows by column."""

    outcome: Outcome
    lines: Sequence[dict[str, str]]
    alerts: int


def screen_all(screener: Screener, rows: Sequence[Row], *, limit: int = 10) -> list[Found]:
    return [
        Found(
            each.outcome,
            [
                dict(zip(OUTPUT, each.asked + told + each.ending, strict=True))
                for told in each.told
            ],
            each.alerts,
        )
        for each in screen_block(rows, Job(guess(HEADER, file="in"), limit), screener)
    ]


def screened(screener: Screener, *cells: str, limit: int = 10) -> Found:
    padded = cells + ("",) * (len(HEADER) - len(cells))
    (found,) = screen_all(screener, [Row(7, "line 8", padded)], limit=limit)
    return found


def test_the_columns_are_those_that_scripts_rely_on() -> None:
    text = ",".join(OUTPUT)

    assert text.startswith("row,id,input_name,outcome,disposition,score,tier,rank,target_id,")
    assert text.endswith(",snapshots,settings,run,receipt,error")
    assert len(OUTPUT) == len(set(OUTPUT)) == 30
    assert ASKED + TOLD + ENDING == OUTPUT


def test_a_hit_says_who_is_listed_where_and_why(screener: Screener) -> None:
    found = screened(screener, "C-1", "Ri Pong Chun")
    line = found.lines[0]

    assert found.outcome is Outcome.HIT
    assert (line["row"], line["id"], line["input_name"]) == ("7", "C-1", "Ri Pong Chun")
    assert (line["outcome"], line["tier"], line["rank"]) == ("hit", "hit", "1")
    assert (line["target_name"], line["target_type"]) == ("RI Pong Chun", "person")
    assert (line["authority"], line["package"]) == ("kr-mofa", "KR-2024-12-17")
    assert line["listed_on"] == "2024-12-17"
    assert 0 < float(line["score"]) <= 1
    assert "agrees: " in line["reason"]
    assert [line[column] for column in LATER] == [""] * len(LATER)


def test_a_clear_row_says_what_it_was_screened_against(screener: Screener) -> None:
    found = screened(screener, "C-2", "Jane Roe")
    (line,) = found.lines

    assert (found.outcome, found.alerts, line["outcome"]) == (Outcome.CLEAR, 0, "clear")
    assert line["settings"] == screener.basis.settings
    assert line["snapshots"].split() == [
        f"{state.source}@{state.sha256[:8]}" for state in screener.basis.lists
    ]


def test_the_reason_begins_with_what_keeps_a_row_from_being_a_hit(screener: Screener) -> None:
    (line,) = screened(screener, "", "Niels Troost").lines

    assert line["tier"] == "review"
    assert line["reason"].startswith("the authority has ended this listing")


def test_a_clear_row_says_when_its_name_cannot_hit(screener: Screener) -> None:
    (line,) = screened(screener, "", "Company Ltd").lines

    assert line["outcome"] == "clear"
    assert "cannot hit on its own" in line["reason"]


def test_each_hit_has_a_line_best_first(screener: Screener) -> None:
    found = screened(screener, "", "Kim Yong Bok")
    scores = [float(line["score"]) for line in found.lines]

    assert len(found.lines) == found.alerts > 1
    assert [line["rank"] for line in found.lines] == [
        str(rank) for rank in range(1, len(scores) + 1)
    ]
    assert scores == sorted(scores, reverse=True)


def test_hits_above_the_limit_are_counted_not_forgotten(screener: Screener) -> None:
    every = screened(screener, "", "Kim Yong Bok")
    found = screened(screener, "", "Kim Yong Bok", limit=1)

    assert len(found.lines) == 1
    hidden = len(every.lines) - 1
    assert found.lines[0]["reason"].endswith(f"; {hidden} more not shown, the limit is 1")


def test_a_limit_that_would_hide_every_hit_is_a_mistake(screener: Screener) -> None:
    with pytest.raises(ValueError, match="limit"):
        screened(screener, "", "Kim Yong Bok", limit=0)


@pytest.mark.parametrize(
    ("cells", "column", "result"),
    [
        (("", "Ri Pong Chun", "", "KP"), "country_result", "matched"),
        (("", "Ri Pong Chun", "", "KR"), "country_result", "not_matched"),
        (("", "Ri Pong Chun"), "country_result", "unknown"),
        (("", "Ri Pong Chun", "1965"), "birth_date_result", "unknown"),  # none is listed
        (("", "", "", "", "9842188"), "id_result", "matched"),
        (("", "Ri Pong Chun", "", "", "9842188"), "id_result", "matched"),
        (("", "Ri Pong Chun"), "id_result", "unknown"),
    ],
)
def test_secondary_fields_are_matched_or_not_or_unknown(
    screener: Screener, cells: tuple[str, ...], column: str, result: str
) -> None:
    assert screened(screener, *cells).lines[0][column] == result


@pytest.mark.parametrize("imo", ["9842188;9074729", "9074729; 9842188"])
def test_of_several_identifiers_one_that_agrees_is_enough(screener: Screener, imo: str) -> None:
    line = screened(screener, "", "", "", "", imo).lines[0]
    alone = screened(screener, "", "", "", "", "9842188").lines[0]

    assert (line["outcome"], line["id_result"]) == ("hit", "matched")
    assert line["score"] == alone["score"]
    assert "differs" not in line["reason"]


def test_an_identifier_is_screened_without_a_name(screener: Screener) -> None:
    found = screened(screener, "", "", "", "", "9842188")

    assert found.outcome is Outcome.HIT
    assert found.lines[0]["input_name"] == found.lines[0]["matched_name"] == ""
    assert found.lines[0]["target_type"] == "vessel"


@pytest.mark.parametrize(
    ("cells", "error"),
    [
        ((), "line 8: name: nothing to screen; give a name or an identifier"),
        (("", "..."), "line 8: name: '...' holds no letter or digit to compare"),
        (("", "Jane Roe", "7/3/1965"), "line 8: birth_date: day and month cannot be told"),
        (("", "Jane Roe", "", "Atlantis"), "line 8: country: 'Atlantis'"),
        (("", "Jane Roe", "", "", "9842189"), "line 8: imo: 9842189 is not a valid IMO"),
    ],
)
def test_a_row_that_cannot_be_screened_says_why(
    screener: Screener, cells: tuple[str, ...], error: str
) -> None:
    found = screened(screener, *cells)
    (line,) = found.lines

    assert (found.outcome, line["outcome"], found.alerts) == (Outcome.INVALID, "invalid", 0)
    assert line["error"].startswith(error)
    assert line["snapshots"] == ""  # it was screened against nothing


def test_nothing_is_read_from_the_cells_of_a_row_with_a_fault(screener: Screener) -> None:
    rows = [Row(1, "line 2", ("Ri Pong Chun",), "1 cell where the header has 5")]
    (found,) = screen_all(screener, rows)

    assert {column: cell for column, cell in found.lines[0].items() if cell} == {
        "row": "1",
        "outcome": "invalid",
        "error": "line 2: 1 cell where the header has 5",
    }


def test_one_row_that_fails_takes_no_other_along(screener: Screener) -> None:
    names = ["Ri Pong Chun", "Jane Roe", "...", "John Smith"]
    rows = [
        Row(number, f"line {number + 1}", ("", name, "", "", ""))
        for number, name in enumerate(names, start=1)
    ]
    rows.insert(2, Row(9, "line 9", (), "the line is empty"))

    found = screen_all(Failing.like(screener), rows)

    assert [(each.lines[0]["row"], each.outcome.value) for each in found] == [
        ("1", "hit"),
        ("2", "error"),
        ("9", "invalid"),
        ("3", "invalid"),
        ("4", "clear"),
    ]
    assert found[1].lines[0]["error"] == "line 3: ZeroDivisionError: no weight"


def test_blocks_hold_every_row_in_order() -> None:
    rows = [Row(number, "", ()) for number in range(2 * BLOCK + 1)]

    blocks = list(in_blocks(rows))

    assert [len(block) for block in blocks] == [BLOCK, BLOCK, 1]
    assert [row for block in blocks for row in block] == rows


def test_no_limit_hides_an_open_hit_behind_one_that_is_suppressed(screener: Screener) -> None:
    query = Query("Kim Yong Bok")
    answer = screener.screen(query)
    first, *others = answer.hits
    false = Disposition("d1", "false", "selma", "2026-01-01T00:00:00.000Z", in_force=True)
    decided = replace(answer, hits=(replace(first, disposition=false), *others))

    (line,) = answer_lines(query, decided, 1)
    every = answer_lines(query, decided, len(decided.candidates))

    assert (line["rank"], line["target_id"]) == ("2", answer.candidates[1].listing.reference)
    assert "suppressed_by" not in line
    assert [each["rank"] for each in every][-1] == "1"  # as it is decided on


def test_what_is_suppressed_is_no_alert(screener: Screener) -> None:
    class Decided:
        """Every hit but the last was decided on."""

        def applied(self, answer: Answer) -> Answer:
            false = Disposition("d1", "false", "selma", "2026-01-01", in_force=True)
            *most, last = answer.hits
            return replace(
                answer, hits=(*(replace(each, disposition=false) for each in most), last)
            )

    row = Row(1, "line 2", ("", "Kim Yong Bok", "", "", ""))
    job = Job(guess(HEADER, file="in"), suppressions=Decided())  # type: ignore[arg-type]
    (found,) = screen_block([row], job, screener)

    assert found.answer is not None
    assert found.alerts == 1 + len(found.answer.reviews) < len(found.told)
