import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run

RI, NO = "Ri Pong Chun", "No Kwang Chol"
WHO = ("--customer", "C-1")
REASON = ("--reason", "born elsewhere")


@pytest.fixture(autouse=True)
def own_record(
    settled: pytest.MonkeyPatch, data_dir: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A record that no other test adds to; selma is at work."""
    folder = tmp_path_factory.mktemp("own") / "data"
    shutil.copytree(data_dir, folder)
    settled.setenv("SCREENING_DATA_DIR", str(folder))
    settled.setenv("SCREENING_OPERATOR", "selma")


@pytest.fixture
def by_arvid(settled: pytest.MonkeyPatch, screen: Run) -> Run:
    """The command line with arvid at work."""

    def run(*words: str, stdin: str | None = None) -> Any:
        settled.setenv("SCREENING_OPERATOR", "arvid")
        try:
            return screen(*words, stdin=stdin)
        finally:
            settled.setenv("SCREENING_OPERATOR", "selma")

    return run


def asked(screen: Run, name: str, *options: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(screen(name, "--json", *WHO, *options).stdout)
    return answer


def decided(screen: Run, hit: str, verdict: str = "false") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(screen("decide", hit, verdict, *REASON, "--json").stdout)
    return made


def suppress(screen: Run, by_arvid: Run, hit: str) -> str:
    """Decide a hit as false and have it approved; gives the decision's id."""
    made = str(decided(screen, hit)["id"])
    assert by_arvid("approve", made).exit_code == Exit.CLEAR
    return made


def test_a_suppressed_hit_is_in_the_json_and_counted_as_suppressed(
    screen: Run, by_arvid: Run
) -> None:
    before = asked(screen, RI)
    made = suppress(screen, by_arvid, before["hits"][0]["hit"])
    done = screen(RI, *WHO, "--json")
    after = json.loads(done.stdout)

    assert done.exit_code == Exit.CLEAR
    assert (after["outcome"], after["suppressed"]) == ("suppressed", 1)
    (hit,) = after["hits"]
    told = hit["disposition"]
    assert (told["decision"], told["verdict"], told["by"]) == (made, "false", "selma")
    assert (told["in_force"], told["why"]) == (True, "")
    assert hit["reference"] == before["hits"][0]["reference"]
    assert before["hits"][0]["disposition"] is None


def test_a_suppressed_hit_is_a_line_that_says_by_what(screen: Run, by_arvid: Run) -> None:
    made = suppress(screen, by_arvid, asked(screen, RI)["hits"][0]["hit"])
    done = screen(RI, *WHO)

    header, line = (text.split("\t") for text in done.stdout.splitlines())
    row = dict(zip(header, line, strict=True))
    assert done.exit_code == Exit.CLEAR
    assert (row["outcome"], row["disposition"]) == ("suppressed", "false")
    assert (row["suppressed_by"], row["disposition_note"]) == (made, "")
    assert row["target_name"] == "RI Pong Chun"


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_that_a_hit_is_suppressed_and_by_whom(
    screen: Run, by_arvid: Run
) -> None:
    made = suppress(screen, by_arvid, asked(screen, RI)["hits"][0]["hit"])
    done = screen(RI, *WHO)

    shown = " ".join(done.stdout.split())
    assert done.exit_code == Exit.CLEAR
    assert f"{RI}: 1 suppressed" in shown
    assert "SUPPRESSED" in shown
    assert "Hit decided false by selma on 20" in shown
    assert f"(in force; {made})" in shown


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_where_an_answer_is_on_record_and_how_to_decide(screen: Run) -> None:
    shown = " ".join(screen(RI, *WHO).stdout.split())
    off = screen(RI, *WHO, "--record", "off").stdout

    assert "On record as " in shown
    assert "decide with `screen decide " in shown
    assert "Not on record" in off


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_why_a_suppression_has_lapsed(screen: Run, by_arvid: Run) -> None:
    hit = asked(screen, RI, "--threshold", "0.9")["hits"][0]["hit"]
    suppress(screen, by_arvid, hit)

    done = screen(RI, *WHO)

    assert done.exit_code == Exit.HITS
    assert "lapsed: the threshold went from 0.9 to 0.7" in " ".join(done.stdout.split())


def test_one_suppressed_hit_leaves_the_others_as_hits(screen: Run, by_arvid: Run) -> None:
    before = asked(screen, NO)
    suppress(screen, by_arvid, before["hits"][0]["hit"])
    done = screen(NO, *WHO, "--json")
    after = json.loads(done.stdout)

    assert len(before["hits"]) > 1
    assert done.exit_code == Exit.HITS
    assert (after["outcome"], after["suppressed"]) == ("hit", 1)
    assert len(after["hits"]) == len(before["hits"])


def test_with_the_record_off_what_was_decided_holds_all_the_same(
    screen: Run, by_arvid: Run
) -> None:
    suppress(screen, by_arvid, asked(screen, RI)["hits"][0]["hit"])
    off = asked(screen, RI, "--record", "off")

    assert off["outcome"] == "suppressed"
    assert (off["receipt"], off["hits"][0]["hit"]) == (None, None)


def test_who_decided_may_not_approve(screen: Run, by_arvid: Run) -> None:
    made = decided(screen, asked(screen, RI)["hits"][0]["hit"])
    refused = screen("approve", made["id"])

    assert made["state"] == "waiting"
    assert refused.exit_code == Exit.USAGE
    assert "decided by selma; somebody else has to approve it" in refused.stderr
    assert screen(RI, *WHO).exit_code == Exit.HITS
    assert by_arvid("approve", made["id"], "--reason", "I agree").exit_code == Exit.CLEAR
    assert screen(RI, *WHO).exit_code == Exit.CLEAR


def test_four_eyes_can_be_switched_off(screen: Run, settled: pytest.MonkeyPatch) -> None:
    settled.setenv("SCREENING_FOUR_EYES", "off")

    made = decided(screen, asked(screen, RI)["hits"][0]["hit"])

    assert made["state"] == "in_force"
    assert screen(RI, *WHO).exit_code == Exit.CLEAR


def test_what_waits_is_found_by_whoever_is_to_approve(screen: Run, by_arvid: Run) -> None:
    (ri,) = (hit["hit"] for hit in asked(screen, RI)["hits"])
    no = asked(screen, NO)["hits"][0]["hit"]
    approved, waiting = suppress(screen, by_arvid, ri), decided(screen, no)["id"]

    whole = [json.loads(text) for text in screen("decisions", "--json").stdout.splitlines()]
    is_open = screen("decisions", "--open").stdout.splitlines()

    assert [(one["id"], one["state"]) for one in whole] == [
        (waiting, "waiting"),
        (approved, "in_force"),
    ]
    assert is_open[0].startswith("decision\tstate\tverdict\thit")
    assert [line.split("\t")[0] for line in is_open[1:]] == [waiting]


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_reads_the_decisions(screen: Run) -> None:
    nothing = screen("decisions")
    hit = asked(screen, RI)["hits"][0]["hit"]
    made = screen("decide", hit, "false", *REASON, "--expires", "2099-12-31")

    assert "there is none" in nothing.stderr
    for shown in (made.stdout, screen("decisions").stdout):
        words = " ".join(shown.split())
        assert "state waits for approval verdict false" in words
        assert "reason born elsewhere by selma, 20" in words
        assert "expires 2099-12-31" in words
    assert "waits for somebody else to approve: screen approve " in made.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("decide", "nobody", "false", *REASON), "is no id of the record"),
        (("decide", "0000000000-1.1", "false", *REASON), "nothing is on record as"),
        (("decide", "0000000000-1.1", "maybe", *REASON), "is no verdict"),
        (("decide", "0000000000-1.1", "false"), "--reason"),
        (("approve", "0000000000"), "is no decision on record"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    screen: Run, words: tuple[str, ...], said: str
) -> None:
    done = screen(*words)

    assert done.exit_code == Exit.USAGE
    assert said in done.stderr
    assert done.stdout == ""


def test_who_is_known_by_a_name_alone_is_not_suppressed(screen: Run) -> None:
    """Everybody of that name would be."""
    hit = json.loads(screen(RI, "--json", "--country", "KP").stdout)["hits"][0]["hit"]

    done = screen("decide", hit, "false", *REASON)

    assert done.exit_code == Exit.USAGE
    assert "everybody of that name would be suppressed" in done.stderr
    assert screen("decide", hit, "escalate", *REASON).exit_code == Exit.CLEAR
