from pathlib import Path

import pytest

from screening.errors import ConfigurationError
from screening.settings import KINDS, Settings, bundled, load_settings, with_overrides


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


def test_every_setting_can_be_set() -> None:
    assert set(KINDS) == set(Settings.__dataclass_fields__)


@pytest.mark.parametrize("name", ["migrations", "seeds"])
def test_what_the_program_brings_is_found(name: str) -> None:
    assert any(bundled(name).iterdir())
