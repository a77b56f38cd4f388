"""One table of a TOML file, that gives its values only as what they should be.

Whatever is not as it should be is refused with the file, the entry and the
key, and a word on what to write instead.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from screening.errors import SourceError, UnexpectedLayout, UnknownCode

# a day, month or year, `~` behind it for circa, and `/` between two for a range
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?~?")

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file, that gives its values only as what they should be."""

    file: str
    record: str | None
    values: dict[str, Any]

    def wrong(self, message: str, kind: type[SourceError] = UnexpectedLayout) -> SourceError:
        """The error to raise for this entry."""
        return kind(message, source=self.file, record=self.record)

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that is not known."""
        for key in self.values:
            if key not in known:
                keys = ", ".join(sorted(known))
                raise self.wrong(f"{key!r} is no key here; use one of: {keys}")

    def inner(self, key: str, values: object) -> "Entry":
        """A table within this one, blamed as this one is."""
        if not isinstance(values, dict):
            raise self.wrong(f"{key} holds {values!r}; write a table of keys and values")
        return Entry(self.file, self.record, values)

    def text(self, key: str) -> str | None:
        """A text, None where the key is absent."""
        return self._checked_text(key, self.values[key]) if key in self.values else None

    def required(self, key: str) -> str:
        """A text that has to be there."""
        value = self.text(key)
        if value is None:
            raise self.wrong(f"{key} is missing; add it")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty where the key is absent."""
        return tuple(self._checked_text(key, item) for item in self._array(key))

    def code(self, key: str, value: str, codes: type[Code]) -> Code:
        """A value as a member of a vocabulary."""
        self.one_of(key, value, [code.value for code in codes])
        return codes(value)

    def one_of(self, key: str, value: str, known: Collection[str]) -> str:
        """A value that has to be one of those known."""
        if value not in known:
            words = ", ".join(known)
            raise self.wrong(f"{key} {value!r} is not known; use one of: {words}", UnknownCode)
        return value

    def countries(self, key: str) -> tuple[str, ...]:
        """A list of ISO 3166 codes."""
        for value in self.texts(key):
            if not re.fullmatch("[A-Z]{2}", value):
                message = f"{key} {value!r} is no country code; write two capital letters"
                raise self.wrong(message, UnknownCode)
        return self.texts(key)

    def when(self, key: str) -> str | None:
        """A date, possibly partial, circa or a range; None where absent."""
        value = self.text(key)
        return None if value is None else self._checked_date(key, value)

    def dates(self, key: str) -> tuple[str, ...]:
        """A list of such dates."""
        return tuple(self._checked_date(key, value) for value in self.texts(key))

    def day(self, key: str) -> str | None:
        """A date that is a whole day, None where absent."""
        value = self.when(key)
        if value is not None and len(value) != len("2024-12-16"):
            raise self.wrong(f"{key} is {value!r}; write the whole day, such as 2024-12-16")
        return value

    def number(self, key: str) -> int | None:
        """A whole number, None where absent."""
        value = self.values.get(key)
        if value is None or (type(value) is int and value >= 0):
            return value
        raise self.wrong(f"{key} is {value!r}; write a whole number")

    def flag(self, key: str) -> bool:
        """True or false, false where absent."""
        value = self.values.get(key, False)
        if isinstance(value, bool):
            return value
        raise self.wrong(f"{key} is {value!r}; write true or false")

    def table(self, key: str) -> "Entry":
        """The table `[key]`, which has to be there."""
        if key not in self.values:
            raise self.wrong(f"[{key}] is missing; add it")
        return self.inner(key, self.values[key])

    def tables(self, key: str) -> list["Entry"]:
        """The tables `[[key]]`, in the order of the file."""
        return [self.inner(key, item) for item in self._array(key)]

    def keyed(self, key: str) -> dict[str, "Entry"]:
        """The tables `[key.NAME]`, by name."""
        return {k: self.inner(f"{key}.{k}", v) for k, v in self.table(key).values.items()}

    def entries(self, key: str, name: str) -> list["Entry"]:
        """The tables `[[key]]`, each blamed by its own `name`, which no two share."""
        found: dict[str, Entry] = {}
        for position, entry in enumerate(self.tables(key), start=1):
            record = Entry(self.file, f"{key} {position}", entry.values).required(name)
            entry = Entry(self.file, record, entry.values)
            if record in found:
                raise entry.wrong(f"{name} is there twice; give each entry its own")
            found[record] = entry
        if not found:
            raise self.wrong(f"no [[{key}]] in it; add one or delete the file")
        return list(found.values())

    def _array(self, key: str) -> list[Any]:
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(f"{key} is {value!r}; put it in square brackets")
        return value

    def _checked_text(self, key: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value
        raise self.wrong(f"{key} is {value!r}; write text in quotes, or leave the key out")

    def _checked_date(self, key: str, value: str) -> str:
        ends = value.split("/")
        if len(ends) > 2 or ends != sorted(ends) or not all(map(_is_date, ends)):
            forms = "2024, 2024-12, 2024-12-16, 1956~ or 1956/1958"
            raise self.wrong(f"{key} is {value!r}; write a date as {forms}")
        return value


def _is_date(text: str) -> bool:
    match = DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = match.groups(default="1")
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
