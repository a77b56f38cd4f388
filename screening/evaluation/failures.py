"""The published enforcement failures that concern matching, as a regression suite.

The cases are data (`data/enforcement.toml`). They are screened against a small
index of their own, so that the suite tells the same on every registry.
"""

import tempfile
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from screening.domain.answers import Basis, Tier
from screening.domain.listings import Listing
from screening.domain.targets import ListedName, TargetType
from screening.explain import sentence
from screening.matching.building import build
from screening.matching.index import Index
from screening.screener import Screener
from screening.settings import Settings

SOURCE = "enforcement-cases"
AUTHORITY = "made-up-list"
HIT, NO_HIT = "hit", "no hit"


@dataclass(frozen=True, slots=True)
class Check:
    """One name that has to hit a listing, or must not.

    Args:
        ask: the name to screen.
        expect: `hit` or `no hit`.
        listing: which listing of the case, from 0.
        why: what it shows; says where the name is made up.
    """

    ask: str
    expect: str
    why: str
    listing: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """A published failure and the checks that stand for it.

    Args:
        key: ours.
        agency: who published it.
        party: whose failure it was.
        year: of the release.
        failure: what went wrong, in short.
        listings: what is listed: name and type.
        checks: what has to hold.
    """

    key: str
    agency: str
    party: str
    year: int
    failure: str
    listings: tuple[tuple[str, TargetType], ...]
    checks: tuple[Check, ...]

    @property
    def source(self) -> str:
        """The release it is known from."""
        return f"{self.agency}, {self.party}, {self.year}"


@dataclass(frozen=True, slots=True)
class Process:
    """A published failure of process, and what of this program answers it."""

    agency: str
    party: str
    year: int
    failure: str
    answer: str

    @property
    def source(self) -> str:
        """The release it is known from."""
        return f"{self.agency}, {self.party}, {self.year}"


@dataclass(frozen=True, slots=True)
class Checked:
    """How a check went.

    Args:
        case: what it is of.
        check: what was to hold.
        listed: the listed name it is about.
        found: `hit` or `no hit`.
        score: of the listing, None where it did not come.
        evidence: the comparison in one sentence; empty where there is none.
    """

    case: Case
    check: Check
    listed: str
    found: str
    score: float | None
    evidence: str

    @property
    def passed(self) -> bool:
        """Whether it went as it has to."""
        return self.found == self.check.expect


@dataclass(frozen=True, slots=True)
class FailureFigures:
    """How every check went, and what a screener with these settings rests on."""

    checked: tuple[Checked, ...]
    processes: tuple[Process, ...]
    basis: Basis

    @property
    def passed(self) -> bool:
        """Whether all of them went as they have to."""
        return all(one.passed for one in self.checked)


@cache
def suite() -> tuple[tuple[Case, ...], tuple[Process, ...]]:
    """The cases, and the failures of process beside them."""
    text = files("screening.evaluation").joinpath("data", "enforcement.toml").read_text("utf-8")
    data = tomllib.loads(text)
    cases = tuple(
        Case(
            **{key: each[key] for key in ("key", "agency", "party", "year", "failure")},
            listings=tuple((one["name"], TargetType(one["type"])) for one in each["listing"]),
            checks=tuple(Check(**one) for one in each["check"]),
        )
        for each in data["case"]
    )
    return cases, tuple(Process(**each) for each in data["process"])


def evaluate(settings: Settings, cases: Sequence[Case] | None = None) -> FailureFigures:
    """Screen the names of the cases with the settings in force.

    Args:
        settings: threshold, floor and whatever else decides an answer.
        cases: those of the suite by default.

    Raises:
        ScreeningError: the temporary index cannot be written.
    """
    known, processes = suite()
    chosen = known if cases is None else cases
    with tempfile.TemporaryDirectory(prefix="screening-") as folder:
        path = Path(folder) / "cases.idx"
        listed = [(SOURCE, one) for case in chosen for one in _listings(case)]
        build(path, listed, stamp="enforcement cases", lists=())
        with Screener(Index(path), settings) as screener:
            checked = [_checked(screener, case, one) for case in chosen for one in case.checks]
            return FailureFigures(tuple(checked), processes, screener.basis)


def _listings(case: Case) -> list[Listing]:
    return [
        Listing(_reference(case, number), AUTHORITY, kind, (ListedName(name),))
        for number, (name, kind) in enumerate(case.listings)
    ]


def _reference(case: Case, number: int) -> str:
    return f"{case.key}-{number}"


def _checked(screener: Screener, case: Case, check: Check) -> Checked:
    answer = screener.screen(check.ask)
    reference = _reference(case, check.listing)
    listed = case.listings[check.listing][0]
    for hit in answer.candidates:
        if hit.listing.reference == reference:
            said = sentence(
                answer, hit, "a made-up list", None, threshold=screener.settings.threshold
            )
            found = HIT if hit.tier is Tier.HIT else NO_HIT
            return Checked(case, check, listed, found, hit.score, said)
    return Checked(case, check, listed, NO_HIT, None, "")
