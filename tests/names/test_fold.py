import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.fold import as_cyrillic, fold, plain_signs, script_of, scripts_of, unmixed


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_what_is_folded_is_lower_case_ascii(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text).lower()


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        ("A", "Latin"),
        ("é", "Latin"),
        ("Ж", "Cyrillic"),
        ("م", "Arabic"),
        ("노", "Hangul"),
        ("习", "Han"),
        ("か", "Kana"),
        ("א", "Hebrew"),
        ("ა", "Georgian"),
        ("7", "Common"),
        ("-", "Common"),
    ],
)
def test_a_letter_has_the_script_of_its_block(letter: str, script: str) -> None:
    assert script_of(letter) == script


def test_signs_and_digits_have_no_script() -> None:
    assert scripts_of("M/V «Звезда» 7") == {"Latin", "Cyrillic"}


def test_a_cyrillic_look_alike_in_a_latin_word_is_read_as_latin() -> None:
    printed = "UМT"  # its М is Cyrillic

    assert scripts_of(printed) == {"Latin", "Cyrillic"}
    assert "UMT" in unmixed(printed)


def test_latin_look_alikes_in_a_cyrillic_word_are_read_as_cyrillic() -> None:
    printed = "Cepвиc"  # C, e, p and c are Latin

    assert unmixed(printed) == ("Сервис",)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("ΚΟSΤΑ", "KOSTA"),
        ("Νορδ", "Νορδ"),
        ("NIKOΛA", "ΝΙΚΟΛΑ"),
        ("Boriν", "Boriv"),
        ("Ѕtoјan", "Stojan"),
    ],
)
def test_look_alikes_of_greek_and_serbian_are_read_too(printed: str, read: str) -> None:
    assert read in unmixed(printed)


def test_a_word_of_one_script_has_one_reading() -> None:
    assert unmixed("Остек") == ("Остек",)


def test_a_latin_word_of_look_alikes_can_be_read_as_cyrillic() -> None:
    assert as_cyrillic("CMT") == "СМТ"
    assert as_cyrillic("OSTEC") is None


@pytest.mark.parametrize("printed", ["Ch’ol", "Chʼol", "Ch`ol", "Ch´ol", "Ch\u200b'ol"])
def test_apostrophes_are_one_sign(printed: str) -> None:
    assert plain_signs(printed) == "Ch'ol"


def test_blanks_of_every_kind_collapse() -> None:
    assert plain_signs(" KIM\u00a0\u3000Yong\n Bok ") == "KIM Yong Bok"


@given(st.text(st.characters(max_codepoint=127)))
def test_signs_of_ascii_are_made_plain_as_those_beside_other_letters(text: str) -> None:
    assert plain_signs(text) == plain_signs(f"{text} é").removesuffix("é").strip()
