"""The card: the points of each measure of two names.

What stands below the mark is written by `python -m benchmarks.fit --write`; the
measures themselves are taken in `matching.compare.measures`.
"""

from screening.matching.lines import Line, Measure

AGREEING, SHARE, DEVIATION, CONTRADICTION, EXTRA, OMITTED, PARTS, LEGAL, NUMBER, WORST = (
    "agreeing", "share", "deviation", "contradiction", "extra", "omitted", "parts", "legal",
    "number", "worst",
)  # fmt: skip

# begin fitted
# 2026-11-22, by benchmarks/fit.py: what a name has to overcome, and each measure.
BASE = {True: -3.77, False: -4.01}
# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure(
        "agreeing", "rarity of the parts that agree", "digits",
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.06, 0.91, 1.99, 2.93, 3.77, 4.78, 5.83, 6.54, 7.21, 7.65, 7.67, 7.69),
        ),
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.05, 0.86, 1.92, 2.82, 3.11, 4.28, 5.06, 5.08, 5.99, 6.77, 7.2, 7.34),
        ),
    ),
    Measure(
        "share", "share of what both names tell that agrees", "0 to 1",
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.02, 0.27, 0.43, 1.21, 1.89, 2.86, 3.27),
        ),
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.04, 0.55, 1.25, 1.6, 2.03, 2.62, 4.08),
        ),
    ),
    Measure(
        "deviation", "lost in spelling", "digits",
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.93, -0.95, -0.97, -0.99, -1.01, -1.14),
        ),
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.02, -0.13, -0.15, -1.06, -1.49, -1.51),
        ),
    ),
    Measure(
        "contradiction", "parts that stand against each other", "digits",
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.16, -2.4, -3.34, -3.36, -3.42, -4),
        ),
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.12, -1.48, -2.02, -2.04, -2.47, -2.97),
        ),
    ),
    Measure(
        "extra", "parts that the listed name lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -1.12, -1.53, -2.3, -2.45, -2.47),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -0.56, -1.2, -1.32, -1.34, -1.36),
        ),
    ),
    Measure(
        "omitted", "parts that the name asked lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.75, -0.77, -1.48, -1.66, -1.77, -1.79),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.95, -1.33, -1.35, -1.37, -1.94, -1.96),
        ),
    ),
    Measure(
        "parts", "parts that agree", "parts",
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.28, 1.03, 1.05, 1.07, 1.09, 1.11, 1.13),
        ),
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.15, 1.01, 1.77, 1.79, 1.81, 1.83, 1.85),
        ),
    ),
    Measure(
        "legal", "legal forms that differ", "0 to 1",
        Line(
            (0, 0.5, 1),
            (0, -0.11, -0.21),
        ),
        Line(
            (0, 0.5, 1),
            (0, -0.8, -1.6),
        ),
    ),
    Measure(
        "number", "numbers that differ", "0 or 1",
        Line(
            (0, 1),
            (0, 0),
        ),
        Line(
            (0, 1),
            (0, -4),
        ),
    ),
    Measure(
        "worst", "distance of the parts least alike", "0 to 1",
        Line(
            (0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3),
            (0, -0.02, -0.05, -0.67, -0.92, -1.54, -1.94),
        ),
        Line(
            (0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3),
            (0, -0.06, -0.08, -0.1, -0.12, -0.3, -0.32),
        ),
    ),
)
# fmt: on
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}
LINES = {
    True: tuple(measure.person for measure in MEASURES),
    False: tuple(measure.other for measure in MEASURES),
}
