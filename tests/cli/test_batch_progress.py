import sys

import pytest

from screening.cli.batch_progress import progress


class Clock:
    """Stands still until it is moved on."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard error, as it is now, looks like a terminal of 80 columns."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")


def test_a_short_run_says_nothing(clock: Clock) -> None:
    said: list[str] = []
    with progress(1_000, said.append, clock=clock) as advance:
        advance(rows=2_000, read=500)
        clock.now += 59
        advance(rows=2_000, read=500)

    assert said == []


def test_a_log_has_a_line_a_minute_with_pace_and_time_left(clock: Clock) -> None:
    said: list[str] = []
    with progress(600_000, said.append, clock=clock) as advance:
        for _ in range(130):
            clock.now += 1
            advance(rows=1_873, read=1_000)

    assert said == [
        "112,380 rows, 1,900 rows/s, about 9 min left",
        "224,760 rows, 1,900 rows/s, about 8 min left",
    ]


@pytest.mark.parametrize(
    ("total", "left"),
    [
        (None, ""),
        (1_000, ""),  # all is read, the last rows are still screened
        (1_500, ", less than a minute left"),
        (10_000, ", about 9 min left"),
        (1_000_000, ", about 17 h left"),
    ],
)
def test_the_time_left_follows_from_the_bytes_where_they_are_known(
    clock: Clock, total: int | None, left: str
) -> None:
    said: list[str] = []
    with progress(total, said.append, clock=clock) as advance:
        clock.now += 60
        advance(rows=60, read=1_000)

    assert said == [f"60 rows, 1 rows/s{left}"]


def test_a_person_sees_a_bar_that_is_no_result(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    said: list[str] = []
    with progress(1_000, said.append, clock=clock) as advance:
        clock.now += 10
        advance(rows=2_000, read=500)
    shown = capsys.readouterr()

    assert said == []
    assert shown.out == ""
    assert "2,000 rows, 200 rows/s, less than a minute left" in shown.err


@pytest.mark.parametrize("total", [None, 0])
def test_a_bar_needs_no_total(
    monkeypatch: pytest.MonkeyPatch,
    clock: Clock,
    capsys: pytest.CaptureFixture[str],
    total: int | None,
) -> None:
    at_a_terminal(monkeypatch)
    with progress(total, print, clock=clock) as advance:
        clock.now += 10
        advance(rows=2_000)

    assert "2,000 rows, 200 rows/s" in capsys.readouterr().err


def test_no_colour_is_shown_where_none_is_wanted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    monkeypatch.setenv("NO_COLOR", "1")
    with progress(1_000, print) as advance:
        advance(rows=2_000, read=500)
    shown = capsys.readouterr().err

    assert "2,000 rows" in shown
    assert "\x1b[3" not in shown


def test_who_wants_quiet_has_it(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    at_a_terminal(monkeypatch)
    with progress(1_000, print, quiet=True, clock=clock) as advance:
        clock.now += 600
        advance(rows=2_000, read=500)

    assert capsys.readouterr() == ("", "")


def test_a_closed_standard_error_is_no_failure(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with progress(1_000, print, clock=clock) as advance:
        advance(rows=2_000, read=500)
