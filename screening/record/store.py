"""The record's tables, reached through the driver alone.

A look-up writes to them on every run, and SQLAlchemy takes longer to import than the
whole look-up takes (docs/decisions/0003-light-start.md). The tables themselves are
declared with those of the registry, in `registry.models`.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from screening.errors import RecordError
from screening.printable import encodable
from screening.settings import Settings

WAIT_SECONDS = 60
"""How long a run waits for another program that is writing, such as an import."""
ROWS_AT_ONCE = 16
"""Rows that are taken from the database together; a block is some 200 kB."""
NUMBERS = count()
RECORD_LOCK = int.from_bytes(b"record", "big")
"""The advisory lock of a server that whoever adds to the chain holds."""


class Store:
    """The tables of a registry that hold the record. Use as a context manager.

    Args:
        connection: of the driver's own; it commits each statement outside `writing`.
        on_server: whether that is Postgres.
        place: what a message calls it.
    """

    def __init__(self, connection: Any, *, on_server: bool, place: str) -> None:
        self._connection = connection
        self.on_server = on_server
        self.place = place
        self._is_writing = False
        self._once_written: list[Callable[[], None]] = []

    @classmethod
    def open(
        cls, settings: Settings, *, wait: float | None = None, reading: bool = False
    ) -> Self:
        """The record of a registry that is there and current.

        Args:
            settings: where the registry is.
            wait: seconds to wait for whoever writes meanwhile; `WAIT_SECONDS` by default.
            reading: whether nothing will be written; a file that is read-only will do.

        Raises:
            RecordError: it cannot be opened.
        """
        path = settings.registry_file
        wait = WAIT_SECONDS if wait is None else wait
        if path is None:
            from screening.record.server import connected  # late: a file needs none

            connection, place = connected(settings.registry_url, wait)
            return cls(connection, on_server=True, place=place)
        connection = _file_to_read(path) if reading else _file(path, wait)
        return cls(connection, on_server=False, place=str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What a question answers, all at once.

        Args:
            sql: with `?` for each value.
            values: in their order.

        Raises:
            RecordError: the database refuses.
        """
        with self._refusals():
            return list(map(tuple, self._execute(sql, values).fetchall()))

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row that a question answers; None where there is none."""
        with self._refusals():
            found = self._execute(sql, values).fetchone()
        return None if found is None else tuple(found)

    def do(self, sql: str, *values: object) -> int:
        """Change something; returns how many rows that touched.

        Raises:
            RecordError: the database refuses.
        """
        with self._refusals():
            return int(self._execute(sql, values).rowcount)

    def fill(self, table: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Put rows into a table, a value for each of its columns.

        Raises:
            RecordError: the database refuses; none of the rows is there then.
        """
        if not rows:
            return
        with self._refusals():
            if self.on_server:
                with (
                    self._connection.cursor() as cursor,
                    cursor.copy(f"COPY {table} FROM STDIN") as copy,
                ):
                    for row in map(_fit, rows):
                        copy.write_row(row)
                return
            marks = ", ".join("?" * len(rows[0]))
            self._connection.execute("BEGIN")
            try:
                self._connection.executemany(
                    f"INSERT INTO {table} VALUES ({marks})", map(_fit, rows)
                )
                self._connection.execute("COMMIT")
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise

    def do_each(self, sql: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Change something once for each of several rows of values.

        Raises:
            RecordError: the database refuses.
        """
        if not rows:
            return
        with self._refusals():
            if self.on_server:
                with self._connection.cursor() as cursor:
                    cursor.executemany(sql.replace("?", "%s"), [*map(_fit, rows)])
            else:
                self._connection.executemany(sql, map(_fit, rows))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that nobody else adds to the record beside, done whole or not at all.

        Within another it is a part of that one.

        Raises:
            RecordError: somebody else writes for too long, or the database refuses.
        """
        if self._is_writing:
            yield
            return
        with self._refusals():
            self._connection.execute("BEGIN" if self.on_server else "BEGIN IMMEDIATE")
        self._is_writing = True
        try:
            if self.on_server:
                with self._refusals():
                    self._connection.execute(f"SELECT pg_advisory_xact_lock({RECORD_LOCK})")
            yield
            with self._refusals():
                self._connection.execute("COMMIT")
        except BaseException:
            self._once_written.clear()
            self._roll_back()
            raise
        finally:
            self._is_writing = False
        todo, self._once_written = self._once_written, []
        for each in todo:
            each()

    def once_written(self, do: Callable[[], None]) -> None:
        """Have something done once the transaction is, and not where it fails; in `writing`."""
        self._once_written.append(do)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A time in which every question is answered from one state, whoever writes meanwhile.

        Raises:
            RecordError: the database refuses.
        """
        level = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if self.on_server else ""
        with self._refusals():
            self._connection.execute(f"BEGIN{level}")
        try:
            yield
        finally:
            self._roll_back()

    def each(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """What a question answers, a few rows at a time; within `reading`.

        Args:
            sql: with `?` for each value.
            values: in their order.

        Raises:
            RecordError: the database refuses.
        """
        with self._refusals():
            if self.on_server:
                # what the driver asks without a name it takes in whole
                cursor = self._connection.cursor(name=f"each_{next(NUMBERS)}")
                cursor.itersize = ROWS_AT_ONCE
                cursor.execute(sql.replace("?", "%s"), values)
            else:
                cursor = self._connection.execute(sql, values)
        while True:
            with self._refusals():
                rows = cursor.fetchmany(ROWS_AT_ONCE)
            if not rows:
                break
            yield from map(tuple, rows)
        cursor.close()

    def overwrite(self) -> None:
        """Have a file's pages written over with zeros where something is taken out of them.

        A server has no such thing: what is taken out there goes with its next vacuum.
        """
        if not self.on_server:
            self.do("PRAGMA secure_delete = ON")

    def emptied(self) -> bool:
        """Empty the log that a file is written through, which has what was there before.

        Returns:
            Whether that was done; not while somebody reads, and not on a server.
        """
        found = None if self.on_server else self.row("PRAGMA wal_checkpoint(TRUNCATE)")
        return found is not None and found[0] == 0

    def _roll_back(self) -> None:
        """End a transaction that is not to count; the database may have done so itself."""
        try:
            self._connection.execute("ROLLBACK")
        except Exception as error:
            if not _is_database_error(error):
                raise

    def _execute(self, sql: str, values: Sequence[object]) -> Any:
        if self.on_server:
            sql = sql.replace("?", "%s")
        return self._connection.execute(sql, _fit(values))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """What the database refuses, in a line that says what to do."""
        try:
            yield
        except RecordError:
            raise
        except Exception as error:
            if not _is_database_error(error):
                raise
            raise RecordError(f"{self.place}: {_reason(error)}") from error


def _fit(values: Sequence[object]) -> tuple[object, ...]:
    """Values that the driver takes: half a character in a text is spelled out.

    As the hashes of the record are taken: what is stored is what was hashed.
    """
    return tuple(encodable(each) if isinstance(each, str) else each for each in values)


def _is_database_error(error: Exception) -> bool:
    # the driver of a server is not imported where there is none
    return isinstance(error, sqlite3.Error) or type(error).__module__.startswith("psycopg")


REASONS: tuple[tuple[str, str], ...] = (
    (
        "locked",
        "another program is writing to the registry and does not finish; try again when it "
        "has, or screen with --record off",
    ),
    (
        "readonly",
        "the registry cannot be written to, so nothing can go on record; make it writable, "
        "or screen with --record off",
    ),
    ("disk is full", "the disk is full, so nothing can go on record; make room"),
    (
        "lock timeout",
        "another program is writing to the record and does not finish; try again when it has",
    ),
)


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    for words, meaning in REASONS:
        if words in text:
            return meaning
    return f"the record cannot be used: {text}"


def _file(path: Path, wait: float) -> sqlite3.Connection:
    try:
        connection = _connected(path, "mode=rw", wait)
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error as error:
        raise RecordError(f"{path}: {_reason(error)}") from error
    return connection


def _file_to_read(path: Path) -> sqlite3.Connection:
    """A connection to a file that may be read-only, as an examiner's copy is."""
    log = path.with_name(f"{path.name}-wal")
    # without a log nothing is missed by reading the file alone, and only then
    has_log = log.exists() and log.stat().st_size > 0
    modes = ("mode=ro",) if has_log else ("mode=ro", "mode=ro&immutable=1")
    for mode in modes:
        try:
            connection = _connected(path, mode, WAIT_SECONDS)
            connection.execute("SELECT 1 FROM run LIMIT 1").fetchone()
        except sqlite3.Error as error:
            refusal = error
        else:
            return connection
    raise RecordError(f"{path}: {_reason(refusal)}") from refusal


def _connected(path: Path, mode: str, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?{mode}",
        uri=True,
        timeout=wait,
        isolation_level=None,
        check_same_thread=False,
    )
