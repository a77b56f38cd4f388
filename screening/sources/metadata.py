"""What is data about each list: `meta/<source>.toml`.

Who publishes it and where, what is to be expected of it, how its packages are
told, and what its coded values stand for.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from screening.domain.lists import Limits, Source
from screening.errors import UnexpectedLayout
from screening.sources.toml_entry import Entry

FOLDER = Path(__file__).with_name("meta")
KEYS = frozenset(
    (
        "authority title address licence cadence copy limits download stands_for package words"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Download:
    """How a list is fetched.

    Args:
        addresses: each file of it; all of them are one state of the list.
        user_agent: what the server must be told, where it refuses others.
        patience: seconds it may take to begin its answer.
    """

    addresses: tuple[str, ...]
    user_agent: str | None = None
    patience: int = 60


@dataclass(frozen=True, slots=True)
class PackageRule:
    """Which package a listing is of, where only its date and regime tell.

    Args:
        programme: as the reader of the list names the regime.
        listed_on: day (ISO) of the listing.
        package: code of the package.
    """

    programme: str
    listed_on: str
    package: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Everything that is known beforehand of one source.

    Args:
        source: what the registry keeps of it.
        cadence: how often it changes, in words.
        limits: what a state of it has to keep to, to become active by itself.
        download: how it is fetched, None where it is not.
        stands_for: measures of the authority that the list is complete for;
            built-in listings of these give way to it. Empty for none.
        package_rules: packages by regime and day.
        words: tables of coded values: `words["documents"]["Passport"]`.
    """

    source: Source
    cadence: str | None
    limits: Limits
    download: Download | None
    stands_for: tuple[str, ...] = ()
    package_rules: tuple[PackageRule, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def package_of(self, programme: str, listed_on: str | None) -> str | None:
        """The package of a listing by its regime and day, None where no rule tells."""
        for rule in self.package_rules:
            if (rule.programme, rule.listed_on) == (programme, listed_on):
                return rule.package
        return None


def known_sources() -> tuple[str, ...]:
    """The codes of all lists that this program knows, by code."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def metadata(code: str) -> Metadata:
    """What is known of a source.

    Raises:
        KeyError: there is no source of that code.
        UnexpectedLayout: its file is not as it should be.
    """
    path = FOLDER / f"{code}.toml"
    if not path.exists():
        raise KeyError(code)
    try:
        top = Entry(path.name, None, tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        message = f"cannot be read as TOML: {error}"
        raise UnexpectedLayout(message, source=path.name) from error
    top.only(KEYS)
    return Metadata(
        source=Source(
            code=code,
            authority=top.required("authority"),
            title=top.required("title"),
            format="official",
            address=top.text("address"),
            licence=top.text("licence"),
            copy=top.flag("copy"),
        ),
        cadence=top.text("cadence"),
        limits=_limits(top),
        download=_download(top) if "download" in top.values else None,
        stands_for=top.texts("stands_for"),
        package_rules=tuple(_rule(entry) for entry in top.tables("package")),
        words=_words(top),
    )


def _limits(top: Entry) -> Limits:
    entry = top.table("limits")
    entry.only({"least", "most", "shrink", "change", "dropped"})
    least, most = entry.number("least"), entry.number("most")
    if least is None or most is None:
        raise entry.wrong("limits: least and most are both needed")
    return Limits(
        least=least,
        most=most,
        shrink=_share(entry, "shrink"),
        change=_share(entry, "change"),
        **({"dropped": _share(entry, "dropped")} if "dropped" in entry.values else {}),
    )


def _share(entry: Entry, key: str) -> float:
    value = entry.values.get(key)
    if not isinstance(value, float) or not 0 < value <= 1:
        raise entry.wrong(f"{key} holds {value!r}; write a share such as 0.05")
    return value


def _download(top: Entry) -> Download:
    entry = top.table("download")
    entry.only({"addresses", "user_agent", "patience"})
    patience = entry.number("patience")
    return Download(
        addresses=entry.texts("addresses"),
        user_agent=entry.text("user_agent"),
        patience=60 if patience is None else patience,
    )


def _rule(entry: Entry) -> PackageRule:
    entry.only({"programme", "listed_on", "code"})
    return PackageRule(
        programme=entry.required("programme"),
        listed_on=entry.required("listed_on"),
        package=entry.required("code"),
    )


def _words(top: Entry) -> dict[str, dict[str, str]]:
    tables = top.values.get("words", {})
    found: dict[str, dict[str, str]] = {}
    for name, table in tables.items():
        for word, meaning in table.items():
            if not isinstance(meaning, str):
                raise top.wrong(f"words.{name}: {word!r} holds {meaning!r}; write a text")
        found[name] = dict(table)
    return found
