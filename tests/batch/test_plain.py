import csv
import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from screening.batch.plain import screen_file
from screening.batch.rows import BLOCK, OUTPUT
from screening.domain.answers import Outcome
from screening.errors import InputFileError
from screening.screener import Screener

Batch = Callable[..., Any]


def quiet(_: str) -> None:
    """What is said to nobody."""


def test_a_file_goes_in_and_a_file_comes_out(batch: Batch) -> None:
    ran = batch("id,name\nC-1,Ri Pong Chun\nC-2,Jane Roe\nC-3,\n")

    assert [(row["row"], row["id"], row["outcome"]) for row in ran.rows] == [
        ("1", "C-1", "hit"),
        ("2", "C-2", "clear"),
        ("3", "C-3", "invalid"),
    ]
    assert ran.summary.rows == 3
    assert +Counter(ran.summary.outcomes) == {
        Outcome.HIT: 1,
        Outcome.CLEAR: 1,
        Outcome.INVALID: 1,
    }
    assert ran.summary.alerts == 1


def test_the_guess_of_the_columns_is_said_in_one_line(batch: Batch) -> None:
    ran = batch("Full Name,dob,notes\nJane Roe,1990,x\n")

    assert ran.said == ["columns: Full Name -> name, dob -> birth_date; not screened: notes"]


def test_a_separator_other_than_a_comma_is_said(batch: Batch) -> None:
    ran = batch("name;dob\nJane Roe;1990\n")

    assert ran.said[0] == "separator: semicolon"
    assert ran.rows[0]["outcome"] == "clear"


def test_a_spreadsheets_midnight_does_not_spoil_a_date(batch: Batch) -> None:
    ran = batch("name,dob\nJane Roe,1965-03-07 00:00:00\n")

    assert ran.rows[0]["outcome"] == "clear"


def test_the_output_is_plain_utf8_with_the_columns_of_the_format(
    tmp_path: Path, batch: Batch
) -> None:
    batch("name\n리봉춘\n")
    content = (tmp_path / "out.csv").read_bytes()

    assert content.decode().splitlines()[0] == ",".join(OUTPUT)
    assert "리봉춘" in content.decode()
    assert b"\r" not in content


@pytest.mark.parametrize("name", ["=HYPERLINK(1)&Roe", " +Jane Roe", "-Jane", "@Jane"])
def test_cells_that_a_spreadsheet_would_run_are_defused(batch: Batch, name: str) -> None:
    ran = batch(f'id,name\n{name},"{name}"\n')

    assert (ran.rows[0]["id"], ran.rows[0]["input_name"]) == (f"'{name.strip()}",) * 2


def test_headers_that_are_carried_through_are_defused(tmp_path: Path, batch: Batch) -> None:
    batch("id,name,=cmd\n1,Jane Roe,x\n")

    assert (tmp_path / "out.csv").read_text().splitlines()[0].endswith(",'=cmd")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", r"in\.csv: the file is empty"),
        ("name,dob\n", r"in\.csv: has a header and no row; add"),
        ("customer,born\nJane Roe,1990\n", r"in\.csv: no column of names"),
        ("name,type,schema\na,b,c\n", r"in\.csv: the columns type and schema both mean type"),
        ("name,NAME\na,b\n", r"in\.csv: two columns are called NAME"),
        (b"name\nJane\nJos\xe9\x81\n", r"in\.csv line 3: byte 4 \(0xE9\) is not UTF-8"),
        (b"name\nJane\nJo\0se\n", r"in\.csv line 3: holds a NUL byte"),
        ('name,dob\nJane,1\n"Ri,2\nKim,3\n', r"in\.csv lines 3 to 4: a quote is opened and"),
    ],
)
def test_what_is_no_table_is_refused_and_leaves_the_old_answers(
    tmp_path: Path, batch: Batch, content: str | bytes, message: str
) -> None:
    (tmp_path / "out.csv").write_text("old")

    with pytest.raises(InputFileError, match=message) as raised:
        batch(content)

    assert "\n" not in str(raised.value)
    assert (tmp_path / "out.csv").read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"in.csv", "out.csv"}


def test_a_file_is_checked_to_its_end_before_anything_is_screened(tmp_path: Path) -> None:
    class Untouched:
        def screen(self, _: object) -> NoReturn:
            raise AssertionError("screened a file that is refused")

    source = tmp_path / "in.csv"
    source.write_bytes(b"name\n" + b"Jane Roe\n" * 1000 + b"Jos\xe9\x81\n")

    with pytest.raises(InputFileError, match="line 1002"):
        screen_file(source, None, Untouched(), say=quiet)  # type: ignore[arg-type]


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path, screener: Screener) -> None:
    for source, message in (
        (tmp_path / "none.csv", r"none\.csv: there is no such file; check"),
        (tmp_path, r": is a folder; name a file in it"),
        (tmp_path / ("x" * 5000), r"x: cannot be read \(File name too long\)"),
    ):
        with pytest.raises(InputFileError, match=message):
            screen_file(source, tmp_path / "out.csv", screener, say=quiet)

    assert list(tmp_path.iterdir()) == []


