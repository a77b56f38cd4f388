"""The page that a validator files: whole in itself, and readable without its looks."""

import re

import pytest
from lxml import html

from screening.evaluation.page import page
from screening.evaluation.report import Chart, Histogram, Line, Report, Table

REPORT = Report(
    "Screening of <labelled> queries",
    (("made on", "2026-11-22"), ("file", "q.csv: 2 rows, SHA-256 0123")),
    (
        Table("Overall", ("measure", "value"), (("recall", "0.900"), ("F1", "-"))),
        Table("Worst misses", ("query", "asked"), (("row 1", '<script>alert("x")</script>'),)),
    ),
    (
        Chart("ROC", "alarms", "recall", (Line("all", ((0, 0), (1, 1))),), "The area is 0.9."),
        Chart("Alerts", "alerts", "recall", (Line("all", ((0.01, 1),)),), "Words.", decades=4),
        Histogram("Scores", "score", (("matches", (0.0, 1.0)), ("others", (1.0, 0.0))), "Two."),
    ),
)


@pytest.fixture(scope="module")
def text() -> str:
    return page(REPORT)


@pytest.fixture(scope="module")
def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def test_nothing_is_fetched_from_elsewhere(text: str, tree: html.HtmlElement) -> None:
    assert not re.search(r"https?:|@import|url\(", text)
    assert not tree.xpath("//script | //link | //img | //iframe | //@src | //@href")


def test_what_it_rests_on_is_on_the_page(tree: html.HtmlElement) -> None:
    words = tree.text_content()

    assert "q.csv: 2 rows, SHA-256 0123" in words
    assert tree.xpath("string(//title)") == tree.xpath("string(//h1)") == REPORT.title


def test_a_name_is_text_whatever_it_holds(tree: html.HtmlElement) -> None:
    assert '<script>alert("x")</script>' in tree.text_content()


def test_every_table_has_headers_for_columns_and_rows(tree: html.HtmlElement) -> None:
    tables = tree.xpath("//section[h2]//table")

    assert len(tables) == 3
    for table in tables:
        rows = table.xpath("./tbody/tr")
        assert rows
        assert all(len(row.xpath("./th[@scope='row']")) == 1 for row in rows)
    for table in tables[1:]:  # the facts are pairs, without a header
        assert table.xpath("./thead/tr/th[@scope='col']")


def test_numbers_stand_to_the_right(tree: html.HtmlElement) -> None:
    values = tree.xpath("//td[@class='number']/text()")

    assert values == ["0.900", "-"]


def test_every_chart_is_told_in_words(tree: html.HtmlElement) -> None:
    charts = tree.xpath("//*[name()='svg']")

    assert len(charts) == 3
    for chart, made in zip(charts, REPORT.charts, strict=True):
        titles = [tree.get_element_by_id(name) for name in chart.get("aria-labelledby").split()]
        assert [title.text for title in titles] == [made.title, made.words]


def test_a_curve_is_drawn_from_corner_to_corner(tree: html.HtmlElement) -> None:
    first, second = (line.get("points") for line in tree.xpath("//*[name()='polyline']"))

    assert first == "52.0,294.0 408.0,14.0"
    assert second == "230.0,14.0"  # one in a hundred is half of four powers of ten
