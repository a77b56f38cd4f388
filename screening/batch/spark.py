"""Screens Parquet to Parquet with Spark, on one machine or on many.

    python -m screening.batch.spark customers.parquet hits.parquet --master 'local[*]'

The driver opens the lists as every other command does and sends the index, one file,
to the executors; each Python process there maps it.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark import SparkFiles
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.functions import col

from screening.batch.arrow import SCHEMA, screen_batches
from screening.batch.columns import guess
from screening.batch.opening import Opening
from screening.domain.answers import Outcome
from screening.errors import ScreeningError
from screening.matching.index import Index
from screening.screener import Screener
from screening.settings import load_settings

if TYPE_CHECKING:
    from pyarrow import RecordBatch

ROW = "screening_row"
SHARES = 4  # for each core, so that none waits long for the last one
SPARK_TYPES = {"string": "string", "int64": "bigint", "int32": "int", "double": "double"}
DDL = ", ".join(f"{field.name} {SPARK_TYPES[str(field.type)]}" for field in SCHEMA)
"""The columns of the answers, as Spark wants them told."""


def screen_parquet(
    spark: SparkSession,
    source: str,
    target: str,
    screener: Screener,
    *,
    say: Callable[[str], None],
    shared: bool = False,
) -> dict[Outcome, int]:
    """Screen the rows of a Parquet file, or of a folder of them.

    The output has the rows that `arrow.screen_batches` gives; `row` is the place of a
    row in its file, from 1. Of a folder of several files the table's own id says which.

    Args:
        spark: the session.
        source: what to read, as Spark names it.
        target: the folder to write, which must not be there.
        screener: what to screen with; opened again by each process.
        say: told in a line which columns were taken for what.
        shared: the index lies under its path on every machine and need not be sent.

    Returns:
        How many rows ended how.

    Raises:
        InputFileError: there is no column of names or identifiers.
        ScreeningError: the answers that were written are not as many as the rows.
    """
    table = spark.read.parquet(source)
    say(guess(table.columns, file=source).said)
    opening = Opening.of(screener)
    if not shared:
        spark.sparkContext.addFile(str(opening.index))
    # a row's place in its file is the same however the work is shared out
    numbered = table.select("*", (col("_metadata.row_index") + 1).alias(ROW))
    # shares are for readers by default, a million rows each: too many for so much work
    parts = SHARES * spark.sparkContext.defaultParallelism
    spread = numbered.repartitionByRange(parts, ROW).sortWithinPartitions(ROW)
    screen = partial(_screened, opening=opening, shared=shared)
    spread.mapInArrow(screen, DDL).write.parquet(target)
    first_lines = spark.read.parquet(target).where("rank is null or rank = 1")
    counted = first_lines.groupBy("outcome").count().collect()
    outcomes = {Outcome(row["outcome"]): row["count"] for row in counted}
    if (rows := table.count()) != (answered := sum(outcomes.values())):
        raise ScreeningError(f"{source} has {rows} rows, and {target} answers {answered}")
    return outcomes


def _screened(
    batches: "Iterable[RecordBatch]", *, opening: Opening, shared: bool
) -> "Iterator[RecordBatch]":
    """What a process of an executor does with its part of the table."""
    if not shared:
        opening = replace(opening, index=Path(SparkFiles.get(opening.index.name)))
    return screen_batches(batches, opening, numbered_by=ROW)


def main(words: Sequence[str] | None = None) -> None:
    """Screen what the command line names."""
    asked = _parser().parse_args(words)
    if asked.master and asked.master.startswith("local"):
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else any python3
    session = SparkSession.builder.appName("screening")
    if asked.master:
        session = session.master(asked.master)
    try:
        with _screener(asked.index) as screener, session.getOrCreate() as spark:
            outcomes = screen_parquet(
                spark, asked.source, asked.target, screener, say=_say, shared=asked.shared
            )
    except (ScreeningError, PySparkException) as error:
        sys.exit(f"screen: {str(error).splitlines()[0]}")
    told = (f"{outcomes[outcome]} {outcome}" for outcome in Outcome if outcome in outcomes)
    _say(f"{sum(outcomes.values())} rows: {', '.join(told)}")


def _screener(index: Path | None) -> Screener:
    settings = load_settings()
    if index is None:
        return Screener.open(settings, say=_say)
    return Screener(Index(index), settings)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m screening.batch.spark", description="Screen Parquet with Spark."
    )
    parser.add_argument("source", metavar="IN.parquet", help="a file, or a folder of them")
    parser.add_argument("target", metavar="OUT.parquet", help="a folder that is not there yet")
    parser.add_argument("--master", help="'local[*]'; else as spark-submit says")
    parser.add_argument(
        "--index", type=Path, metavar="FILE", help="the compiled lists; else those loaded here"
    )
    parser.add_argument(
        "--shared",
        action="store_true",
        help="every machine has the index under the same path; else it is sent",
    )
    return parser


def _say(message: str) -> None:
    print(f"screen: {message}", file=sys.stderr)


if __name__ == "__main__":
    main()
