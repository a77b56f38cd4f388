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
import csv
import gzip
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from scipy.optimize import minimize

from benchmarks.evaluation_adapter import FLOOR, build_index, query_of
from benchmarks.quality import HARD, QUERIES, RARELY, REGISTRIES, SELDOM, SHARED, STRANGERS
from screening.errors import QueryError
from screening.evaluation.figures import NEVER, cut_above
from screening.intake import prepare
from screening.matching.assess import best_name
from screening.matching.candidates import Asked, Candidates
from screening.matching.card import PLACES
from screening.matching.compare import details
from screening.matching.index import Index
from screening.matching.model import points_for
from screening.matching.taken_apart import listed_readings
from screening.settings import Settings

CARD = Path(__file__).parents[1] / "screening/matching/card.py"
# Targets of other lists that are none of the UN's, most of them with a name near one.
HARD_REGISTRY = "UN"
FOLDS = 5
# Listings of a query that are fitted on, and names of each; the best come first.
MOST_CANDIDATES, MOST_LISTINGS, MOST_NAMES = 60, 8, 3
# What a wrong listing of a query counts beside one of a stranger.
OTHER_LISTING = 0.3
HARD_STRANGER = 1.0
# Least change between two knots, so that no better name scores only the same.
LEAST_STEP = 0.02
# Most that a step may take: what a firm calls itself in law changes.
MOST_STEP = {"legal": 0.8}
# How much large points are held back.
RIDGE = 1.0
# Times that the best name of each listing is chosen anew.
ROUNDS = 3
# Share of strangers that alerts at the default threshold on the worst registry.
ALERTS = 0.0045

# Knots of each measure, and whether more of it speaks for (1) or against (-1).
KNOTS: dict[str, tuple[tuple[float, ...], int]] = {
    "agreeing": ((0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20), 1),
    "share": ((0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1), 1),
    "deviation": ((0, 0.15, 0.4, 0.8, 1.5, 2.5, 4), -1),
    "contradiction": ((0, 0.3, 0.8, 1.5, 2.5, 4, 6), -1),
    "extra": ((0, 0.5, 1.5, 3, 5, 8), -1),
    "omitted": ((0, 0.5, 1.5, 3, 5, 8, 12), -1),
    "parts": ((0, 1, 1.5, 2, 2.5, 3, 4, 5), 1),
    "legal": ((0, 0.5, 1), -1),
    "worst": ((0, 0.03, 0.08, 0.14, 0.2, 0.25, 0.3), -1),
}
# What few queries show but rules: a number that differs is another target.
SET_BY_HAND: dict[str, tuple[tuple[float, ...], dict[bool, tuple[float, ...]]]] = {
    "number": ((0, 0.5, 1), {True: (0, 0, -3), False: (0, -1, -4)}),
}
TITLES = {
    "agreeing": ("rarity of the parts that agree", "digits"),
    "share": ("share of what both names tell that agrees", "0 to 1"),
    "deviation": ("lost in spelling", "digits"),
    "contradiction": ("parts that stand against each other", "digits"),
    "extra": ("parts that the listed name lacks", "digits"),
    "omitted": ("parts that the name asked lacks", "digits"),
    "parts": ("parts that agree", "parts"),
    "legal": ("legal forms that differ", "0 to 1"),
    "number": ("numbers that differ, or that one side lacks", "0 to 1"),
    "worst": ("distance of the parts least alike", "0 to 1"),
}

# What a query is: one with a right target, a stranger's, or one with a name near some.
ASKED, STRANGER, HARD_KIND = "asked", "stranger", "hard"

# Arrays of numbers and of truths; numpy is no dependency, so its types are not known.
Floats: TypeAlias = Any
Flags: TypeAlias = Any


@dataclass(frozen=True, slots=True)
class Row:
    """One listed name beside one query."""

    query: str
    listing: int
    right: bool
    kind: str
    fold: int
    person: bool
    offset: float
    values: tuple[float, ...]


