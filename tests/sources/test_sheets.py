"""Workbooks: what would not fit into memory is refused before it is opened."""

import zipfile
from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from screening.sources import sheets
from screening.sources.files import receive
from screening.sources.sheets import Workbook
from tests.sources.workbooks import write_xlsx

STRINGS = "xl/sharedStrings.xml"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_xlsx(tmp_path / "list.xlsx", {"A": [["Name"], ["Selma Quistgaard"]]})


def with_part(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def opened(path: Path) -> Workbook:
    (file,) = receive(path)
    return Workbook(file)


def test_a_workbook_that_unpacks_to_more_than_any_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_part(path, STRINGS, b"<sst>" + b" " * 200_000 + b"</sst>")
    assert opened(path).sheets == ["A"]
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 100_000)
    with pytest.raises(UnexpectedLayout, match="unpacks to more than 100,000 bytes, which no"):
        opened(path)


def test_the_sizes_that_the_archive_gives_are_not_believed(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_part(path, STRINGS, b" " * 200_000)
    content = path.read_bytes()
    path.write_bytes(content.replace((200_000).to_bytes(4, "little"), bytes([9, 0, 0, 0])))
    monkeypatch.setattr(sheets, "LARGEST_UNPACKED", 100_000)
    with pytest.raises(UnexpectedLayout):
        opened(path)


@pytest.mark.parametrize("declared", [b'<!DOCTYPE x SYSTEM "file:///a">', b'<!ENTITY a "b">'])
def test_a_part_that_declares_a_type_or_entities_is_refused(
    path: Path, declared: bytes
) -> None:
    with_part(path, STRINGS, b'<?xml version="1.0"?>' + declared + b"<sst/>")
    with pytest.raises(UnexpectedLayout, match=f"{STRINGS} declares a document type"):
        opened(path)


def test_a_cell_far_outside_the_table_is_refused(path: Path, tmp_path: Path) -> None:
    """The rectangle up to it would be held whole: 16,384 columns of a million rows."""
    far = tmp_path / "far.xlsx"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(far, "w") as made:
        for name in given.namelist():
            made.writestr(name, given.read(name).replace(b'r="A2"', b'r="XFD1048576"'))
    with pytest.raises(UnexpectedLayout, match="spans 1,048,576 rows and 16,384 columns"):
        opened(far)
