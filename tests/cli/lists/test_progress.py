import sys

import pytest

from screening.cli.lists.progress import Bar, Lines, download_progress


def test_a_log_has_one_line_for_each_list(capsys: pytest.CaptureFixture[str]) -> None:
    progress = download_progress()
    for received in (10, 20, 30):
        progress("un-sc", received, 30)
    progress("eu-fsf", 5, None)

    assert isinstance(progress, Lines)
    assert capsys.readouterr() == (
        "",
        "screen: un-sc: downloading\nscreen: eu-fsf: downloading\n",
    )


def test_a_person_sees_a_bar_that_is_no_result(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    progress = download_progress()
    progress("un-sc", 10, 30)
    print("a result", flush=True)
    progress("un-sc", 30, 30)
    progress.stop()
    progress.stop()

    said = capsys.readouterr()
    assert isinstance(progress, Bar)
    assert said.out == "a result\n"
    assert "un-sc" in said.err
