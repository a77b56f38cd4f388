import pytest

from screening.names.classes import chinese_families
from screening.names.romanise.han import parted, spellings
from screening.names.romanise.pinyin import from_wade_giles, syllables, wade_giles


@pytest.mark.parametrize(
    ("pinyin", "older"),
    [
        ("xue", "hsueh"),
        ("zhong", "chung"),
        ("qian", "chien"),
        ("si", "ssu"),
        ("zi", "tzu"),
        ("shi", "shih"),
        ("guo", "kuo"),
        ("luo", "lo"),
        ("gui", "kuei"),
        ("rong", "jung"),
        ("you", "yu"),
        ("dong", "tung"),
    ],
)
def test_wade_giles_follows_from_pinyin(pinyin: str, older: str) -> None:
    assert wade_giles()[pinyin] == older


@pytest.mark.parametrize(
    ("word", "pinyin"),
    [
        ("hsueh", {"xue"}),
        ("chung", {"zhong", "chong"}),
        ("tsai", {"zai", "cai"}),
        ("chang", {"zhang"}),  # Pinyin has it for another family
        ("hsiaoping", {"xiaobing", "xiaoping"}),
    ],
)
def test_a_wade_giles_word_is_read_as_pinyin(word: str, pinyin: set[str]) -> None:
    assert set(from_wade_giles(word)) == pinyin


@pytest.mark.parametrize(
    "word", ["chen", "li", "xiaoming", "hussein", "behzad", "ihsan", "russell", "tianjin"]
)
def test_what_is_pinyin_or_no_chinese_gets_no_other_spelling(word: str) -> None:
    assert from_wade_giles(word) == ()


def test_of_the_syllables_of_pinyin_only_family_names_are_read_as_wade_giles() -> None:
    read = {syllable for syllable in syllables() if from_wade_giles(syllable)}

    assert {"chang", "kuo"} < read
    assert len(read) < 20


def test_a_word_is_spelled_in_pinyin_and_wade_giles() -> None:
    assert spellings("晓雪", {}) == ("xiaoxue", "hsiaohsueh")


@pytest.mark.parametrize(
    ("character", "also"), [("陈", "chan"), ("陳", "tan"), ("黄", "wong"), ("吳", "ng")]
)
def test_a_family_name_is_spelled_as_it_is_spoken_in_the_south(
    character: str, also: str
) -> None:
    assert also in spellings(character, chinese_families())


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("王晓明", ["王", "晓明"]),
        ("李雪", ["李", "雪"]),
        ("欧阳晓明", ["欧阳", "晓明"]),
        ("诸葛雪", ["诸葛", "雪"]),
        ("亚历山大罗维奇", ["亚历山大罗维奇"]),  # no Chinese name is so long
    ],
)
def test_a_name_without_blanks_is_parted_behind_the_family_name(
    name: str, parts: list[str]
) -> None:
    assert parted(name) == parts
