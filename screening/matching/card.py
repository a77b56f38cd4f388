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
BASE = {True: -3.97, False: -4.21}
# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure(
        "agreeing", "rarity of the parts that agree", "digits",
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.08, 1, 2.11, 2.98, 3.7, 4.85, 5.99, 6.67, 7.6, 8.25, 8.54, 8.63),
        ),
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.07, 0.95, 2.02, 2.89, 3.17, 4.36, 5.32, 5.34, 6.34, 6.95, 7.31, 7.41),
        ),
    ),
    Measure(
        "share", "share of what both names tell that agrees", "0 to 1",
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.03, 0.3, 0.51, 1.33, 2.04, 3.14, 3.28),
        ),
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.02, 0.47, 1.14, 1.48, 1.9, 2.6, 3.99),
        ),
    ),
    Measure(
        "deviation", "lost in spelling", "digits",
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -1.02, -1.04, -1.06, -1.08, -1.1, -1.25),
        ),
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.02, -0.14, -0.16, -1.08, -1.49, -1.52),
        ),
    ),
    Measure(
        "contradiction", "parts that stand against each other", "digits",
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.06, -2.39, -3.41, -3.43, -3.45, -4.06),
        ),
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.14, -1.4, -2, -2.02, -2.51, -2.99),
        ),
    ),
    Measure(
        "extra", "parts that the listed name lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -1.04, -1.55, -2.28, -2.3, -2.32),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -0.51, -1.22, -1.31, -1.33, -1.35),
        ),
    ),
    Measure(
        "omitted", "parts that the name asked lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.65, -0.67, -1.33, -1.58, -1.77, -1.79),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.88, -1.31, -1.33, -1.35, -1.95, -1.97),
        ),
    ),
    Measure(
        "parts", "parts that agree", "parts",
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.33, 1.07, 1.09, 1.11, 1.13, 1.15, 1.24),
        ),
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.2, 1.11, 1.85, 1.87, 1.89, 1.91, 1.93),
        ),
    ),
    Measure(
        "legal", "legal forms that differ", "0 to 1",
        Line(
            (0, 0.5, 1),
            (0, -0.07, -0.15),
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
            (0, -0.02, -0.04, -0.64, -0.78, -1.49, -1.85),
        ),
        Line(
            (0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3),
            (0, -0.06, -0.08, -0.1, -0.12, -0.33, -0.35),
        ),
    ),
)
# fmt: on
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}
LINES = {
    True: tuple(measure.person for measure in MEASURES),
    False: tuple(measure.other for measure in MEASURES),
}
