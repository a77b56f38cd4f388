"""The page that is filed with a run: whole in itself, whatever the rows hold."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from lxml import html

from screening import records
from screening.batch.about import About
from screening.batch.report import LEGAL, report_page
from screening.batch.summary import FileFacts
from screening.batch.tally import Tally
from screening.domain.answers import Outcome, Reason
from screening.screener import Scope
from tests.batch.answered import (
    BASIS,
    FLOOR,
    LISTS,
    THRESHOLD,
    add,
    add_unscreened,
    candidate,
    new,
)

ABOUT = About(
    source=FileFacts("customers.csv", "1a" * 32, 1_234_567),
    target=FileFacts("hits.csv", "2b" * 32, 7_654),
    begun=datetime(2026, 3, 1, 8, 0, 5, tzinfo=UTC),
    ended=datetime(2026, 3, 1, 8, 9, 30, tzinfo=UTC),
    operator="A. Nalyst",
    run="R-17",
    recorded=True,
    basis=BASIS,
    scope=Scope(),
    threshold=THRESHOLD,
    floor=FLOOR,
    weak_aliases=True,
    authorities={"zz-test": "Ministry of Made-up Affairs"},
    packages={"ZZ-1": "first round"},
    said=("columns: name -> name",),
    canary="3 of 3 names hit",
)
HOSTILE = (
    '<script>alert("x")</script>',
    '</summary></details></table><img src="x" onerror="y">',
    "&lt;b&gt; & 'quotes' \"double\"",
    "\x00\x07\x1b[31m\u202eevil\u2066",
    "سلمى كويستغارد",
    "\udcff half",
    "x" * 100_000,
)


def parsed(tally: Tally, about: About = ABOUT) -> html.HtmlElement:
    return html.document_fromstring(report_page(about, tally))


def words(page: html.HtmlElement) -> str:
    return " ".join(page.text_content().split())


def table(page: html.HtmlElement, title: str) -> list[list[str]]:
    """The rows of the table under a title."""
    rows = page.xpath("//section[h2=$title]//table/tbody/tr", title=title)
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def warnings(page: html.HtmlElement) -> list[str]:
    return [str(each.text_content()) for each in page.xpath("//p[@class='warning']")]


@pytest.fixture
def tally() -> Tally:
    tally = new()
    add(
        tally,
        1,
        candidate(0.987, package="ZZ-1"),
        candidate(0.5, reference="P2", source="built-in", authority="yy-test"),
    )
    add(tally, 2)
    add(tally, 3, candidate(0.99, Reason.ENDED, reference="P3"), name="Ended Person")
    add_unscreened(tally, 4, "name: nothing to screen; give a name")
    add_unscreened(tally, 5, "ZeroDivisionError: no weight", Outcome.ERROR)
    return tally


def test_nothing_is_fetched_and_nothing_runs(tally: Tally) -> None:
    text = report_page(ABOUT, tally)
    page = html.document_fromstring(text)

    assert not re.search(r"https?:|@import|url\(", text)
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@href")
    assert page.xpath("//html/@lang") == ["en"]
    assert page.xpath("string(//title)") == "Screening of customers.csv"


def test_the_run_says_who_screened_what_when_and_whether_it_is_on_record(tally: Tally) -> None:
    facts = dict(table(parsed(tally), "The run"))

    assert facts["file"] == "customers.csv"
    assert facts["begun"] == "2026-03-01 08:00:05+00:00"
    assert facts["operator"] == "A. Nalyst"
    assert facts["record"] == "on record as run R-17"
    assert facts["canary"] == "3 of 3 names hit"
    assert facts["understood as"] == "columns: name -> name"
    assert facts["scope"] == "every list that was loaded"


@pytest.mark.parametrize(
    ("run", "said"), [(None, "not recorded"), ("R-17", "not recorded (run R-17)")]
)
def test_a_run_that_is_not_on_record_says_so(tally: Tally, run: str | None, said: str) -> None:
    page = parsed(tally, replace(ABOUT, run=run, recorded=False))

    assert dict(table(page, "The run"))["record"] == said


def test_settings_and_files_can_be_checked_against_what_is_kept(tally: Tally) -> None:
    facts = dict(table(parsed(tally), "Settings and files"))

    assert (facts["threshold"], facts["floor"]) == ("0.7", "0.4")
    assert facts["input"] == f"customers.csv, 1,234,567 bytes, SHA-256 {'1a' * 32}"
    assert facts["output"].endswith("2b" * 32)
    assert (facts["engine"], facts["model"], facts["settings"]) == (
        "screening 1.2",
        "7",
        "5e77",
    )


def test_rows_are_counted_by_outcome(tally: Tally) -> None:
    found = {row[0]: row[1:3] for row in table(parsed(tally), "Rows by outcome")}

    assert found == {
        "hit": ["1", "20.00 %"],
        "review": ["1", "20.00 %"],
        "clear": ["1", "20.00 %"],
        "invalid": ["1", "20.00 %"],
        "error": ["1", "20.00 %"],
        "all": ["5", ""],
    }


def test_hits_are_counted_by_who_lists_and_where(tally: Tally) -> None:
    page = parsed(tally)

    assert table(page, "Hits by authority") == [
        ["Ministry of Made-up Affairs (zz-test)", "1", "2"],
        ["yy-test", "0", "1"],
    ]
    assert table(page, "Hits by list") == [["test", "1", "2"], ["built-in", "0", "1"]]
    assert table(page, "Hits by package") == [
        ["first round (ZZ-1)", "1", "1"],
        ["not told", "0", "2"],
    ]
    assert table(page, "Hits by type") == [["person", "1", "3"]]


def test_every_list_is_named_with_its_day_and_its_hash_in_full(tally: Tally) -> None:
    page = parsed(tally)

    assert table(page, "What was screened against") == [
        [
            *("test", "a made-up list", "Ministry of Made-up Affairs (zz-test)"),
            *("2026-01-31", "6", "0a" * 6),
        ],
        ["built-in", "a made-up round (built in)", "yy-test", "not told", "2", "0b" * 6],
    ]
    for each in LISTS:
        assert each.sha256 in page.xpath("string(//details[@class='hashes'])")


def test_a_hit_shows_its_evidence_and_stands_open(tally: Tally) -> None:
    hit, review = parsed(tally).xpath("//details[not(@class)]")

    assert words(hit.find("summary")) == "0.98 hit: Selma Quistgard (row 1, line 2, id C-1)"
    assert "open" in hit.attrib
    assert "Selma QUISTGAARD, person" in words(hit)
    assert "test, P1" in words(hit)
    assert "at or above the threshold of 0.70" in words(hit)
    assert 'in the name, "Selma" agrees' in words(hit)
    assert words(review.find("summary")).startswith("0.99 review: Ended Person")
    assert "open" not in review.attrib


def test_what_could_not_be_screened_is_told_with_place_and_reason(tally: Tally) -> None:
    page = parsed(tally)

    assert table(page, "Rows that could not be screened") == [["name", "1"], ["program", "1"]]
    assert table(page, "Why they could not") == [
        ["4", "line 5", "name: nothing to screen; give a name"],
        ["5", "line 6", "ZeroDivisionError: no weight"],
    ]
    assert "2 of 5 rows could not be screened. What could not be screened is not clear." in (
        warnings(page)
    )


def test_the_chart_marks_threshold_and_floor_and_is_told_in_words(tally: Tally) -> None:
    (chart,) = parsed(tally).xpath("//*[name()='svg']")

    assert {"threshold 0.70", "floor 0.40"} <= set(chart.xpath(".//*[name()='text']/text()"))
    assert chart.xpath("string(*[name()='desc'])") == (
        "2 rows; most of them, 2, score from 0.98 to 1.00; "
        "the threshold is 0.70, the floor 0.40."
    )


def test_every_table_has_headers(tally: Tally) -> None:
    page = parsed(tally)
    facts = ("The run", "Settings and files")

    for one in page.xpath("//table"):
        assert all(
            row.xpath("./th[@scope='row'] | ./td[@colspan]") for row in one.xpath(".//tr[td]")
        )
        if one.getparent().findtext("h2") not in facts:
            assert one.xpath("./thead/tr/th[@scope='col']")


def test_what_a_reader_must_not_overlook_comes_first(tally: Tally) -> None:
    basis = records.replace(
        BASIS, lists=LISTS[1:], absent=("gone",), without=("gender",), fast=True
    )
    about = replace(ABOUT, basis=basis, weak_aliases=False)
    said = " ".join(warnings(parsed(tally, about)))

    for part in (
        "only the built-in",
        "no state is kept of: gone",
        "fast mode",
        "gender",
        "weak",
    ):
        assert part in said.lower()
    assert "Of yy-test only built-in packages" in " ".join(warnings(parsed(tally)))


def test_no_answer_promises_legal_clearance(tally: Tally) -> None:
    assert LEGAL in words(parsed(tally))


def test_a_file_without_a_row_looks_like_nothing_was_screened() -> None:
    page = parsed(new())

    assert warnings(page)[0] == "The file has no row: nothing was screened."
    assert table(page, "Rows by outcome") == [["all", "0", "", ""]]
    assert "No row is a hit or for review." in words(page)
    assert not page.xpath("//*[name()='svg']")


def test_a_file_of_nothing_but_invalid_rows_does_not_look_clear() -> None:
    tally = new()
    for row in range(1, 1_201):
        add_unscreened(tally, row, "name: nothing to screen")
    page = parsed(tally)

    assert warnings(page)[0].startswith("None of the rows could be screened.")
    assert "The first 1,000 of 1,200." in words(page)
    assert [row[0] for row in table(page, "Rows by outcome")] == ["invalid", "all"]


def hostile_page(text: str) -> html.HtmlElement:
    tally = new()
    hit = candidate(0.9, name=text, reference=text, source=text, authority=text, package=text)
    add(tally, 1, hit, name=text)
    add_unscreened(tally, 2, text, place=text)
    lists = tuple(records.replace(one, title=text, source=text) for one in LISTS)
    return parsed(
        tally,
        replace(
            ABOUT,
            source=FileFacts(text, "3c" * 32, 1),
            operator=text,
            said=(text,),
            canary=text,
            authorities={text: text},
            packages={text: text},
            basis=records.replace(BASIS, lists=lists, without=(text,)),
        ),
    )


def shape(page: html.HtmlElement) -> list[str]:
    """Every element of a page, in order, with its attributes' names."""
    return [f"{each.tag} {sorted(each.attrib)}" for each in page.iter()]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_others_is_text_whatever_it_holds(text: str) -> None:
    page = hostile_page(text)

    assert shape(page) == shape(hostile_page("Selma"))
    content = page.text_content()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", content)
    content.encode()


def test_what_runs_from_right_to_left_stays_within_itself() -> None:
    (first, *_) = hostile_page(HOSTILE[4]).xpath("//summary/bdi/text()")

    assert first == HOSTILE[4]


@pytest.mark.parametrize("text", ["Selma ", '""'])
def test_a_page_is_below_five_megabytes_however_many_rows_and_long_names(text: str) -> None:
    tally = new()
    for row in range(1, 601):
        name = f"{row} {text * 1_000}"
        add(tally, row, *[candidate(0.9, name=name, reference=name)] * 4, name=name)
    for row in range(601, 1_801):
        add_unscreened(tally, row, text * 1_000, place=text * 1_000)
    made = report_page(ABOUT, tally)
    shown = made.count("<details open>")

    assert len(made.encode()) < 5_000_000
    assert shown > 200
    assert f"{shown} of 600 rows that are a hit or for review. The other {600 - shown}" in made
