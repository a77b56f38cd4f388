"""The card: the points of each measure of two names.

What stands below the mark is written by `python -m benchmarks.fit --write`; the
measures themselves are taken in `matching.compare.measures`.
"""

from screening.matching.lines import Line, Measure

AGREEING, DEVIATION, CONTRADICTION, EXTRA, OMITTED = (
    "agreeing", "deviation", "contradiction", "extra", "omitted",
)  # fmt: skip

# begin fitted
# 2026-11-22, by benchmarks/fit.py: what a name has to overcome, and each measure.
BASE = {True: -3.7, False: -4.36}
# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure(
        "agreeing", "rarity of the parts that agree", "digits",
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.02, 0.57, 1.9, 2.61, 3.71, 4.72, 5.65, 6.27, 6.99, 7.59, 7.68, 7.7),
        ),
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.02, 1.03, 2.06, 3, 3.32, 4.41, 5.22, 5.24, 6.09, 6.74, 7.15, 7.25),
        ),
    ),
    Measure(
        "share", "share of what both names tell that agrees", "0 to 1",
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.02, 0.41, 0.43, 1.39, 2.14, 3.13, 3.61),
        ),
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.02, 0.6, 1.22, 1.69, 2.12, 2.67, 4.18),
        ),
    ),
    Measure(
        "deviation", "lost in spelling", "digits",
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.91, -0.93, -0.95, -0.97, -0.99, -1.53),
        ),
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.02, -0.11, -0.13, -1.28, -1.54, -1.56),
        ),
    ),
    Measure(
        "contradiction", "parts that stand against each other", "digits",
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.09, -2.06, -2.93, -2.95, -3.31, -3.91),
        ),
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.11, -1.28, -1.98, -2, -2.35, -2.58),
        ),
    ),
    Measure(
        "extra", "parts that the listed name lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -0.68, -1.11, -1.94, -2.24, -2.26),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -0.79, -1.18, -1.2, -1.22, -1.24),
        ),
    ),
    Measure(
        "omitted", "parts that the name asked lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.41, -0.43, -1.21, -1.4, -1.43, -1.45),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.94, -1.23, -1.25, -1.27, -1.79, -1.81),
        ),
    ),
    Measure(
        "parts", "parts that agree", "parts",
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.08, 0.68, 0.7, 0.72, 0.74, 0.76, 0.78),
        ),
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.32, 1.07, 1.91, 1.93, 1.95, 1.97, 1.99),
        ),
    ),
    Measure(
        "legal", "legal forms that differ", "0 to 1",
        Line(
            (0, 0.5, 1),
            (0, -0.13, -0.25),
        ),
        Line(
            (0, 0.5, 1),
            (0, -0.8, -1.6),
        ),
    ),
    Measure(
        "number", "numbers that differ, or that one side lacks", "0 to 1",
        Line(
            (0, 0.5, 1),
            (0, 0, -3),
        ),
        Line(
            (0, 0.5, 1),
            (0, -1, -4),
        ),
    ),
    Measure(
        "worst", "distance of the parts least alike", "0 to 1",
        Line(
            (0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3),
            (0, -0.02, -0.04, -0.51, -0.63, -1.12, -1.45),
        ),
        Line(
            (0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3),
            (0, -0.02, -0.04, -0.06, -0.08, -0.1, -0.12),
        ),
    ),
)
# fmt: on
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}
LINES = {
    True: tuple(measure.person for measure in MEASURES),
    False: tuple(measure.other for measure in MEASURES),
}
