"""Ordering by code points, as SQLite does, whatever language a server is set to."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, collate


def by_letter(connection: Connection, column: Any) -> ColumnElement[str]:
    """A text column to order by, letter by letter as Python compares texts."""
    ordered: ColumnElement[str] = (
        collate(column, "C") if connection.dialect.name == "postgresql" else column
    )
    return ordered
