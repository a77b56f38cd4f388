import pytest

from screening import Query, QueryError
from screening.domain.targets import Gender, TargetType
from screening.intake import LONGEST_NAME, prepare


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("", "empty"),
        ("  \t ", "empty"),
        ("?!., -", "no letter or digit"),
        ("x" * 10_000, "10,000 characters"),
        ("Ri\x07 Pong", r"control character \(U\+0007\)"),
        ("Ri\x00", r"U\+0000"),
        ("Ri \u202ePong", r"writing direction \(U\+202E\)"),
        ("\u202egnoP iR", r"writing direction \(U\+202E\)"),  # shown as Ri Pong
        ("Ri \udc80 Pong", r"half of a character \(U\+DC80\)"),
    ],
)
def test_a_name_that_cannot_be_compared_is_refused(name: str, says: str) -> None:
    with pytest.raises(QueryError, match=says) as refused:
        prepare(Query(name=name))

    assert refused.value.field == "name"
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("birth_date", "07/03/1965"),
        ("birth_date", "1965-13-40"),
        ("country", "Atlantis"),
        ("type", "dragon"),
        ("gender", "x"),
    ],
)
def test_a_field_that_is_not_understood_is_named(field: str, value: str) -> None:
    with pytest.raises(QueryError) as refused:
        prepare(Query(**{"name": "Jane Roe", field: value}))  # type: ignore[arg-type]

    assert refused.value.field == field


def test_a_wrong_check_digit_is_refused() -> None:
    with pytest.raises(QueryError, match="check digit"):
        prepare(Query(identifiers={"imo": "9842191"}))


def test_a_query_needs_a_name_or_a_number() -> None:
    with pytest.raises(QueryError, match="give a name or an identifier"):
        prepare(Query(country="KP"))


@pytest.mark.parametrize(
    "name", ["x" * LONGEST_NAME, "7", "김", "Ri\tPong\nChun", "رضا\u200cقلی"]
)
def test_unusual_names_are_taken(name: str) -> None:
    assert prepare(Query(name=name)).person


def test_every_field_is_understood() -> None:
    found = prepare(
        Query(
            name="Jane Roe",
            aliases=("Jane Doe",),
            type="Company",
            birth_date="1965;1966-02",
            country="North Korea; ru",
            gender="F",
            identifiers={"passport": "AB 12"},
        )
    )

    assert [name.text for name in found.person] == ["Jane Roe", "Jane Doe"]
    assert found.type is TargetType.ORGANIZATION
    assert [date.text for date in found.birth_dates] == ["1965", "1966-02"]
    assert found.countries == ("KP", "RU")
    assert found.gender is Gender.FEMALE
    assert found.identifiers[0].canonical == "AB12"


def test_what_is_asked_twice_is_looked_up_once() -> None:
    once = prepare(Query(name="Arvid Kellermund"))
    twice = prepare(Query(name="Arvid Kellermund", aliases=("Arvid Kellermund",)))

    assert len(twice.person) == 2
    assert twice.asked == once.asked


@pytest.mark.parametrize(
    ("field", "value"), [("birth_date", 1957), ("name", 5), ("country", ["KP"])]
)
def test_what_is_no_text_is_refused_by_its_field(field: str, value: object) -> None:
    query = Query(**{"name": "Arvid Kellermund", field: value})  # type: ignore[arg-type]

    with pytest.raises(QueryError, match="has to be text") as caught:
        prepare(query)

    assert caught.value.field == field


@pytest.mark.parametrize(
    "name",
    ["محمد علي\u200f", "\u202bמשה כהן\u202c", "\u200e\u2067יוסף \u2069\u200f", " Jane\u200e "],
)
def test_marks_of_direction_around_a_name_are_no_part_of_it(name: str) -> None:
    (found,) = {reading.text for reading in prepare(Query(name=name)).person}

    assert found.isprintable()
    assert found in name


def test_a_name_of_marks_alone_is_empty() -> None:
    with pytest.raises(QueryError, match="empty"):
        prepare(Query(name="\u200f \u200e"))


def test_a_mark_inside_is_named_by_its_place_in_what_was_given() -> None:
    with pytest.raises(QueryError, match=r"character 4 is a mark of writing direction"):
        prepare(Query(name="\u200fAb\u202ecd\u200f"))


@pytest.mark.parametrize("word", ["wallet", "CryptoWallet", "unknown", " ", "-"])
def test_a_type_that_leaves_it_open_restricts_nothing(word: str) -> None:
    assert prepare(Query(type=word, identifiers={"wallet": "0x" + "a" * 40})).type is None


def test_identifiers_joined_by_semicolons_are_each_looked_up() -> None:
    found = prepare(Query(identifiers={"passport": "AB 12; CD 34;AB 12;", "imo": "9842188"}))

    assert [(one.kind, one.canonical) for one in found.identifiers] == [
        ("passport", "AB12"),
        ("passport", "CD34"),
        ("imo", "9842188"),
    ]


@pytest.mark.parametrize("value", ["", " ", ";", "9842188;9842189"])
def test_one_identifier_that_cannot_be_right_refuses_all(value: str) -> None:
    with pytest.raises(QueryError, match=r"^imo: "):
        prepare(Query(identifiers={"imo": value}))


def test_an_identifier_that_is_no_text_is_refused() -> None:
    with pytest.raises(QueryError, match=r"^imo: has to be text, not int"):
        prepare(Query(identifiers={"imo": 9842188}))  # type: ignore[dict-item]
