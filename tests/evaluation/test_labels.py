import re

import pytest

from screening.domain.targets import TargetType
from screening.errors import InputFileError
from screening.evaluation.labels import read_pairs
from tests.evaluation.conftest import Write


def test_a_pair_knows_its_slices(write: Write) -> None:
    path = write(
        "name1,name2,is_match,schema,category,quality",
        "Arvyd Kellermund,Arvid Kellermund,true,Person,a slip,STRONG",
        "Арвид,Arvid,false,,,",
    )

    files, (first, second) = read_pairs([path])

    assert files[0].rows == 2
    assert (first.match, first.type) == (True, TargetType.PERSON)
    assert first.slices == {
        "type": "person", "script": "Latin", "kind": "a slip", "quality": "STRONG",
    }  # fmt: skip
    assert (second.match, second.type) == (False, TargetType.UNKNOWN)
    assert second.slices == {
        "type": "unknown", "script": "Cyrillic - Latin", "kind": "cross script",
    }  # fmt: skip


def test_other_tools_words_are_understood(write: Write) -> None:
    path = write("query,listed,label", "Arvid,Arvid,1", "Arvid,Selma,No")

    assert [pair.match for pair in read_pairs([path])[1]] == [True, False]


def test_several_files_are_one_set(write: Write) -> None:
    one = write("name1,name2,is_match", "Arvid,Arvid,1", name="one.csv")
    two = write("name1,name2,is_match", "Selma,Selma,1", name="two.csv")

    files, pairs = read_pairs([one, two])

    assert [file.rows for file in files] == [1, 1]
    assert [pair.name1 for pair in pairs] == ["Arvid", "Selma"]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("Arvid,Arvid,perhaps,person", "is_match"),
        ("Arvid,Arvid,,person", "is_match"),
        (",Arvid,true,person", "name1"),
        ("Arvid,...,true,person", "name2"),
        ("Arvid,Arvid,true,submarine", "type"),
    ],
)
def test_a_bad_row_names_file_row_and_field(write: Write, row: str, field: str) -> None:
    path = write("name1,name2,is_match,type", "Selma,Selma,true,person", row)

    with pytest.raises(
        InputFileError, match=f"^{re.escape(str(path))} line 3 \\(row 2\\), {field}: "
    ):
        read_pairs([path])