def rows_of(folder: Path, registry: str, share: int, shares: int) -> list[Row]:
    """The rows of every nth query of a registry, as this state of the product compares."""
    found: list[Row] = []
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "fit.idx"
        build_index(folder / "registries" / f"registry_{registry.lower()}.jsonl.gz", path)
        index = Index(path)
        candidates = Candidates(index)
        numbers = {index.listing(at)[1].reference: at for at in range(len(index))}
        for at, (name, cells, kind) in enumerate(_queries(folder, registry)):
            if at % shares == share:
                wanted = {
                    numbers[each]
                    for each in cells.get("expected", "").split("|")
                    if each in numbers
                }
                found += _compared(index, candidates, name, cells, wanted, kind)
        index.close()
    return found


def _queries(folder: Path, registry: str) -> Iterator[tuple[str, dict[str, str], str]]:
    for row in _cells(folder / QUERIES):
        if row["registry"] == registry:
            yield f"{registry} {row['query_id']}", row, ASKED
    for file in STRANGERS:
        for row in _cells(folder / file):
            yield f"{registry} {row['query_id']}", row, STRANGER
    if registry == HARD_REGISTRY:
        for row in _cells(folder / HARD):
            yield f"{registry} {row['query_id']}", row, HARD_KIND


def _cells(path: Path) -> Iterator[dict[str, str]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _compared(
    index: Index,
    candidates: Candidates,
    name: str,
    cells: Mapping[str, str],
    wanted: set[int],
    kind: str,
) -> Iterator[Row]:
    try:
        prepared = prepare(query_of({**cells, "dob": "", "country": ""}))
    except QueryError:
        return
    fold = int(md5((cells.get("expected") or cells["name"]).encode()).hexdigest(), 16) % FOLDS
    near = candidates.find(Asked(prepared.asked, points_for(FLOOR)), None)
    brought = (index.reading(reading) for reading, _ in near)
    places = dict.fromkeys((one.listing, one.name) for one in brought)
    listings: dict[int, list[tuple[float, Row]]] = {}
    for at, (number, position) in enumerate(places):
        if at >= MOST_CANDIDATES and number not in wanted:
            continue
        listing = index.listing(number)[1]
        match = best_name(
            prepared.readings(listing.type),
            listed_readings(listing, position),
            index.rarity,
        )
        if match is not None:
            type_row = details.target_type(prepared.type, listing)
            row = Row(
                name, number, number in wanted, kind, fold, match.person,
                type_row.points if type_row else 0.0, match.measured.values,
            )  # fmt: skip
            listings.setdefault(number, []).append((match.points, row))
    order = sorted(listings, key=lambda one: -max(points for points, _ in listings[one]))
    for number in {*order[:MOST_LISTINGS], *(wanted & listings.keys())}:
        best = sorted(listings[number], key=lambda item: -item[0])[:MOST_NAMES]
        yield from (row for _, row in best)


@dataclass(frozen=True, slots=True)
class Data:
    """The rows as arrays, one column of `steps` for each pair of neighbouring knots."""

    rows: Sequence[Row]
    steps: Floats
    right: Floats
    weight: Floats
    person: Flags
    fold: Floats
    offset: Floats
    given: Floats
    fits: Flags


def data_of(rows: Sequence[Row]) -> Data:
    """What a fit works on."""
    values = np.array([row.values for row in rows])
    columns, given = [], np.zeros(len(rows))
    person = np.array([row.person for row in rows])
    for name, (knots, _) in KNOTS.items():
        value = values[:, PLACES[name]]
        columns += [
            np.clip((value - low) / (high - low), 0, 1) for low, high in pairwise(knots)
        ]
    for name, (knots, points) in SET_BY_HAND.items():
        value = values[:, PLACES[name]]
        for kind in (True, False):
            given += np.where(person == kind, np.interp(value, knots, points[kind]), 0.0)
    offset = np.array([row.offset for row in rows])
    right = np.array([float(row.right) for row in rows])
    counts = {STRANGER: 1.0, HARD_KIND: HARD_STRANGER, ASKED: OTHER_LISTING}
    weight = np.array([1.0 if row.right else counts[row.kind] for row in rows])
    return Data(
        rows,
        np.column_stack(columns),
        right,
        weight,
        person,
        np.array([row.fold for row in rows]),
        offset,
        given,
        offset == 0,
    )


def signs() -> Floats:
    """1 for each step that may only rise, -1 for each that may only fall."""
    return np.array([sign for knots, sign in KNOTS.values() for _ in knots[1:]], float)


def limits() -> list[float | None]:
    """The most that each step may take, None where that is not set."""
    return [MOST_STEP.get(name) for name, (knots, _) in KNOTS.items() for _ in knots[1:]]


def fit(data: Data, chosen: Flags) -> Floats:
    """Base and step points of a logistic regression on some rows."""
    steps, right, given = data.steps[chosen], data.right[chosen], data.given[chosen]
    weight = data.weight[chosen] / data.weight[chosen].sum()
    ridge = RIDGE / len(right)

    def loss(points: Floats) -> tuple[float, Floats]:
        odds = points[0] + steps @ points[1:] + given
        each = np.logaddexp(0, odds) - right * odds
        slope = (1 / (1 + np.exp(-odds)) - right) * weight
        gradient = np.concatenate([[slope.sum()], steps.T @ slope + 2 * ridge * points[1:]])
        return float((each * weight).sum() + ridge * (points[1:] ** 2).sum()), gradient

    sign = signs()
    start = np.concatenate([[-4.0], sign * 0.3])
    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [
        (LEAST_STEP, None) if one > 0 else (-most if most else None, -LEAST_STEP)
        for one, most in zip(sign, limits(), strict=True)
    ]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds,
                     options={"maxiter": 500})  # fmt: skip
    points: Floats = np.asarray(found.x)
    return points


