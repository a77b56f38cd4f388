import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.names.unvowelled import MOST, spelled_as, written_alike

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("blkhy", ["balkhi", "balkhy", "belkhi"]),
        ("zawy", ["zawi", "zaoui", "zawy"]),
        ("drwysh", ["darwish", "darwesh", "derouiche", "darvish"]),
        ("lwnysy", ["lounici", "lunisi"]),
        ("mmdwh", ["mamdouh", "mamduh"]),
        ("shrby", ["sherbi", "charbi", "shurbi"]),
        ("abdulmtyn", ["abdulmatin", "abdelmateen", "abdolmatin"]),
        ("qmruddin", ["qamaruddin", "kamareddine", "qamaraldin"]),
    ],
)
def test_every_way_to_write_the_short_vowels_fits(written: str, spelled: list[str]) -> None:
    assert all(spelled_as(written, one) >= 0.9 for one in spelled)


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("krmy", "akram"),  # the first and the last vowel are always written
        ("mhajr", "hajir"),
        ("salm", "salima"),
        ("blkhy", "balhawi"),
        ("drwysh", "dardash"),
    ],
)
def test_other_names_of_like_consonants_do_not(written: str, spelled: str) -> None:
    assert spelled_as(written, spelled) < 0.85


@pytest.mark.parametrize(("one", "other"), [("krmy", "akrm"), ("wsf", "asf"), ("salm", "slym")])
def test_in_one_script_every_letter_tells(one: str, other: str) -> None:
    assert written_alike(one, other) < 0.85


@given(WORD, WORD)
def test_likeness_has_its_range(one: str, other: str) -> None:
    assert 0 <= spelled_as(one, other) <= MOST
    assert written_alike(one, other) == written_alike(other, one) <= MOST


@given(WORD)
def test_a_word_is_like_itself(word: str) -> None:
    assert written_alike(word, word) == MOST
