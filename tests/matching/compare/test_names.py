from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.domain.answers import Result
from screening.matching.assess import best_name
from screening.matching.compare.evidence import measurements, name_evidence
from screening.matching.compare.names import NameMatch
from screening.matching.model import score
from screening.matching.rarity import unknown_rarity
from screening.names.parts import readings

RARITY = unknown_rarity()


def match(asked: str, listed: str, *, person: bool = True) -> NameMatch | None:
    return best_name(readings(asked, person=person), readings(listed, person=person), RARITY)


def points(asked: str, listed: str, *, person: bool = True) -> float:
    found = match(asked, listed, person=person)
    return -99.0 if found is None else found.points


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Ri Pong Chun", "RI Pong Chun"),
        ("Lee Bong-chun", "RI Pong Chun"),
        ("Bong-chun Rhee", "RI Pong Chun"),
        ("리봉춘", "RI Pong Chun"),
        ("이봉춘", "RI Pong Chun"),
        ("Roh Gwang-cheol", "RO, Kwang Chol"),
        ("로광철", "NO Kwang Chol"),
        ("Но Гван Чхоль", "NO Kwang Chol"),
        ("KIM Youngbok", "KIM, Yong Bok"),
        ("Park Jeong Cheon", "PAK, Jong Chon"),
        ("Shin Keum-chul", "SIN Kum Chol"),
        ("Choi Chol Ryong", "CHOE, Chol Ryong"),
        ("Jung Kyung Hee", "JONG, Kyong Hui"),
        ("남궁희철", "NAMGUNG, Hui Chol"),
        ("Hee-chul Namkoong", "남궁희철"),
        ("Tokko Chol", "Dokgo Cheol"),
    ],
)
def test_korean_names_match_in_every_romanisation(asked: str, listed: str) -> None:
    assert score(points(asked, listed)) > 0.9


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Kim Kum Chol", "SIN Kum Chol"),  # two listed generals, one family name apart
        ("김금철", "SHIN Geum Cheol"),
        ("Ri Song Jin", "RI Pong Chun"),
        ("Kim Yong", "KIM Yong Bok"),
        ("영자 김", "KIM Yong Ju"),  # alike in Latin letters, not in Hangul
        ("Ri Pong Chun", "RI Chun Song"),  # alike in letters, in the other place
        ("Ri Pong Chun", "CHUN SONG RI"),
    ],
)
def test_another_korean_family_or_given_name_is_another_man(asked: str, listed: str) -> None:
    assert score(points(asked, listed)) < 0.5


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Александр Алуев", "Alexander Nikolaevich ALUEV"),
        ("Aleksandr Alujev", "Alexander ALUEV"),
        ("Volodymyr Tatur", "Vladimir TATUR"),
        ("Nikolaj Papikjan", "Nikolay PAPIKYAN"),
        ("Abdulrahman Hanafi", "Abd al-Rahman Hanafi"),
        ("أسامة بن لادن", "Osama bin Laden"),
        ("عبد الستار بلخی", "Abdussattar Balkhi"),
        ("عبدالرحمن الوردان", "Abd al-Rahman al-Wardan"),
        ("عبد الرحمن وردان", "WARDAN, Abdorrahman"),
        ("نور الدين زاوي", "Noureddine Zaoui"),
        ("ثناء اللہ درویش", "Sanaullah Darwesh"),
        ("هالة الوردان", "هاله وردان"),
        ("王晓雪", "Xiaoxue WANG"),
        ("王晓雪", "Wang Xiao Xue"),
        ("張學東", "Chang Hsueh-tung"),
        ("Chang Hsueh-tung", "ZHANG Xuedong"),
        ("Δημήτριος Παπαλάμπρου", "Dimitrios PAPALAMBROU"),
        ("מנחם גרינולד", "Menachem Grinwald"),
        ("ዳዊት ግርማይ", "Dawit GIRMAY"),
        ("J. Roe Doe", "James Roe Doe"),
    ],
)
def test_persons_match_across_scripts_and_spellings(asked: str, listed: str) -> None:
    assert score(points(asked, listed)) > 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("OOO Gumich", "Limited Liability Company ‘Gumich’"),
        ("ООО ГУМИЧ", "Gumich LLC"),
        ("SIS DOO", "SIS d.o.o."),
        ("Ostek UMT", "OSTEC-UМT LTD"),  # the М is Cyrillic
        ("TSMR Bank", "TSMRBank"),
        ("2nd Academy of Natural Sciences", "Second Academy of Natural Sciences"),
        ("Zavod Plastmass", "Plastmass Plant"),
        ("NII Kvarts", "Scientific Research Institute Kvarts"),
        ("NII Kvarts", "Nauchno-Issledovatelskiy Institut Kvarts"),
        ("Scientific Research Institute of Kvarts", "Research Institute Kvarts"),
        ("AO NPO Lavanda", "Research and Production Association Lavanda JSC"),
        ("OKB Lavanda", "Opytno-Konstruktorskoye Byuro Lavanda"),
        ("Moskovskiy Zavod Lavanda", "Moscow Lavanda Plant"),
        ("Choson Kumgangsol Muyok Hoesa", "Korea Kumgangsol Trading Corporation"),
        ("Sherkat Mohandesi Zarafshun", "Zarafshun Engineering Company"),
        ("Lavanda Kimya Sanayi ve Ticaret A.Ş.", "Lavanda Chemical Industry and Trade"),
        ("Zavod No 5 Lavanda", "Fifth Lavanda Plant"),
        ("MV KumByol 5", "Kum Byol-5"),
    ],
)
def test_organisations_match_whatever_their_legal_form(asked: str, listed: str) -> None:
    assert score(points(asked, listed, person=False)) > 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("مراد کرمونی", "Murad Akramun"), ("هالة الوردان", "Hala al-Rawdan")],
)
def test_persons_whose_names_share_consonants_are_others(asked: str, listed: str) -> None:
    assert score(points(asked, listed)) < 0.5


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Limited Liability Company", "Limited Liability Company Gumich"),
        ("Korea", "Korea Daesong Bank"),
        ("Bank", "Golden Triangle Bank"),
        ("Zu Zag Bong 6", "Zu Zag Bong 5"),
        ("Fund XI", "Fund X"),
        ("Lavanda 11421", "Lavanda 11420"),
        ("NII Kvarts", "NII Lavanda"),
        ("Bank of Minsk", "Bank of Damascus"),
        ("Ministry of Defence of Syria", "Ministry of Defence of Belarus"),
        ("ABB", "AB Ltd"),
    ],
)
def test_empty_names_and_other_numbers_do_not_match(asked: str, listed: str) -> None:
    assert score(points(asked, listed, person=False)) < 0.5


