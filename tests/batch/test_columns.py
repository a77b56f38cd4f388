from dataclasses import replace

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
    assert found.said == f"columns: name -> name; not screened: {header}"


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
    assert said.startswith(r"columns: full name -> name; not screened: '\x1b[2J', xxx")
    assert len(said) < 200


@pytest.mark.parametrize(
    ("header", "cells", "query"),
    [
        (
            ("name_1", "name2", "alias_1", "Alias 2"),
            ("Jane Roe", "J. Roe", "Janie; Jay", "JR"),
            Query(name="Jane Roe", aliases=("J. Roe", "Janie", "Jay", "JR")),
        ),
        (
            ("full_name", "name"),
            ("Jane Roe", "Roe, J."),
            Query(name="Jane Roe", aliases=("Roe, J.",)),
        ),
        (("customer_name", "company_name"), ("", "Acme Ltd"), Query(name="Acme Ltd")),
        (("name", "full_name"), ("Jane Roe", "Jane Roe"), Query(name="Jane Roe")),
        (
            ("name", "dob", "birth_date_2"),
            ("Jane Roe", "1965", "1966-02-01 00:00:00"),
            Query(name="Jane Roe", birth_date="1965;1966-02-01"),
        ),
        (
            ("passport_1", "passport_2", "passport_3"),
            ("AB 1", "", "CD 2"),
            Query(identifiers={"passport": "AB 1;CD 2"}),
        ),
        (("passport", "passport_2"), ("", "CD 2"), Query(identifiers={"passport": "CD 2"})),
        (("tax_id", "vat_number"), ("12", "34"), Query(identifiers={"tax": "12;34"})),
        (
            ("name", "country", "nationality"),
            ("Jane Roe", "", "KP"),
            Query(name="Jane Roe", country="KP"),
        ),
    ],
)
def test_several_columns_of_one_customer_are_one_query(
    header: tuple[str, ...], cells: tuple[str, ...], query: Query
) -> None:
    assert columns(*header).query(cells) == query


@pytest.mark.parametrize(
    ("name", "aliases"),
    [
        ("Jane Roe", ()),
        ("ROE, Jane", ()),
        ("J. Roe", ("Jane Roe",)),
    ],
)
def test_parts_that_add_up_to_another_name_are_an_alias(
    name: str, aliases: tuple[str, ...]
) -> None:
    query = columns("name", "first_name", "last_name").query([name, "Jane", "Roe"])

    assert (query.name, query.aliases) == (name, aliases)


def test_of_two_columns_of_names_the_second_is_said_to_be_aliases() -> None:
    said = columns("name", "full_name").said

    assert said == "columns: name -> name, full_name -> aliases"


@pytest.mark.parametrize("header", ["first_name_2", "gender_2", "address_2", "lot_1"])
def test_a_number_behind_a_field_that_has_one_value_means_no_further_one(header: str) -> None:
    assert columns("name", header).places == {0}


@pytest.mark.parametrize(
    "header",
    (
        "id external_id externalId external_identifier client_ref customer_id ref name "
        "full_name FullName entity_name query first_name middle_name last_name given_name "
        "surname family_name Vorname Nachname aliases alt_names aka type schema entity_type "
        "entityType birth_date dob date_of_birth birthDate country countries nationality "
        "jurisdiction citizenship gender imo mmsi lei bic isin inn ogrn passport national_id "
        "tax_id registration_number wallet imo_number registrationNumber id_number identifier "
        "crypto_address"
    ).split(),
)
def test_the_words_of_the_conventions_are_screened(header: str) -> None:
    assert columns("name_9", header).places == {0, 1}


@pytest.mark.parametrize("header", ["place_of_birth", "address", "portfolio", "updated_at"])
def test_what_is_known_and_not_compared_is_carried_through(header: str) -> None:
    found = columns("name", header)

    assert (found.carried, found.carried_header) == ((1,), (header,))


def test_columns_are_carried_under_their_names_unless_the_output_has_them() -> None:
    found = columns("Score", "name", "input_score", "id", "ref", "notes", "passport")

    assert found.carried_header == ("input_Score", "input_input_score", "ref", "notes")
    assert found.carry(["9", "Jane Roe", "8", "C-1", "R-1", "x", "P"]) == ("9", "8", "R-1", "x")
    assert found.carry(["9"]) == ("9", "", "", "")


@pytest.mark.parametrize(
    ("cell", "asked"),
    [
        ("03/04/1965", "1965-04-03"),
        ("3.4.1965", "1965-04-03"),
        ("03.04.1965; 1966", "1965-04-03; 1966"),
        ("1965-04-03", "1965-04-03"),
    ],
)
def test_dates_are_read_with_the_day_first_where_that_is_said(cell: str, asked: str) -> None:
    columns = guess(("name", "dob"), file="in.csv")

    assert columns.query(("Jane Roe", cell)).birth_date == cell
    assert replace(columns, day_first=True).query(("Jane Roe", cell)).birth_date == asked
