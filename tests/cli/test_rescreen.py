import csv
import json
import shutil
from pathlib import Path

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run

CUSTOMERS = "id,name\nK1,Ri Pong Chun\nK2,Ylva Nordgren\n"


@pytest.fixture
def kept(screen: Run, settled: pytest.MonkeyPatch, data_dir: Path, tmp_path: Path) -> Path:
    """A file of customers, kept as a portfolio in a registry of its own."""
    shutil.copytree(data_dir, tmp_path / "own")
    settled.setenv("SCREENING_DATA_DIR", str(tmp_path / "own"))
    path = tmp_path / "customers.csv"
    path.write_text(CUSTOMERS)
    assert screen("customers", "sync", str(path), "--portfolio", "retail").exit_code == 0
    return path


def test_a_sync_says_what_it_did(screen: Run, kept: Path) -> None:
    done = screen("customers", "sync", str(kept), "--portfolio", "retail", "--json")

    assert json.loads(done.stdout)["unchanged"] == 2
    assert "retail: 2 customers, 0 added, 0 changed, 0 removed, 2 unchanged" in done.stderr


def test_a_rescreening_ends_as_its_gravest_customer_and_with_a_certificate(
    screen: Run, kept: Path, tmp_path: Path
) -> None:
    done = screen("rescreen", "-o", str(tmp_path / "out.csv"))

    assert done.exit_code == Exit.HITS
    assert "certificate: retail: 2 customers (1 clear, 1 hit), 0 left out" in done.stderr
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["id"], row["portfolio"], row["change"]) for row in rows} == {
        ("K1", "retail", "new")
    }


def test_the_next_one_screens_nobody_and_nothing_is_new(screen: Run, kept: Path) -> None:
    screen("rescreen")

    done = screen("rescreen", "--portfolio", "retail", "--json")

    said = json.loads(done.stdout)
    assert (said["screened"], said["kept"], said["left_out"], said["news"]) == (0, 2, 0, 0)


def test_a_customer_is_shown_with_what_was_found(screen: Run, kept: Path) -> None:
    screen("rescreen")

    shown = screen("customers", "show", "K1", "--portfolio", "retail").stdout

    assert "name: Ri Pong Chun" in shown
    assert "hit: builtin-kr-2024-12-17 " in shown


def test_portfolios_are_listed_and_one_is_removed_only_if_that_is_meant(
    screen: Run, kept: Path
) -> None:
    assert "retail" in screen("customers").stdout
    assert screen("customers", "remove", "retail").exit_code == Exit.USAGE
    assert screen("customers", "remove", "retail", "--yes").exit_code == 0
    assert screen("customers").stdout == ""
    assert screen("rescreen").exit_code == Exit.USAGE


def test_not_on_record_it_has_no_run(screen: Run, kept: Path) -> None:
    done = screen("rescreen", "--record", "off", "--json")

    assert json.loads(done.stdout)["run"] is None
