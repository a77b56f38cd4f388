import json

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run

RI = "KR-2024-12-17:ri-pong-chun"


def test_a_listing_that_did_not_hit_is_shown_with_all_that_a_hit_shows(screen: Run) -> None:
    done = screen("why-not", "Ri Song Jin", RI, "--country", "RU")

    told: dict[str, list[list[str]]] = {}
    for cells in (line.split("\t") for line in done.stdout.splitlines()):
        told.setdefault(cells[0], []).append(cells[1:])
    assert told["shown"] == [["no"]]
    assert {cells[0] for cells in told["reason"]} == {"below_floor", "below_threshold"}
    assert {"agreeing", "contradiction"} <= {cells[0] for cells in told["measured"]}
    assert any(cells[0] == "country" for cells in told["evidence"])
    assert len(told["name"]) == 4
    assert told["sentence"][0][0].endswith(".")
    assert done.exit_code == Exit.CLEAR


def test_a_hit_is_shown_as_a_look_up_shows_it(screen: Run) -> None:
    asked = json.loads(screen("why-not", "Ri Pong Chun", RI, "--json").stdout)
    (hit,) = json.loads(screen("Ri Pong Chun", "--json").stdout)["hits"]

    assert asked["shown"] is True
    assert asked["reasons"] == []
    assert asked["hit"] | {"hit": hit["hit"]} == hit
    assert asked["hit"]["hit"] is None  # nothing of it is on record


def test_the_field_names_are_those_scripts_rely_on(screen: Run) -> None:
    asked = json.loads(screen("why-not", "Ri Song Jin", RI, "--json").stdout)

    assert (
        list(asked)
        == (
            "query reference source shown reasons missing with_all hit names outcome notes "
            "full_lists in_part absent lists scope threshold floor weak_aliases without fast "
            "settings engine model registry as_of"
        ).split()
    )
    assert list(asked["missing"]) == ["threshold", "floor"]
    assert list(asked["reasons"][0]) == ["code", "text"]
    assert list(asked["names"][0]) == (
        "text kind printed_by score brought_up switched_off".split()
    )
    assert asked["hit"]["rank"] is None
    assert asked["hit"]["tier"] == "below"


def test_names_come_the_best_first(screen: Run) -> None:
    asked = json.loads(screen("why-not", "Lee Bong Chun", RI, "--json").stdout)

    scores = [name["score"] for name in asked["names"]]
    assert scores == sorted(scores, reverse=True)


def test_nothing_in_common_is_told(screen: Run) -> None:
    asked = json.loads(screen("why-not", "Jane Roe", RI, "--json").stdout)

    assert asked["hit"] is None
    assert [reason["code"] for reason in asked["reasons"]] == ["nothing_in_common"]
    assert asked["missing"] == {"threshold": None, "floor": None}


def test_the_scope_of_the_screening_is_the_scope_of_the_question(screen: Run) -> None:
    done = screen("why-not", "Ri Pong Chun", RI, "--authority", "EU", "--json")

    assert [reason["code"] for reason in json.loads(done.stdout)["reasons"]] == ["out_of_scope"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Ri Pong Chun", "no-such-thing"), "nothing that is screened against is listed under"),
        (("Ri Pong Chun", "ri-pong-chun"), f"near: {RI}"),
        (("", RI), "the name is empty"),
        (("Ri Pong Chun", RI, "--without", "names"), "without is 'names'; it takes any of"),
        (("Ri Pong Chun", RI, "--birth-date", "yesterday"), "birth_date"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    screen: Run, words: tuple[str, ...], said: str
) -> None:
    done = screen("why-not", *words)

    assert done.exit_code == Exit.USAGE
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_why(screen: Run) -> None:
    shown = " ".join(screen("why-not", "Ri Song Jin", RI).stdout.split())

    assert f"Ri Song Jin beside {RI} of builtin-kr-2024-12-17: not shown" in shown
    assert "Measured of the names Value Points" in shown
    assert "Why it is no hit - its score of 0.00 is" in shown
    assert "not brought up by the search" in shown
