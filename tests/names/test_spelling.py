from functools import reduce
from itertools import groupby

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from screening.names.spelling import (
    bucket,
    glued_keys,
    joined,
    near_keys,
    similarity,
)

WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


@given(WORD, WORD)
def test_likeness_is_symmetric_and_from_0_to_1(one: str, other: str) -> None:
    assert similarity(one, other) == similarity(other, one)
    assert 0 <= similarity(one, other) <= 1


@given(WORD)
def test_only_a_word_itself_is_wholly_alike(word: str) -> None:
    assert similarity(word, word) == 1
    assert similarity(word, word + "k") < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("shoigu", "schojgu"),
        ("khodorkovsky", "chodorkowski"),
        ("dmitrii", "dmitry"),
        ("ovsiannikov", "ovsyannikov"),
        ("sergei", "sergej"),
        ("hussein", "husain"),
        ("qadhafi", "gaddafi"),
        ("aluev", "alujev"),
        ("abdulrahman", "abdelrahman"),
        ("nuruddin", "noureddine"),
    ],
)
def test_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert similarity(one, other) >= 0.93


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("petrov", "pavlov"),
        ("johnson", "jackson"),
        ("kim", "sin"),
        ("ali", "ala"),
        ("abb", "abc"),
    ],
)
def test_other_names_are_not(one: str, other: str) -> None:
    assert similarity(one, other) < 0.8


def test_one_typo_in_a_long_word_costs_less_than_in_a_short_one() -> None:
    assert similarity("novosibirsk", "novosibirsm") > similarity("kim", "kin")


# Letters that each stand for one sound whatever stands beside them, and tell it apart.
PLAIN = "lmnrktpf"
LONG = (
    st.text(PLAIN, min_size=6, max_size=12)
    .map(lambda text: "".join(letter for letter, _ in groupby(text)))
    .filter(lambda word: len(word) > 3)
)


@given(LONG, st.data(), st.sampled_from(["", *PLAIN]), st.integers(0, 1))
def test_a_letter_more_less_or_exchanged_leaves_a_rough_key_in_common(
    word: str, data: st.DataObject, letter: str, kept: int
) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    changed = word[:place] + letter + word[place + 1 - kept :]
    assume(bucket(changed) == changed)  # a letter beside itself is one sound

    assert near_keys(word) & near_keys(changed)


@given(LONG, st.data())
def test_a_word_with_a_letter_more_than_two_words_have_leads_to_their_key(
    word: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    short = word[:place] + word[place + 1 :]
    # a word of fewer consonants would lead to too many
    assume(bucket(short) == short and len(bucket(word)) >= 5)

    assert {bucket(word), bucket(short)} <= glued_keys(word)


@given(st.lists(st.text(PLAIN + "au", min_size=1, max_size=6), min_size=2, max_size=3))
def test_the_key_of_words_as_one_follows_from_theirs(words: list[str]) -> None:
    assert reduce(joined, map(bucket, words)) == bucket("".join(words))
