from pathlib import Path

import pytest

from screening.matching import card, model
from screening.matching.digest import decisive, settings_digest, weights
from screening.settings import Settings, with_overrides

DEFAULT = Settings(Path())


@pytest.mark.parametrize(
    "changed",
    [
        {"threshold": 0.8},
        {"floor": 0.3},
        {"weak_aliases": False},
        {"without": "country"},
    ],
)
def test_every_setting_that_decides_has_a_digest_of_its_own(changed: dict[str, object]) -> None:
    other = with_overrides(DEFAULT, **changed)  # type: ignore[arg-type]

    assert settings_digest(other) != settings_digest(DEFAULT)
    assert changed.keys() <= decisive(other).keys()


def test_the_scope_decides_too_and_its_order_does_not() -> None:
    assert settings_digest(DEFAULT, ["eu"]) != settings_digest(DEFAULT)
    assert settings_digest(DEFAULT, [], ["eu"]) != settings_digest(DEFAULT, ["eu"])
    assert settings_digest(DEFAULT, ["eu", "un-sc"]) == settings_digest(
        DEFAULT, ["un-sc", "eu"]
    )


def test_where_things_are_kept_decides_nothing() -> None:
    elsewhere = Settings(Path("elsewhere"), operator="selma")

    assert settings_digest(elsewhere) == settings_digest(DEFAULT)


def test_another_weight_has_another_digest(monkeypatch: pytest.MonkeyPatch) -> None:
    before = weights()
    for module, name, value in ((card, "BASE", {True: 1.0}), (model, "CURVE", 9.0)):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, value)
            assert weights.__wrapped__() != before
    assert weights.__wrapped__() == before
