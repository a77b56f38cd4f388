from datetime import timedelta
from pathlib import Path

import pytest

from screening.errors import ConfigurationError
from screening.settings import (
    KINDS,
    TABLES,
    Settings,
    bundled,
    load_settings,
    load_with_origins,
    parse_age,
    with_overrides,
)


def test_the_environment_goes_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "screening.toml").write_text('threshold = 0.9\ndata_dir = "from-file"\n')

    found = load_settings({"SCREENING_THRESHOLD": "0.8"}, folder=tmp_path)

    assert found.threshold == 0.8
    assert found.data_dir == Path("from-file")


def test_without_any_setting_the_registry_is_a_file_in_the_users_data_folder(
    tmp_path: Path,
) -> None:
    found = load_settings({}, folder=tmp_path)

    assert found.registry_file == found.data_dir / "registry.sqlite"
    assert found.data_dir.is_absolute()


def test_a_server_has_no_file() -> None:
    assert Settings(Path(), database_url="postgresql://host/database").registry_file is None


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("SCREENING_THRESHOLD", "high", "a number from 0 to 1"),
        ("SCREENING_THRESHOLD", "1.5", "a number from 0 to 1"),
        ("SCREENING_WEAK_ALIASES", "perhaps", "true or false"),
        ("SCREENING_FLOOR", "0.99", "floor .* above the threshold"),
        ("SCREENING_WITHOUT", "name", "SCREENING_WITHOUT .* any of birth_date, country"),
        ("SCREENING_MAX_LIST_AGE", "two days", "an age such as 36h, 2d or 1w"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(
    tmp_path: Path, variable: str, value: str, says: str
) -> None:
    with pytest.raises(ConfigurationError, match=says):
        load_settings({variable: value}, folder=tmp_path)


@pytest.mark.parametrize("text", ["treshold = 0.9", "threshold = ", "threshold = 2"])
def test_a_file_that_makes_no_sense_is_refused_and_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "screening.toml").write_text(text)

    with pytest.raises(ConfigurationError, match=r"screening\.toml"):
        load_settings({}, folder=tmp_path)


def test_a_threshold_asked_for_takes_the_floor_down_with_it() -> None:
    found = with_overrides(Settings(Path(), threshold=0.7, floor=0.5), threshold=0.3)

    assert (found.threshold, found.floor) == (0.3, 0.3)


@pytest.mark.parametrize("value", ['"gender,Birth-Date"', '["gender", "birth_date"]'])
def test_what_is_switched_off_is_a_list_or_words_with_commas(
    tmp_path: Path, value: str
) -> None:
    (tmp_path / "screening.toml").write_text(f"without = {value}")

    assert load_settings({}, folder=tmp_path).without == ("birth_date", "gender")


def test_a_caller_switches_off_and_on_again() -> None:
    off = with_overrides(Settings(Path()), without="type", weak_aliases=False)

    assert (off.without, off.weak_aliases) == (("type",), False)
    assert with_overrides(off, without="").without == ()
    with pytest.raises(ConfigurationError, match="without is 'name'"):
        with_overrides(off, without="name")


def test_where_a_setting_is_from_is_told(tmp_path: Path) -> None:
    (tmp_path / "screening.toml").write_text("threshold = 0.9\nfloor = 0.2")

    _, origins = load_with_origins({"SCREENING_FLOOR": "0.3"}, folder=tmp_path)

    assert origins["threshold"] == str(tmp_path / "screening.toml")
    assert origins["floor"] == "SCREENING_FLOOR"
    assert origins["weak_aliases"] == "default"


def test_every_setting_can_be_set() -> None:
    assert set(KINDS) | set(TABLES) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize("name", ["migrations", "seeds"])
def test_what_the_program_brings_is_found(name: str) -> None:
    assert any(bundled(name).iterdir())


# lists


