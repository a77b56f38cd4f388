"""Lets an outside evaluator run this product: a pair scorer and a screener.

    score(name1, name2, schema) -> float
    python benchmarks/evaluation_adapter.py REGISTRY.jsonl.gz INPUT.csv OUTPUT.jsonl

The second form screens each row of INPUT (query_id, name, schema, dob,
country, pob) against the entities of REGISTRY through the product's own index
and screener, down to a low floor, ten hits a query.
"""

import csv
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from screening import Query, Screener
from screening.countries import country_code
from screening.dates import parse_date
from screening.domain.listings import Listing
from screening.domain.targets import ListedName, NameKind, TargetType
from screening.errors import QueryError
from screening.evaluation.pairs import pair_score
from screening.intake import target_type
from screening.matching.building import build
from screening.matching.index import Index
from screening.settings import Settings

FLOOR = 0.002
MOST_HITS = 10
TIE = 1e-10
_KINDS = {
    "primary": NameKind.PRIMARY,
    "weak": NameKind.WEAK_ALIAS,
    "weak_alias": NameKind.WEAK_ALIAS,
    "former": NameKind.FORMER,
    "original_script": NameKind.ORIGINAL_SCRIPT,
}


def score(name1: str, name2: str, schema: str) -> float:
    """The score of two names without a registry to count their bearers in."""
    return pair_score(name1, name2, _type(schema))


def build_index(registry: Path, path: Path) -> None:
    """Compile the entities of a registry file into the product's own index."""
    build(path, _listings(registry), stamp=f"evaluation set {registry.name}", lists=())


def _listings(path: Path) -> Iterator[tuple[str, Listing]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            entity = json.loads(line)
            yield entity["list"], _listing(entity)


def _listing(entity: dict[str, Any]) -> Listing:
    names = [ListedName(item["name"], _KINDS.get(item["kind"], NameKind.ALIAS))
             for item in entity["names"]]  # fmt: skip
    return Listing(
        reference=entity["entity_id"],
        authority=entity["list"],
        type=_type(entity["schema"]),
        names=tuple(names),
        birth_dates=tuple(entity.get("dobs") or ()),
        nationalities=tuple(_codes(entity.get("countries") or ())),
    )


def _type(schema: str) -> TargetType:
    try:
        return target_type(schema)
    except QueryError:
        return TargetType.UNKNOWN


def _codes(countries: list[str] | tuple[str, ...]) -> Iterator[str]:
    for country in countries:
        try:
            yield country_code(country)
        except QueryError:
            continue


def query_of(row: Mapping[str, str]) -> Query:
    """What a row asks: what in it cannot be understood is left out."""
    schema = row["schema"] if _type(row["schema"]) is not TargetType.UNKNOWN else None
    countries = [text for text in row["country"].replace("|", ";").split(";") if text.strip()]
    return Query(
        name=row["name"],
        type=schema,
        birth_date=row["dob"] if _is_date(row["dob"]) else None,
        country=";".join(_codes(countries)) or None,
    )


def _is_date(text: str) -> bool:
    try:
        parse_date(text, field="dob")
    except QueryError:
        return False
    return True


def main(registry: Path, source: Path, target: Path) -> None:
    """Screen every row of a query file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "evaluation.idx"
        build_index(registry, path)
        settings = Settings(data_dir=Path(folder), threshold=FLOOR, floor=FLOOR)
        with (
            Screener(Index(path), settings) as screener,
            source.open(encoding="utf-8", newline="") as rows,
            target.open("w", encoding="utf-8") as out,
        ):
            for row in csv.DictReader(rows):
                hits: list[dict[str, object]] = []
                try:
                    answer = screener.screen(query_of(row))
                except QueryError:
                    pass
                else:
                    # by score alone: what is held for review comes after hits else
                    ranked = sorted(answer.candidates, key=lambda hit: -hit.score)
                    # the order among equals is part of the answer: in the last digits
                    hits = [
                        {"entity_id": hit.listing.reference, "score": hit.score - at * TIE}
                        for at, hit in enumerate(ranked[:MOST_HITS])
                    ]
                out.write(json.dumps({"query_id": row["query_id"], "hits": hits}) + "\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
