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
        "S.A. de C.V.",
        "S.à r.l.",
        "FZ-LLC",
        "Sdn Bhd",
        "Ltd. Şti.",
        "A.Ş.",
        "ТОО",
        "MChJ",
        "Kabushiki Kaisha",
        "Sherkat Sahami Khas",
        "Kompaniya",
        "Gruppa Kompaniy",
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


@pytest.mark.parametrize(
    "figure",
    ["5", "No 5", "No. 5", "№ 5", "№5", "N5", "Nr. 5", "nº 5", "V", "Fifth", "5th", "Pyatyy",
     "Пятый", "пятого", "Che-5", "第五"],
)  # fmt: skip
def test_a_number_is_one_figure_however_it_is_printed(figure: str) -> None:
    parts = readings(f"Amber Plant {figure}", person=False)[0].parts

    assert [part.key for part in parts] == ["amber", "plant", "5"]


def test_neighbouring_numbers_are_different_parts() -> None:
    keys = {
        readings(f"Fund {n}", person=False)[0].parts[-1].key for n in ("11420", "11421", "X")
    }

    assert keys == {"11420", "11421", "10"}


def test_the_slavic_and_between_words_is_no_roman_one() -> None:
    assert kinds("Amber i Kvarts", person=False)[1] == ("i", WordClass.PARTICLE)
    assert kinds("Amber I", person=False)[1] == ("I", WordClass.NUMBER)


@pytest.mark.parametrize("prefix", ["MV", "M/V", "MT", "F/V", "LPG/C", "т/х", "Motor Tanker"])
def test_the_kind_of_ship_is_no_part_of_its_name(prefix: str) -> None:
    assert forms(f"{prefix} Amber Wave") == forms("Amber Wave")


def test_a_vessels_number_is_its_own_part_however_it_is_joined() -> None:
    names = ("Kum Byol 5", "Kum Byol-5", "KumByol 5", "Kum Byol5")

    assert {readings(name, person=False)[0].parts[-1].key for name in names} == {"5"}


def test_family_name_first_loses_no_part() -> None:
    turned = readings("LINDQVORST, Hajji Otto Maria", person=True)[0]

    assert sorted(part.text.casefold() for part in turned.parts) == [
        "hajji",
        "lindqvorst",
        "maria",
        "otto",
    ]


@pytest.mark.parametrize(
    "title", ["Haji", "Khwaja", "Mowlawi", "Генерал", "الشيخ", "Licenciado"]
)
def test_titles_are_told_in_many_languages(title: str) -> None:
    assert kinds(f"{title} Otto Roe", person=True)[0] == (title, WordClass.TITLE)


@pytest.mark.parametrize(
    "printed",
    ["NII Kvarts", "НИИ Кварц", "Nauchno-Issledovatelskiy Institut Kvarts",
     "Научно-исследовательский институт Кварц", "Scientific Research Institute Kvarts",
     "Research Institute Kvarts"],
)  # fmt: skip
def test_an_initialism_stands_for_its_words(printed: str) -> None:
    keys = {part.key for part in readings(printed, person=False)[0].core}

    assert keys - {"kvarts", "kvartsz"} == {"research", "institute"}


def test_a_place_of_several_words_is_one_part() -> None:
    assert kinds("Democratic People's Republic of Korea Amber Bank", person=False) == [
        ("Democratic People's Republic of Korea", WordClass.PLACE),
        ("Amber", WordClass.WORD),
        ("Bank", WordClass.GENERIC),
    ]


def test_words_that_only_connect_are_particles() -> None:
    assert kinds("Bank of the Amber", person=False)[1:3] == [
        ("of", WordClass.PARTICLE),
        ("the", WordClass.PARTICLE),
    ]


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


@pytest.mark.parametrize(
    "between",
    ["a.k.a.", "a.k.a", "AKA.", "f.k.a.", "n/k/a", "also known as", "Formerly Known As",
     "formerly", "née", "NÉE", "ex-"],
)  # fmt: skip
def test_also_known_as_parts_two_names(between: str) -> None:
    found = readings(f"Selma QUISTGAARD {between} ‘Sella’", person=True)

    assert [name.core[0].text for name in found] == ["Selma", "Sella"]


def test_a_person_called_by_a_title_alone_keeps_it() -> None:
    assert forms("El Hajj", person=True) == [("el",), ("hajj",)]


def test_accents_that_stand_for_a_sound_have_both_spellings() -> None:
    assert forms("Kašlev", person=True) == [("kaslev", "kashlev")]


@given(st.text(max_size=60), st.booleans())
def test_no_text_breaks_and_every_part_has_a_spelling(text: str, person: bool) -> None:
    for name in readings(text, person=person):
        assert all(form for part in name.parts for form in part.forms)


@pytest.mark.parametrize(
    ("text", "core"), [("RT", ["RT"]), ("TBK JSC", ["TBK"]), ("N.V. Co", ["NV"]), ("LLC", [])]
)
def test_a_firm_called_like_a_legal_form_keeps_it_where_it_is_all_there_is(
    text: str, core: list[str]
) -> None:
    (name,) = readings(text, person=False)

    assert [part.text for part in name.core] == core
