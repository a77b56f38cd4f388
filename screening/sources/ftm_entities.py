"""Lines of FollowTheMoney JSON: one entity each, with lists of texts as properties."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from screening.domain.targets import TargetType
from screening.errors import UnexpectedLayout
from screening.sources.base import EntryNotes
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata

Entity = Mapping[str, Any]
LONGEST_LINE = 64 * 1024**2  # bytes; names of whole states run to one or two million


def looks_like(head: bytes) -> bool:
    """Whether a file begins with a line of this form."""
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    return first.startswith(b"{") and b'"schema"' in first and b'"properties"' in first


def read_entities(file: ListFile) -> Iterator[Entity]:
    """The entities of a file, as printed, in order.

    Raises:
        UnexpectedLayout: a line is no entity.
    """
    with file.open() as stream:
        number = 0
        while line := stream.readline(LONGEST_LINE):
            number += 1
            if line.strip():
                yield _entity(file, number, line.removeprefix(b"\xef\xbb\xbf"))


def _entity(file: ListFile, number: int, line: bytes) -> Entity:
    try:
        entity = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnexpectedLayout(
            f"line {number} is no JSON ({error}); the file is cut short or was changed by "
            "another program: get it again",
            source=file.name,
        ) from error
    if not (
        isinstance(entity, dict)
        and isinstance(entity.get("id"), str)
        and isinstance(entity.get("schema"), str)
        and isinstance(entity.get("properties"), dict)
    ):
        raise UnexpectedLayout(
            f"line {number} is no entity with id, schema and properties; get the export "
            "entities.ftm.json of the compilation",
            source=file.name,
        )
    for name, values in entity["properties"].items():
        if isinstance(values, list) and any(map(_is_entity, values)):
            raise UnexpectedLayout(
                f"line {number} holds entities within {name}, as nested exports do; get the "
                "export entities.ftm.json of the compilation",
                source=file.name,
            )
    return entity


def _is_entity(value: object) -> bool:
    return isinstance(value, dict) and "schema" in value and "properties" in value


def values(entity: Entity, name: str) -> tuple[str, ...]:
    """The texts of a property, white space collapsed, each once."""
    return texts(entity["properties"].get(name))


def first(entity: Entity, name: str) -> str:
    """The first text of a property, empty where there is none."""
    return next(iter(values(entity, name)), "")


def texts(held: object) -> tuple[str, ...]:
    """What a list or a single value prints, white space collapsed, each once."""
    several = held if isinstance(held, list) else [] if held is None else [held]
    plain = (
        json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)
        for value in several
        if value is not None
    )
    printed = (" ".join(text.split()) for text in plain)
    return once(printed)


def label(name: str) -> str:
    """The name of a property in words: `birthCountry` is `Birth country`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def once(printed: Iterable[str]) -> tuple[str, ...]:
    """Those that are not empty, each once."""
    return tuple(dict.fromkeys(text for text in printed if text))


def target_type(schema: str, entry: EntryNotes, about: Metadata) -> TargetType:
    """What kind of thing a schema is of; one that is not known becomes an issue."""
    word = about.words["schemas"].get(schema)
    if word is None:
        entry.issue("unknown schema", schema)
    return TargetType(word or "unknown")


def country(code: str, entry: EntryNotes, about: Metadata) -> str | None:
    """The ISO code of a country; None where it is no country, or not known, an issue."""
    word = about.words["countries"].get(code.casefold())
    if word is None:
        whole, dash, region = code.partition("-")
        word = whole if dash and len(whole) == 2 and 1 < len(region) < 5 else code
    return entry.country(word)


def countries(codes: Iterable[str], entry: EntryNotes, about: Metadata) -> tuple[str, ...]:
    """The ISO codes of several countries, each once."""
    found = (country(code, entry, about) for code in codes)
    return tuple(dict.fromkeys(code for code in found if code is not None))
