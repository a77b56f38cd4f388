import json

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run

EU, US, KR = ("eu", "EU-15"), ("us-ofac", "US-2024-12-16"), ("kr-mofa", "KR-2024-12-17")
UK, AU = ("gb-fcdo", "UK-2025-02-24"), ("au-dfat", "AU-2025-02-24")


def listed_by(output: str) -> set[tuple[str, str]]:
    return {(hit["authority"], hit["package"]) for hit in json.loads(output)["hits"]}


@pytest.mark.parametrize(
    ("name", "listings"),
    [
        ("Ri Pong Chun", {KR}),
        ("리봉춘", {KR}),
        ("Lee Bong-chun", {KR}),
        ("No Kwang Chol", {EU, US, UK}),
        ("Ro Kwang Chol", {EU, US, UK}),
        ("노광철", {EU, US, UK}),
        ("로광철", {EU, US, UK}),
        ("Roh Gwang-cheol", {EU, US, UK}),
        ("Kim Yong Bok", {EU, US, KR, UK, AU}),
        ("KIM Youngbok", {EU, US, KR, UK, AU}),
        ("Kim Geum Cheol", {US}),
        ("Golden Triangle Bank", {US}),
        ("Novosibirskoblgaz OOO", {US}),
        ("Новосибирскоблгаз", {US}),
        ("Dashan", {EU}),
    ],
)
def test_a_listed_name_is_a_hit_with_every_authority_that_lists_it(
    screen: Run, name: str, listings: set[tuple[str, str]]
) -> None:
    done = screen(name, "--json")

    assert listings <= listed_by(done.stdout)
    assert done.exit_code == Exit.HITS


@pytest.mark.parametrize(
    "name", ["John Smith", "Limited Liability Company", "Korea", "Maria Garcia"]
)
def test_a_name_that_nobody_lists_is_clear(screen: Run, name: str) -> None:
    done = screen(name, "--json")

    assert json.loads(done.stdout)["outcome"] == "clear"
    assert done.exit_code == Exit.CLEAR


def test_a_vessel_is_found_by_its_number_alone(screen: Run) -> None:
    done = screen("--id", "imo=9299666", "--json")

    answer = json.loads(done.stdout)
    assert [(hit["name"], hit["package"]) for hit in answer["hits"]] == [("Dashan", "EU-15")]
    assert answer["hits"][0]["matched_name"] is None
    assert done.exit_code == Exit.HITS


def test_a_listing_that_has_ended_is_for_review_only(screen: Run) -> None:
    done = screen("Niels Troost", "--json")

    answer = json.loads(done.stdout)
    assert answer["hits"] == []
    assert [review["delisted"] for review in answer["reviews"]] == [True]
    assert done.exit_code == Exit.REVIEW


def test_what_else_is_known_reaches_the_evidence(screen: Run) -> None:
    options = ("--country", "KP", "--gender", "m", "--type", "person", "--birth-date", "1960")
    done = screen("Kim Yong Bok", "--authority", "OFAC", *options, "--json")

    (hit,) = json.loads(done.stdout)["hits"]
    compared = {row["feature"] for row in hit["evidence"]}
    assert {"country", "gender", "type"} <= compared


def test_an_authority_is_understood_by_what_people_call_it(screen: Run) -> None:
    done = screen("Kim Yong Bok", "--authority", "OFAC", "--authority", "EU", "--json")

    assert listed_by(done.stdout) == {EU, US}


def test_a_package_narrows_the_lists(screen: Run) -> None:
    done = screen("Kim Yong Bok", "--package", "kr-2024-12-17", "--json")

    assert listed_by(done.stdout) == {KR}


def test_an_authority_without_listings_is_never_clear(screen: Run) -> None:
    done = screen("John Smith", "--authority", "jp-mof")

    assert done.exit_code == Exit.LISTS_UNFIT
    assert "jp-mof" in done.stderr
    assert done.stdout == ""


def test_the_threshold_decides_between_hit_and_review(screen: Run) -> None:
    assert screen("Ri Pong Chun", "--threshold", "1").exit_code == Exit.REVIEW
    assert screen("Ri Pong Chun", "--threshold", "0.1").exit_code == Exit.HITS


def test_several_names_are_answered_in_order(screen: Run) -> None:
    done = screen("John Smith", "Ri Pong Chun", "Maria Garcia", "--json")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["query"]["name"] for each in answers] == [
        "John Smith",
        "Ri Pong Chun",
        "Maria Garcia",
    ]
    assert done.exit_code == Exit.HITS


def test_names_are_read_from_standard_input_one_a_line(screen: Run) -> None:
    done = screen("-", "--json", stdin="\ufeffJohn Smith\r\n\nRi Pong Chun\n")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["query"]["name"] for each in answers] == ["John Smith", "Ri Pong Chun"]


def test_no_name_at_all_on_standard_input_is_never_clear(screen: Run) -> None:
    done = screen("-", stdin="\n \n")

    assert done.exit_code == Exit.USAGE
    assert "standard input holds no name" in done.stderr


def test_one_invalid_name_does_not_keep_the_others_from_an_answer(screen: Run) -> None:
    done = screen("John Smith", "", "Niels Troost", "--json")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["outcome"] for each in answers] == ["clear", "invalid", "review"]
    assert "name is empty" in answers[1]["error"]
    assert done.stderr.startswith("screen: name 2: ")
    assert done.exit_code == Exit.USAGE