def in_file(folder: Path, text: str) -> Settings:
    (folder / "screening.toml").write_text(text, encoding="utf-8")
    return load_settings({}, folder=folder)


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("90m", timedelta(minutes=90)),
        ("36h", timedelta(hours=36)),
        ("2d", timedelta(days=2)),
        (" 1W ", timedelta(weeks=1)),
        ("0h", timedelta()),
    ],
)
def test_an_age_is_written_in_minutes_hours_days_or_weeks(text: str, age: timedelta) -> None:
    assert parse_age(text) == age


@pytest.mark.parametrize("text", ["", "2", "d", "-2d", "2 days", "1.5d", "99999d", "2y"])
def test_what_is_no_age_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        parse_age(text)


def test_the_age_of_lists_comes_from_the_file_or_the_environment(tmp_path: Path) -> None:
    assert in_file(tmp_path, 'max_list_age = "2d"').max_list_age == timedelta(days=2)
    over = load_settings({"SCREENING_MAX_LIST_AGE": "36h"}, folder=tmp_path)
    assert over.max_list_age == timedelta(hours=36)


def test_without_a_setting_the_age_of_lists_does_not_matter(tmp_path: Path) -> None:
    assert load_settings({}, folder=tmp_path).max_list_age is None


def test_who_is_at_work_comes_from_the_file_or_the_environment(tmp_path: Path) -> None:
    assert in_file(tmp_path, 'operator = "selma"').operator == "selma"
    assert load_settings({"SCREENING_OPERATOR": "arvid"}, folder=tmp_path).operator == "arvid"


def test_limits_of_a_list_are_overridden_one_by_one(tmp_path: Path) -> None:
    found = in_file(
        tmp_path,
        "[limits]\nun-sc = { shrink = 0.2, least = 10 }\nch-seco = { change = 1 }\n",
    )

    assert found.limits == {"un-sc": {"shrink": 0.2, "least": 10}, "ch-seco": {"change": 1.0}}


@pytest.mark.parametrize(
    "table",
    [
        "un-sc = 5",
        "un-sc = { shrinks = 0.2 }",
        "un-sc = { shrink = 20 }",  # per cent
        "un-sc = { shrink = -0.2 }",
        "un-sc = { shrink = nan }",
        'un-sc = { shrink = "0.2" }',
        "un-sc = { dropped = 1.01 }",
        "un-sc = { change = true }",
        "un-sc = { least = 0.5 }",
        "un-sc = { least = -1 }",
        "un-sc = { most = inf }",
    ],
)
def test_limits_that_make_no_sense_are_refused(tmp_path: Path, table: str) -> None:
    """One that passes everything would switch the guard off without a word."""
    with pytest.raises(ConfigurationError, match=r"screening\.toml: limits is .*; it takes"):
        in_file(tmp_path, f"[limits]\n{table}\n")


def test_a_list_may_come_from_one_address_or_from_several(tmp_path: Path) -> None:
    found = in_file(
        tmp_path,
        '[addresses]\nun-sc = "https://one.example/un.xml"\n'
        'us-ofac-sdn = ["https://one.example/SDN.CSV", "https://one.example/ALT.CSV"]\n',
    )

    assert found.addresses == {
        "un-sc": ("https://one.example/un.xml",),
        "us-ofac-sdn": ("https://one.example/SDN.CSV", "https://one.example/ALT.CSV"),
    }


@pytest.mark.parametrize(
    "table", ["un-sc = 5", 'un-sc = ""', "un-sc = []", 'un-sc = ["", ""]', "un-sc = { a = 1 }"]
)
def test_addresses_that_make_no_sense_are_refused(tmp_path: Path, table: str) -> None:
    with pytest.raises(ConfigurationError, match=r"screening\.toml: addresses is .*; it takes"):
        in_file(tmp_path, f"[addresses]\n{table}\n")


@pytest.mark.parametrize("text", ['limits = "loose"', "addresses = 5"])
def test_a_table_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigurationError, match=r"screening\.toml"):
        in_file(tmp_path, text)
