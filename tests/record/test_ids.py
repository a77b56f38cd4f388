import pytest

from screening.errors import QueryError
from screening.record.ids import (
    LENGTH,
    LETTERS,
    Place,
    hit_id,
    new_run_id,
    parse_place,
    receipt,
)


def test_a_run_is_ten_letters_none_of_which_is_read_as_another() -> None:
    run = new_run_id()

    assert len(run) == LENGTH
    assert set(run) <= set(LETTERS)
    assert set("ilou").isdisjoint(LETTERS)


def test_no_two_runs_have_one_id() -> None:
    assert len({new_run_id() for _ in range(1_000)}) == 1_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("k3v9tz2m1q", Place("k3v9tz2m1q")),
        ("k3v9tz2m1q-17", Place("k3v9tz2m1q", 17)),
        ("k3v9tz2m1q-17.2", Place("k3v9tz2m1q", 17, rank=2)),
        (receipt("k3v9tz2m1q", 17, b"\x9f" * 16), Place("k3v9tz2m1q", 17, "9f" * 8)),
        (hit_id("k3v9tz2m1q", 17, 3), Place("k3v9tz2m1q", 17, rank=3)),
        ("  K3V9TZ2M1Q-17 \n", Place("k3v9tz2m1q", 17)),
    ],
)
def test_an_id_says_what_it_names(text: str, place: Place) -> None:
    assert parse_place(text) == place


@pytest.mark.parametrize(
    "text",
    ["", "k3v9tz2m1", "k3v9tz2m1q-0", "k3v9tz2m1q.1", "k3v9tz2m1q-17-9f", "k3v9tz2m1i", "a b"],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is no id of the record"):
        parse_place(text)
