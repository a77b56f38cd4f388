import pytest

from screening.batch.columns import Columns, guess
from screening.batch.fields import IDENTIFIERS, NAME_PARTS
from screening.domain.queries import Query
from screening.errors import InputFileError
from screening.identifiers import identifier_kind


def columns(*header: str) -> Columns:
    return guess(header, file="in.csv")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("name", "name"),
        ("Full Name", "name"),
        ("FULL_NAME", "name"),
        ("FullName", "name"),
        (" entity name ", "name"),
        ("query", "name"),
        ("Vorname", "first_name"),
        ("Nachname", "last_name"),
        ("family_name", "last_name"),
    ],
)
def test_headers_are_known_in_any_case_and_spacing(header: str, field: str) -> None:
    assert columns(header).fields == {field: 0}


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("IMO Number", "imo"),
        ("IMO No.", "imo"),
        ("SWIFT/BIC", "bic"),
        ("ИНН", "inn"),
        ("national_id", "national-id"),
        ("tax_id", "tax"),
        ("registrationNumber", "reg"),
        ("id_number", "number"),
        ("identifier", "number"),
        ("crypto_address", "wallet"),
    ],
)
def test_columns_of_identifiers_have_their_kind(header: str, kind: str) -> None:
    assert columns(header).identifiers == {kind: 0}


@pytest.mark.parametrize("kind", IDENTIFIERS)
def test_every_kind_of_a_column_is_one_that_can_be_screened(kind: str) -> None:
    assert identifier_kind(kind) == kind


@pytest.mark.parametrize("header", ["number", "other", "email", "notes"])
def test_a_column_that_may_hold_anything_is_no_identifier(header: str) -> None:
    found = columns("name", header)

    assert found.identifiers == {}
    assert found.said == f"columns: name -> name; passed over: {header}"


def test_a_row_becomes_a_query_with_everything_it_says() -> None:
    found = columns("Ref", "Full Name", "aka", "Type", "DOB", "Country", "gender", "imo", "lei")

    query = found.query(
        ["C-7", " Ri Pong Chun ", "Lee; ;Bong", "person", "1965", "KP", "male", " 9842188 ", ""]
    )

    assert query == Query(
        id="C-7",
        name="Ri Pong Chun",
        aliases=("Lee", "Bong"),
        type="person",
        birth_date="1965",
        country="KP",
        gender="male",
        identifiers={"imo": "9842188"},
    )


def test_blank_cells_ask_nothing() -> None:
    assert columns("id", "name", "dob", "imo").query(["", "  ", "\t", ""]) == Query()


def test_parts_of_a_name_are_joined_in_their_order() -> None:
    found = columns("surname", "middle name", "given name")

    assert found.query(["Chun", "Pong", "Ri"]).name == "Ri Pong Chun"
    assert found.query(["Chun", "", "Ri"]).name == "Ri Chun"
    assert set(found.fields) == set(NAME_PARTS)


def test_parts_count_only_where_the_name_is_blank() -> None:
    """Files of firms and persons fill the one or the other."""
    found = columns("entity_name", "first_name", "last_name")

    assert found.query(["Acme", "Jane", "Roe"]).name == "Acme"
    assert found.query(["", "Jane", "Roe"]).name == "Jane Roe"


@pytest.mark.parametrize(
    ("printed", "asked"),
    [
        ("1965-03-07 00:00:00", "1965-03-07"),
        ("1965-03-07T00:00:00.000Z", "1965-03-07"),
        ("1965-03-07 00:00; 1966-01-01 00:00:00", "1965-03-07; 1966-01-01"),
        ("1965-03-07", "1965-03-07"),
        ("1965-03-07 10:30:00", "1965-03-07 10:30:00"),
    ],
)
def test_midnight_behind_a_date_is_a_spreadsheets_not_a_fact(printed: str, asked: str) -> None:
    assert columns("name", "dob").query(["Jane Roe", printed]).birth_date == asked


def test_two_columns_for_one_field_are_refused_not_chosen_from() -> None:
    with pytest.raises(
        InputFileError, match=r"^in\.csv: .*schema and Entity Type both mean type; rename"
    ):
        columns("name", "schema", "Entity Type")


@pytest.mark.parametrize("header", [("name", "Name"), ("name", "notes", "NOTES")])
def test_two_columns_with_one_header_are_refused(header: tuple[str, ...]) -> None:
    with pytest.raises(InputFileError, match=rf"two columns are called {header[-1]}"):
        columns(*header)


def test_columns_without_a_header_are_passed_over() -> None:
    assert columns("name", "", " ").fields == {"name": 0}


def test_a_table_without_names_and_identifiers_is_refused_and_says_what_to_call_them() -> None:
    with pytest.raises(
        InputFileError, match=r"^in\.csv: no column of names .* customer, born; .*called name"
    ):
        columns("customer", "born")


def test_what_is_said_of_a_header_cannot_steer_a_terminal() -> None:
    said = columns("full\nname", "\x1b[2J", "x" * 500).said

    assert said.isprintable()
    assert said.startswith(r"columns: full name -> name; passed over: '\x1b[2J', xxx")
    assert len(said) < 200
