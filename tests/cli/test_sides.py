import pytest

from screening.cli.sides import sides
from screening.identifiers import make_identifier
from tests.conftest import listing


def differing(**fields: tuple[object, object]) -> set[str]:
    """Labels of the rows on which two listings with such fields differ."""
    one = listing("A1", "Arvid KELLERMUND", **{key: pair[0] for key, pair in fields.items()})
    other = listing("B1", "KELLERMUND, Arvid", **{key: pair[1] for key, pair in fields.items()})
    return {side.label for side in sides([("a", one), ("b", other)]) if side.differs}


def test_what_is_said_alike_or_on_one_side_only_is_no_difference() -> None:
    assert differing() == set()
    assert differing(nationalities=(("SE",), ())) == set()
    assert differing(programmes=(("X",), ("Y",))) == set()


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        (("1961",), ("1961-04-07",), False),
        (("1961-04-07",), ("1961-04-08",), True),
        (("1961", "1962"), ("1961",), True),
    ],
)
def test_dates_differ_as_far_as_both_go(
    one: tuple[str, ...], other: tuple[str, ...], differs: bool
) -> None:
    assert differing(birth_dates=(one, other)) == ({"born"} if differs else set())


def test_numbers_differ_by_kind_and_not_by_print() -> None:
    passport, same, another = (
        (make_identifier("passport", value),) for value in ("AB 123456", "ab123456", "ZZ 98765")
    )

    assert differing(identifiers=(passport, same)) == set()
    assert differing(identifiers=(passport, another)) == {"passport"}


def test_a_row_on_which_nobody_says_anything_is_left_out() -> None:
    labels = [side.label for side in sides([("a", listing("A1", "Arvid KELLERMUND"))])]

    assert "name" in labels
    assert "born" not in labels
