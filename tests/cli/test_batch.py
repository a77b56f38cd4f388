import csv
import io
from pathlib import Path

import pytest

from screening.cli.output import Exit
from tests.cli.conftest import Run


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
