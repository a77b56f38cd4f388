"""Own lists: the example of the document is the golden file."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from screening.domain.targets import NameKind, TargetType
from screening.errors import SourceError, UnexpectedLayout
from screening.sources import catalogue
from screening.sources.base import Notes
from screening.sources.catalogue import NO_END_MARK
from screening.sources.files import receive
from tests.sources.conftest import GOLDEN, Reading, read_files
from tests.sources.workbooks import Value, write_xlsx

Golden = Callable[[str], Reading]
DOCUMENT = Path(__file__).parents[2] / "docs" / "own-lists.md"
SHORT_MAP = """
format = 1
file = "watch.*"
[list]
code = "own-watch"
title = "Watch list"
authority = "us-ofac"
[columns]
name = "Name"
birth_date = "Born"
type = "Kind"
"""


@pytest.fixture
def reading(golden: Golden) -> Reading:
    return golden("own-csv")


def read_texts(folder: Path, table: str, text: str = SHORT_MAP) -> Reading:
    """Read a table and its map."""
    (folder / "watch.csv").write_text(table, encoding="utf-8")
    (folder / "watch.toml").write_text(text, encoding="utf-8")
    return read_files(folder / "watch.csv", folder / "watch.toml")


def test_the_example_of_the_document_is_the_one_that_is_read() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    for language, name in (("toml", "watch.toml"), ("csv", "watch-2026-03.csv")):
        (block,) = re.findall(rf"```{language}\n(.*?)```", document, re.DOTALL)
        assert block == (GOLDEN / "own-csv" / "given" / name).read_text(encoding="utf-8")


def test_the_map_says_what_list_it_is(golden: Golden) -> None:
    reading = golden("own-csv")
    assert (reading.source, reading.format) == ("own-watch", "own")
    assert reading.published_on == "2026-03-04"
    assert reading.listings["W-1"].authority == "own-compliance"


def test_the_map_brings_its_authority_and_limits() -> None:
    paths = sorted((GOLDEN / "own-csv" / "given").iterdir())
    (found,) = catalogue.recognise([file for path in paths for file in receive(path)])
    notes = Notes()
    list(catalogue.read(found, notes))
    assert notes.authorities["own-compliance"].jurisdiction == "SE"
    assert (found.about.limits.least, found.about.limits.shrink) == (2, 0.2)


def test_parts_of_a_name_are_one_name(reading: Reading) -> None:
    assert [(name.text, name.kind) for name in reading.listings["W-1"].names] == [
        ("Arvid Tomas Kellermund", NameKind.PRIMARY),
        ("Arved Kellermunt", NameKind.ALIAS),
        ("Tosha", NameKind.ALIAS),
    ]
    assert reading.listings["W-2"].names[2].kind is NameKind.FORMER


def test_dates_are_read_in_the_order_that_the_map_says(reading: Reading) -> None:
    listing = reading.listings["W-1"]
    assert (listing.birth_dates, listing.listed_on) == (("1961-04-07", "1962"), "2024-02-01")


def test_words_of_the_table_are_translated(reading: Reading) -> None:
    assert [each.type for each in reading.listings.values()] == [
        TargetType.PERSON,
        TargetType.ORGANIZATION,
        TargetType.VESSEL,
        TargetType.PERSON,
        TargetType.UNKNOWN,
    ]


def test_an_end_that_has_come_is_an_end_and_one_to_come_a_remark(reading: Reading) -> None:
    ended, lasting = reading.listings["W-4"], reading.listings["W-5"]
    assert (ended.delisted, ended.delisted_on) == (True, "2025-06-05")
    assert (lasting.delisted, lasting.delisted_on) == (False, None)
    assert "End date: 2030-01-01" in lasting.remarks


def test_a_row_that_cannot_be_read_is_dropped_with_row_and_advice(reading: Reading) -> None:
    assert reading.report.dropped == (
        ("row 7", "row 7: column No is empty; give it a reference"),
        ("W-7", "row 8: no name and no identifier"),
        ("W-2", "another entry with the same reference came before"),
    )


def test_a_doubt_names_row_and_column(reading: Reading) -> None:
    assert {
        ("W-4", "unknown country", "Krakozhia"),
        ("W-5", "unknown type", "row 6, column Kind: Pers"),
        ("W-5", "unknown gender", "row 6, column Sex: X"),
        ("W-5", "date not understood", "row 6, column Born: sometime"),
    } == set(reading.report.issues)
    assert "Born: sometime" in reading.listings["W-5"].remarks


def test_without_references_name_and_birth_date_make_them(tmp_path: Path) -> None:
    table = "Name,Born,Kind\nSelma Quistgaard,1970-02-01,person\nNordlys,,\nNordlys,,\n"
    reading = read_texts(tmp_path, table)
    assert list(reading.listings) == ["selma-quistgaard-1970-02-01", "nordlys", "nordlys:2"]
    _, warning = reading.report.warnings  # the other is on the end of the file
    assert warning.startswith("the map has no column of references")


def test_a_workbook_is_read_by_the_sheet_that_the_map_names(tmp_path: Path) -> None:
    rows: list[list[Value]] = [
        ["Name", "Born", "Kind"],
        ["Selma Quistgaard", date(1970, 2, 1), "person"],
    ]
    write_xlsx(tmp_path / "watch.xlsx", {"About": [["Read me"]], "Entries": rows})
    (tmp_path / "map.toml").write_text(SHORT_MAP, encoding="utf-8")
    with pytest.raises(UnexpectedLayout, match="has the sheets About, Entries"):
        read_files(*sorted(tmp_path.iterdir()))
    text = SHORT_MAP + '[options]\nsheet = "Entries"\n'
    (tmp_path / "map.toml").write_text(text, encoding="utf-8")
    reading = read_files(*sorted(tmp_path.iterdir()))
    assert list(reading.listings) == ["selma-quistgaard-1970-02-01"]
    assert NO_END_MARK not in reading.report.warnings  # a workbook that is cut is damaged


def test_a_table_that_the_map_names_may_look_like_another_list(tmp_path: Path) -> None:
    header = (
        "id,schema,name,aliases,birth_date,countries,addresses,identifiers,sanctions,phones,"
        "emails,dataset"
    )
    text = SHORT_MAP.replace('"Name"', '"name"').replace('birth_date = "Born"\n', "")
    table = f"{header}\nNK-zz1,Person,Selma Quistgaard{',' * 9}\n"
    reading = read_texts(tmp_path, table, text.replace('"Kind"', '"schema"'))
    assert reading.source == "own-watch"


def test_a_table_without_a_map_is_told_of_maps(tmp_path: Path) -> None:
    path = tmp_path / "watch.csv"
    path.write_text("Name,Born\nSelma Quistgaard,1970\n", encoding="utf-8")
    with pytest.raises(UnexpectedLayout, match=r"own-lists\.md"):
        read_files(path)


def test_a_map_without_its_table_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "watch.toml"
    path.write_text(SHORT_MAP, encoding="utf-8")
    with pytest.raises(UnexpectedLayout, match="not among the files"):
        read_files(path)


def test_two_tables_for_one_map_are_refused(tmp_path: Path) -> None:
    (tmp_path / "watch.a.csv").write_text("Name,Born,Kind\n", encoding="utf-8")
    (tmp_path / "watch.b.csv").write_text("Name,Born,Kind\n", encoding="utf-8")
    (tmp_path / "map.toml").write_text(SHORT_MAP, encoding="utf-8")
    with pytest.raises(UnexpectedLayout, match="one of them at a time"):
        read_files(*sorted(tmp_path.iterdir()))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Nom,Born,Kind\nSelma Quistgaard,1970,\n", "has no column Name, which watch.toml"),
        ("Name;Born;Kind\nSelma Quistgaard;1970;\n", "or the delimiter under"),
        ("Name,Born,Kind\nSelma Quistgaard,07/04/1961,\n", "row 2, column Born: 07/04/1961"),
        ("Name,Born,Kind\nSelma Quistgaard,1970\n", "line 2: 2 cells"),
    ],
)
def test_a_table_that_does_not_fit_its_map_is_refused(
    tmp_path: Path, table: str, said: str
) -> None:
    with pytest.raises(UnexpectedLayout, match=said):
        read_texts(tmp_path, table)


def test_a_column_may_be_missing_only_where_the_map_does_not_name_it(tmp_path: Path) -> None:
    text = SHORT_MAP.replace('type = "Kind"\n', '[values.type]\n"" = "vessel"\n')
    reading = read_texts(tmp_path, "Name,Born,Ours\nNordlys,,x\n", text)
    assert reading.listings["nordlys"].type is TargetType.VESSEL


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("format = 1", "format = 2", "write format = 1"),
        ("own-watch", "us-ofac-sdn", "begin with own-"),
        ('name = "Name"', 'naem = "Name"', "'naem' is no key here"),
        ('name = "Name"\n', "", "no column of names"),
        ("[columns]", '[authority]\ntitle = "A"\n[columns]', "begin the code with own-"),
        ('type = "Kind"', 'type = "Kind"\n[values.type]\n"P" = "man"', "'man' is not known"),
        ('type = "Kind"', "type = Kind", "cannot be read as TOML"),
        (
            'type = "Kind"',
            'type = "Kind"\n[options]\nencoding = "utf-9"',
            "'utf-9' is not known",
        ),
        ('type = "Kind"', 'type = "Kind"\n[limits]\nshrink = 5', "write a share"),
    ],
)
def test_a_map_that_is_not_right_says_what_to_write(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        read_texts(tmp_path, "Name,Born,Kind\n", SHORT_MAP.replace(old, new, 1))
