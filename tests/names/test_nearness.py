"""One spelling against many at once says what one against one does."""

from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from screening.names.nearness import likenesses
from screening.names.spelling import HOPELESS, ONE_SLIP, similarity, slip, sounds

LEAST, TINY = 0.78, 1e-9
NEARLY = 0.985
"""The most that `similarity` gives two spellings that do not sound the same."""

SYLLABLES = "ab el ka mu ri sha no ste van ku lo tar gri ber mi fe khan ye yu hao wei".split()
SPOKEN = st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=4).map("".join)
WORD = st.one_of(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), SPOKEN)


@st.composite
def miswritten(draw: st.DrawFn, words: st.SearchStrategy[str]) -> tuple[str, str]:
    """A word, and what is left of it after a slip or two."""
    word = found = draw(words)
    for _ in range(draw(st.integers(0, 2))):
        place = draw(st.integers(0, len(found)))
        letter = draw(
            st.sampled_from(["", "a", "h", "y", "k", "t", "g", found[place - 1 : place]])
        )
        kept = draw(st.integers(0, 1))
        found = found[:place] + letter + found[place + kept :] or word
    return word, found


@given(miswritten(WORD))
def test_it_is_the_likeness_that_a_comparison_gives(pair: tuple[str, str]) -> None:
    one, other = pair
    a, b = sounds(one), sounds(other)
    # what has fewer letters in common is never asked about
    assume(OSA.normalized_similarity(a, b) >= HOPELESS)

    (found,) = likenesses(a, [b], LEAST)

    # letters that a finger slipped on are looked at beside the sounds
    said = max(found, slip(one, other)) if found < ONE_SLIP else min(found, NEARLY)
    expected = min(similarity(one, other), NEARLY)
    if said:
        assert said == pytest.approx(expected)
    else:
        assert expected < LEAST + TINY


@given(miswritten(SPOKEN), st.lists(miswritten(SPOKEN), max_size=6), st.data())
def test_it_does_not_depend_on_what_else_is_asked_about(
    pair: tuple[str, str], others: Sequence[tuple[str, str]], data: st.DataObject
) -> None:
    """Words that begin alike are read together up to there."""
    asked = sounds(pair[0])
    words = [sounds(word) for each in (pair, *others) for word in each]
    words += [asked[: data.draw(st.integers(1, len(asked)))] + word for word in words]

    assert likenesses(asked, words, LEAST) == [
        alone for word in words for alone in likenesses(asked, [word], LEAST)
    ]


def test_a_word_that_begins_as_one_given_up_is_read_from_where_that_was() -> None:
    """Of the shorter word no more was read than it took to see that it is not near."""
    assert likenesses("vanste", ["хanvangris", "хanvangriste"], LEAST) == [0, 0]
