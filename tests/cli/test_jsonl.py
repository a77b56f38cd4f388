import json

from screening.cli.jsonl import dumps
from tests.cli.conftest import Run

HIT = (
    "rank score tier reference source authority authority_title type name matched_name package "
    "package_title programmes measures listed_on effective_on delisted delisted_on birth_dates "
    "nationalities citizenships countries gender identifiers evidence measured notes sentence "
    "linked hit disposition"
).split()
ANSWER = (
    "query outcome hits reviews not_shown suppressed notes receipt full_lists in_part absent "
    "lists scope threshold floor weak_aliases without fast settings engine model registry as_of"
).split()


def test_the_field_names_are_those_scripts_rely_on(screen: Run) -> None:
    answer = json.loads(screen("Ri Pong Chun", "--json").stdout)

    assert list(answer) == ANSWER
    (hit,) = answer["hits"]
    assert list(hit) == HIT
    assert list(hit["matched_name"]) == ["text", "kind", "printed_by"]
    assert list(hit["evidence"][0]) == [
        "feature",
        "result",
        "agreement",
        "points",
        "query",
        "listed",
        "reason",
        "beside_name",
    ]
    assert list(hit["measured"][0]) == ["name", "title", "value", "unit", "points"]


def test_what_the_source_does_not_say_is_null_or_empty(screen: Run) -> None:
    (hit,) = json.loads(screen("Ri Pong Chun", "--json").stdout)["hits"]

    assert hit["birth_dates"] == []
    assert hit["delisted_on"] is None
    assert hit["delisted"] is False


def test_numbers_have_four_digits_at_most(screen: Run) -> None:
    (hit,) = json.loads(screen("Ri Pong Chun", "--json").stdout)["hits"]

    numbers = [hit["score"], *(row["points"] for row in hit["evidence"])]
    assert all(number == round(number, 4) for number in numbers)


def test_an_answer_says_that_the_built_in_packages_are_not_the_full_lists(screen: Run) -> None:
    answer = json.loads(screen("John Smith", "--json").stdout)

    assert answer["full_lists"] is False
    assert {"builtin-eu-15", "builtin-us-2024-12-16"} <= {
        state["source"] for state in answer["lists"]
    }
    assert all(len(state["sha256"]) == 64 for state in answer["lists"])


def test_an_answer_says_what_part_of_the_lists_was_asked_for(screen: Run) -> None:
    answer = json.loads(screen("John Smith", "--authority", "EU", "--json").stdout)

    assert answer["scope"] == {"authorities": ["eu"], "packages": []}


def test_ranks_go_on_from_hits_to_reviews(screen: Run) -> None:
    done = screen("Kim Yong Bok", "--floor", "0", "--limit", "50", "--json")

    answer = json.loads(done.stdout)
    ranks = [hit["rank"] for hit in answer["hits"] + answer["reviews"]]
    assert answer["reviews"]
    assert ranks == list(range(1, len(ranks) + 1))


def test_letters_are_kept_and_half_characters_are_escaped() -> None:
    assert dumps({"name": "리봉춘 \udcff"}) == '{"name": "리봉춘 \\udcff"}'
    assert json.loads(dumps("\udcff")) == "\udcff"


def test_a_hit_names_the_listings_of_the_same_target(screen: Run) -> None:
    hits = json.loads(screen("Kim Yong Bok", "--json").stdout)["hits"]

    (australian,) = (hit for hit in hits if hit["authority"] == "au-dfat")
    (linked,) = australian["linked"]
    assert (linked["source"], linked["reference"]) == (
        "builtin-us-2024-12-16",
        "OFAC-SDN:52114",
    )
    assert "passport 654420047" in linked["evidence"]


def test_an_answer_says_which_past_day_was_asked_about(screen: Run) -> None:
    past = json.loads(screen("Kim Yong Bok", "--as-of", "2024-12-18", "--json").stdout)
    now = json.loads(screen("Kim Yong Bok", "--json").stdout)

    assert (past["as_of"], now["as_of"]) == ("2024-12-18", None)
    assert "On the lists as of 2024-12-18: " in past["hits"][0]["sentence"]
