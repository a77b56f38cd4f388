import json

import pytest

from tests.cli.conftest import Run


def test_every_setting_is_shown_with_where_it_is_from(
    screen: Run, settled: pytest.MonkeyPatch
) -> None:
    settled.setenv("SCREENING_WITHOUT", "gender,country")
    rows = [line.split("\t") for line in screen("settings").stdout.splitlines()]

    told = {name: (value, origin) for name, value, origin in rows}
    assert told["without"] == ("country, gender", "SCREENING_WITHOUT")
    assert told["threshold"] == ("0.7", "default")


def test_the_digest_is_the_one_that_answers_carry(screen: Run) -> None:
    answer = json.loads(screen("John Smith", "--json").stdout)

    assert json.loads(screen("settings", "--json").stdout)["digest"] == answer["settings"]


def test_no_password_is_shown(screen: Run, settled: pytest.MonkeyPatch) -> None:
    settled.setenv("SCREENING_DATABASE_URL", "postgresql://selma:verborgen@host/lists")

    for words in (("settings",), ("settings", "--json")):
        shown = screen(*words).stdout
        assert "selma" in shown
        assert "verborgen" not in shown


def test_tables_of_the_file_are_shown(screen: Run, settled: pytest.MonkeyPatch) -> None:
    from pathlib import Path

    Path("screening.toml").write_text('max_list_age = "2d"\n[limits.un-sc]\nshrink = 0.2\n')

    told = json.loads(screen("settings", "--json").stdout)["settings"]
    assert told["limits"] == {"value": {"un-sc": {"shrink": 0.2}}, "from": "screening.toml"}
    assert told["max_list_age"] == {"value": "2880m", "from": "screening.toml"}
