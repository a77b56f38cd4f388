import pytest

from screening.batch.columns import guess
from screening.batch.mapping import mapped_columns
from screening.domain.queries import Query
from screening.errors import InputFileError

HEADER = ("Client", "name", "Born", "dob", "Ship no", "Pass A", "Pass B")


def query(cells: tuple[str, ...], **mapped: list[str]) -> Query:
    return guess(HEADER, file="in.csv", mapped=mapped).query(cells)


def test_what_is_mapped_is_taken_and_its_field_is_not_guessed() -> None:
    cells = ("Jane Roe", "Standard account", "1965", "1.1.66", "9842188", "A", "B")

    assert query(cells, name=["Client"], dob=["Born"], imo=["Ship no"]) == Query(
        name="Jane Roe", birth_date="1965", identifiers={"imo": "9842188"}
    )


def test_several_columns_are_mapped_to_a_field_that_takes_several() -> None:
    found = query(("a", "b", "", "", "", "A", "B"), passport=["Pass B", "Pass A"])

    assert found.identifiers == {"passport": "B;A"}
    assert query(("a", "b", "", "", "", "", ""), name=["name", "Client"]).aliases == ("a",)


def test_a_mapped_column_is_no_other_field() -> None:
    found = guess(("name", "dob"), file="in.csv", mapped={"call-sign": ["dob"]})

    assert found.fields == {"name": 0}
    assert found.identifiers == {"call-sign": 1}
    assert found.said == "columns: name -> name, dob -> call-sign"


@pytest.mark.parametrize(
    ("mapped", "message"),
    [
        (
            {"name": ["client"]},
            r"^in\.csv: no column is called 'client', .* 'Client', 'name', ",
        ),
        (
            {"colour": ["Client"]},
            r"^--map: 'colour' is no field; write one of name, first_name",
        ),
        ({"address": ["Client"]}, r"^--map: 'address' is no field"),
        ({"type": ["Client", "Born"]}, r"^in\.csv: --map gives type two columns"),
        ({"name": ["Client"], "dob": ["Client"]}, r"takes 'Client' for name and for dob"),
        ({"name": ["Client", "Client"]}, r"takes 'Client' for name and for name"),
    ],
)
def test_what_cannot_be_mapped_is_refused(mapped: dict[str, list[str]], message: str) -> None:
    with pytest.raises(InputFileError, match=message):
        guess(HEADER, file="in.csv", mapped=mapped)


def test_texts_of_the_command_line_name_a_field_and_a_column() -> None:
    assert mapped_columns(["name=A=B", "passport= X", "passport=Y"]) == {
        "name": ["A=B"],
        "passport": [" X", "Y"],
    }


@pytest.mark.parametrize("text", ["name", "=Client", "name=", ""])
def test_a_text_that_names_none_is_refused(text: str) -> None:
    with pytest.raises(InputFileError, match=r"write FIELD=COLUMN, such as name=Customer"):
        mapped_columns([text])
