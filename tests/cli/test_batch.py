import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from screening.batch.plain import WORTHWHILE
from screening.cli.output import Exit
from tests.cli.conftest import Process, Run


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["John Smith", "Ri Pong Chun"], Exit.HITS),
        (["John Smith", "Niels Troost"], Exit.REVIEW),
        (["John Smith", "...", "Niels Troost"], Exit.USAGE),
        (["John Smith", "Maria Garcia"], Exit.CLEAR),
    ],
)
def test_a_file_ends_with_the_gravest_of_its_rows(
    screen: Run, tmp_path: Path, names: list[str], expected: Exit
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("name\n" + "\n".join(names) + "\n", encoding="utf-8")

    done = screen("batch", str(source), "-o", str(target))

    assert done.exit_code == expected
    assert done.stdout == ""
    with target.open(encoding="utf-8", newline="") as file:
        assert {row["row"] for row in csv.DictReader(file)} == {
            str(number) for number in range(1, len(names) + 1)
        }


def test_standard_input_and_output_are_the_defaults_of_a_dash(screen: Run) -> None:
    done = screen("batch", "-", stdin="name\nRi Pong Chun\n")

    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert (row["outcome"], row["package"]) == ("hit", "KR-2024-12-17")


def test_options_narrow_what_is_written(screen: Run) -> None:
    stdin = "name\nKim Yong Bok\n"

    limited = screen("batch", "-", "--limit", "2", stdin=stdin).stdout
    scoped = screen("batch", "-", "--authority", "EU", stdin=stdin).stdout

    assert len(list(csv.DictReader(io.StringIO(limited)))) == 2
    assert {row["authority"] for row in csv.DictReader(io.StringIO(scoped))} == {"eu"}


def test_a_past_day_is_answered_from_its_lists_and_told(screen: Run) -> None:
    done = screen("batch", "-", "--as-of", "2024-12-18", stdin="name\nKim Yong Bok\n")

    found = {row["authority"] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert found == {"eu", "us-ofac", "kr-mofa"}
    assert "against the lists as they were on 2024-12-18: " in done.stderr


def test_a_file_that_is_not_there_leaves_no_output(screen: Run, tmp_path: Path) -> None:
    done = screen("batch", str(tmp_path / "no.csv"), "-o", str(tmp_path / "out.csv"))

    assert done.exit_code == Exit.USAGE
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_the_number_of_workers_changes_nothing(
    screen: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("screening.batch.plain.WORTHWHILE", 3)
    source = tmp_path / "in.csv"
    source.write_text("name\n" + "Ri Pong Chun\n...\nJohn Smith\n" * 2, encoding="utf-8")

    alone, several = (
        screen("batch", str(source), "--workers", workers, "--record", "off")
        for workers in ("1", "2")
    )

    assert alone.exit_code == several.exit_code == Exit.HITS
    assert (several.stdout, several.stderr) == (alone.stdout, alone.stderr)
    assert "6 rows: 2 hit, 2 clear, 2 invalid" in several.stderr


@pytest.mark.skipif(os.name != "posix", reason="pipes break in another way elsewhere")
def test_whoever_stops_reading_ends_all_workers_without_a_trace(
    settled: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = tmp_path / "in.csv"
    source.write_text("name\n" + "...\n" * 2 * WORTHWHILE, encoding="utf-8")
    command = [sys.executable, "-m", "screening", "batch", str(source), "--workers", "2"]

    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(b"row,id,")
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()  # up to its end: no process is left to write there

    assert process.returncode == Exit.FAILED
    assert [line for line in said.splitlines() if not line.startswith(b"screen: ")] == []


def test_json_lines_come_through_a_pipe_and_columns_are_mapped(process: Process) -> None:
    stdin = '{"Client": "Ri Pong Chun", "name": "savings"}\n{"Client": null, "imo": 9842188}\n'

    done = process("batch", "-", "--map", "name=Client", stdin=stdin)

    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert done.returncode == Exit.HITS
    assert [(row["row"], row["outcome"]) for row in rows] == [("1", "hit"), ("2", "hit")]
    assert "screen: format: JSON lines\n" in done.stderr
    assert "columns: Client -> name, imo -> imo; not screened: name\n" in done.stderr


def test_the_encoding_is_guessed_or_said(screen: Run, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes("name\nИван Ромашкин\nАнна Ромашкина\n".encode("cp1251"))

    guessed, said = (
        screen("batch", str(source)),
        screen("batch", str(source), "--encoding", "koi8-r"),
    )

    assert "encoding: windows-1251, guessed; --encoding overrides" in guessed.stderr
    assert "encoding: koi8-r" in said.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--map", "name"), "--map name: write FIELD=COLUMN, such as name=Customer"),
        (("--map", "name=Client"), "standard input: no column is called 'Client'"),
        (("--encoding", "klingon"), "--encoding klingon: there is none; use utf-8"),
    ],
)
def test_options_that_name_nothing_are_usage(
    screen: Run, words: tuple[str, ...], message: str
) -> None:
    done = screen("batch", "-", *words, stdin="name\nJane Roe\n")

    assert done.exit_code == Exit.USAGE
    assert message in done.stderr
