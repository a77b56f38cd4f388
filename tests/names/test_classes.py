from itertools import combinations

import pytest

from screening.names import classes
from screening.names.classes import FOLDED, meaning, word_key
from tools.make_name_words import folded


def test_the_folded_words_are_those_of_the_tables() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in FOLDED.iterdir()}

    assert written == folded(), "run: python -m tools.make_name_words"


@pytest.mark.parametrize(
    "words",
    [
        "zavod Plant завод usine 工厂 공장 fabrika کارخانه",
        "research issledovatelskiy issledovatelskii issledovatelskoe Исследовательский yeongu",
        "trading torgovaya Торговый muyok ticaret bazargani 贸易 handel",
        "shipping sudokhodnaya Судоходная haeun کشتیرانی denizcilik naviera",
        "ministry ministerstvo Міністерство vezarat وزارة bakanligi",
        "Russia Rossiya Rossiyskaya Российской Russian Russie روسيا",
        "Moscow Moskva Moskovskiy Московского",
        "Crimea Krym Krimea Крымский",
        "Iran Iranian ايران Irán",
    ],
)
def test_one_meaning_has_one_key_in_every_language(words: str) -> None:
    found = {word: meaning(word_key(word)) for word in words.split()}

    assert None not in found.values(), found
    assert len(set(found.values())) == 1, found


def test_fields_near_to_each_other_stay_apart() -> None:
    fields = "bank insurance brigade battalion army police oil gas ship aircraft prison court"
    meanings = [meaning(word) for word in fields.split()]

    assert all(one and one != other for one, other in combinations(meanings, 2))


@pytest.mark.parametrize(
    "word", ["stalin", "metallica", "orione", "ironwood", "kamysh", "bankes"]
)
def test_a_word_that_merely_begins_like_a_generic_one_is_a_name(word: str) -> None:
    assert meaning(word) is None


def test_a_word_of_a_legal_form_with_one_slip_is_that_word() -> None:
    assert classes.legal_word("libility") == "liability"
    assert classes.legal_word("limit") == "limit"


@pytest.mark.parametrize("at", range(len("aktiebolag")))
def test_a_slip_is_seen_at_every_place_of_a_word(at: int) -> None:
    before, letter, after = "aktiebolag"[:at], "aktiebolag"[at], "aktiebolag"[at + 1 :]
    slips = {
        before + after,
        before + "q" + letter + after,
        before + "q" + after,
        before + after[:1] + letter + after[1:],
    }

    assert {classes.legal_word(slip) for slip in slips} == {"aktiebolag"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bill", "william"),
        ("bob", "robert"),
        ("sasha", "oleksandr"),
        ("pepe", "jose"),
        ("magomed", "muhammad"),
        ("gasan", "hasan"),
        ("guseyn", "husayn"),
        ("uladzimir", "volodymyr"),
        ("dikran", "tigran"),
        ("karekin", "garegin"),
    ],
)
def test_given_names_of_one_person_share_a_line(one: str, other: str) -> None:
    assert set(classes.given_names(one)) & set(classes.given_names(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("john", "ivan"), ("james", "yaqub"), ("hasan", "husayn"), ("salim", "salih")],
)
def test_names_that_nobody_prints_for_one_person_do_not(one: str, other: str) -> None:
    ours, theirs = map(classes.given_names, (one, other))

    assert ours
    assert theirs
    assert not set(ours) & set(theirs)
