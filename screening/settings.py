"""Settings: `screening.toml`, over it the environment, over it the caller.

Read with the standard library alone: the usual settings libraries cost more
time to import than a whole look-up takes (docs/decisions/0003-light-start.md).
"""

import os
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from screening.errors import ConfigurationError
from screening.records import field, replace
from screening.records import record as a_record

PREFIX = "SCREENING_"
FILE_NAME = "screening.toml"


@a_record
class Settings:
    """What can be set, with the value each has when nobody sets it.

    Args:
        data_dir: folder of the registry and its index.
        database_url: where the registry is; empty for SQLite in `data_dir`.
        cache_dir: folder of the index of a registry on a server; None for the
            platform's cache folder.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown for review.
        weak_aliases: whether weak aliases are searched.
        fast: whether names spelled otherwise are searched less thoroughly, for triage.
        without: what beside the name is not compared, of `FEATURES`.
        max_list_age: how old a list may be when it is screened against (`2d`);
            None where it does not matter.
        operator: who is at work, for the record; the system's name by default.
        record: whether screenings go on record.
        four_eyes: whether a decision suppresses nothing before somebody else approves it.
        limits: for a source, what overrides its own limits (`shrink` ...).
        addresses: for a source, where it is downloaded from instead.
    """

    data_dir: Path
    database_url: str = ""
    cache_dir: Path | None = None
    threshold: float = 0.70
    floor: float = 0.40
    weak_aliases: bool = True
    fast: bool = False
    without: tuple[str, ...] = ()
    max_list_age: timedelta | None = None
    operator: str = ""
    record: bool = True
    four_eyes: bool = True
    limits: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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


FEATURES = ("birth_date", "country", "gender", "type", "identifiers")
"""What beside the name can be switched off."""


def parse_features(given: object) -> tuple[str, ...]:
    """What is switched off: `country,gender`, or a list of words; each once, in order.

    Raises:
        ValueError: a word is none of `FEATURES`.
    """
    if not isinstance(given, (str, list, tuple)):
        raise ValueError
    words = given.split(",") if isinstance(given, str) else given
    wanted = [str(word).strip().lower().replace("-", "_") for word in words]
    if not set(wanted) - {""} <= set(FEATURES):
        raise ValueError
    return tuple(feature for feature in FEATURES if feature in wanted)


def _path(text: object) -> Path:
    return Path(str(text)).expanduser()


AGE_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def parse_age(text: object) -> timedelta:
    """An age such as `90m`, `36h`, `2d` or `1w`.

    Raises:
        ValueError: it is written otherwise.
    """
    found = re.fullmatch(r"(\d{1,4})([mhdw])", str(text).strip().lower())
    if found is None:
        raise ValueError
    return timedelta(**{AGE_UNITS[found[2]]: int(found[1])})


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError
    return value


def _share(value: object) -> float:
    # not-a-number would pass every comparison, and switch the guard off
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValueError
    return float(value)


LIMIT_KINDS: dict[str, Callable[[object], int | float]] = {
    "least": _count,
    "most": _count,
    "shrink": _share,
    "change": _share,
    "dropped": _share,
}


def _limits(tables: object) -> dict[str, dict[str, Any]]:
    if not isinstance(tables, dict):
        raise ValueError
    found: dict[str, dict[str, Any]] = {}
    for source, table in tables.items():
        if not isinstance(table, dict) or not table.keys() <= LIMIT_KINDS.keys():
            raise ValueError
        found[source] = {key: LIMIT_KINDS[key](value) for key, value in table.items()}
    return found


