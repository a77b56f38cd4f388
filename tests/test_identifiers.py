import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.targets import Identifier
from screening.errors import QueryError
from screening.identifiers import (
    KINDS,
    comparable,
    identifier_kind,
    make_identifier,
    parse_identifier,
    query_identifier,
)

# Numbers of the EU's 15th package; LEI, ISIN and EDRPOU from python-stdnum's own examples.
VALID = [
    ("imo", "9299666"),
    ("imo-company", "6385581"),
    ("imo-company", "4105625"),
    ("lei", "213800KUD8LAJWSQ9D15"),
    ("isin", "US0378331005"),
    ("inn", "370306405600"),
    ("ogrn", "1227700009349"),
    ("uscc", "91440300MA5GN73B4F"),
    ("edrpou", "32855961"),
]


@pytest.mark.parametrize(("kind", "value"), VALID)
def test_a_check_digit_that_fits_makes_a_number_valid(kind: str, value: str) -> None:
    assert make_identifier(kind, value) == Identifier(kind, value, value, valid=True)


@pytest.mark.parametrize(("kind", "value"), VALID)
def test_a_wrong_last_digit_makes_a_number_invalid(kind: str, value: str) -> None:
    last = "1" if value[-1] != "1" else "2"

    assert make_identifier(kind, value[:-1] + last).valid is False


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("imo", "929966"),
        ("imo", "0000000"),
        ("mmsi", "12345678"),
        ("lei", "213800"),
        ("bic", "KGTB1234"),
        ("inn", "37030640560"),
        ("kpp", "50450100"),
        ("email", "star-co.net.kp"),
    ],
)
def test_a_number_of_another_shape_is_invalid(kind: str, value: str) -> None:
    assert make_identifier(kind, value).valid is False


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("mmsi", "273413440"),
        ("bic", "KGTBKPP1"),
        ("kpp", "504501001"),
        ("passport", "654420047"),
        ("reg", "71901140"),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ],
)
def test_without_a_check_digit_nothing_is_said_of_validity(kind: str, value: str) -> None:
    assert make_identifier(kind, value).valid is None


@pytest.mark.parametrize(
    ("kind", "value", "canonical"),
    [
        ("imo", "IMO 9299666", "9299666"),
        ("imo", "IMO9299666", "9299666"),
        ("imo", "IMO No. 9299666", "9299666"),
        ("imo", "IMO № 9299666", "9299666"),
        ("imo", "９２９９６６６", "9299666"),
        ("inn", "ИНН: 370306405600", "370306405600"),
        ("lei", "2138 00ku d8la jwsq 9d15", "213800KUD8LAJWSQ9D15"),
        ("bic", "KGTBKPP1XXX", "KGTBKPP1"),
        ("bic", "BIC KGTBKPP1", "KGTBKPP1"),
        ("bic", "SWIFT/BIC: KGTB KP P1", "KGTBKPP1"),
        ("bic", "KGTBKPP1ABC", "KGTBKPP1ABC"),  # a branch is not the head office
        ("hk-br", "64199990-000", "64199990"),
        ("hk-br", "64199990-001", "64199990001"),
        ("passport", "2402 624976", "2402624976"),
        ("passport", "МР-1234567", "MP1234567"),  # Cyrillic letters
        ("passport", "۶۵۴۴۲۰۰۴۷", "654420047"),  # Persian digits
        ("passport", "A/12.34", "A1234"),
        ("aircraft-registration", "ep-mnf", "EPMNF"),
        ("email", " Okryu@Star-Co.Net.KP ", "okryu@star-co.net.kp"),
        ("wallet", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
        (
            "wallet",
            "0x52908400098527886E0F7030069857D2E4169EE7",
            "0x52908400098527886e0f7030069857d2e4169ee7",
        ),
    ],
)
def test_the_canonical_form(kind: str, value: str, canonical: str) -> None:
    made = make_identifier(kind, value, country="KP")

    assert (made.value, made.canonical, made.country) == (value, canonical, "KP")


@given(st.sampled_from(sorted(KINDS)), st.text(max_size=30))
def test_canonicalising_twice_changes_nothing(kind: str, value: str) -> None:
    once = make_identifier(kind, value)

    assert make_identifier(kind, once.canonical).canonical == once.canonical


@given(
    st.sampled_from([*VALID, ("passport", "2402624976"), ("mmsi", "273413440")]),
    st.lists(st.sampled_from(["", " ", "-", ".", "/", " - ", "\u00a0", "–"]), min_size=21),
)
def test_blanks_and_dashes_do_not_matter(number: tuple[str, str], gaps: list[str]) -> None:
    kind, value = number
    printed = "".join(gap + mark for gap, mark in zip(gaps, value, strict=False))

    assert make_identifier(kind, printed).canonical == value


@given(st.integers(0, 19), st.integers(1, 9))
def test_one_changed_digit_in_an_lei_is_never_valid(place: int, step: int) -> None:
    well = make_identifier("lei", _lei("213800000000000000"))

    assert well.valid is True
    digit = str((int(well.canonical[place]) + step) % 10)
    changed = well.canonical[:place] + digit + well.canonical[place + 1 :]
    assert make_identifier("lei", changed).valid is False


def _lei(body: str) -> str:
    """The body with its two check digits, after ISO 17442."""
    return f"{body}{98 - int(body + '00') % 97:02}"


@given(st.integers(100_000, 999_999), st.integers(1, 9))
def test_only_one_check_digit_fits_an_imo_number(body: int, step: int) -> None:
    check = sum(int(d) * w for d, w in zip(str(body), range(7, 1, -1), strict=True)) % 10

    assert make_identifier("imo", f"{body}{check}").valid is True
    assert make_identifier("imo", f"{body}{(check + step) % 10}").valid is False


@given(st.integers(100_000, 999_999), st.sampled_from([0, 4]), st.integers(1, 9))
def test_an_imo_number_changed_where_its_weight_is_odd_to_ten_is_never_valid(
    body: int, place: int, step: int
) -> None:
    """The weights 7 and 3 catch each change of a digit; 6, 5, 4 and 2 miss some."""
    digits = str(body)
    check = sum(int(d) * w for d, w in zip(digits, range(7, 1, -1), strict=True)) % 10
    changed = digits[:place] + str((int(digits[place]) + step) % 10) + digits[place + 1 :]

    assert make_identifier("imo", f"{changed}{check}").valid is False


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("imo", "imo"),
        ("IMO Number", "imo"),
        ("imo_number", "imo"),
        ("IMO-COMPANY", "imo-company"),
        ("swift", "bic"),
        ("SWIFT/BIC", "bic"),
        ("ИНН", "inn"),
        ("tax_id", "tax"),
        ("registrationNumber", "reg"),
        ("registration_number", "reg"),
        ("National ID", "national-id"),
        ("id_number", "number"),
        ("crypto_address", "wallet"),
        ("E-mail", "email"),
        ("hk_br", "hk-br"),
    ],
)
def test_kinds_are_understood_as_people_type_them(text: str, kind: str) -> None:
    assert identifier_kind(text) == kind


