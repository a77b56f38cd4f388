import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from screening.cli.evaluate import command_line
from screening.cli.output import Exit
from screening.version import VERSION
from tests.cli.conftest import Process, Run

PAIRS = "name1,name2,is_match,type\nRhee Bong Choon,RI Pong Chun,true,person\n\
Selma Quistgaard,RI Pong Chun,false,person\n"
QUERIES = "name,expected,type\nRhee Bong Choon,kr-mofa:KR-2024-12-17:ri-pong-chun,person\n"
NEGATIVES = "name\nSelma Quistgaard\nArvid Kellermund\n"
Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name  # the working folder is the same

    return write


def test_pairs_are_measured_without_a_registry(process: Process, write: Write) -> None:
    nowhere = {"SCREENING_DATA_DIR": "/nowhere/at/all"}

    done = process("evaluate", write("pairs.csv", PAIRS), "--json", environ=nowhere)

    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert (values["evaluation"], values["auc"], values["at_threshold"]["f1"]) == (
        "pairs",
        1,
        1,
    )
    assert values["made"]["files"][0]["rows"] == 2
    assert values["made"]["engine"] == VERSION
    assert set(values["slices"]) == {"type", "script", "kind"}


def test_queries_are_measured_against_what_is_loaded(process: Process, write: Write) -> None:
    queries, negatives = write("q.csv", QUERIES), write("n.csv", NEGATIVES)

    done = process("evaluate", "--queries", queries, "--negatives", negatives, "--json")

    assert done.returncode == 0, done.stderr
    values = json.loads(done.stdout)
    assert (values["positives"], values["negatives"]) == (1, 2)
    assert (values["recall_at_1"], values["recall_at_threshold"]) == (1, 1)
    assert set(values["at_alert_rate"]) == {"0.001", "0.01", "0.05"}
    assert values["made"]["compared"] == sum(one["listings"] for one in values["made"]["lists"])
    assert values["made"]["settings"]
    assert "only the built-in packages" in done.stderr


def test_the_settings_told_are_those_in_force(screen: Run, write: Write) -> None:
    queries = write("q.csv", QUERIES)

    plain = json.loads(screen("Selma Quistgaard", "--json").stdout)
    values = json.loads(screen("evaluate", "--queries", queries, "--json").stdout)

    assert values["made"]["settings"] == plain["settings"]


def test_a_part_of_the_lists_can_be_measured(screen: Run, write: Write) -> None:
    queries = write("q.csv", QUERIES)

    done = screen("evaluate", "--queries", queries, "--authority", "EU")

    assert done.exit_code == Exit.USAGE
    assert "q.csv line 2 (row 1), expected: the lists that are loaded hold no" in done.stderr


def test_degraded_names_are_measured(screen: Run) -> None:
    words = ("evaluate", "--degrade", "--sample", "5", "--seed", "3", "--kinds", "identity")

    values = json.loads(screen(*words, "--json").stdout)

    assert (values["names"], values["seed"]) == (5, 3)
    assert [one["kind"] for one in values["kinds"]] == ["identity"]
    assert values["kinds"][0]["candidate_share"] == 1


def test_the_suite_of_failures_decides_the_exit_code(screen: Run) -> None:
    passed = screen("evaluate", "--enforcement", "--json")
    failed = screen("evaluate", "--enforcement", "--threshold", "1", "--json")

    assert (passed.exit_code, json.loads(passed.stdout)["passed"]) == (Exit.CLEAR, True)
    assert (failed.exit_code, json.loads(failed.stdout)["passed"]) == (Exit.FAILED, False)


