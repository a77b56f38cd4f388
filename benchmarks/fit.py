"""Fit the card of points (`screening/matching/card.py`) on labelled queries, and check it.

    pip install scipy
    python -m benchmarks.fit [FOLDER] [--write]

FOLDER holds the evaluation set, by default `../shared/eval`. Every query is put
through the product's own candidate stage and comparison; of each listing the best
name counts. The points are those of a logistic regression in which each line may
only rise, or only fall. They are checked on targets that they were not fitted on:
five folds, all queries of a target in one. `--write` writes the card fitted on all.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]

from benchmarks.evaluation_adapter import build_index, query_of
from screening.errors import QueryError
from screening.evaluation.files import read
from screening.intake import prepare
from screening.matching import candidates, card
from screening.matching.assess import best_name
from screening.matching.compare import details
from screening.matching.index import Index, listed_readings
from screening.matching.model import LOWEST, score

SHARED = Path(__file__).parents[2] / "shared" / "eval"
QUERIES = "cross_list_queries.csv"
STRANGERS = ("screen_negatives_people.csv.gz", "screen_negatives_companies.csv")
REGISTRIES = ("UN", "EU", "OFAC")
FOLDS = 5
# Listings of a query that are fitted on, and names of each; the best come first.
MOST_LISTINGS, MOST_NAMES = 8, 3
# What a wrong listing of a query counts beside one of a stranger.
OTHER_LISTING = 0.3
# Least change between two knots, so that no two different names score the same.
LEAST_SLOPE = 0.01
# How much large points are held back.
RIDGE = 1.0
# Times that the best name of each listing is chosen anew.
ROUNDS = 3
RATES = (0.001, 0.01)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One listed name beside one query."""

    registry: str
    query: str
    listing: int
    right: bool
    stranger: bool
    fold: int
    person: bool
    offset: float
    values: tuple[float, ...]
