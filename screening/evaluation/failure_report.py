"""The suite of enforcement failures, as JSON values and as a report."""

from typing import Any

from screening.evaluation.basis import Made, made_object
from screening.evaluation.failures import Checked, FailureFigures
from screening.evaluation.report import Report, Table, facts, three

TITLE = "Published enforcement failures that concern matching"


def failures_object(figures: FailureFigures, made: Made) -> dict[str, Any]:
    """The suite as plain JSON values; the names are a promise to scripts."""
    return {
        "evaluation": "enforcement",
        "made": made_object(made),
        "passed": figures.passed,
        "checks": [_check_object(one) for one in figures.checked],
        "not_matching": [
            {"source": one.source, "failure": one.failure, "answer": one.answer}
            for one in figures.processes
        ],
    }


def failures_report(figures: FailureFigures, made: Made) -> Report:
    """The suite as a report."""
    failed = sum(not one.passed for one in figures.checked)
    total = len(figures.checked)
    checks = Table(
        "Checks",
        ("case", "asked", "listed", "has to be", "was", "score", "verdict", "shows"),
        tuple(_row(one) for one in figures.checked),
        note=f"{total - failed} of {total} passed. Listings are made for the test, with the "
        "names that the releases published, or made-up ones where the last column says so.",
    )
    evidence = Table(
        "Evidence",
        ("asked", "sentence"),
        tuple((one.check.ask, one.evidence) for one in figures.checked if one.evidence),
    )
    processes = Table(
        "Not matching: failures of process",
        ("case", "what went wrong", "what of this program answers it"),
        tuple((one.source, one.failure, one.answer) for one in figures.processes),
    )
    return Report(TITLE, facts(made), (checks, evidence, processes))


def _row(one: Checked) -> tuple[str, ...]:
    return (
        one.case.source,
        one.check.ask,
        one.listed,
        one.check.expect,
        one.found,
        three(one.score),
        "passed" if one.passed else "FAILED",
        one.check.why,
    )


def _check_object(one: Checked) -> dict[str, Any]:
    return {
        "case": one.case.key,
        "source": one.case.source,
        "failure": one.case.failure,
        "asked": one.check.ask,
        "listed": one.listed,
        "expected": one.check.expect,
        "found": one.found,
        "score": one.score,
        "passed": one.passed,
        "shows": one.check.why,
        "evidence": one.evidence,
    }
