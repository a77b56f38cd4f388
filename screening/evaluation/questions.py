"""Labelled queries: a name as it was asked, and the listings it has to find; or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from screening.countries import country_code
from screening.dates import parse_dates
from screening.domain.queries import Query
from screening.errors import QueryError
from screening.evaluation.difference import script_words, slightest
from screening.evaluation.files import Cells, FileRead, read
from screening.evaluation.held import Place, References
from screening.evaluation.labels import type_of
from screening.intake import checked_name

COLUMNS = {
    "name": ("name", "query"),
    "expected": ("expected", "references", "reference"),
    "type": ("type", "schema"),
    "birth_date": ("birth_date", "dob"),
    "country": ("country",),
    "script": ("script",),
    "kind": ("kind", "category"),
    "query_id": ("query_id", "id"),
}
SLICES = ("type", "script", "kind")


@dataclass(frozen=True, slots=True)
class Question:
    """One labelled query.

    Args:
        place: where it stands, for the list of the worst.
        query: what is asked.
        expected: listings that have to be found; empty for a negative.
        slices: by which it is counted: type, script, kind of difference.
    """

    place: str
    query: Query
    expected: frozenset[Place] = frozenset()
    slices: Mapping[str, str] = field(default_factory=dict)


def read_positives(
    path: Path,
    references: References,
    *,
    with_details: bool,
    where: Mapping[str, str] | None = None,
) -> tuple[FileRead, list[Question]]:
    """Names and the listings that they have to find.

    Args:
        path: the file.
        references: what is loaded.
        with_details: whether birth date and country are asked as well.
        where: keeps only rows whose column has a value.

    Raises:
        InputFileError: the file or a row of it cannot be read, or a listing is
            expected that is not loaded; says which row and field.
    """
    file, rows = read(path, COLUMNS, required=("name", "expected"), where=where)
    return file, [positive(row, references, query_of(row, with_details)) for row in rows]


def read_negatives(
    paths: Sequence[Path], *, with_details: bool
) -> tuple[tuple[FileRead, ...], list[Question]]:
    """Names that nothing has to be found for.

    Raises:
        InputFileError: a file or a row of it cannot be read; says which row
            and field.
    """
    files: list[FileRead] = []
    questions: list[Question] = []
    for path in paths:
        file, rows = read(path, COLUMNS, required=("name",))
        files.append(file)
        questions += (negative(row, query_of(row, with_details), path.name) for row in rows)
    return tuple(files), questions


def positive(row: Cells, references: References, query: Query) -> Question:
    """A query of a row, with what it has to find.

    Raises:
        InputFileError: that is not loaded.
    """
    try:
        expected = references.meant(row.required("expected"))
    except LookupError as error:
        raise row.wrong("expected", str(error.args[0])) from None
    kind = row.get("kind") or slightest(query.name or "", references.names(expected)).value
    return Question(_place(row), query, expected, _slices(row, query) | {"kind": kind})


def negative(row: Cells, query: Query, file: str) -> Question:
    """A query of a row that has to find nothing."""
    return Question(_place(row), query, slices=_slices(row, query) | {"file": file})


def query_of(row: Cells, with_details: bool) -> Query:
    """What a row asks.

    Raises:
        InputFileError: a cell cannot be understood.
    """
    name, kind = row.required("name"), type_of(row)
    try:
        checked_name(name)
    except QueryError as error:
        raise row.wrong("name", error.reason) from None
    query = Query(name=name, type=None if kind is None else kind.value)
    if not with_details:
        return query
    return Query(name=name, type=query.type, birth_date=_birth_date(row), country=_country(row))


def _birth_date(row: Cells) -> str | None:
    text = row.get("birth_date")
    if text is None:
        return None
    try:
        parse_dates(text, field="birth_date")
    except QueryError as error:
        raise row.wrong("birth_date", error.reason) from None
    return text


def _country(row: Cells) -> str | None:
    text = row.get("country")
    if text is None:
        return None
    try:
        codes = [country_code(one) for one in text.replace("|", ";").split(";") if one.strip()]
    except QueryError as error:
        raise row.wrong("country", error.reason) from None
    return ";".join(codes) or None


def _place(row: Cells) -> str:
    return row.get("query_id") or f"row {row.row}"


def _slices(row: Cells, query: Query) -> dict[str, str]:
    return {
        "type": query.type or "not told",
        "script": row.get("script") or script_words(query.name or ""),
    }
