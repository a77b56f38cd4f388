import pytest

from screening.names.romanise.arabic import spelling


@pytest.mark.parametrize(
    ("word", "printed"),
    [("محمد", "mhmd"), ("القاعدة", "al-qada"), ("گیلانی", "gylany")],
)
def test_consonants_and_long_vowels_are_printed(word: str, printed: str) -> None:
    assert spelling(word) == printed
