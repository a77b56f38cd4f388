"""XML lists: what declares a type of its own is refused, wherever it says so."""

from pathlib import Path

import pytest

from screening.errors import UnexpectedLayout
from screening.sources.files import HEAD, receive
from screening.sources.xml import elements

EXTERNAL = '<!DOCTYPE list SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize(
    "content",
    [
        f"{EXTERNAL}<list><entry/></list>".encode(),
        b'<!DOCTYPE list [<!ENTITY a "b">]><list><entry>&a;</entry></list>',
        b"<!DOCTYPE list><list><entry/></list>",
        f"<!--{' ' * HEAD}-->{EXTERNAL}<list><entry/></list>".encode(),
        f"<?xml version='1.0'?>{EXTERNAL}<list><entry/></list>".encode("utf-16-le"),
    ],
    ids=["external", "entity", "bare", "behind a long comment", "UTF-16 without a mark"],
)
def test_a_document_with_a_type_of_its_own_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    (file,) = receive(path)
    with pytest.raises(UnexpectedLayout, match="declares a type or entities"):
        list(elements(file, {"entry"}))


def test_a_document_without_one_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(b"<list><entry/><entry/></list>")
    assert len(list(elements(receive(path)[0], {"entry"}))) == 2
