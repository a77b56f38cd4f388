from pathlib import Path

import pytest

from screening.domain.targets import TargetType
from screening.evaluation.figures import Confusion
from screening.evaluation.labels import Pair
from screening.evaluation.pairs import ScoredPair, evaluate, figures, pair_score


def scored(score: float, match: bool, kind: str = "spelling", **slices: str) -> ScoredPair:
    found = {"kind": kind, **slices}
    return ScoredPair(Pair("row 1", "a", "b", match, TargetType.PERSON, found), score)


def test_the_worst_come_first() -> None:
    done = figures(
        (scored(0.6, True), scored(0.2, True), scored(0.8, False), scored(0.9, False)),
        threshold=0.7,
    )

    assert [one.score for one in done.misses] == [0.2, 0.6]
    assert [one.score for one in done.false_alarms] == [0.9, 0.8]


def test_a_slice_counts_its_own_pairs_alone() -> None:
    done = figures(
        (
            scored(0.9, True, "spelling"),
            scored(0.1, True, "initials", quality="WEAK"),
            scored(0.9, False, "initials", quality="WEAK"),
        ),
        threshold=0.7,
    )

    assert done.slices == {
        "kind": {
            "initials": Confusion(tp=0, fp=1, fn=1, tn=0),
            "spelling": Confusion(tp=1, fp=0, fn=0, tn=0),
        },
        "quality": {
            "WEAK": Confusion(tp=0, fp=1, fn=1, tn=0),
            "not told": Confusion(tp=1, fp=0, fn=0, tn=0),
        },
    }


def test_pairs_are_scored_by_the_products_own_comparison() -> None:
    pair = Pair("row 1", "Kellermund Arvid", "Arvid KELLERMUND", True, TargetType.PERSON, {})

    done = evaluate([pair], threshold=0.7)

    assert done.at_threshold.recall == 1
    assert done.scored[0].score == pair_score(pair.name1, pair.name2, TargetType.PERSON)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Vintergatan LLC", "Vintergatan GmbH", TargetType.ORGANIZATION),
        ("Dr Arvid Kellermund", "Arvid Kellermund", TargetType.PERSON),
    ],
)
def test_the_type_decides_which_words_are_no_name(
    one: str, other: str, kind: TargetType
) -> None:
    assert pair_score(one, other, kind) == pair_score(other, other, kind)


def test_names_without_anything_in_common_score_nothing() -> None:
    assert pair_score("Arvid Kellermund", "Selma Quistgaard", TargetType.PERSON) < 0.1


def test_the_benchmarks_scorer_is_the_same(checkout: Path) -> None:
    from benchmarks.evaluation_adapter import score

    names = ("Arvyd Kellermund", "Arvid Kellermund")
    assert score(*names, "Person") == pair_score(*names, TargetType.PERSON)
    assert score(*names, "Company") == pair_score(*names, TargetType.ORGANIZATION)
