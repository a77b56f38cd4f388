from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screening.matching.card import LINES, MEASURES
from screening.matching.lines import Line, Measure

SPEAK_FOR = {"agreeing", "share", "parts"}
SIDES = [(measure, kind) for measure in MEASURES for kind in (True, False)]


def line_of(measure: Measure, kind: bool) -> Line:
    return measure.person if kind else measure.other


def test_a_line_is_straight_between_its_knots_and_flat_beyond_them() -> None:
    line = Line((0, 1, 3), (0, 2, 4))

    assert [line.at(x) for x in (-1, 0, 0.5, 1, 2, 3, 9)] == [0, 0, 1, 2, 3, 4, 4]


@pytest.mark.parametrize(("measure", "kind"), SIDES)
def test_each_line_goes_one_way_only(measure: Measure, kind: bool) -> None:
    line = line_of(measure, kind)
    steps = [after - before for before, after in pairwise(line.points)]

    assert len(line.values) == len(line.points)
    assert list(line.values) == sorted(set(line.values))
    if measure.name in SPEAK_FOR:
        assert all(step > 0 for step in steps)
    else:
        assert all(step <= 0 for step in steps)


@given(st.sampled_from(SIDES), st.floats(0, 30), st.floats(0, 30))
def test_more_never_counts_the_other_way(
    side: tuple[Measure, bool], one: float, other: float
) -> None:
    measure, kind = side
    low, high = sorted((one, other))
    rise = line_of(measure, kind).at(high) - line_of(measure, kind).at(low)

    assert rise >= -1e-9 if measure.name in SPEAK_FOR else rise <= 1e-9


def test_each_kind_of_target_has_a_line_for_each_measure() -> None:
    assert {kind: len(lines) for kind, lines in LINES.items()} == {
        True: len(MEASURES),
        False: len(MEASURES),
    }
