import pytest
from rich.cells import cell_len

from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("at_a_terminal")


def flat(output: str) -> str:
    return " ".join(output.split())


@pytest.mark.parametrize(
    "words",
    [
        ("Kim Yong Bok", "--explain"),
        ("Novosibirskoblgaz", "--explain"),
        ("--id", "imo=9299666", "--explain"),
        ("packages",),
        ("lists",),
        ("show", "KR-2024-12-17:ri-pong-chun"),
        ("show", "OFAC-SDN:52118"),
        (
            "why-not",
            "Kim Yong Bok",
            "OFAC-SDN:52114",
            "--birth-date",
            "1901",
            "--country",
            "RU",
        ),
        ("why-not", "Jane Roe", "OFAC-SDN:52114"),
        ("settings",),
    ],
)
def test_nothing_is_wider_than_the_terminal_or_cut(screen: Run, words: tuple[str, ...]) -> None:
    done = screen(*words)

    assert done.stdout
    assert max(cell_len(text) for text in done.stdout.splitlines()) <= 80
    assert "…" not in done.stdout


def test_a_hit_shows_what_an_analyst_needs(screen: Run) -> None:
    shown = flat(screen("Lee Bong-chun").stdout)

    for fact in (
        "HIT",
        "RI Pong Chun",
        "person",
        "LEE Bong-chun (alias, from press)",
        "Ministry of Foreign Affairs of the Republic of Korea (kr-mofa)",
        "KR-2024-12-17: ",
        "unilateral sanctions on North Korea",
        "financial and foreign-exchange dealings need prior permission",
        "2024-12-17, in force 2024-12-19",
        "born not given",
        "KR-2024-12-17:ri-pong-chun",
    ):
        assert fact in shown


def test_authorities_that_list_one_man_are_shown_one_under_the_other(screen: Run) -> None:
    shown = screen("No Kwang Chol").stdout

    assert "(eu)" in shown
    assert "(us-ofac)" in shown
    assert "(gb-fcdo)" in shown


def test_a_clear_answer_says_against_what_and_that_these_are_not_the_full_lists(
    screen: Run,
) -> None:
    shown = flat(screen("John Smith").stdout)

    assert "John Smith: clear" in shown
    assert "listings of 9 lists, as of 2026-07-17" in shown
    assert "these are not the full lists" in shown


def test_a_listing_that_has_ended_is_marked(screen: Run) -> None:
    assert "REVIEW Niels TROOST person DELISTED, day not told" in flat(
        screen("Niels Troost").stdout
    )


def test_a_vessel_has_no_birth_date_to_give(screen: Run) -> None:
    shown = screen("--id", "imo=9299666").stdout

    assert "born" not in shown
    assert "no name; by number only" in shown


def test_an_explanation_shows_evidence_steps_and_a_sentence(screen: Run) -> None:
    shown = flat(screen("Lee Bong-chun", "--explain").stdout)

    assert "Asked Listed Result Why" in shown
    assert "Measured of the names Value Points what a name has to overcome" in shown
    assert "Sum of all points: +" in shown
    assert "How much of the name agrees?" in shown
    assert '"Lee Bong-chun" scores 0.' in shown


def test_parts_come_before_measures_and_those_before_what_is_beside_the_name(
    screen: Run,
) -> None:
    shown = flat(screen("Ri Pong Chun", "--explain", "--country", "RU", "--gender", "m").stdout)

    heads = ("Asked Listed Result Why", "Measured of the names", "Beside the name Result")
    places = [shown.index(head) for head in heads]
    assert places == sorted(places)
    assert "Not compared: gender (the listing gives none)" in shown


def test_a_note_is_shown(screen: Run) -> None:
    assert "Note: 'Korea' holds no name" in flat(screen("Korea").stdout)


def test_listings_of_the_same_target_are_told_under_a_hit(screen: Run) -> None:
    words = ("Kim Yong Bok", "--authority", "au-dfat")
    quiet, explained = (flat(screen(*words, *more).stdout) for more in ((), ("--explain",)))

    assert "same target: builtin-us-2024-12-16 OFAC-SDN:52114 (" in quiet
    assert "Same target as builtin-us-2024-12-16 OFAC-SDN:52114: both have" in explained
    assert "passport 654420047" in explained


def test_a_past_day_stands_in_the_heading_and_at_the_end(screen: Run) -> None:
    shown = flat(screen("John Smith", "--as-of", "2024-12-18").stdout)

    assert "John Smith, as of 2024-12-18: clear" in shown
    assert "Screened against the lists as they were on 2024-12-18: " in shown


def test_listings_of_the_same_target_are_shown_side_by_side(screen: Run) -> None:
    shown = screen("show", "AU-DFAT:8035").stdout

    assert "The same target on other lists" in shown
    assert "builtin-us-2024-12-16" in "".join(shown.split())
    assert max(cell_len(text) for text in shown.splitlines()) <= 80
