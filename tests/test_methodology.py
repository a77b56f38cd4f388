from pathlib import Path

import pytest

from benchmarks.card import card_table, details_table
from screening.evaluation.markdown import markdown_table

DOCUMENT = (Path(__file__).parents[1] / "docs" / "methodology.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [card_table(), details_table()], ids=["card", "details"])
def test_the_model_card_prints_the_points_that_are_in_force(table: object) -> None:
    assert markdown_table(table) in DOCUMENT  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["card", "quality", "cost", "degrade", "enforcement"])
def test_every_block_of_the_model_card_is_filled(key: str) -> None:
    block = DOCUMENT.partition(f"<!-- begin {key} -->")[2].partition(f"<!-- end {key} -->")[0]

    assert block.count("|") > 10