def test_no_word_means_two_kinds() -> None:
    for kind, known in KINDS.items():
        for word in (kind, known.title, *known.aliases.split("|")):
            assert identifier_kind(word) == kind


def test_an_unknown_kind_is_refused_with_near_ones() -> None:
    with pytest.raises(QueryError, match=r"^id: 'pasport' .* write one of passport$"):
        identifier_kind("pasport")


def test_a_kind_like_no_other_is_refused_with_all() -> None:
    with pytest.raises(QueryError, match=r"write one of imo, .*, wallet, email$"):
        identifier_kind("%%%")


def test_the_command_line_writes_kind_and_value() -> None:
    asked = parse_identifier("IMO number = IMO 9299666")

    assert asked == Identifier("imo", "IMO 9299666", "9299666", valid=True)


@pytest.mark.parametrize(
    ("text", "field", "reason"),
    [
        (
            "imo=9299667",
            "imo",
            "9299667 is not a valid IMO number: its check digit does not fit",
        ),
        ("imo=92996660", "imo", "it should have seven digits"),
        ("mmsi=12345678", "mmsi", "it should have nine digits"),
        ("imo=", "imo", "the value of the IMO number is empty"),
        ("passport= - ", "passport", "the value of the passport is empty"),
        ("imoo=9299666", "id", "'imoo' is no kind of identifier we know"),
        ("9299666", "id", "kind=value, such as imo="),
    ],
)
def test_an_identifier_that_cannot_be_right_is_refused(
    text: str, field: str, reason: str
) -> None:
    with pytest.raises(QueryError) as refused:
        parse_identifier(text)

    assert refused.value.field == field
    assert reason in str(refused.value)


def test_a_list_may_print_what_a_query_may_not() -> None:
    assert make_identifier("imo", "9299667").valid is False
    with pytest.raises(QueryError, match="look at the number again"):
        query_identifier("imo", "9299667")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("imo", "IMO 9299666"), ("imo", "9299666")),
        (("tax", "370306405600"), ("inn", "370306405600")),
        (("reg", "1227700009349"), ("ogrn", "1227700009349")),
        (("hk-br", "64199990-000"), ("reg", "64199990")),
        (("uscc", "91440300MA5GN73B4F"), ("tax", "91440300MA5GN73B4F")),
        (("passport", "6102 814100"), ("national-id", "6102814100")),
        (("number", "654420047"), ("passport", "654420047")),
        (("ae-license", "22209"), ("ae-license", "22209")),
    ],
)
def test_one_number_is_the_same_under_kindred_kinds(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    a, b = make_identifier(*one), make_identifier(*other)

    assert comparable(a, b)
    assert comparable(b, a)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("imo", "9299666"), ("imo", "9273052")),
        (("imo", "9299666"), ("reg", "9299666")),
        (("imo", "6385581"), ("imo-company", "6385581")),
        (("passport", "654420047"), ("reg", "654420047")),
        (("ogrn", "1227700009349"), ("inn", "1227700009349")),
        (("ae-license", "22209"), ("reg", "22209")),  # too short to say much
        (("passport", "12345"), ("national-id", "12345")),
        (("passport", "-"), ("passport", "n/a.")),
        (("passport", "-"), ("passport", "-")),  # nothing printed twice
    ],
)
def test_numbers_that_merely_look_alike_are_not_compared(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    a, b = make_identifier(*one), make_identifier(*other)

    assert not comparable(a, b)
    assert not comparable(b, a)


def test_checks_are_imported_when_first_used() -> None:
    program = (
        "import sys, screening.identifiers as i;"
        "assert not any(m.startswith('stdnum') for m in sys.modules);"
        "assert i.make_identifier('imo', '9299666').valid;"
        "assert 'stdnum.lei' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
