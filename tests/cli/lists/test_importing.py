import json
from pathlib import Path

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Process, Run
from tests.cli.lists.conftest import pairs


def test_a_file_becomes_the_list_and_the_report_accounts_for_each_entry(
    own: Run, march: Path
) -> None:
    done = own("lists", "import", str(march))

    told = pairs(done.stdout)
    assert done.exit_code == Exit.CLEAR
    assert told["day"] == ["2026-03-04"]
    assert told["format"] == ["un-xml"]
    assert told["state"][0].startswith("active: ")
    assert told["listings"] == ["3 added, 0 changed, 0 unchanged, 0 ended"]
    assert told["entries"] == ["4 read = 3 kept + 1 dropped"]
    assert told["dropped"] == ["1 prints no name (ZZi.003)"]
    assert "1 unknown country (Krakozhia at ZZi.001)" in told["issue"]


def test_each_finding_is_told_where_it_is_asked_for(own: Run, march: Path) -> None:
    told = pairs(own("lists", "import", str(march), "--issues").stdout)

    assert "ZZi.001: unknown country: Krakozhia" in told["issue"]


def test_a_newer_state_tells_what_changed_and_the_same_again_nothing(
    both: Run, may: Path
) -> None:
    again = both("lists", "import", str(may), "--json")

    told = json.loads(again.stdout)
    assert (told["state"], told["source"]) == ("unchanged", "un-sc")
    assert (told["added"], told["changed"], told["ended"]) == (0, 0, 0)
    assert again.exit_code == Exit.CLEAR


def test_a_quarantined_list_ends_with_5_and_says_what_to_do(waiting: Run, may: Path) -> None:
    done = waiting("lists", "import", str(may))

    told = pairs(done.stdout)
    assert done.exit_code == Exit.LISTS_UNFIT
    assert told["state"][0].startswith("quarantined: snapshot 11")
    assert "1 of 3 listings are gone (33.3 %, limit 30 %)" in told["why"]
    assert "screen lists activate 11 --reason" in told["to do"][0]
    assert "listings" not in told


def test_a_list_that_was_rejected_is_told_with_the_reason(waiting: Run, may: Path) -> None:
    waiting("lists", "reject", "11", "--reason", "half of it is missing")
    done = waiting("lists", "import", str(may))

    told = pairs(done.stdout)
    assert done.exit_code == Exit.LISTS_UNFIT
    assert told["state"][0].startswith("rejected before")
    assert told["why"] == ["half of it is missing"]


def test_json_carries_the_whole_report(own: Run, march: Path) -> None:
    told = json.loads(own("lists", "import", str(march), "--json").stdout)

    assert told["state"] == "active"
    assert (told["report"]["read"], told["report"]["kept"]) == (4, 3)
    assert told["report"]["dropped"] == [["ZZi.003", "prints no name"]]


@pytest.mark.parametrize(
    ("words", "said", "code"),
    [
        (("no-such.xml",), "no-such.xml", Exit.FAILED),
        (("letter.xml",), "is no list", Exit.FAILED),
        ((), "FILE", Exit.USAGE),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(
    process: Process, own: Run, tmp_path: Path, words: tuple[str, ...], said: str, code: Exit
) -> None:
    (tmp_path / "letter.xml").write_text("<letter>Dear editor</letter>\n", encoding="utf-8")

    done = process("lists", "import", *words)

    (line,) = done.stderr.splitlines()
    assert said in line
    assert done.stdout == ""
    assert done.returncode == code


@pytest.mark.usefixtures("at_a_terminal")
def test_a_person_sees_labels_and_words(own: Run, march: Path) -> None:
    shown = own("lists", "import", str(march)).stdout

    assert "4 read = 3 kept + 1 dropped" in shown
    assert "\t" not in shown
