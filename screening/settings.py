"""Settings: `screening.toml`, over it the environment, over it the caller.

Read with the standard library alone: the usual settings libraries cost more
time to import than a whole look-up takes (docs/decisions/0003-light-start.md).
"""

import dataclasses
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from screening.errors import ConfigurationError

PREFIX = "SCREENING_"
FILE_NAME = "screening.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set, with the value each has when nobody sets it.

    Args:
        data_dir: folder of the registry and its index.
        database_url: where the registry is; empty for SQLite in `data_dir`.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown for review.
        weak_aliases: whether weak aliases are searched.
    """

    data_dir: Path
    database_url: str = ""
    threshold: float = 0.70
    floor: float = 0.40
    weak_aliases: bool = True

    @property
    def registry_url(self) -> str:
        """The registry's address, the default one where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'registry.sqlite'}"

    @property
    def registry_file(self) -> Path | None:
        """The registry's file, None where it is on a server."""
        scheme, _, rest = self.registry_url.partition(":///")
        path = rest.partition("?")[0]
        return Path(path) if scheme in ("sqlite", "sqlite+pysqlite") and path else None


def _number(text: object) -> float:
    value = float(str(text))
    if not 0 <= value <= 1:
        raise ValueError
    return value


def _switch(text: object) -> bool:
    word = str(text).strip().lower()
    if word in ("1", "true", "yes", "on"):
        return True
    if word in ("0", "false", "no", "off"):
        return False
    raise ValueError


def _path(text: object) -> Path:
    return Path(str(text)).expanduser()


KINDS: dict[str, tuple[Callable[[object], Any], str]] = {
    "data_dir": (_path, "a folder"),
    "database_url": (str, "a database address such as sqlite:///registry.sqlite"),
    "threshold": (_number, "a number from 0 to 1"),
    "floor": (_number, "a number from 0 to 1"),
    "weak_aliases": (_switch, "true or false"),
}


def load_settings(
    environ: Mapping[str, str] | None = None, *, folder: Path | None = None
) -> Settings:
    """The settings in force.

    Args:
        environ: the environment to read; the process's own by default.
        folder: where `screening.toml` is looked for; the working folder by
            default.

    Raises:
        ConfigurationError: a value cannot be understood, the file has a key
            that is no setting, or the floor lies above the threshold.
    """
    environ = os.environ if environ is None else environ
    given: dict[str, Any] = {}
    path = (folder or Path()) / FILE_NAME
    for key, value in _file_values(path).items():
        if key not in KINDS:
            known = ", ".join(KINDS)
            raise ConfigurationError(f"{path}: {key!r} is no setting; known: {known}")
        given[key] = _understood(key, value, where=f"{path}: {key}")
    for key in KINDS:
        variable = PREFIX + key.upper()
        if environ.get(variable):
            given[key] = _understood(key, environ[variable], where=variable)
    if "data_dir" not in given:
        given["data_dir"] = _default_data_dir()
    return checked(Settings(**given))


def with_overrides(
    settings: Settings, *, threshold: float | None = None, floor: float | None = None
) -> Settings:
    """The settings with what a caller asks for on top.

    A threshold asked for below the floor takes the floor down with it.

    Raises:
        ConfigurationError: the floor asked for lies above the threshold.
    """
    if threshold is not None:
        lowest = min(settings.floor, threshold)
        settings = dataclasses.replace(settings, threshold=threshold, floor=lowest)
    if floor is not None:
        settings = dataclasses.replace(settings, floor=floor)
    return checked(settings)


def checked(settings: Settings) -> Settings:
    """The same settings, if they make sense and do not contradict each other.

    Raises:
        ConfigurationError: threshold or floor is no number from 0 to 1, or the
            floor lies above the threshold.
    """
    for name in ("threshold", "floor"):
        value = getattr(settings, name)
        if not 0 <= value <= 1:  # which not-a-number is not either
            raise ConfigurationError(f"the {name} is {value}; it takes a number from 0 to 1")
    if settings.floor > settings.threshold:
        raise ConfigurationError(
            f"the floor ({settings.floor}) lies above the threshold "
            f"({settings.threshold}); lower it or raise the threshold"
        )
    return settings


def _file_values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read as settings: {error}") from error


def _understood(key: str, value: object, *, where: str) -> Any:
    parse, expected = KINDS[key]
    try:
        return parse(value)
    except ValueError:
        raise ConfigurationError(f"{where} is {value!r}; it takes {expected}") from None


def _default_data_dir() -> Path:
    from platformdirs import user_data_path  # late: only where no folder is set

    return user_data_path("screening", appauthor=False)


def bundled(name: str) -> Path:
    """The folder `migrations` or `seeds`, inside the wheel or in the checkout.

    Raises:
        ConfigurationError: it is in neither, so the installation is broken.
    """
    package = Path(__file__).parent
    for folder in (package / "_bundled" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigurationError(f"the folder {name!r} is missing; install the package again")
