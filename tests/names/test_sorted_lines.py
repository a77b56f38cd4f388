import pytest

from screening.names.sorted_lines import MANY, SortedLines, sorted_lines

TABLE = {"a": "1", "ab": "2", "abc": "3", "b": "", "завод": "factory", "공장": "factory"}


@pytest.mark.parametrize("key", TABLE)
@pytest.mark.parametrize("size", range(1, len(TABLE) + 1))
def test_a_key_is_found_wherever_it_stands(key: str, size: int) -> None:
    table = dict(list(TABLE.items())[:size])

    assert SortedLines(sorted_lines(table).encode()).get(key) == table.get(key)


@pytest.mark.parametrize("key", ["", "0", "aa", "abcd", "c", "1", "заво", "~"])
def test_what_is_no_key_is_not_found(key: str) -> None:
    assert SortedLines(sorted_lines(TABLE).encode()).get(key) is None


def test_a_table_may_hold_nothing() -> None:
    assert SortedLines(b"").get("a") is None


def test_a_table_that_is_asked_often_still_says_the_same() -> None:
    lines = SortedLines(sorted_lines(TABLE).encode())
    asked = [*TABLE, "", "aa", "~"] * MANY

    assert [lines.get(key) for key in asked] == [TABLE.get(key) for key in asked]
