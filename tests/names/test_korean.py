import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.korean import agree, is_double_family, is_family, readings
from screening.names.romanise.hangul import spellings


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("gwangcheol", ["gwang", "cheol"]),
        ("youngbok", ["young", "bok"]),
        ("pongchun", ["pong", "chun"]),
        ("чхоль", ["чхоль"]),
        ("광철", ["광", "철"]),
    ],
)
def test_a_word_is_read_as_its_syllables(word: str, syllables: list[str]) -> None:
    assert [syllable.text for syllable in readings(word)[0]] == syllables


@pytest.mark.parametrize("word", ["smith", "vladimir", "schmidt", "노광철리봉춘"])
def test_what_cannot_be_korean_has_no_reading(word: str) -> None:
    assert readings(word) == ()


@pytest.mark.parametrize(
    "family",
    [
        ("no", "ro", "roh", "노", "로"),
        ("ri", "lee", "yi", "rhee", "리", "이", "ли"),
        ("pak", "park", "박", "пак"),
        ("choe", "choi", "최"),
        ("sin", "shin", "신", "син"),
        ("kum", "geum", "keum", "금", "гым"),
        ("chol", "cheol", "chul", "철", "чхоль"),
        ("jung", "jeong", "chong", "정"),
        ("hyun", "hyon", "hyeon", "현"),
        ("kyung", "kyong", "gyeong", "kyoung", "경"),
        ("sung", "song", "seong", "soung", "성"),
        ("hee", "hui", "희"),
        ("ryu", "yoo", "yu", "ryoo", "류"),
        ("paek", "baek", "paik", "백"),
        ("heo", "huh", "ho", "hur", "허"),
        ("kwak", "gwak", "kwack", "곽"),
        ("lim", "im", "rim", "yim", "림"),
        ("hwang", "whang", "황"),
    ],
)
def test_every_spelling_of_one_syllable_agrees(family: tuple[str, ...]) -> None:
    for one in family:
        for other in family:
            assert any(
                agree(left[0], right[0], first=True)
                for left in readings(one)
                for right in readings(other)
                if len(left) == len(right) == 1
            ), (one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("kim", "sin"), ("ri", "ro"), ("chang", "chan"), ("bok", "pong")]
)
def test_other_syllables_do_not_agree(one: str, other: str) -> None:
    assert not agree(readings(one)[0][0], readings(other)[0][0], first=True)


def test_the_initial_sound_falls_only_where_a_name_begins() -> None:
    ryol, yol = readings("ryol")[0][0], readings("yol")[0][0]

    assert agree(ryol, yol, first=True)
    assert not agree(ryol, yol, first=False)


@pytest.mark.parametrize("word", ["park", "lee", "no", "김", "ким"])
def test_family_names_are_known_in_every_script(word: str) -> None:
    assert is_family(readings(word)[0][0])


@given(st.integers(ord("가"), ord("힣")).map(chr))
def test_every_syllable_agrees_with_all_its_spellings(syllable: str) -> None:
    hangul = readings(syllable)[0][0]
    unlike = [
        spelled
        for spelled in spellings(syllable)
        if not any(
            len(reading) == 1 and agree(reading[0], hangul, first=True)
            for reading in readings(spelled)
        )
    ]

    assert unlike == []


@pytest.mark.parametrize("word", ["남궁", "namgung", "namkoong", "sunwoo", "tokko", "dokgo"])
def test_family_names_of_two_syllables_are_known(word: str) -> None:
    assert is_double_family(word)
