"""Files as received: what of an archive is a list, and what only comes with one."""

import gzip
import zipfile
from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from screening.sources.files import MOST_MEMBERS, receive

LIST = b"<list/>"


def archive(folder: Path, members: dict[str, bytes]) -> Path:
    path = folder / "list.zip"
    with zipfile.ZipFile(path, "w") as made:
        for name, content in members.items():
            made.writestr(name, content)
    return path


def names(path: Path) -> list[str | None]:
    return [file.member for file in receive(path)]


def test_notes_that_come_with_a_list_are_left_out(tmp_path: Path) -> None:
    members = dict.fromkeys(
        ("b/list.xml", "a.csv", "README.txt", "Notes.MD", "terms.pdf", "x.html", "y.htm"), LIST
    )
    assert names(archive(tmp_path, members)) == ["a.csv", "b/list.xml"]


def test_a_page_that_comes_with_a_list_does_not_refuse_it(tmp_path: Path) -> None:
    members = {"list.xml": LIST, "licence.html": b"<!doctype html><html><body>Terms"}
    assert names(archive(tmp_path, members)) == ["list.xml"]


def test_hidden_files_are_left_out(tmp_path: Path) -> None:
    members = dict.fromkeys((".note", "__MACOSX/._list.xml", "_list.xml"), LIST)
    assert names(archive(tmp_path, members)) == ["_list.xml"]


def test_a_text_stays_where_it_may_be_the_list(tmp_path: Path) -> None:
    assert names(archive(tmp_path, {"list.txt": LIST})) == ["list.txt"]
    mapped = archive(tmp_path, {"watch.toml": b"[columns]", "watch.txt": LIST})
    assert names(mapped) == ["watch.toml", "watch.txt"]


@pytest.mark.parametrize("name", ["list.xml.gz", "LIST.ZIP", "list.xml"])
def test_what_is_packed_within_an_archive_is_to_be_unpacked_once(
    name: str, tmp_path: Path
) -> None:
    path = archive(tmp_path, {name: gzip.compress(LIST)})
    with pytest.raises(UnexpectedLayout, match=f"{name}: is packed .* unpack the archive once"):
        receive(path)


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, {f"{number}.xml": LIST for number in range(MOST_MEMBERS + 1)})
    with pytest.raises(UnexpectedLayout, match="holds 201 files"):
        receive(path)
    path = archive(tmp_path, {f"{number}.xml": LIST for number in range(MOST_MEMBERS)})
    assert len(receive(path)) == MOST_MEMBERS


def test_what_is_left_out_of_an_archive_is_named_beside_each_list(tmp_path: Path) -> None:
    members = dict.fromkeys(("a.xml", "b.xml", "dpl.txt", "terms.pdf", ".note"), LIST)
    found = receive(archive(tmp_path, members))
    assert [file.beside for file in found] == [("dpl.txt", "terms.pdf")] * 2
