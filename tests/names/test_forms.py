import pytest

from screening.names.forms import spelled


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Müller", ("muller", "mueller")),
        ("Øvergård", ("overgard", "oevergaard")),
        ("Łukasz", ("lukasz",)),
        ("Żółkiewicz", ("zolkiewicz", "zholkiewicz")),
        ("Ștefănuț", ("stefanut", "shtefanuts")),
        ("Kalniņš", ("kalnins", "kalninsh")),
        ("Žukauskas", ("zukauskas", "zhukauskas")),
        ("Yıldırım", ("yildirim",)),
        ("Ağaoğlu", ("agaoglu",)),
        ("İbrahim", ("ibrahim",)),
        ("Əliyev", ("aliyev", "eliyev")),
        ("Gʻafurov", ("gafurov",)),
        ("Oʻktam", ("oktam",)),
        ("Groß", ("gross",)),
        ("Đặng", ("dang",)),  # Vietnamese: no dj
        ("Đorđević", ("dordevic", "djordjevich")),
        ("Nguyễn", ("nguyen",)),
    ],
)
def test_latin_letters_are_folded_and_written_out(word: str, forms: tuple[str, ...]) -> None:
    assert spelled(word) == (forms, False)


def test_a_word_in_ascii_has_itself_alone() -> None:
    assert spelled("Pokatisov") == (("pokatisov",), False)


def test_a_word_without_a_letter_has_an_empty_spelling() -> None:
    assert spelled("々")[0] == ("",)
