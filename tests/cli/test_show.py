import json

import pytest

from screening.cli.show import contested
from screening.domain.targets import Claim
from tests.cli.conftest import Run

RI = "KR-2024-12-17:ri-pong-chun"


def test_everything_under_a_reference_is_shown(screen: Run) -> None:
    lines = screen("show", RI).stdout.splitlines()

    assert "name\tLEE Bong-chun\talias\tpress" in lines
    assert "listed\t2024-12-17, in force 2024-12-19" in lines
    assert "nationality\tNorth Korea" in lines
    statements = [line.split("\t")[2] for line in lines if line.startswith("claim\tposition")]
    assert len(statements) == 3


def test_a_reference_is_found_in_any_case(screen: Run) -> None:
    assert screen("show", RI.upper()).stdout == screen("show", RI).stdout


def test_json_is_the_whole_version(screen: Run) -> None:
    (line,) = screen("show", RI, "--json").stdout.splitlines()

    version = json.loads(line)
    assert version["source"] == "builtin-kr-2024-12-17"
    assert version["until"] is None
    assert version["listing"]["names"][0]["text"] == "RI Pong Chun"
    assert len(version["fingerprint"]) == 64


def test_whether_a_check_digit_fits_is_told(screen: Run) -> None:
    assert "inn 5433168404, check digit fits" in screen("show", "OFAC-SDN:52118").stdout


@pytest.mark.usefixtures("at_a_terminal")
def test_sources_that_differ_are_pointed_out(screen: Run) -> None:
    shown = screen("show", RI).stdout

    assert "a missile engineer" in shown
    assert "Sources differ on position: none of them is taken for right." in shown


def test_only_different_statements_are_a_conflict() -> None:
    same = [Claim("birth_date", "1956", source, "press") for source in ("one", "two")]

    assert contested(same) == set()
    assert contested([*same, Claim("birth_date", "1958", "three", "press")]) == {"birth_date"}
    assert contested([Claim("listing", "", each, "press") for each in "ab"]) == set()
