"""A table of customers screened by Spark and by this machine alone: the same, row by row?

    python -m benchmarks.spark [--rows 1000000] [--data-dir FOLDER] [--master 'local[2]']

Makes made-up customers, a few of them listed and a few that cannot be screened, as
Parquet and as CSV; screens the one with `screening.batch.spark`, the other with
`screening.batch.plain`, compares every cell of what both wrote, and prints the rates.
Needs the extra `spark`, and Java. FOLDER holds a registry; by default one with the
built-in packages is made.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from screening.batch.arrow import SCHEMA
from screening.batch.plain import screen_file
from screening.names.classes import DATA
from screening.screener import Screener
from screening.settings import Settings

ROW_GROUP = 20_000
SYLLABLES = (
    "an bel dor eng fal gri hol kam lund mer nis ost pet rau sti tor ul ven wik zan".split()
)
COUNTRIES = "DE FR IT NL PL SE AT ES PT FI".split()
LISTED_OF = 1_000
"""One customer of so many has a listed name with a letter changed."""
UNFIT_OF = 5_000
"""One of so many has a birth date that nobody can read."""
PLACE = "^(line|row) [0-9]+: "  # a file has lines, a table rows


def given_names() -> list[str]:
    lines = DATA.joinpath("given_names.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split(";")[0].title() for line in lines if line and not line.startswith("#")]


def customers(listed: list[str]) -> Iterator[tuple[str, str, str, str]]:
    """Id, name, birth date and country of one customer after the other; always the same."""
    rng = random.Random(20241216)
    given = given_names()
    number = 0
    while True:
        number += 1
        family = "".join(rng.choices(SYLLABLES, k=rng.randint(2, 4))).title()
        name = f"{rng.choice(given)} {family}"
        born = f"{rng.randint(1940, 2004)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        if number % LISTED_OF == 0:
            name = slipped(rng.choice(listed), rng)
        if number % UNFIT_OF == 0:
            born = "unknown"
        yield f"C-{number:08}", name, born, rng.choice(COUNTRIES)


def slipped(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name))
    return name[:at] + rng.choice("aeiorstn") + name[at + 1 :]


def write_customers(rows: int, listed: list[str], parquet: Path, csv: Path) -> None:
    names = ("customer_id", "full_name", "dob", "country")
    schema = pa.schema([(name, pa.string()) for name in names])
    each = islice(customers(listed), rows)
    with pq.ParquetWriter(parquet, schema) as one, arrow_csv.CSVWriter(csv, schema) as other:
        while block := list(islice(each, ROW_GROUP)):
            table = pa.table(list(zip(*block, strict=True)), schema=schema)
            one.write_table(table)
            other.write_table(table)


def answers_of_spark(folder: Path) -> pa.Table:
    return comparable(
        pq.read_table(folder).sort_by([("row", "ascending"), ("rank", "ascending")])
    )


def answers_of_a_file(path: Path) -> pa.Table:
    convert = arrow_csv.ConvertOptions(column_types=SCHEMA, strings_can_be_null=True)
    return comparable(arrow_csv.read_csv(path, convert_options=convert))


def comparable(answers: pa.Table) -> pa.Table:
    at = answers.schema.get_field_index("error")
    without = pc.replace_substring_regex(answers["error"], pattern=PLACE, replacement="")
    return answers.set_column(at, "error", without).cast(SCHEMA)


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def silent(_: str) -> None:
    """What is said to nobody."""


def compare(rows: int, data_dir: Path, master: str, scratch: Path) -> None:
    # here, as each worker of `screen_file` imports this module
    from pyspark.sql import SparkSession

    from screening.batch.spark import screen_parquet

    parquet, csv = scratch / "customers.parquet", scratch / "customers.csv"
    by_spark, alone = scratch / "by_spark.parquet", scratch / "alone.csv"
    workers = os.cpu_count() or 1
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with Screener.open(Settings(data_dir=data_dir)) as screener:
        index = screener.index
        listed = sorted(
            {n.text for at in range(len(index)) for n in index.listing(at)[1].names}
        )
        write_customers(rows, [name for name in listed if len(name) > 4], parquet, csv)
        begin = time.perf_counter()
        with SparkSession.builder.master(master).getOrCreate() as spark:
            spark.sparkContext.setLogLevel("ERROR")
            start = time.perf_counter() - begin
            source, target = str(parquet), str(by_spark)
            taken = {
                f"Spark {master}": seconds(
                    lambda: screen_parquet(spark, source, target, screener, say=silent)
                )
            }
        taken[f"screen_file, {workers} workers"] = seconds(
            lambda: screen_file(csv, alone, screener, say=silent, workers=workers)
        )
    found, expected = answers_of_spark(by_spark), answers_of_a_file(alone)
    print(f"{rows:,} rows against {len(listed):,} names; Spark started in {start:.1f} s")
    for label, each in taken.items():
        print(f"{label:<24}{each:8.1f} s{rows / each:10,.0f} rows a second")
    print({row["values"]: row["counts"] for row in found["outcome"].value_counts().to_pylist()})
    if not found.equals(expected):
        different = [name for name in SCHEMA.names if not found[name].equals(expected[name])]
        raise SystemExit(f"the answers differ in {', '.join(different)}")
    print(f"all {len(found):,} lines of the answers are the same in every column")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--master", default="local[2]")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        compare(asked.rows, asked.data_dir or scratch / "data", asked.master, scratch)


if __name__ == "__main__":
    main()