@pytest.mark.parametrize(
    "words",
    [
        ("pairs.csv",),
        ("--queries", "q.csv", "--negatives", "n.csv"),
        ("--degrade", "--sample", "5"),
        ("--enforcement",),
    ],
)
def test_every_evaluation_makes_a_page_and_a_table(
    screen: Run, write: Write, tmp_path: Path, words: tuple[str, ...]
) -> None:
    for name, text in (("pairs.csv", PAIRS), ("q.csv", QUERIES), ("n.csv", NEGATIVES)):
        write(name, text)
    write("doc.md", "Before.\n<!-- begin it -->\n<!-- end it -->\nAfter.\n")

    done = screen("evaluate", *words, "--html", "page.html", "--into", "doc.md", "--as", "it")

    assert done.exit_code == 0, done.stderr
    tree = html.document_fromstring((tmp_path / "page.html").read_bytes())
    document = (tmp_path / "doc.md").read_text(encoding="utf-8")
    assert tree.xpath("//table")
    assert re.fullmatch(
        r"Before\.\n<!-- begin it -->\n.*\| --- \|.*\n<!-- end it -->\nAfter\.\n",
        document,
        re.DOTALL,
    )
    assert f"`screen evaluate {' '.join(words)}`" in document
    assert "Selma" not in document  # names of a labelled file are its owner's


def test_a_person_gets_tables(screen: Run, write: Write, settled: pytest.MonkeyPatch) -> None:
    settled.setattr("screening.cli.evaluate.a_person_looks", lambda: True)
    settled.setenv("COLUMNS", "100")

    shown = screen("evaluate", write("pairs.csv", PAIRS)).stdout

    assert "By kind of difference" in shown
    assert re.search(r"^precision +1\.000 ", shown, re.MULTILINE)
    assert max(map(len, shown.splitlines())) <= 100


def test_a_program_gets_lines_under_the_title_of_their_table(screen: Run, write: Write) -> None:
    lines = screen("evaluate", write("pairs.csv", PAIRS)).stdout.splitlines()

    assert "Overall\tprecision\t1.000\t0.207 to 1.000" in lines


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give one of"),
        (("pairs.csv", "--degrade"), "not LABELS.csv and --degrade together"),
        (("pairs.csv", "--negatives", "n.csv"), "--negatives goes with --queries"),
        (("--enforcement", "--with-details"), "--with-details goes with --queries"),
        (("--queries", "q.csv", "--sample", "3"), "--sample goes with --degrade"),
        (("pairs.csv", "--authority", "EU"), "--authority goes with --queries or --degrade"),
        (("--degrade", "--kinds", "typo"), "no kind of copy"),
        (("pairs.csv", "--where", "x"), "not COLUMN=VALUE"),
        (("pairs.csv", "--into", "doc.md"), "--into and --as go together"),
        (("pairs.csv", "--into", "doc.md", "--as", "it"), "doc.md: there is no such file"),
        (("pairs.csv", "--threshold", "2"), "threshold"),
        (("none.csv",), "none.csv: there is no such file"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(
    screen: Run, write: Write, words: tuple[str, ...], said: str
) -> None:
    write("pairs.csv", PAIRS)

    done = screen("evaluate", *words)

    assert done.exit_code == Exit.USAGE
    (line,) = done.stderr.splitlines()
    assert said in line
    assert done.stdout == ""


def test_a_bad_row_leaves_nothing_written(screen: Run, write: Write, tmp_path: Path) -> None:
    labels = write("pairs.csv", PAIRS + "Selma,Selma,perhaps,person\n")

    done = screen("evaluate", labels, "--html", "page.html")

    assert done.exit_code == Exit.USAGE
    assert "pairs.csv line 4 (row 3), is_match: " in done.stderr
    assert not (tmp_path / "page.html").exists()


def test_lists_that_are_too_old_are_told_by_the_exit_code(screen: Run) -> None:
    done = screen("evaluate", "--degrade", "--max-age", "1d")

    assert done.exit_code == Exit.LISTS_UNFIT


def test_the_command_line_can_be_typed_again() -> None:
    assert (
        command_line(labels=["a b.csv"], where=["x=1"], with_details=True, seed=0, sample=None)
        == "screen evaluate 'a b.csv' --where x=1 --with-details --seed 0"
    )
