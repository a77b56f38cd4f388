import pytest

from screening.matching.background import RAREST, digits, key


@pytest.mark.parametrize(("common", "rarer"), [("smith", "griffon"), ("bank", "galapagos")])
def test_what_many_bear_tells_less(common: str, rarer: str) -> None:
    assert 0 <= digits(common) < digits(rarer) < RAREST


def test_what_no_table_knows_is_as_rare_as_can_be() -> None:
    assert digits("kellermundsdottir") == RAREST


@pytest.mark.parametrize("word", ["international", "telecommunications"])
def test_long_words_are_found_too(word: str) -> None:
    assert digits(word) < 4


def test_words_have_keys_of_their_own() -> None:
    words = ["a", "aa", "ab", "kellermund", "kellermunds", "internationally", "x5"]

    assert len({key(word) for word in words}) == len(words)