def test_a_contradiction_costs_more_than_what_is_missing() -> None:
    listed = "Alexey Leonidovich NEFEDOV"

    same, missing = (
        points("Alexey Leonidovich Nefedov", listed),
        points("Alexey Nefedov", listed),
    )
    assert same > missing > points("Alexey Petrovich Nefedov", listed)


NAMES = ["Alexander Sergeevich POKATISOV", "NO Kwang Chol", "Osama bin Muhammad bin Laden"]


@pytest.mark.parametrize("name", NAMES)
def test_word_order_changes_nothing(name: str) -> None:
    words = name.split()
    if "Kwang" in words:  # Korean given names have an order, family first or last
        orders = [words, words[1:] + words[:1]]
    else:
        orders = [list(order) for order in permutations(words)]

    found = {round(points(" ".join(order), name), 9) for order in orders}
    assert len(found) == 1


WORDS = st.lists(
    st.sampled_from("Ivan Petrov Kwang Chol Bank Ostec Golden Omar Hassan 5 OOO de".split()),
    min_size=1,
    max_size=5,
).map(" ".join)


@given(WORDS, WORDS, st.booleans())
def test_it_does_not_matter_which_parts_come_first(one: str, other: str, person: bool) -> None:
    turned = " ".join(reversed(one.split()))
    forth, back = match(one, other, person=person), match(turned, other, person=person)

    assert (forth is None) == (back is None)
    if forth and back and person is False:
        assert forth.points == pytest.approx(back.points)


@given(WORDS, WORDS, st.booleans())
def test_the_evidence_sums_to_the_points(one: str, other: str, person: bool) -> None:
    found = match(one, other, person=person)

    if found:
        assert sum(row.points for row in name_evidence(found)) == pytest.approx(found.points)
        assert sum(one.points for one in measurements(found)) == pytest.approx(found.points)


@pytest.mark.parametrize(
    ("better", "worse"),
    [("Pokatisov", "Pokatisow"), ("Pokatisow", "Pokotisow"), ("Pokatisov", "Pakotisoff")],
)
def test_a_better_spelling_never_scores_lower(better: str, worse: str) -> None:
    listed = "Alexander POKATISOV"

    assert points(f"Alexander {better}", listed) >= points(f"Alexander {worse}", listed)


def test_evidence_says_what_stands_beside_what() -> None:
    found = match("Lee Bong-chun", "RI Pong Chun")

    assert found is not None
    beside = {(row.query, row.listed): row.result for row in name_evidence(found) if row.query}
    assert beside[("lee", "ri")] is Result.MATCHED


STOCK = st.sampled_from(
    [
        "Arvid Tomasovich KELLERMUND",
        "Osama bin Hassan Darwish",
        "NO Kwang Chol",
        "Ibrahim Saadi",
    ]
)


@given(STOCK, st.integers(0, 40), st.sampled_from("abeikmorstuz"))
def test_no_changed_letter_scores_more_than_the_name_itself(
    name: str, place: int, letter: str
) -> None:
    place %= len(name)
    changed = name[:place] + letter + name[place + 1 :]

    assert points(changed, name) <= points(name, name) + 1e-9


@given(STOCK, st.integers(0, 3))
def test_no_part_left_out_scores_more_than_the_name_itself(name: str, place: int) -> None:
    words = name.split()
    words.pop(place % len(words))

    assert points(" ".join(words), name) <= points(name, name) + 1e-9


def test_points_do_not_depend_on_which_name_is_asked_but_for_what_is_missing() -> None:
    one, other = "Arvid Kelermund", "Arvid KELLERMUND"

    assert points(one, other) == pytest.approx(points(other, one))


@pytest.mark.parametrize(
    ("asked", "listed", "person"),
    [
        ("Chen Chih-hung", "CHEN Zhihong", True),
        ("Ts'ao Chih-hung", "Cao Zhihong", True),
        ("Al Nur Vintergatan", "Al Nour Vintergatan", False),
        ("Vintergatan f/k/a Norrsken", "Norrsken", False),
        ("EP-ABC", "EPABC", False),
    ],
)
def test_what_is_written_otherwise_is_the_same(asked: str, listed: str, person: bool) -> None:
    assert score(points(asked, listed, person=person)) > 0.7


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Hasan Kellermund", "Husayn Kellermund"),
        ("Kim Jong Chol", "KIM Chol Jong"),
        ("B. Kellermund", "Arvid Kellermund"),
        ("Arvid Kellermund Jr", "Arvid Kellermund Sr"),
    ],
)
def test_another_name_is_another_man(asked: str, listed: str) -> None:
    assert points(asked, listed) < points(listed, listed) - 2
