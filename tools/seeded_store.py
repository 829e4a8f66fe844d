"""Rows in bulk: gathered table by table and written the quickest way that each database has."""

import hashlib
import random
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import func, select
from sqlmodel import Session, SQLModel

from cydbost_queue.record.apart import digest_of
from cydbost_queue.store import Store

#: Rows of one table that are written together.
AT_ONCE: Final = 5_000
#: Each table after those that it points to.
ORDER: Final = (
    "words",
    "posting",
    "posting_channel",
    "version",
    "approval",
    "finding",
    "acceptance",
    "english_first",
    "incident",
    "incident_posting",
    "comment",
    "reply",
    "delivery",
    "receipt",
    "entry",
    "chain_head",
    "seal",
    "seal_leaf",
)


def moment(at: datetime | None) -> str | None:
    """Return a moment as SQLite keeps it and as PostgreSQL reads it where it is UTC."""
    return None if at is None else f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


class Rows:
    """What is to be written; ``flush`` writes it, in the caller's transaction."""

    def __init__(self, store: Store) -> None:
        """Numbers go on after those that are there."""
        self._store = store
        self._pending: dict[str, list[dict[str, Any]]] = {name: [] for name in ORDER}
        self._last: dict[str, int] = {}
        self._chance = random.Random(8)  # noqa: S311 - the same rows every time; nothing rests on its secrecy
        self.written = 0
        with store.reading() as session:
            for name in ORDER:
                column = SQLModel.metadata.tables[name].columns.get("id")
                if column is not None:
                    self._last[name] = session.connection().execute(select(func.max(column))).scalar() or 0

    def add(self, table: str, **values: Any) -> int:  # noqa: ANN401 - columns of any type
        """Keep a row to be written; return its number, 0 where the table has none of its own."""
        number = 0
        if table in self._last:
            number = values.setdefault("id", self._last[table] + 1)
            self._last[table] = max(self._last[table], number)
        self._pending[table].append(values)
        return number

    def next_number(self, table: str) -> int:
        """Return the number that the next row of a table gets."""
        return self._last[table] + 1

    def words(self, body: str) -> int:
        """Keep a person's words; return their number."""
        salt = f"{self._chance.getrandbits(128):032x}"
        return self.add("words", salt=salt, body=body, digest=digest_of(salt, body))

    @property
    def pending(self) -> int:
        """How many rows are kept and not written."""
        return sum(map(len, self._pending.values()))

    def flush(self) -> None:
        """Write all that is kept."""
        with self._store.writing() as session:
            for name in ORDER:
                self._write(session, name, self._pending[name])
                self.written += len(self._pending[name])
                self._pending[name] = []

    def finish(self) -> None:
        """Write the rest, and let the database number on from here and learn what it holds."""
        self.flush()
        with self._store.writing() as session:
            for name in self._last:
                if name != "seal":
                    self._store.kind.number_on(session.connection(), name)
        with self._store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            is_postgresql = connection.dialect.name == "postgresql"
            connection.exec_driver_sql("VACUUM (ANALYZE)" if is_postgresql else "ANALYZE")

    def _write(self, session: Session, name: str, rows: list[dict[str, Any]]) -> None:
        by_shape: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for row in rows:
            by_shape.setdefault(tuple(row), []).append(row)
        for columns, alike in by_shape.items():
            if session.get_bind().dialect.name == "postgresql":
                _copy(session, name, columns, alike)
            else:
                _insert(session, name, columns, alike)


def _copy(session: Session, name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    driver = session.connection().connection.driver_connection
    named = ", ".join(f'"{column}"' for column in columns)
    with driver.cursor() as cursor:  # type: ignore[union-attr]  # psycopg's own connection
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        with cursor.copy(f'COPY "{name}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(tuple(row.values()))


def _insert(session: Session, name: str, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    named, gaps = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
    statement = f'INSERT INTO "{name}" ({named}) VALUES ({gaps})'  # noqa: S608 - names of our own
    session.connection().exec_driver_sql(statement, [tuple(row.values()) for row in rows])


def act_number(subject: str, number: int) -> str:
    """Return what the entries of one act are joined by."""
    return hashlib.md5(f"{subject}/{number}".encode(), usedforsecurity=False).hexdigest()[:16]
