"""Evaluating the comparison of two names on labelled pairs.

No registry takes part: a pair's names are as rare as names nobody bears, so
that the figures are of the comparison and the same on every machine.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from screening.domain.targets import TargetType
from screening.evaluation.figures import (
    Confusion,
    Interval,
    Scored,
    auc,
    auc_interval,
    average_precision,
    best_cut,
    confusion,
)
from screening.evaluation.labels import SLICES, Pair
from screening.matching import model
from screening.matching.assess import best_name
from screening.matching.rarity import unknown_rarity
from screening.names.parts import readings

_RARITY = unknown_rarity()


@dataclass(frozen=True, slots=True)
class ScoredPair:
    """A pair and its score (0 to 1)."""

    pair: Pair
    score: float

    @property
    def scored(self) -> Scored:
        """Score and label alone."""
        return self.score, self.pair.match


@dataclass(frozen=True, slots=True)
class PairFigures:
    """What an evaluation of pairs came to.

    Args:
        threshold: score (0 to 1) from which a pair is called a match.
        at_threshold: verdicts and labels there.
        best: the cut with the highest F1, and that F1; None without a match.
        auc: area under the ROC curve, None without matches or non-matches.
        auc_interval: its 95 % interval.
        average_precision: None without a match.
        slices: slice (`type`, `script` ...) and value to what holds there.
        misses: matches below the threshold, the lowest first.
        false_alarms: non-matches at or above it, the highest first.
        scored: every pair, in the order of the files.
    """

    threshold: float
    at_threshold: Confusion
    best: tuple[float, float] | None
    auc: float | None
    auc_interval: Interval | None
    average_precision: float | None
    slices: dict[str, dict[str, Confusion]]
    misses: tuple[ScoredPair, ...]
    false_alarms: tuple[ScoredPair, ...]
    scored: tuple[ScoredPair, ...]


def pair_score(name1: str, name2: str, kind: TargetType) -> float:
    """The score (0 to 1) of two names, without a registry to count bearers in.

    Args:
        name1: the name asked.
        name2: the name listed.
        kind: what kind of bearer; anything but a person is read as a firm is.
    """
    person = kind is TargetType.PERSON
    match = best_name(readings(name1, person=person), readings(name2, person=person), _RARITY)
    return 0.0 if match is None else model.score(match.points)


def evaluate(pairs: Iterable[Pair], *, threshold: float) -> PairFigures:
    """Score pairs and count.

    Args:
        pairs: labelled; at least one.
        threshold: score (0 to 1) from which a pair is called a match.
    """
    scored = tuple(ScoredPair(one, pair_score(one.name1, one.name2, one.type)) for one in pairs)
    return figures(scored, threshold=threshold)


def figures(scored: tuple[ScoredPair, ...], *, threshold: float) -> PairFigures:
    """What scores and labels come to."""
    values = [one.scored for one in scored]
    wrong = [one for one in scored if (one.score >= threshold) is not one.pair.match]
    return PairFigures(
        threshold=threshold,
        at_threshold=confusion(values, threshold),
        best=best_cut(values),
        auc=auc(values),
        auc_interval=auc_interval(values),
        average_precision=average_precision(values),
        slices={name: _slice(scored, name, threshold) for name in _present(scored)},
        misses=tuple(
            sorted((one for one in wrong if one.pair.match), key=lambda one: one.score)
        ),
        false_alarms=tuple(
            sorted((one for one in wrong if not one.pair.match), key=lambda one: -one.score)
        ),
        scored=scored,
    )


def _present(scored: Sequence[ScoredPair]) -> list[str]:
    """The slices that at least one pair is counted in."""
    return [name for name in SLICES if any(name in one.pair.slices for one in scored)]


def _slice(scored: Iterable[ScoredPair], name: str, threshold: float) -> dict[str, Confusion]:
    groups: dict[str, list[Scored]] = defaultdict(list)
    for one in scored:
        groups[one.pair.slices.get(name, "not told")].append(one.scored)
    return {value: confusion(groups[value], threshold) for value in sorted(groups)}