def cross_validated(data: Data) -> Floats:
    """Points of each row by a card that was fitted on other targets."""
    values = np.array([row.values for row in data.rows])
    points: Floats = values[:, PLACES["share"]] * 8 + values[:, PLACES["agreeing"]]
    for _ in range(ROUNDS):
        best = best_rows(data, points)
        fresh = np.zeros(len(points))
        for fold in range(FOLDS):
            for kind in (True, False):
                ours = data.person == kind
                card = fit(data, ours & best & data.fits & (data.fold != fold))
                there = ours & (data.fold == fold)
                fresh[there] = card[0] + data.steps[there] @ card[1:]
        points = fresh + data.given + data.offset
    return points


def best_rows(data: Data, points: Floats) -> Flags:
    """The best name of each listing beside each query."""
    best: dict[tuple[str, int], int] = {}
    for at, row in enumerate(data.rows):
        key = row.query, row.listing
        if key not in best or points[at] > points[best[key]]:
            best[key] = at
    chosen: Flags = np.zeros(len(points), bool)
    chosen[list(best.values())] = True
    return chosen


@dataclass(frozen=True, slots=True)
class Reached:
    """What a scoring reaches on one registry."""

    recall: dict[float, float]
    first: float
    cut: float


def reached(rows: Sequence[Row], points: Floats, asked: int, strangers: int) -> Reached:
    """Recall at alert rates, right target first, and the cut for the default threshold.

    Args:
        rows: of one registry.
        points: of each row.
        asked: number of queries with a right target.
        strangers: number of queries without one.
    """
    right: dict[str, float] = {}
    wrong: dict[str, float] = {}
    alarms: dict[str, float] = {}
    for row, value in zip(rows, points, strict=True):
        into = alarms if row.kind == STRANGER else right if row.right else wrong
        into[row.query] = max(into.get(row.query, NEVER), float(value))
    loudest = [*alarms.values(), *[NEVER] * (strangers - len(alarms))]
    recall = {}
    for rate in (RARELY, SELDOM):
        bar = cut_above(loudest, rate)
        recall[rate] = sum(value > bar for value in right.values()) / asked
    first = sum(value > wrong.get(query, NEVER) for query, value in right.items()) / asked
    return Reached(recall, first, cut_above(loudest, ALERTS))


