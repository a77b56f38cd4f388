import pytest

from screening.names.romanise.hangul import FAMILY_SPELLINGS, dprk, of_word, revised, spellings


@pytest.mark.parametrize(
    ("hangul", "printed"),
    [
        ("노광철", "No Kwang Chol"),
        ("로광철", "Ro Kwang Chol"),
        ("리봉춘", "Ri Pong Chun"),  # the given name begins voiceless
        ("김영복", "Kim Yong Bok"),  # voiced after ng
        ("리창호", "Ri Chang Ho"),
        ("신금철", "Sin Kum Chol"),
    ],
)
def test_names_are_spelled_as_designations_of_north_koreans_are(
    hangul: str, printed: str
) -> None:
    assert dprk(hangul) == printed


def test_the_revised_system_is_spelled_letter_by_letter() -> None:
    assert revised("로광철") == "rogwangcheol"


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("조선", ("joson", "joseon", "choson")),
        ("금강", ("kumgang", "geumgang")),  # voiced after m, and one in two systems
        ("대동", ("taedong", "daedong")),
        ("태산", ("thaesan", "taesan")),
        ("자주", ("jaju", "chaju")),
    ],
)
def test_a_word_is_spelled_in_all_three_systems(word: str, printed: tuple[str, ...]) -> None:
    assert of_word(word) == printed


@pytest.mark.parametrize(
    ("syllable", "printed"),
    [
        ("로", {"ro", "no", "roh"}),
        ("리", {"ri", "lee", "yi", "rhee"}),
        ("박", {"pak", "park"}),
        ("최", {"choe", "choi"}),
        ("신", {"sin", "shin"}),
    ],
)
def test_family_names_have_the_habits_of_passports_and_press(
    syllable: str, printed: set[str]
) -> None:
    assert printed <= set(FAMILY_SPELLINGS[syllable])


@pytest.mark.parametrize(
    ("syllable", "printed"),
    [
        ("금", {"kum", "keum", "geum"}),
        ("철", {"chol", "cheol", "chul"}),
        ("영", {"yong", "yeong", "young"}),
    ],
)
def test_a_syllable_is_spelled_in_every_system(syllable: str, printed: set[str]) -> None:
    assert printed <= set(spellings(syllable))


def test_every_family_name_in_the_table_is_one_syllable() -> None:
    assert all(len(name) == 1 and "가" <= name <= "힣" for name in FAMILY_SPELLINGS)
