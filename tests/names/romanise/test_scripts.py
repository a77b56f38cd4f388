"""Words of each script, from general stocks of names, and how authorities print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.forms import spelled
from screening.names.romanise import armenian, ethiopic, georgian, greek, indic, kana, thai
from screening.names.spelling import similarity


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("Γιώργος", ("giorgos",)),
        ("Λάμπρος", ("lampros", "lambros")),
        ("Ντίνος", ("ntinos", "dinos")),
        ("Γκίκας", ("gkikas", "gikas")),
        ("Χρήστου", ("christou", "khristou")),
        ("Ευαγγελία", ("evangelia",)),
        ("Ευστάθιος", ("efstathios",)),  # before a voiceless sound
        ("Ζεϊμπέκης", ("zeimpekis", "zeimbekis")),  # the dots part ε and ι
    ],
)
def test_greek_is_spelled_as_in_passports_and_as_heard(
    word: str, printed: tuple[str, ...]
) -> None:
    assert greek.spellings(word) == printed


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("გიორგი", "giorgi"),
        ("მელაძე", "meladze"),
        ("ჭავჭანიძე", "chavchanidze"),
        ("ᲮᲕᲘᲩᲐ", "khvicha"),
    ],
)
def test_georgian_is_spelled_without_signs(word: str, printed: str) -> None:
    assert georgian.spellings(word) == (printed,)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("Գևորգ", ("gevorg", "kevork")),
        ("Սուրեն", ("suren",)),
        ("Երվանդ", ("yervand", "yervant")),
        ("Ոսկան", ("voskan", "vosgan")),
        ("Պետրոսյան", ("petrosyan", "bedrosyan")),
    ],
)
def test_armenian_is_spelled_as_in_the_east_and_in_the_west(
    word: str, printed: tuple[str, ...]
) -> None:
    assert armenian.spellings(word) == printed


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("राम", "ram"),  # the vowel that is not written falls at the end,
        ("चन्द्र", "chandra"),  # but not behind two consonants,
        ("रामकुमार", "ramkumar"),  # and falls between spoken syllables
        ("शर्मा", "sharma"),
        ("सिंह", "singh"),
        ("अंबानी", "ambani"),
        ("फ़ारूक़", "faruq"),
        ("ইসলাম", "islam"),
        ("ਸਿੰਘ", "singh"),
        ("పద్మ", "padma"),
    ],
)
def test_the_scripts_of_india_are_read_alike(word: str, printed: str) -> None:
    assert indic.spellings(word) == (printed,)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("สมชาย", "somchai"),
        ("ใจดี", "chaidi"),
        ("ทองดี", "thongdi"),
        ("กิตติ", "kitti"),
        ("อนุชา", "anucha"),
        ("แก้ว", "kaeo"),
        ("สุวรรณ", "suwan"),
        ("ชัยวัฒน์", "chaiwat"),  # what carries the sign of silence is not spoken
    ],
)
def test_thai_vowels_stand_where_they_are_spoken(word: str, printed: str) -> None:
    assert thai.spellings(word) == (printed,)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("ዳዊት", "dawit"),
        ("ግርማይ", "girmay"),
        ("ተክለ", "tekle"),
        ("አበበ", "abebe"),
        ("ትግስት", "tigist"),
        ("ብርሃኑ", "birhanu"),
    ],
)
def test_the_sixth_ethiopic_vowel_is_spoken_where_it_must_be(word: str, printed: str) -> None:
    assert ethiopic.spellings(word) == (printed,)


@pytest.mark.parametrize(
    ("word", "printed"),
    [
        ("たなか", ("tanaka",)),
        ("じろう", ("jiro", "ziro")),  # long vowels are not marked
        ("しょうた", ("shota", "syota")),
        ("つちや", ("tsuchiya", "tutiya")),
        ("はっとり", ("hattori",)),
        ("ケンイチ", ("kenichi", "keniti")),
        ("ジョン", ("jon", "zyon")),
    ],
)
def test_kana_are_spelled_in_hepburn_and_kunrei(word: str, printed: tuple[str, ...]) -> None:
    assert kana.spellings(word) == printed


@pytest.mark.parametrize(
    ("word", "printed", "lacking"),
    [
        ("רחל", "rachel", False),
        ("יצחק", "yitzhak", False),
        ("גרינולד", "grynwld", True),
        ("ג'מילה", "jmyla", True),
        ("דָּוִד", "david", False),  # with the points of vowels
    ],
)
def test_hebrew_has_settled_names_and_consonants(
    word: str, printed: str, lacking: bool
) -> None:
    forms, lacks = spelled(word)

    assert (forms[0], lacks) == (printed, lacking)


# One word of each script, and a Latin print that is near none of its letters.
NEAR = [
    ("Δημήτριος", "dimitrios"),
    ("ხაჩიძე", "khachidze"),
    ("Հակոբյան", "hakopyan"),
    ("थापा", "thapa"),
    ("วิชัย", "vichai"),
    ("ኃይለማርያም", "hailemariam"),
    ("タカハシ", "takahashi"),
    ("Қасымов", "kasymov"),
    ("Əliyev", "aliyev"),
    ("Gʻafurov", "gafurov"),
]


@pytest.mark.parametrize(("word", "printed"), NEAR)
def test_a_word_is_like_what_the_press_prints(word: str, printed: str) -> None:
    assert max(similarity(form, printed) for form in spelled(word)[0]) >= 0.9


SAMPLES = {
    "Greek": "αβγδεζηθικλμνξοπρστυφχψω",
    "Cyrillic": "абвгдежзиклмнопрстуфхцчшыэюя",
    "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցփքօֆ",
    "Hebrew": "אבגדהוזחטיכלמנסעפצקרשת",
    "Arabic": "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "Indic": "कखगघचछजझटठडढतथदधनपफबभमयरलवशषसह",
    "Thai": "กขคงจชซณดตทนบปพฟมยรลวสห",
    "Ethiopic": "ሀለመሰረሸቀበተቸነኘከወዘየደጀገጠፈ",
    "Kana": "カキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ",
    "Han": "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗",
    "Hangul": "김이박최정강조윤장임한오서신권황안송류홍",
}


@pytest.mark.parametrize("script", SAMPLES)
@given(data=st.data())
def test_every_word_has_few_spellings_all_in_latin_letters(
    script: str, data: st.DataObject
) -> None:
    word = data.draw(st.text(SAMPLES[script], min_size=2, max_size=8))
    forms, _ = spelled(word)

    assert 1 <= len(forms) <= 4
    assert all(form.isascii() and form.isalnum() for form in forms)
