"""The curves of an evaluation as points, thinned to what an eye can tell apart."""

from collections.abc import Sequence

from screening.evaluation.figures import NEVER, Scored, steps

MOST_POINTS = 400

Points = tuple[tuple[float, float], ...]


def roc(scored: Sequence[Scored]) -> Points:
    """False alarm rate against recall, as the cut falls from above the highest score."""
    matches = sum(match for _, match in scored)
    others = len(scored) - matches
    if not matches or not others:
        return ()
    points = [(0.0, 0.0)]
    points += ((step.fp / others, step.tp / matches) for step in steps(scored))
    return thinned(points)


def precision_recall(scored: Sequence[Scored]) -> Points:
    """Recall against precision, as the cut falls."""
    matches = sum(match for _, match in scored)
    if not matches:
        return ()
    return thinned(
        [(step.tp / matches, step.tp / (step.tp + step.fp)) for step in steps(scored)]
    )


def recall_at_alerts(positives: Sequence[float], negatives: Sequence[float]) -> Points:
    """Share of negatives that alert against share of positives found, as the cut falls.

    Args:
        positives: score of what was expected, `NEVER` where it did not come.
        negatives: the best score of each, `NEVER` where nothing came.
    """
    if not positives or not negatives:
        return ()
    scored = [(score, True) for score in positives] + [(score, False) for score in negatives]
    return thinned(
        [
            (step.fp / len(negatives), step.tp / len(positives))
            for step in steps(scored)
            if step.score != NEVER
        ]
    )


def thinned(points: Sequence[tuple[float, float]]) -> Points:
    """The first, the last and evenly chosen points between, `MOST_POINTS` at most."""
    if len(points) <= MOST_POINTS:
        return tuple(points)
    stride = (len(points) - 1) / (MOST_POINTS - 1)
    return tuple(points[round(number * stride)] for number in range(MOST_POINTS))
