"""Reading JSON lines: a row is an object on a line of its own.

What keys there are is told by the first objects; later ones could bring a name that
nobody looks at, which is a fault of theirs.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from screening.batch.columns import Columns
from screening.batch.fields import field_called
from screening.batch.tables import EMPTY, Record, Source, Table, numbered
from screening.batch.texts import Lines
from screening.errors import InputFileError

FIRST = 1_000  # objects whose keys are the columns
FIRST_SIZE = 1 << 22  # characters that these may have together
SPREAD = re.compile(r"\s*(\[.*|\{\s*)", re.DOTALL)
WHOLE = re.compile(r"(-?[0-9]+)\.0+")
SURROGATE = re.compile("[\ud800-\udfff]")
WRONG_VALUE = "is no JSON that can be read"


class _Line(NamedTuple):
    """A line: what it holds, or why that cannot be told."""

    at: int
    values: dict[str, Any]
    fault: str | None


class _Twice(ValueError):
    """A key stands twice in an object, and one value would hide the other."""


def read_json_lines(source: Source) -> tuple[Table, Columns]:
    """Read objects, a line each, as rows of a table; as they are asked for.

    A line that is no object, holds a value that no cell can, or has a key of a field
    that none of the first objects had, is a row with a fault.

    Raises:
        InputFileError: no line is an object, or the file is one value over many lines.
    """
    lines = Lines(source.stream, source.file, source.encoding)
    read = _lines(lines)
    first = list(_first(read))
    header = tuple(dict.fromkeys(key for line in first for key in line.values))
    if not header:
        raise InputFileError(
            f"{source.file}: holds no JSON object; each line has to be one, such as "
            '{"name": "..."}'
        )
    columns = source.columns(header)
    records = _records(chain(first, read), header, columns)
    return Table(header, numbered(records), _said(lines)), columns


def check_json_lines(source: Source) -> tuple[str, ...]:
    """Read to the end for what would be refused on the way.

    Returns:
        How it was read, as in `Table.said`.

    Raises:
        InputFileError: it is not in its encoding, holds NUL bytes or too long a line.
    """
    lines = Lines(source.stream, source.file, source.encoding)
    for _ in lines.texts:
        lines.taken.clear()
    return _said(lines)


def _said(lines: Lines) -> tuple[str, ...]:
    return ("format: JSON lines", *lines.said)


def _lines(lines: Lines) -> Iterator[_Line]:
    for text in lines.texts:
        lines.taken.clear()
        if not text.strip():
            yield _Line(lines.number, {}, EMPTY)
            continue
        if lines.number == 1 and SPREAD.fullmatch(text):
            lines.refuse(0, "is JSON, but no object of one line; write an object a line")
        try:
            values = _DECODER.decode(text.strip())
        except _Twice as error:
            yield _Line(lines.number, {}, str(error))
        except (ValueError, RecursionError) as error:
            why = error.msg if isinstance(error, json.JSONDecodeError) else WRONG_VALUE
            yield _Line(lines.number, {}, f"the line is no JSON object ({why})")
        else:
            fault = None if isinstance(values, dict) else "the line is no JSON object"
            yield _Line(lines.number, {} if fault else values, fault)


def _first(read: Iterator[_Line]) -> Iterator[_Line]:
    size = 0
    for count, line in enumerate(read, start=1):
        yield line
        size += sum(len(str(value)) for value in line.values.values())
        if count == FIRST or size > FIRST_SIZE:
            return


def _records(
    read: Iterable[_Line], header: tuple[str, ...], columns: Columns
) -> Iterator[Record]:
    keys = frozenset(header)
    screened, several = columns.places, columns.several
    for at, values, fault in read:
        cells: list[str] = []
        why = fault or _unlooked(values, keys)
        for place, key in enumerate(header):
            text, wrong = _cell(values.get(key), place in several)
            cells.append(text)
            if wrong and place in screened:
                why = why or f"{key} holds {wrong}"
        yield Record(at, () if why else tuple(cells), why)


def _unlooked(values: dict[str, Any], keys: frozenset[str]) -> str | None:
    """Why an object cannot be screened by the keys of the first ones."""
    for key, value in values.items():
        if key not in keys and value not in (None, "", []) and field_called(key) is not None:
            return f"{key} is in none of the first {FIRST:,} lines; give it there, as null"
    return None


def _cell(value: Any, several: bool) -> tuple[str, str | None]:
    """A value as text, and what it is where it is none."""
    if value is None:
        return "", None
    if isinstance(value, bool):
        return str(value).lower(), None
    if isinstance(value, str):
        if SURROGATE.search(value):
            return "", "half of a character"
        return value, None
    if isinstance(value, dict):
        return "", "an object, where a text can stand"
    found = [_cell(each, False) for each in value if each is not None]
    wrong = next((why for _, why in found if why), None)
    if wrong is None and len(found) > 1 and not several:
        wrong = "several values, where one can stand"
    return ";".join(text for text, _ in found), wrong


def _number(text: str) -> str:
    """A number as it is printed, whole ones without a point."""
    whole = WHOLE.fullmatch(text)
    return whole[1] if whole else text


def _refuse_constant(text: str) -> None:
    raise ValueError(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for at, key in enumerate(keys) if key in keys[:at])
        raise _Twice(f"the key {twice} stands twice; leave out one of them")
    return values


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_int=str,
    parse_float=_number,
    parse_constant=_refuse_constant,
)
