"""Columns that someone names for a field, as `--map` does."""

from collections.abc import Iterable, Mapping, Sequence

from screening.batch.fields import FIELDS, IDENTIFIERS, SEVERAL, field_called
from screening.errors import InputFileError, QueryError
from screening.identifiers import identifier_kind

EXAMPLE = "write FIELD=COLUMN, such as name=Customer"


def mapped_columns(texts: Iterable[str]) -> dict[str, list[str]]:
    """Field to columns, from texts such as `name=Customer`.

    Raises:
        InputFileError: one is not built so.
    """
    found: dict[str, list[str]] = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not (field.strip() and equals and column):
            raise InputFileError(f"--map {text}: {EXAMPLE}")
        found.setdefault(field.strip(), []).append(column)
    return found


def asked_fields(
    header: Sequence[str], mapped: Mapping[str, Sequence[str]], file: str
) -> dict[str, list[int]]:
    """Field or kind of identifier to the places of its columns, as someone maps them.

    Raises:
        InputFileError: what is mapped is no field, its column is not there or is mapped
            before, or there are several columns of a field that has one value.
    """
    found: dict[str, list[int]] = {}
    taken: dict[str, str] = {}
    for word, headers in mapped.items():
        field = _field(word)
        for column in headers:
            if column not in header:
                raise InputFileError(
                    f"{file}: no column is called {column!r}, as --map {word}={column} says; "
                    f"its columns are {', '.join(map(repr, filter(None, header)))}"
                )
            if column in taken:
                raise InputFileError(
                    f"{file}: --map takes {column!r} for {taken[column]} and for {word}; "
                    "leave out one of them"
                )
            taken[column] = word
            found.setdefault(field, []).append(header.index(column))
        if len(found[field]) > 1 and field not in SEVERAL and field in FIELDS:
            raise InputFileError(
                f"{file}: --map gives {field} two columns, and it has one value; leave out one"
            )
    return found


def _field(word: str) -> str:
    if (field := field_called(word)) is not None:
        return field
    try:
        return identifier_kind(word)
    except QueryError:
        known = ", ".join((*FIELDS, *IDENTIFIERS))
        raise InputFileError(f"--map: {word!r} is no field; write one of {known}") from None
