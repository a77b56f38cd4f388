from pathlib import Path

import pytest

from screening.errors import InputFileError
from screening.evaluation.markdown import markdown, markdown_table, put_between_marks
from screening.evaluation.report import Report, Table

TABLE = Table("Overall", ("measure", "value"), (("recall", "0.9"), ("a|b", "1")), note="Note.")
FACTS = (
    ("made on", "2026-11-22"), ("engine", "screening 1"), ("model", "2"), ("threshold", "0.7"),
)  # fmt: skip
DOCUMENT = "# Title\n\n<!-- begin pairs -->\nold\n<!-- end pairs -->\n\nProse.\n"


def test_a_table_cannot_be_broken_by_a_cell() -> None:
    assert markdown_table(TABLE).splitlines() == [
        "**Overall**",
        "",
        "| measure | value |",
        "| --- | --- |",
        "| recall | 0.9 |",
        "| a\\|b | 1 |",
        "",
        "Note.",
    ]


def test_names_out_of_labelled_files_stay_out_of_the_document() -> None:
    cases = Table("Worst misses", ("asked",), (("Arvid Kellermund",),), cases=True)

    text = markdown(Report("Title", FACTS, (TABLE, cases)), command="screen evaluate a.csv")

    assert "`screen evaluate a.csv`" in text
    assert "Overall" in text
    assert "Kellermund" not in text


def test_what_stands_between_the_marks_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "methodology.md"
    path.write_text(DOCUMENT, encoding="utf-8")

    put_between_marks(path, "pairs", "new")
    put_between_marks(path, "pairs", "newer")

    assert path.read_text(encoding="utf-8") == DOCUMENT.replace("old", "newer")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ("# Title\n", "no mark <!-- begin pairs -->"),
        ("<!-- begin pairs -->\n", "no mark <!-- end pairs -->"),
        (DOCUMENT + DOCUMENT, "more than one mark <!-- begin pairs -->"),
        ("<!-- end pairs --><!-- begin pairs -->", "stands before"),
    ],
)
def test_without_its_marks_a_document_is_left_alone(
    tmp_path: Path, document: str, said: str
) -> None:
    path = tmp_path / "methodology.md"
    path.write_text(document, encoding="utf-8")

    with pytest.raises(InputFileError) as error:
        put_between_marks(path, "pairs", "new")

    assert str(error.value).startswith(f"{path}: ")
    assert said in str(error.value)
    assert path.read_text(encoding="utf-8") == document


def test_a_document_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(InputFileError, match="no such file"):
        put_between_marks(tmp_path / "none.md", "pairs", "new")

    assert list(tmp_path.iterdir()) == []
