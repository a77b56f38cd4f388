import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.classes import WordClass
from screening.names.parts import readings


def kinds(text: str, *, person: bool) -> list[tuple[str, WordClass]]:
    return [(part.text, part.kind) for part in readings(text, person=person)[0].parts]


def forms(text: str, *, person: bool = False) -> list[tuple[str, ...]]:
    return [part.forms for part in readings(text, person=person)[0].core]


@pytest.mark.parametrize(
    "form",
    [
        "OOO",
        "ООО",
        "LLC",
        "L.L.C.",
        "Limited Liability Company",
        "Общество с Ограниченной Ответственностью",
        "d.o.o.",
        "DOO",
        "GmbH",
        "JSC",
        "АО",
        "Zakrytoe Aktsionernoe Obshchestvo",
    ],
)
def test_a_legal_form_is_no_part_of_the_name_itself(form: str) -> None:
    before, after = f"{form} Gumich", f"Gumich {form}"

    assert forms(before) == forms(after) == [("gumich",)]


@pytest.mark.parametrize("form", ["有限公司", "股份有限公司"])
def test_a_chinese_legal_form_is_told_without_blanks(form: str) -> None:
    assert kinds(f"红兔{form}", person=False)[-1] == (form, WordClass.LEGAL_FORM)


def test_korean_legal_forms_and_generic_words_are_told() -> None:
    assert kinds("라포트 유한회사", person=False) == [
        ("라포트", WordClass.WORD),
        ("유한회사", WordClass.LEGAL_FORM),
    ]


def test_a_generic_word_has_one_key_in_every_language() -> None:
    keys = {
        readings(word, person=False)[0].parts[0].key for word in ("zavod", "Plant", "завод")
    }

    assert keys == {"plant"}


def test_a_person_may_be_called_like_a_legal_form_or_a_generic_word() -> None:
    assert kinds("Bank Co", person=True) == [("Bank", WordClass.WORD), ("Co", WordClass.WORD)]


def test_titles_and_particles_are_told_in_names_of_persons() -> None:
    assert kinds("Gen. Osama bin Laden Jr.", person=True) == [
        ("Gen", WordClass.TITLE),
        ("Osama", WordClass.WORD),
        ("bin", WordClass.PARTICLE),
        ("Laden", WordClass.WORD),
        ("Jr", WordClass.SUFFIX),
    ]


def test_a_patronymic_is_told_by_its_ending() -> None:
    assert kinds("Alexey Leonidovich NEFEDOV", person=True)[1] == (
        "Leonidovich",
        WordClass.PATRONYMIC,
    )


def test_dotted_letters_are_initials_of_a_person_and_a_word_of_a_firm() -> None:
    assert [part.text for part in readings("J.R. Roe", person=True)[0].parts] == [
        "J",
        "R",
        "Roe",
    ]
    assert [part.text for part in readings("Q.R.K. Spp", person=False)[0].parts] == [
        "QRK",
        "Spp",
    ]


def test_ordinals_and_number_words_share_their_figure() -> None:
    keys = {
        readings(f"{word} Academy", person=False)[0].parts[0].key
        for word in ("Second", "2nd", "2", "02")
    }

    assert keys == {"2"}


def test_a_name_in_brackets_at_the_end_is_a_second_name() -> None:
    found = [name.text for name in readings("Korea Kwangson Banking (KKBC)", person=False)]

    assert "KKBC" in found
    assert "Korea Kwangson Banking" in found


def test_brackets_elsewhere_may_be_left_out() -> None:
    found = [len(name.core) for name in readings("Nordic Impex (NAI) Ltd", person=False)]

    assert found == [3, 2]


def test_hangul_of_a_person_is_one_part_a_syllable() -> None:
    assert [part.text for part in readings("노광철", person=True)[0].parts] == [
        "노",
        "광",
        "철",
    ]


def test_a_look_alike_among_cyrillic_words_has_both_readings() -> None:
    assert forms("Остек-CMT")[1] == ("cmt", "smt")


def test_an_umlaut_has_both_spellings() -> None:
    assert forms("Müller", person=True) == [("muller", "mueller")]


def test_a_given_name_in_arabic_script_has_its_settled_spelling() -> None:
    assert forms("حُسين بن علي", person=True) == [("husayn",), ("bin",), ("ali",)]


def test_vowel_signs_belong_to_their_word() -> None:
    assert len(readings("मीरा थापा", person=True)[0].parts) == 2


def test_also_known_as_parts_two_names() -> None:
    found = [name.text for name in readings("Selma QUISTGAARD a.k.a. ‘Sella’", person=True)]

    assert found == ["Selma QUISTGAARD", "'Sella'"]


def test_a_person_called_by_a_title_alone_keeps_it() -> None:
    assert forms("El Hajj", person=True) == [("el",), ("hajj",)]


def test_accents_that_stand_for_a_sound_have_both_spellings() -> None:
    assert forms("Kašlev", person=True) == [("kaslev", "kashlev")]


@given(st.text(max_size=60), st.booleans())
def test_no_text_breaks_and_every_part_has_a_spelling(text: str, person: bool) -> None:
    for name in readings(text, person=person):
        assert all(form for part in name.parts for form in part.forms)
