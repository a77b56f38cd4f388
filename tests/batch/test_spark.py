"""Spark itself, on this machine: needs the extra `spark`, and Java."""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from screening.batch.arrow import SCHEMA, screen_batches
from screening.batch.opening import Opening
from screening.screener import Screener

pytestmark = pytest.mark.skipif(
    not (find_spec("pyspark") and find_spec("pandas") and shutil.which("java")),
    reason="needs Java and `pip install -e '.[spark]'`",
)
NAMES = (
    "John Smith",
    "Ri Pong Chun",
    "...",
    "Kim Yong Bok",
    "Company Ltd",
    None,
    "Maria Garcia",
)
ROWS = 300


def spark(*words: str, data_dir: Path, checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "screening.batch.spark", *words, "--master", "local[2]"],
        env={**os.environ, "SCREENING_DATA_DIR": str(data_dir)},
        cwd=checkout,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_spark_answers_as_this_process_does_row_by_row(
    tmp_path: Path, data_dir: Path, checkout: Path, screener: Screener
) -> None:
    table = pa.table(
        {
            "customer_id": [f"C-{number}" for number in range(ROWS)],
            "full_name": [NAMES[number % len(NAMES)] for number in range(ROWS)],
        }
    )
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pq.write_table(table, source, row_group_size=50)

    done = spark(str(source), str(target), data_dir=data_dir, checkout=checkout)

    assert done.returncode == 0, done.stderr
    here = pa.Table.from_batches(screen_batches(table.to_batches(), Opening.of(screener)))
    order = [("row", "ascending"), ("rank", "ascending")]
    there = pq.read_table(target)
    assert there.schema.equals(SCHEMA)
    assert there.sort_by(order).equals(here.sort_by(order))
    assert f"screen: {ROWS} rows: " in done.stderr


def test_an_index_that_is_not_there_is_said_in_a_line_before_spark_starts(
    tmp_path: Path, data_dir: Path, checkout: Path
) -> None:
    words = ("in.parquet", "out.parquet", "--index", str(tmp_path / "none.idx"))

    done = spark(*words, data_dir=data_dir, checkout=checkout)

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith("screen: ")
    assert line.endswith("none.idx: no index that can be read")