def test_the_input_is_never_written_over(tmp_path: Path, screener: Screener) -> None:
    source, link = tmp_path / "in.csv", tmp_path / "link.csv"
    source.write_text("name\nJane Roe\n")
    link.symlink_to(source)

    for target in (source, link, tmp_path / "." / "in.csv"):
        with pytest.raises(InputFileError, match=r"in\.csv: is the output too; write"):
            screen_file(source, target, screener, say=quiet)

    assert source.read_text() == "name\nJane Roe\n"


def test_standard_output_into_the_input_is_refused(
    tmp_path: Path, screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`screen batch in.csv >> in.csv` would read what it writes, for ever."""
    source = tmp_path / "in.csv"
    source.write_text("name\nJane Roe\n")

    with source.open("a") as stream:
        monkeypatch.setattr(sys, "stdout", stream)
        with pytest.raises(InputFileError, match=r"in\.csv: is the output too"):
            screen_file(source, None, screener, say=quiet)


def test_standard_input_and_output_are_used_where_no_file_is_named(
    screener: Screener,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"name\nJane Roe\n")))

    summary = screen_file(None, None, screener, say=quiet)

    assert summary.outcomes[Outcome.CLEAR] == summary.rows
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode())))
    assert [(row["row"], row["outcome"]) for row in rows] == [("1", "clear")]


def test_a_closed_standard_input_is_said(
    screener: Screener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(InputFileError, match="standard input is closed"):
        screen_file(None, None, screener, say=quiet)


@pytest.mark.skipif(os.name != "posix", reason="pipes have names on POSIX only")
def test_a_named_pipe_is_read_once(tmp_path: Path, screener: Screener) -> None:
    pipe, target = tmp_path / "pipe", tmp_path / "out.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", 'printf "name\nJane Roe\nRoe\n" > "$0"', str(pipe)]):
        summary = screen_file(pipe, target, screener, say=quiet)

    assert summary.rows == 2


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20
            )
            | st.sampled_from(
                ["Ri Pong Chun", "=1+1", "1965", "KP", "", '"', "\n", "\r", "a,b"]
            ),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_cells_hold_no_row_is_lost_and_no_failure_is_clear(
    tmp_path: Path, screener: Screener, cells: list[list[str]]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    with source.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(
            [["name", "dob", "country"], *cells]
        )

    summary = screen_file(source, target, screener, say=quiet)

    with target.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, strict=True))
    numbers = [int(row["row"]) for row in rows]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, len(cells) + 1))
    assert summary.rows == len(cells)
    for row in rows:
        assert (row["outcome"] == "invalid") == bool(row["error"])
        assert not row["error"] or row["rank"] == ""
        # None: the row was cut in two or glued to another
        assert None not in row.values()


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(alphabet='ab ,";|\n\r\t\0=é', max_size=15), min_size=1, max_size=6))
def test_any_text_is_answered_row_by_row_or_refused_whole(
    tmp_path: Path, screener: Screener, lines: list[str]
) -> None:
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    target.unlink(missing_ok=True)
    source.write_bytes(("name,dob\n" + "\n".join(lines)).encode())

    try:
        summary = screen_file(source, target, screener, say=quiet)
    except InputFileError:
        assert not target.exists()
    else:
        with target.open(encoding="utf-8", newline="") as stream:
            numbers = [int(row["row"]) for row in csv.DictReader(stream, strict=True)]
        assert list(dict.fromkeys(numbers)) == list(range(1, summary.rows + 1))


BATCH = """
import sys
from pathlib import Path
from screening.batch import plain
from screening.screener import Screener
from screening.settings import Settings

plain.WORTHWHILE = 10
with Screener.open(Settings(data_dir=Path(sys.argv[1]))) as screener:
    plain.screen_file(
        None, Path(sys.argv[2]), screener, say=lambda _: None, workers=int(sys.argv[3])
    )
"""


def _feed_for_ever(pipe: IO[bytes]) -> None:
    """Rows without an end: whoever waits for the next one never waits for long."""
    with suppress(BrokenPipeError), pipe:
        pipe.write(b"name\n")
        while True:
            pipe.write(b"Jane Roe\n" * BLOCK)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent on POSIX only")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("sign", ["SIGKILL", "SIGINT"])
def test_a_batch_that_is_stopped_leaves_the_old_answers_and_no_process(
    tmp_path: Path, data_dir: Path, checkout: Path, sign: str, workers: int
) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    command = [sys.executable, "-c", BATCH, str(data_dir), str(target), str(workers)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=checkout,
        start_new_session=True,
    ) as process:
        assert process.stdin is not None
        feeding = threading.Thread(target=_feed_for_ever, args=(process.stdin,))
        feeding.start()
        deadline = time.monotonic() + 60
        while not any(path.stat().st_size for path in tmp_path.glob(".*.part")):
            assert process.poll() is None, "the batch ended before it could be stopped"
            assert time.monotonic() < deadline, "the batch wrote nothing"
            time.sleep(0.02)
        if sign == "SIGINT":
            os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to all of them
        else:
            process.kill()
        feeding.join(timeout=60)
        assert not feeding.is_alive(), "a process still reads"
        # each process holds the pipe open, so this waits for the last of them
        assert process.stdout is not None
        process.stdout.read()

    assert process.returncode != 0
    assert target.read_text() == "old"
    if sign == "SIGINT":
        assert list(tmp_path.iterdir()) == [target]