def test_a_line_that_cannot_be_screened_is_named_by_its_number(screen: Run) -> None:
    done = screen("-", stdin="John Smith\n...\n")

    assert "line 2: " in done.stderr
    assert done.exit_code == Exit.USAGE


def test_an_option_that_cannot_be_understood_ends_all(screen: Run) -> None:
    done = screen("John Smith", "Ri Pong Chun", "--country", "Atlantis")

    assert done.exit_code == Exit.USAGE
    assert len(done.stderr.splitlines()) == 1


def test_two_numbers_of_one_kind_are_refused_rather_than_one_dropped(screen: Run) -> None:
    done = screen("--id", "imo=9299666", "--id", "IMO number=9256602")

    assert done.exit_code == Exit.USAGE
    assert "given twice" in done.stderr


def test_what_the_limit_leaves_out_is_told(screen: Run) -> None:
    done = screen("Kim Yong Bok", "--limit", "2", "--json")
    answer = json.loads(done.stdout)
    told = screen("Kim Yong Bok", "--limit", "2").stderr

    assert len(answer["hits"]) == 2
    assert answer["not_shown"]["hits"] >= 3
    assert "more not shown" in told


def test_a_name_that_lacks_its_quotes_is_not_passed_as_clear(screen: Run) -> None:
    done = screen("Ri", "Pong", "Chun")

    assert done.exit_code == Exit.HITS
    assert "screen 'Ri Pong Chun'" in done.stderr


def test_two_names_in_quotes_are_two_names_only(screen: Run) -> None:
    assert len(screen("John Smith", "Jane Roe").stdout.splitlines()) == 3


@pytest.mark.parametrize(("typed", "meant"), [("list", "lists"), ("batsh", "batch")])
def test_a_command_with_a_slip_is_pointed_out(screen: Run, typed: str, meant: str) -> None:
    assert f"the command is `screen {meant}`" in screen(typed).stderr


def test_authority_and_package_that_no_listing_has_both_of_are_never_clear(
    screen: Run,
) -> None:
    done = screen("John Smith", "--authority", "EU", "--package", "US-2024-12-16")

    assert done.exit_code == Exit.LISTS_UNFIT


@pytest.mark.parametrize("option", ["--threshold", "--floor"])
def test_a_threshold_that_is_no_number_is_refused(screen: Run, option: str) -> None:
    assert screen("Ri Pong Chun", option, "nan").exit_code == Exit.USAGE


def test_what_is_switched_off_is_told_and_leaves_the_score_as_it_was(screen: Run) -> None:
    plain, against, off = (
        json.loads(screen("Ri Pong Chun", *words, "--json").stdout)
        for words in ((), ("--country", "RU"), ("--country", "RU", "--without", "country"))
    )

    assert against["hits"][0]["score"] < off["hits"][0]["score"] == plain["hits"][0]["score"]
    assert off["without"] == ["country"]
    assert [note["text"] for note in off["hits"][0]["notes"]] == ["country: switched off"]
    assert "country (switched off)" in off["hits"][0]["sentence"]
    assert off["settings"] != plain["settings"]


@pytest.mark.parametrize("command", ["name", "batch"])
def test_what_cannot_be_switched_off_is_refused(screen: Run, command: str) -> None:
    done = screen(command, "-", "--without", "name", stdin="name\nJohn Smith\n")

    assert done.exit_code == Exit.USAGE
    assert "without is 'name'; it takes any of birth_date" in done.stderr


def test_weak_aliases_are_switched_off_and_on(screen: Run) -> None:
    off = json.loads(screen("John Smith", "--no-weak-aliases", "--json").stdout)
    on = json.loads(screen("John Smith", "--weak-aliases", "--json").stdout)

    assert (off["weak_aliases"], on["weak_aliases"]) == (False, True)
    assert off["settings"] != on["settings"]


def test_a_bare_number_is_pointed_to_the_identifiers(screen: Run) -> None:
    assert "give it as an identifier, such as imo=" in screen("9842188").stderr


def test_a_past_day_is_answered_from_the_lists_of_that_day(screen: Run) -> None:
    then = screen("Kim Yong Bok", "--as-of", "2024-12-18", "--json")
    now = screen("Kim Yong Bok", "--json")

    assert listed_by(now.stdout) >= {EU, US, KR, UK, AU}
    assert listed_by(then.stdout) == {EU, US, KR}


@pytest.mark.parametrize(
    ("options", "said", "code"),
    [
        (("--as-of", "yesterday"), "write it as 2024-12-18", Exit.USAGE),
        (("--as-of", "2999-01-01"), "has not come yet", Exit.USAGE),
        (("--max-age", "soon"), "write 36h, 2d or 1w", Exit.USAGE),
        (("--max-age", "2d", "--as-of", "2024-12-18"), "leave out", Exit.USAGE),
        (("--max-age", "2d"), "no official list is loaded", Exit.LISTS_UNFIT),
    ],
)
@pytest.mark.parametrize("command", ["name", "batch"])
def test_lists_that_are_not_those_asked_for_are_never_clear(
    screen: Run, command: str, options: tuple[str, ...], said: str, code: Exit
) -> None:
    what = "John Smith" if command == "name" else "-"
    done = screen(command, what, *options, stdin="name\nJohn Smith\n")

    assert said in done.stderr
    assert done.stdout == ""
    assert done.exit_code == code
