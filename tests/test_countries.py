import csv
import subprocess
import sys

import pytest

from screening.countries import (
    AMBIGUOUS,
    TABLE,
    country_code,
    country_name,
    fold,
    successors,
)
from screening.errors import QueryError

ROWS = [
    row
    for row in csv.reader(
        TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
    if not row[0].startswith("#")
]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KP", "KP"),
        (" kp ", "KP"),
        ("PRK", "KP"),
        ("prk", "KP"),
        ("UK", "GB"),
        ("EL", "GR"),
        ("XK", "XK"),
        ("AND", "AD"),  # a code, though "and" is left out of names
        ("U.S.A.", "US"),
        ("USA", "US"),
    ],
)
def test_codes_are_understood_in_any_case(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Korea, North", "KP"),
        ("KOREA (NORTH)", "KP"),
        ("DPRK", "KP"),
        ("D.P.R.K.", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Democratic People’s Republic of Korea", "KP"),
        ("Korea, Democratic People's Republic of", "KP"),
        ("Korea (the Democratic People's Republic of)", "KP"),
        ("Republic of Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("Iran, Islamic Republic of", "IR"),
        ("Russian Federation", "RU"),
        ("the Russian Federation", "RU"),
        ("Viet Nam", "VN"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Bosnia & Herzegovina", "BA"),
        ("Saint Lucia", "LC"),
        ("St. Lucia", "LC"),
        ("Congo, Democratic Republic of the", "CD"),
        ("Republic of the Congo", "CG"),
        ("Republic of China", "TW"),
        ("People's Republic of China", "CN"),
        ("Kingdom of Denmark", "DK"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("Burma", "MM"),
        ("Palestine", "PS"),
        ("West Bank", "PS"),
    ],
)
def test_spellings_of_the_lists_are_understood(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Corée du Nord", "KP"),
        ("Weißrussland", "BY"),
        ("Rusia", "RU"),
        ("Ucraina", "UA"),
        ("Coreia do Norte", "KP"),
        ("Oekraïne", "UA"),
        ("Białoruś", "BY"),
        ("Россия", "RU"),
        ("КНДР", "KP"),
        ("Україна", "UA"),
        ("朝鲜", "KP"),
        ("北韓", "KP"),
        ("북한", "KP"),
        ("ロシア", "RU"),
        ("روسيا", "RU"),  # Arabic yeh
        ("روسیه", "RU"),  # Persian yeh
        ("Kuzey Kore", "KP"),
        ("İran", "IR"),
    ],
)
def test_other_languages_are_understood(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("USSR", "SU"),
        ("former USSR", "SU"),
        ("СССР", "SU"),
        ("Yugoslavia", "YU"),
        ("Serbia and Montenegro", "CS"),
        ("CS", "CS"),
        ("Czechoslovakia", "CSHH"),
        ("Zaire", "ZR"),
        ("German Democratic Republic", "DD"),
    ],
)
def test_a_country_that_is_no_more_keeps_its_own_code(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guinea", "GN"),
        ("Equatorial Guinea", "GQ"),
        ("Guinea-Bissau", "GW"),
        ("Papua New Guinea", "PG"),
        ("Georgia", "GE"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Dominica", "DM"),
        ("Dominican Republic", "DO"),
        ("Sudan", "SD"),
        ("South Sudan", "SS"),
    ],
)
def test_countries_with_like_names_are_told_apart(text: str, code: str) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Korea", "North Korea (KP)", "South Korea (KR)"),
        ("Корея", "North Korea (KP)", "South Korea (KR)"),
        ("the Congo", "Congo - Kinshasa (CD)", "Congo - Brazzaville (CG)"),
        ("Virgin Islands", "British Virgin Islands (VG)", "U.S. Virgin Islands (VI)"),
    ],
)
def test_a_name_of_two_countries_is_refused_with_both(
    text: str, first: str, second: str
) -> None:
    with pytest.raises(QueryError) as refused:
        country_code(text)

    assert first in str(refused.value)
    assert second in str(refused.value)
    assert refused.value.field == "country"


def test_an_unknown_spelling_is_refused_with_near_names() -> None:
    with pytest.raises(QueryError, match=r"^country: 'Ruussia' .* near: Russia \(RU\)"):
        country_code("Ruussia")


@pytest.mark.parametrize("text", ["", " ", "-", "the", "QQ", "ZZ", "Atlantis", "Kin", "Crimea"])
def test_what_is_no_country_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"ISO 3166 code \(KP, PRK\)"):
        country_code(text)


def test_names_are_english() -> None:
    assert country_name("KP") == "North Korea"
    assert country_name("SU") == "Soviet Union"


def test_a_code_without_a_country_has_no_name() -> None:
    with pytest.raises(QueryError, match="'QQ'"):
        country_name("QQ")


def test_successors_tell_which_passports_former_citizens_hold() -> None:
    assert {"RU", "UA", "KZ"} <= set(successors("SU"))
    assert successors("ZR") == ("CD",)
    assert successors("RU") == ()


def test_every_print_in_the_table_leads_to_its_own_country() -> None:
    for code, alpha3, name, followed_by, others in ROWS:
        spellings = others.split("|") if others else []
        for text in (code, alpha3, name, *spellings, name.upper(), name.lower()):
            assert country_code(text) == code, text
        for successor in followed_by.split():
            assert successors(successor) == ()


def test_no_ambiguous_word_is_in_the_table() -> None:
    ambiguous = {fold(word) for words in AMBIGUOUS for word in words.split("|")}
    printed = {fold(text) for row in ROWS for text in (row[2], *row[4].split("|"))}

    assert not ambiguous & printed


def test_all_countries_of_iso_3166_1_are_there() -> None:
    """249 officially assigned codes, and Kosovo."""
    assert len([row for row in ROWS if not row[3]]) == 250


def test_the_table_is_not_read_before_it_is_needed() -> None:
    program = (
        "import screening.countries as c, sys;"
        "assert c._countries.cache_info().currsize == 0;"
        "c.country_code('kp');"
        "assert c._spellings.cache_info().currsize == 0;"
        "assert 'difflib' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
