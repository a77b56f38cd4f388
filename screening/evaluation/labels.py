"""Labelled pairs of names: two names, and whether they are of one bearer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from screening.domain.targets import TargetType
from screening.errors import QueryError
from screening.evaluation.difference import difference, script_words
from screening.evaluation.files import Cells, FileRead, read
from screening.intake import checked_name, target_type

COLUMNS = {
    "name1": ("name1", "query"),
    "name2": ("name2", "listed"),
    "is_match": ("is_match", "label", "match"),
    "type": ("type", "schema"),
    "script": ("script",),
    "kind": ("kind", "category"),
    "case_group": ("case_group",),
    "quality": ("quality",),
    "pair_id": ("pair_id",),
}
REQUIRED = ("name1", "name2", "is_match")
LABELS = {
    **dict.fromkeys(("true", "1", "yes", "y", "match"), True),
    **dict.fromkeys(("false", "0", "no", "n", "no match", "non-match"), False),
}
SLICES = ("type", "script", "kind", "case_group", "quality")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names and whether they are of one bearer.

    Args:
        place: where it stands, for the list of the worst.
        name1: the side that asks.
        name2: the side that is listed.
        match: the label.
        type: what kind of bearer; unknown where the file does not say.
        slices: by which it is counted: type, script, kind of difference ...
    """

    place: str
    name1: str
    name2: str
    match: bool
    type: TargetType
    slices: Mapping[str, str]


def read_pairs(
    paths: Sequence[Path], *, where: Mapping[str, str] | None = None
) -> tuple[tuple[FileRead, ...], list[Pair]]:
    """The pairs of some files.

    Raises:
        InputFileError: a file or a row of it cannot be read; says which row
            and field.
    """
    files: list[FileRead] = []
    pairs: list[Pair] = []
    for path in paths:
        file, rows = read(path, COLUMNS, required=REQUIRED, where=where)
        files.append(file)
        pairs += map(_pair, rows)
    return tuple(files), pairs


def _pair(row: Cells) -> Pair:
    name1, name2 = _name(row, "name1"), _name(row, "name2")
    kind = _type(row)
    slices = {
        "type": kind.value,
        "script": row.get("script") or _scripts(name1, name2),
        "kind": row.get("kind") or difference(name1, name2).value,
        **{field: text for field in ("case_group", "quality") if (text := row.get(field))},
    }
    place = row.get("pair_id") or f"row {row.row}"
    return Pair(place, name1, name2, _label(row), kind, slices)


def _name(row: Cells, field: str) -> str:
    try:
        return checked_name(row.required(field))
    except QueryError as error:
        raise row.wrong(field, error.reason) from None


def _label(row: Cells) -> bool:
    text = row.required("is_match")
    label = LABELS.get(text.lower())
    if label is None:
        raise row.wrong("is_match", f"{text!r} is not understood; use true or false")
    return label


def _type(row: Cells) -> TargetType:
    return type_of(row) or TargetType.UNKNOWN


def type_of(row: Cells) -> TargetType | None:
    """The type a row gives; None where it gives none.

    Raises:
        InputFileError: its word is not understood.
    """
    text = row.get("type")
    if text is None:
        return None
    try:
        return target_type(text)
    except QueryError as error:
        raise row.wrong("type", error.reason) from None


def _scripts(one: str, other: str) -> str:
    first, second = script_words(one), script_words(other)
    return first if first == second else f"{first} - {second}"
