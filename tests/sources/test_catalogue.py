"""Which list a file is: told from its content, and where that does not tell, by its user."""

import shutil
from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from screening.sources import au_dfat, own
from screening.sources.base import Part
from screening.sources.catalogue import MODULES, recognise
from screening.sources.files import ListFile, receive
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
