"""How the best scores of rows are spread, drawn with the threshold and the floor."""

from collections.abc import Iterator, Sequence

from screening.domain.answers import two_digits
from screening.evaluation.charts import ACROSS, LEFT, TICKS, TOP, drawing, frame, x_of, y_of

TITLE = "Best score of each row that is a hit or for review"
BAR = "#0b3d91"
# Told apart in grey print too: the floor is dashed.
MARKS = (("threshold", "#a6341b", "", TOP + 12), ("floor", "#333", "6 3", TOP + 28))


def score_chart(bins: Sequence[int], *, threshold: float, floor: float) -> str:
    """An SVG element that needs nothing from elsewhere.

    Args:
        bins: how many rows have their best score in each of the equal steps from 0 to 1.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
    """
    drawn = (*_bars(bins), *_marks(threshold=threshold, floor=floor))
    return drawing(TITLE, chart_words(bins, threshold=threshold, floor=floor), 0, drawn)


def chart_words(bins: Sequence[int], *, threshold: float, floor: float) -> str:
    """The chart in a sentence, for who cannot see it."""
    total = sum(bins)
    limits = f"the threshold is {two_digits(threshold)}, the floor {two_digits(floor)}"
    if not total:
        return f"No row has a score; {limits}."
    high = max(range(len(bins)), key=bins.__getitem__)
    return (
        f"{total:,} rows; most of them, {bins[high]:,}, score from {high / len(bins):.2f} to "
        f"{(high + 1) / len(bins):.2f}; {limits}."
    )


def _bars(bins: Sequence[int]) -> Iterator[str]:
    most = max(bins, default=0) or 1
    ticks = {0, most} if most < len(TICKS) else {round(tick * most) for tick in TICKS}
    up = ((tick / most, f"{tick:,}") for tick in sorted(ticks))
    yield from frame("score", "rows", ((tick, f"{tick:g}") for tick in TICKS), up)
    wide = ACROSS / len(bins)
    for place, count in enumerate(bins):
        if count:
            top = y_of(count / most)
            yield (
                f'<rect x="{LEFT + place * wide:.1f}" y="{top:.1f}" width="{wide - 0.6:.1f}" '
                f'height="{y_of(0) - top:.1f}" fill="{BAR}"/>'
            )


def _marks(**limits: float) -> Iterator[str]:
    for name, colour, dashes, height in MARKS:
        at = x_of(limits[name])
        yield (
            f'<line x1="{at:.1f}" y1="{y_of(0):.1f}" x2="{at:.1f}" y2="{TOP}" '
            f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}"/>'
            f'<text x="{at - 5:.1f}" y="{height}" text-anchor="end">'
            f"{name} {two_digits(limits[name])}</text>"
        )
