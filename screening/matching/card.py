"""The card: the points of each measure of two names.

What stands below the mark is written by `python -m benchmarks.fit --write`; the
measures themselves are taken in `matching.compare.measures`.
"""

from screening.matching.lines import Line, Measure

AGREEING, SHARE, DEVIATION, CONTRADICTION, EXTRA, OMITTED, PARTS, LEGAL, NUMBER = (
    "agreeing", "share", "deviation", "contradiction", "extra", "omitted", "parts", "legal",
    "number",
)  # fmt: skip

# begin fitted
# 2026-11-22, by benchmarks/fit.py: what a name has to overcome, and each measure.
BASE = {True: -4.16, False: -4.28}
# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure(
        "agreeing", "rarity of the parts that agree", "digits",
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.08, 1.09, 2.2, 3.04, 3.85, 5.02, 6.1, 6.85, 7.79, 8.47, 8.76, 8.83),
        ),
        Line(
            (0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20),
            (0, 0.09, 0.95, 2.02, 2.9, 3.18, 4.37, 5.33, 5.35, 6.33, 6.96, 7.33, 7.44),
        ),
    ),
    Measure(
        "share", "share of what both names tell that agrees", "0 to 1",
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.02, 0.33, 0.6, 1.45, 2.22, 3.43, 3.55),
        ),
        Line(
            (0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
            (0, 0.05, 0.59, 1.26, 1.6, 2, 2.71, 4.11),
        ),
    ),
    Measure(
        "deviation", "lost in spelling", "digits",
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -1.11, -1.13, -1.15, -1.65, -1.87, -2.24),
        ),
        Line(
            (0, 0.15, 0.4, 0.8, 1.5, 2.5, 4),
            (0, -0.02, -0.21, -0.3, -1.24, -1.67, -1.71),
        ),
    ),
    Measure(
        "contradiction", "parts that stand against each other", "digits",
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.03, -2.33, -3.29, -3.31, -3.33, -3.82),
        ),
        Line(
            (0, 0.3, 0.8, 1.5, 2.5, 4, 6),
            (0, -1.11, -1.36, -1.99, -2.01, -2.48, -2.96),
        ),
    ),
    Measure(
        "extra", "parts that the listed name lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -1.04, -1.47, -2.11, -2.13, -2.15),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8),
            (0, -0.56, -1.18, -1.28, -1.3, -1.32),
        ),
    ),
    Measure(
        "omitted", "parts that the name asked lacks", "digits",
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.59, -0.61, -1.22, -1.4, -1.61, -1.63),
        ),
        Line(
            (0, 0.5, 1.5, 3, 5, 8, 12),
            (0, -0.9, -1.29, -1.31, -1.33, -1.94, -1.96),
        ),
    ),
    Measure(
        "parts", "parts that agree", "parts",
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.31, 0.93, 0.95, 0.97, 0.99, 1.01, 1.08),
        ),
        Line(
            (0, 1, 1.5, 2, 2.5, 3, 4, 5),
            (0, 0.22, 1.13, 1.85, 1.87, 1.89, 1.91, 1.93),
        ),
    ),
    Measure(
        "legal", "legal forms that differ", "0 to 1",
        Line(
            (0, 0.5, 1),
            (0, -0.06, -0.13),
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
)
# fmt: on
PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}
