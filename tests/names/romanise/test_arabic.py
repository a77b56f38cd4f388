import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.classes import arabic_names
from screening.names.romanise.arabic import joined, plain_letters, spellings

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگټډړښ"


def forms(word: str) -> tuple[str, ...]:
    return spellings(word, arabic_names())[0]


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("بلخي", "blkhy"),
        ("عوينات", "awynat"),  # what begins with ayn begins with a vowel
        ("هالة", "hala"),
        ("گرزاد", "grzad"),
        ("متسرب", "mtesrb"),  # t and s are two letters
    ],
)
def test_consonants_and_long_vowels_are_printed(word: str, printed: str) -> None:
    assert spellings(word, arabic_names()) == ((printed,), True)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("حسين", "husayn"),
        ("حسن", "hasan"),
        ("رضا", "reza"),
        ("ذاکر", "zakir"),
        ("أمیر", "amir"),
    ],
)
def test_a_common_name_has_its_settled_spelling(word: str, printed: str) -> None:
    found, lacking = spellings(word, arabic_names())

    assert printed in found
    assert not lacking


def test_the_article_may_be_printed_or_not() -> None:
    assert forms("الوردان") == ("wrdan", "alwrdan")
    assert forms("الكريم") == ("karim", "alkarim")


def test_a_name_that_begins_with_the_letters_of_the_article_keeps_them() -> None:
    assert "ilyas" in forms("الیاس")
    assert forms("الله") == ("allah",)


@pytest.mark.parametrize(
    ("one", "other"),
    [("فاطمة", "فاطمه"), ("علي", "علی"), ("كريم", "کریم"), ("أحمد", "احمد"), ("ثناء", "ثنا")],
)
def test_prints_of_one_letter_are_one(one: str, other: str) -> None:
    assert forms(one) == forms(other)


def test_letters_that_persian_speaks_otherwise_have_both_values() -> None:
    assert forms("ذوبين") == ("dhwbyn", "zwbyn")


@pytest.mark.parametrize(
    ("apart", "whole"),
    [
        ("عبد الرحمن", "عبدالرحمن"),
        ("نور الدين", "نورالدين"),
        ("ثناء الله", "ثناءالله"),
        ("عبد لله", "عبدالله"),
        ("حزب الله", "حزبالله"),
    ],
)
def test_names_of_two_words_are_one_name(apart: str, whole: str) -> None:
    assert forms(joined(apart)) == forms(whole)
    assert joined(whole) == whole


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("عبدالمتين", "abdulmtyn"),
        ("قمرالدين", "qmruddin"),
        ("رحمةالله", "rahmatullah"),  # the bound t is heard
        ("نعمة الله", "nimatullah"),
    ],
)
def test_what_such_a_name_adds_is_spelled_out(word: str, printed: str) -> None:
    assert forms(joined(word))[0] == printed


@given(st.text(LETTERS, min_size=3, max_size=9))
def test_every_word_has_few_spellings_and_all_in_ascii(word: str) -> None:
    found = forms(word)

    assert 1 <= len(found) <= 4
    assert all(form.isascii() for form in found)


@given(st.text(LETTERS))
def test_plain_letters_stay_plain(word: str) -> None:
    assert plain_letters(plain_letters(word)) == plain_letters(word)