def _addresses(table: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(table, dict):
        raise ValueError
    found = {}
    for source, given in table.items():
        several = [given] if isinstance(given, str) else given
        if not isinstance(several, list) or not several:
            raise ValueError
        if not all(isinstance(each, str) and each for each in several):
            raise ValueError
        found[source] = tuple(several)
    return found


KINDS: dict[str, tuple[Callable[[object], Any], str]] = {
    "data_dir": (_path, "a folder"),
    "database_url": (str, "a database address such as sqlite:///registry.sqlite"),
    "cache_dir": (_path, "a folder"),
    "threshold": (_number, "a number from 0 to 1"),
    "floor": (_number, "a number from 0 to 1"),
    "weak_aliases": (_switch, "true or false"),
    "fast": (_switch, "true or false"),
    "without": (parse_features, f"any of {', '.join(FEATURES)}"),
    "max_list_age": (parse_age, "an age such as 36h, 2d or 1w"),
    "operator": (str, "a name"),
    "record": (_switch, "on or off"),
    "four_eyes": (_switch, "on or off"),
}

TABLES: dict[str, tuple[Callable[[object], Any], str]] = {
    "limits": (_limits, "a table for each source, such as un-sc = { shrink = 0.2 }"),
    "addresses": (_addresses, 'an address for each source, such as un-sc = "https://..."'),
}
"""What a file alone can set: a table does not fit into a variable."""


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
    return load_with_origins(environ, folder=folder)[0]


DEFAULT = "default"


def load_with_origins(
    environ: Mapping[str, str] | None = None, *, folder: Path | None = None
) -> tuple[Settings, dict[str, str]]:
    """The settings in force, and where each is from: a variable, the file or `default`.

    Args:
        environ: the environment to read; the process's own by default.
        folder: where `screening.toml` is looked for; the working folder by
            default.

    Raises:
        ConfigurationError: as `load_settings`.
    """
    environ = os.environ if environ is None else environ
    given: dict[str, Any] = {}
    origins = dict.fromkeys((*KINDS, *TABLES), DEFAULT)
    path = (folder or Path()) / FILE_NAME
    for key, value in _file_values(path).items():
        if key not in KINDS and key not in TABLES:
            known = ", ".join((*KINDS, *TABLES))
            raise ConfigurationError(f"{path}: {key!r} is no setting; known: {known}")
        given[key] = _understood(key, value, where=f"{path}: {key}")
        origins[key] = str(path)
    for key in KINDS:
        variable = PREFIX + key.upper()
        if environ.get(variable):
            given[key] = _understood(key, environ[variable], where=variable)
            origins[key] = variable
    if "data_dir" not in given:
        given["data_dir"] = _default_data_dir()
    return checked(Settings(**given)), origins


def with_overrides(
    settings: Settings,
    *,
    threshold: float | None = None,
    floor: float | None = None,
    weak_aliases: bool | None = None,
    fast: bool | None = None,
    without: str | Sequence[str] | None = None,
    record: str | None = None,
) -> Settings:
    """The settings with what a caller asks for on top.

    A threshold asked for below the floor takes the floor down with it.

    Args:
        settings: those in force.
        threshold: score (0 to 1) from which a candidate is a hit.
        floor: score (0 to 1) from which a candidate is shown.
        weak_aliases: whether weak aliases are searched.
        fast: whether names spelled otherwise are searched less thoroughly.
        without: what beside the name is not compared, of `FEATURES`: `country,gender`.
        record: whether screenings go on record: `on` or `off`.

    Raises:
        ConfigurationError: the floor asked for lies above the threshold, or what is to
            be switched off cannot be.
    """
    if threshold is not None:
        lowest = min(settings.floor, threshold)
        settings = replace(settings, threshold=threshold, floor=lowest)
    if floor is not None:
        settings = replace(settings, floor=floor)
    if weak_aliases is not None:
        settings = replace(settings, weak_aliases=weak_aliases)
    if fast is not None:
        settings = replace(settings, fast=fast)
    if without is not None:
        off = _understood("without", without, where="without")
        settings = replace(settings, without=off)
    if record is not None:
        settings = replace(settings, record=_understood("record", record, where="--record"))
    return checked(settings)


def checked(settings: Settings) -> Settings:
    """The same settings, if they make sense and do not contradict each other.

    Raises:
        ConfigurationError: threshold or floor is no number from 0 to 1, the floor
            lies above the threshold, or what is switched off cannot be.
    """
    _understood("without", settings.without, where="without")
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
        text = path.read_text(encoding="utf-8")
        import tomllib  # late: most working folders have no such file

        return tomllib.loads(text)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:  # it is no UTF-8, or no TOML
        raise ConfigurationError(f"{path}: cannot be read as settings: {error}") from error


def _understood(key: str, value: object, *, where: str) -> Any:
    parse, expected = (KINDS | TABLES)[key]
    try:
        return parse(value)
    except (ValueError, TypeError):
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
