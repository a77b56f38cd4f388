"""Cells of Arrow columns as text, as a row of a CSV file would hold them."""

from collections.abc import Iterator, Sequence
from itertools import chain, repeat

import pyarrow as pa

from screening.batch.columns import Columns
from screening.batch.rows import Row
from screening.errors import InputFileError

NOT_UTF8 = "holds bytes that are not UTF-8; check how the table was made"

_AS_TEXT = (
    *(pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view),
    *(pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean),
    *(pa.types.is_date, pa.types.is_timestamp, pa.types.is_null),
)


def refuse_no_text(
    schema: pa.Schema, header: Sequence[str], columns: Columns, *, file: str
) -> None:
    """Refuse a table whose columns cannot be read as what they are screened as.

    Raises:
        InputFileError: one that is screened holds neither text, numbers nor dates, nor
            a list of them where several values may stand.
    """
    for place in sorted(columns.places):
        kind = schema.field(header[place]).type
        if not (_is_text(kind) or (place in columns.several and _is_list(kind))):
            raise InputFileError(
                f"{file}: the column {header[place]} holds {kind}; make it text, several "
                "values with ; between them"
            )


def as_rows(
    batch: pa.RecordBatch, numbers: Sequence[int], columns: Columns, *, carried: bool = False
) -> list[Row]:
    """The rows of a block; one whose text is not UTF-8, which Arrow lets in, has a fault.

    Args:
        batch: with the columns that were told, in their order.
        numbers: of the rows.
        columns: which are read; of others the cells are blank.
        carried: whether those that are not screened are read too, as far as they are text.
    """
    wanted = columns.places | frozenset(columns.carried if carried else ())
    try:
        texts = [
            _texts(batch.column(place)) if place in wanted else repeat("")
            for place in range(batch.num_columns)
        ]
    except UnicodeDecodeError:
        if batch.num_rows == 1:
            return [Row(numbers[0], f"row {numbers[0]}", (), NOT_UTF8)]
        singles = (
            as_rows(batch.slice(at, 1), [number], columns, carried=carried)
            for at, number in enumerate(numbers)
        )
        return list(chain.from_iterable(singles))
    return [
        Row(number, f"row {number}", each)
        for number, each in zip(numbers, zip(*texts, strict=False), strict=True)
    ]


def _texts(column: pa.Array) -> Sequence[str] | Iterator[str]:
    if _is_text(column.type):
        found: list[str] = column.cast(pa.string()).fill_null("").to_pylist()
        return found
    if not _is_list(column.type):
        return repeat("")
    lists = column.cast(pa.list_(pa.string())).to_pylist()
    return [";".join(filter(None, each or ())) for each in lists]


def _is_text(kind: pa.DataType) -> bool:
    plain = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(is_kind(plain) for is_kind in _AS_TEXT)


def _is_list(kind: pa.DataType) -> bool:
    is_list = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    return is_list and not pa.types.is_dictionary(kind.value_type) and _is_text(kind.value_type)
