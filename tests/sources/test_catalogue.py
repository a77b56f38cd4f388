"""Which list a file is: told from its content, and where that does not tell, by its user."""

import shutil
import zipfile
from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from screening.sources import au_dfat, own
from screening.sources.base import Part
from screening.sources.catalogue import MODULES, NO_END_MARK, recognise
from screening.sources.files import ListFile, receive
from screening.sources.metadata import metadata
from tests.sources.conftest import GOLDEN, read_files

XLS = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)


def test_an_xls_of_nobody_is_refused_as_no_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def spied(name: str) -> object:
        def part(file: ListFile) -> Part | None:
            asked.append(name)
            return None

        return type(au_dfat.READER)(name, part, au_dfat.listings)

    monkeypatch.setattr(au_dfat, "READER", spied("au_dfat"))
    monkeypatch.setattr(own, "READER", spied("own"))
    path = tmp_path / "list.xls"
    path.write_bytes(XLS)

    with pytest.raises(UnexpectedLayout, match="is no list that this program can read"):
        recognise(receive(path))
    assert asked == ["au_dfat", "own"]
    assert MODULES.index("gb_ofsi") < MODULES.index("au_dfat")


@pytest.mark.parametrize("source", ["us-ofac-sdn", "us-ofac-cons"])
@pytest.mark.parametrize("layout", ["us-ofac-xml", "us-ofac-advanced", "us-ofac-delimited"])
def test_its_user_says_which_list_of_ofac_a_file_is_of(
    layout: str, source: str, tmp_path: Path
) -> None:
    paths = []
    for each in (GOLDEN / layout / "given").iterdir():
        paths.append(Path(shutil.copy(each, tmp_path / f"download-{each.name.lower()}")))
    assert read_files(*paths, source=source).source == source


@pytest.mark.parametrize(
    ("source", "day", "others"),
    [
        ("us-ofac-sdn", "2024-12-16", "List: Non-SDN Menu-Based Sanctions List, since 2022"),
        ("us-ofac-cons", "2022-02-24", "List: SDN List, since 2024"),
    ],
)
def test_entries_are_those_on_the_list_that_was_said(
    source: str, day: str, others: str, tmp_path: Path
) -> None:
    given = (GOLDEN / "us-ofac-enhanced" / "given" / "SDN_ENHANCED.XML").read_text("utf-8")
    lists = (
        '<sanctionsLists><sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists>'
    )
    assert lists in given
    path = tmp_path / "download.xml"
    path.write_text(given.replace(lists, "", 1), encoding="utf-8")

    listing = read_files(path, source=source).listings["99001"]

    assert listing.listed_on == day
    assert any(each.startswith(others) for each in listing.remarks)


def test_where_the_content_tells_nobody_can_say_otherwise() -> None:
    given = GOLDEN / "us-ofac-enhanced" / "given" / "SDN_ENHANCED.XML"
    with pytest.raises(UnexpectedLayout, match="is a file of us-ofac-sdn, not of us-ofac-cons"):
        recognise(receive(given), "us-ofac-cons")


def test_a_text_beside_a_list_in_an_archive_is_named_in_a_warning(tmp_path: Path) -> None:
    (given,) = (GOLDEN / "un-xml" / "given").iterdir()
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.write(given, "un.xml")
        for number in range(6):
            made.writestr(f"dpl{number}.txt", "Name\tStreet\n")
    assert read_files(path).report.warnings == (
        "not read, in x.zip beside the list: dpl0.txt, dpl1.txt, dpl2.txt, dpl3.txt, dpl4.txt "
        "and 1 more",
    )


LINES = {
    "eu-fsf-csv",
    "eu-journal",
    "ftm",
    "ftm-simple",
    "gb-fcdo-csv",
    "gb-ofsi-csv",
    "gb-ofsi-csv-2018",
    "own-csv",
    "us-csl",
}


@pytest.mark.parametrize("layout", sorted(path.name for path in GOLDEN.iterdir()))
def test_a_layout_that_does_not_show_its_end_says_so_once(layout: str) -> None:
    warnings = read_files(*sorted((GOLDEN / layout / "given").iterdir())).report.warnings
    assert warnings.count(NO_END_MARK) == (layout in LINES)


@pytest.mark.parametrize(
    ("source", "least", "shrink"),
    [
        ("gb-fcdo", 5500, 0.02),
        ("eu-fsf", 5000, 0.01),
        ("us-ofac-sdn", 13000, 0.02),
        ("au-dfat", 3300, 0.05),
        ("ca-gac", 4000, 0.05),
        ("un-sc", 900, 0.05),
        ("us-csl", 12000, 0.05),
        ("jp-mof", 2000, 0.08),
        ("ch-seco", 4000, 0.05),
        ("eu-journal", 7000, 0.02),
    ],
)
def test_a_first_import_that_was_cut_short_is_below_the_least(
    source: str, least: int, shrink: float
) -> None:
    limits = metadata(source).limits
    assert (limits.least, limits.shrink) == (least, shrink)


def test_the_title_of_the_ofsi_list_says_that_it_ended() -> None:
    assert "ended on 28 January 2026" in metadata("gb-ofsi").source.title