def card_text(cards: Mapping[bool, Floats], shift: float) -> str:
    """The card as the module that the product reads."""
    lines = []
    for name, (title, unit) in TITLES.items():
        sides = []
        for kind in (True, False):
            knots, points = _knots(name, cards[kind], kind)
            sides.append(
                f"Line(\n            {_tuple(knots)},\n            {_tuple(points)},\n        )"
            )
        lines.append(
            f"    Measure(\n        {name!r}, {title!r}, {unit!r},\n"
            + "".join(f"        {side},\n" for side in sides)
            + "    ),\n"
        )
    base = {kind: round(float(cards[kind][0] + shift), 2) for kind in (True, False)}
    today = datetime.now(UTC).date()
    head = CARD.read_text(encoding="utf-8").partition("# begin fitted")[0]
    return (
        f"{head}# begin fitted\n"
        f"# {today}, by benchmarks/fit.py: what a name has to overcome, and each measure.\n"
        f"BASE = {base}\n"
        "# fmt: off\n"
        "MEASURES: tuple[Measure, ...] = (\n" + "".join(lines).replace("'", '"') + ")\n"
        "# fmt: on\n"
        "PLACES = {measure.name: place for place, measure in enumerate(MEASURES)}\n"
        "LINES = {\n"
        "    True: tuple(measure.person for measure in MEASURES),\n"
        "    False: tuple(measure.other for measure in MEASURES),\n"
        "}\n"
    )


def _knots(name: str, card: Floats, kind: bool) -> tuple[Sequence[float], Sequence[float]]:
    if name in SET_BY_HAND:
        knots, points = SET_BY_HAND[name]
        return knots, points[kind]
    at = 1
    for other, (knots, _) in KNOTS.items():
        if other == name:
            steps = card[at : at + len(knots) - 1]
            return knots, [0.0, *np.cumsum(steps).round(2).tolist()]
        at += len(knots) - 1
    raise KeyError(name)


def _tuple(values: Sequence[float]) -> str:
    return "(" + ", ".join(f"{value:g}" for value in values) + ")"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, check and, where wanted, write."""
    wanted = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    wanted.add_argument("folder", nargs="?", type=Path, default=SHARED)
    wanted.add_argument("--write", action="store_true", help="write the card")
    options = wanted.parse_args(arguments)
    if not options.folder.is_dir():
        print(f"{options.folder} is not there: nothing to fit on", file=sys.stderr)
        return 1
    jobs = [(options.folder, registry, share, 2) for registry in REGISTRIES for share in (0, 1)]
    with ProcessPoolExecutor(2) as pool:
        parts = list(pool.map(rows_of, *zip(*jobs, strict=True)))
    data = data_of([row for part in parts for row in part])
    points = cross_validated(data)
    print(f"{len(data.rows)} rows; on targets that were not fitted on:")
    cuts = []
    for registry in REGISTRIES:
        queries = list(_queries(options.folder, registry))
        asked, strangers = (
            sum(kind == wanted for _, _, kind in queries) for wanted in (ASKED, STRANGER)
        )
        there = [at for at, row in enumerate(data.rows) if row.query.startswith(registry + " ")]
        result = reached([data.rows[at] for at in there], points[there], asked, strangers)
        cuts.append(result.cut)
        at_rates = ", ".join(
            f"{value:.3f} at {rate:.1%}" for rate, value in result.recall.items()
        )
        print(f"{registry:5} recall {at_rates}; right target first {result.first:.3f}")
    if options.write:
        best = best_rows(data, points) & data.fits
        cards = {kind: fit(data, best & (data.person == kind)) for kind in (True, False)}
        threshold = Settings(data_dir=options.folder).threshold
        shift = math.log(threshold / (1 - threshold)) - max(cuts)
        CARD.write_text(card_text(cards, shift), encoding="utf-8")
        print(f"{CARD.name} written; shifted by {shift:+.2f} to the default threshold")
    return 0


if __name__ == "__main__":
    sys.exit(main())
