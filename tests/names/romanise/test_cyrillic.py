import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.fold import fold
from screening.names.romanise.cyrillic import spellings


@pytest.mark.parametrize(
    ("word", "first"),
    [
        ("Шойгу", "shoygu"),
        ("Ходорковский", "khodorkovskiy"),
        ("Щукин", "shchukin"),
        ("Гергієв", "herhiyev"),  # told to be Ukrainian by its і
        ("Лукашэнкаў", "lukashenkau"),
        ("Грыгаровіч", "hryharovich"),  # Belarusian has both ы and і
        ("Стојковић", "stojkovic"),
        ("Ђурђевић", "djurdjevic"),
        ("Ўринбоев", "orinboev"),  # no Belarusian word begins with ў
        ("Нұрмағамбетов", "nurmagambetov"),
        ("Мөнхбат", "monkhbat"),
    ],
)
def test_a_word_is_spelled_as_its_language_is(word: str, first: str) -> None:
    assert spellings(word)[0] == first


@pytest.mark.parametrize(
    ("word", "also"),
    [
        ("Александър", "aleksandar"),  # may be Bulgarian
        ("Королёв", "korolev"),  # the dots are left out as often as not
        ("Гергієв", "gergiyev"),  # a Ukrainian's Russian passport
        ("Живковић", "zhivkovich"),
        ("Қасымов", "qasymov"),
    ],
)
def test_a_second_spelling_is_given_where_authorities_differ(word: str, also: str) -> None:
    assert also in spellings(word)


def test_no_cyrillic_letter_is_left() -> None:
    assert all(form.isascii() for form in spellings("ёжъыьэюя"))


@given(
    st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњђћџқғңүұһөәҳҷӣӯ", min_size=1, max_size=12)
)
def test_every_word_has_few_spellings_and_all_in_ascii(word: str) -> None:
    found = spellings(word)

    assert 1 <= len(found) <= 3
    assert all(fold(form) == form for form in found)
