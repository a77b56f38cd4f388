import pytest

from screening.names.korean import agree, is_family, readings


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
