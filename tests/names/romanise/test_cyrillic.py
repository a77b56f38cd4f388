import pytest

from screening.names.romanise.cyrillic import spellings


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Шойгу", "shoygu"),
        ("Ходорковский", "khodorkovskiy"),
        ("Щукин", "shchukin"),
        ("Гергієв", "herhiyev"),  # told to be Ukrainian by its і
        ("Лукашэнкаў", "lukashenkau"),
    ],
)
def test_a_word_is_spelled_as_its_language_is(word: str, first: str) -> None:
    assert spellings(word)[0] == first


def test_a_word_that_may_be_bulgarian_has_that_spelling_too() -> None:
    assert "aleksandar" in spellings("Александър")


def test_no_cyrillic_letter_is_left() -> None:
    assert all(form.isascii() for form in spellings("ёжъыьэюя"))
