from dataclasses import replace
from pathlib import Path

import pytest

from screening.evaluation.failures import HIT, NO_HIT, Checked, evaluate, suite
from screening.settings import Settings

CASES, PROCESSES = suite()


@pytest.fixture(scope="module")
def checked() -> list[Checked]:
    return list(evaluate(Settings(data_dir=Path())).checked)


@pytest.mark.parametrize(
    ("case", "check"),
    [(case.key, number) for case in CASES for number in range(len(case.checks))],
)
def test_what_others_missed_is_not_missed_here(
    checked: list[Checked], case: str, check: int
) -> None:
    one = [each for each in checked if each.case.key == case][check]

    assert one.found == one.check.expect, one.evidence


def test_every_case_has_its_source_and_a_counter_example() -> None:
    for case in CASES:
        assert case.agency
        assert 2010 < case.year < 2027
        assert {check.expect for check in case.checks} == {HIT, NO_HIT}
        assert all(check.listing < len(case.listings) for check in case.checks)


def test_a_hit_shows_its_evidence(checked: list[Checked]) -> None:
    (one,) = (each for each in checked if each.check.ask == "SIS DOO")

    assert one.evidence.startswith('"SIS DOO" scores')
    assert "apple-2019-0" in one.evidence


def test_a_failure_fails_the_suite() -> None:
    case = CASES[0]
    wrong = replace(case, checks=tuple(replace(one, expect=HIT) for one in case.checks))

    assert not evaluate(Settings(data_dir=Path()), [wrong]).passed


def test_the_settings_in_force_are_what_is_tested() -> None:
    assert not evaluate(Settings(data_dir=Path(), threshold=1.0)).passed


def test_a_failure_of_process_names_what_answers_it() -> None:
    assert all(one.answer for one in PROCESSES)
