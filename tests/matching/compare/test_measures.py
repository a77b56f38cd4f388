import pytest

from screening.matching.assess import best_name
from screening.matching.rarity import Rarity, unknown_rarity
from screening.names.parts import readings

RARITY = unknown_rarity()


def value(measure: str, asked: str, listed: str, *, person: bool = False) -> float:
    found = best_name(readings(asked, person=person), readings(listed, person=person), RARITY)
    assert found is not None
    return found.value_of(measure)


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ("Vintergatan OOO", "Vintergatan LLC"),
        ("ТОВ Vintergatan", "Vintergatan Ltd"),
        ("Vintergatan d.o.o.", "VINTERGATAN DOO"),
        ("AO Vintergatan", "Vintergatan JSC"),
        ("Vintergatan Company", "Vintergatan LLC"),
        ("Vintergatan", "Vintergatan LLC"),
    ],
)
def test_one_legal_form_in_two_languages_is_one(asked: str, listed: str) -> None:
    assert value("legal", asked, listed) == 0


def test_legal_forms_of_one_class_are_nearer_than_of_two() -> None:
    near = value("legal", "Vintergatan N.V.", "Vintergatan S.A.")

    assert 0 < near < value("legal", "Vintergatan N.V.", "Vintergatan GmbH") == 1


def test_what_is_left_on_both_sides_contradicts_and_on_one_side_is_missing() -> None:
    listed = "Arvid Tomasovich KELLERMUND"

    assert value("contradiction", "Arvid Lindquist Kellermund", listed, person=True) > 0
    assert value("contradiction", "Arvid Kellermund", listed, person=True) == 0
    assert value("omitted", "Arvid Kellermund", listed, person=True) > 0
    assert value("extra", "Arvid Tomasovich Olof Kellermund", listed, person=True) > 0


def test_a_number_that_differs_is_told() -> None:
    assert value("number", "Vintergatan 11420", "Vintergatan 11421") == 1
    assert value("number", "Vintergatan 11420", "Vintergatan 11420") == 0
    assert value("number", "Vintergatan", "Vintergatan 11421") == 0.5


def test_generations_that_differ_are_told() -> None:
    junior, senior, none = "Arvid Kellermund Jr", "Arvid Kellermund Sr", "Arvid Kellermund"

    assert value("number", junior, senior, person=True) == 1
    assert value("number", junior, junior, person=True) == 0
    assert value("number", none, senior, person=True) == 0


def test_a_common_name_stands_against_a_rare_one_as_any_other_would() -> None:
    found = value("contradiction", "Ali Kellermund", "Arvidius Kellermund", person=True)

    assert found >= 1.5


def test_the_worst_part_is_told() -> None:
    assert value("worst", "Arvid Kellermund", "Arvid KELLERMUND", person=True) == 0
    slip = value("worst", "Arvid Kelermunt", "Arvid KELLERMUND", person=True)
    assert 0 < slip < 0.3


def test_what_many_listings_bear_tells_less() -> None:
    part = readings("Kellermund", person=True)[0].parts[0]
    rare = Rarity(lambda form: 1, 10_000).digits(part)
    common = Rarity(lambda form: 500, 10_000).digits(part)

    assert rare > common
    assert common == pytest.approx(1.3, abs=0.01)  # 499 others of ten thousand


def test_of_one_listing_alone_nothing_is_known_to_be_common() -> None:
    part = readings("Kellermund", person=True)[0].parts[0]

    assert Rarity(lambda form: 1, 1000).digits(part) == RARITY.digits(part)


def test_short_words_tell_little_however_rare() -> None:
    short, long = (RARITY.digits(readings(w, person=True)[0].parts[0]) for w in ("Qx", "Qxvrt"))

    assert short <= 2.6 < long
