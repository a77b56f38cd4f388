"""Made-up answers: what a tally is told, without anything being screened."""

from screening.batch.tally import Tally
from screening.domain.answers import (
    Answer,
    Basis,
    Evidence,
    Hit,
    ListState,
    Measurement,
    Note,
    Outcome,
    Reason,
    Result,
    Tier,
)
from screening.domain.queries import Query
from screening.domain.targets import ListedName
from tests.conftest import listing

THRESHOLD, FLOOR = 0.7, 0.4
LISTS = (
    ListState("test", "a made-up list", "zz-test", "2026-01-31", "0a" * 32, 6, False),
    ListState("built-in", "a made-up round", "yy-test", None, "0b" * 32, 2, True),
)
BASIS = Basis("1.2", "7", "5e77", "uuid@1", LISTS, 8)
SAME = Evidence("name part", Result.MATCHED, 1.0, 7.0, "Selma", "SELMA", "same")


def candidate(
    score: float,
    *notes: Reason,
    reference: str = "P1",
    name: str = "Selma QUISTGAARD",
    source: str = "test",
    alone: float = 0.0,
    **fields: object,
) -> Hit:
    """A candidate with a score.

    Args:
        score: 0 to 1.
        notes: why it is no hit whatever its score.
        reference: the authority's id.
        name: what it is listed as.
        source: code of its list.
        alone: points of its name alone.
        fields: more of the listing.
    """
    return Hit(
        listing(reference, name, **fields),
        source,
        score,
        Tier.HIT if score >= THRESHOLD and not notes else Tier.REVIEW,
        ListedName(name),
        (SAME,),
        measured=(Measurement("base", "all of it", None, "", alone),),
        notes=tuple(Note(code, code.value.replace("_", " ")) for code in notes),
    )


def answer(query: Query, *candidates: Hit, basis: Basis = BASIS) -> Answer:
    hits = tuple(one for one in candidates if one.tier is Tier.HIT)
    reviews = tuple(one for one in candidates if one.tier is Tier.REVIEW)
    outcome = Outcome.HIT if hits else Outcome.REVIEW if reviews else Outcome.CLEAR
    return Answer(query, outcome, hits, reviews, (), basis)


def add(tally: Tally, row: int, *candidates: Hit, name: str = "Selma Quistgard") -> None:
    """Count a row that could be screened."""
    query = Query(name, id=f"C-{row}")
    told = answer(query, *candidates)
    tally.add(row, f"line {row + 1}", query, told, told.outcome, None)


def add_unscreened(
    tally: Tally, row: int, why: str, outcome: Outcome = Outcome.INVALID, place: str = ""
) -> None:
    """Count a row that could not be screened."""
    tally.add(row, place or f"line {row + 1}", Query(), None, outcome, why)


def new(**more: object) -> Tally:
    return Tally(threshold=THRESHOLD, floor=FLOOR, **more)  # type: ignore[arg-type]
