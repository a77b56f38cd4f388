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


def test_listings_of_the_same_target_stand_beside_it_with_the_evidence(screen: Run) -> None:
    lines = [line.split("\t") for line in screen("show", "AU-DFAT:8035").stdout.splitlines()]

    (linked,) = (cells for cells in lines if cells[0] == "linked")
    assert linked[1:3] == ["builtin-us-2024-12-16", "OFAC-SDN:52114"]
    assert "passport 654420047" in linked[3]
    beside = {cells[1]: cells[2:] for cells in lines if cells[0] == "beside"}
    assert beside["born"] == ["", "1957-07-27", "1957-07-27"]
    assert beside["listed"] == ["", "2025-02-24", "2024-12-16"]


def test_json_has_the_linked_listing_whole(screen: Run) -> None:
    version = json.loads(screen("show", "AU-DFAT:8035", "--json").stdout)

    (linked,) = version["linked"]
    assert linked["reference"] == linked["listing"]["reference"] == "OFAC-SDN:52114"
    assert "passport 654420047" in linked["evidence"]


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
