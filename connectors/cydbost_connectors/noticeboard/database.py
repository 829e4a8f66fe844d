"""Opening the noticeboard's database and writing to it, with its troubles told by what to do next."""

import sqlite3
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from cydbost_connectors.errors import OutcomeUnknown, Unavailable
from cydbost_connectors.noticeboard import details
from cydbost_connectors.noticeboard.tables import SCHEMA_VERSION, board, metadata

BUSY_TIMEOUT: Final = 30.0  #: seconds to wait for another writer
#: A clock set back by less than this is waited out; by more, it is taken for a mend of a wrong clock.
TOLERATED_STEP_BACK: Final = timedelta(hours=1)

_PRIMARY: Final = 0xFF  # SQLite's extended result codes carry the plain one in the low byte
_SQLITE_DETAILS: Final = {
    sqlite3.SQLITE_BUSY: details.LOCKED,
    sqlite3.SQLITE_LOCKED: details.LOCKED,
    sqlite3.SQLITE_FULL: details.DISK_FULL,
    sqlite3.SQLITE_READONLY: details.READ_ONLY,
    sqlite3.SQLITE_PERM: details.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: details.NOT_OPENED,
    sqlite3.SQLITE_NOTADB: details.NOT_A_BOARD,
    sqlite3.SQLITE_CORRUPT: details.NOT_A_BOARD,
}


@dataclass(frozen=True, slots=True)
class Writing:
    """One transaction that writes; ``now`` is the board's time for all of it (UTC)."""

    connection: Connection
    now: datetime
    board_uid: str


def open_engine(url: str, *, busy_timeout: float = BUSY_TIMEOUT) -> Engine:
    """Return an engine for ``url``; SQLite gets WAL, foreign keys, full syncs and our own BEGIN."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": busy_timeout})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver must not begin transactions by itself: it would begin them too late to hold the write lock.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA synchronous=FULL")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        cursor.execute("PRAGMA journal_mode=WAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("board_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_tables(engine: Engine, now: datetime) -> None:
    """Make what is missing, and the board's own row; refuse a database of a newer version.

    Raises:
        Unavailable: the database cannot be opened or written, or is newer than this code.
    """
    with _transaction(engine) as connection:
        metadata.create_all(connection)
        version = connection.scalar(select(board.c.schema_version))
        if version is None:
            facts = {"id": 1, "schema_version": SCHEMA_VERSION, "uid": str(uuid.uuid4())}
            connection.execute(insert(board).values(**facts, made_at=now, last_at=now))
        elif version > SCHEMA_VERSION:
            raise Unavailable(details.NEWER)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give one consistent view of the board.

    Raises:
        Unavailable: the database was not reached.
    """
    try:
        with engine.connect() as connection:  # begun by the first query, never committed
            yield connection
    except SQLAlchemyError as error:
        raise Unavailable(_detail(error)) from error


@contextmanager
def writing(engine: Engine, clock: Callable[[], datetime]) -> Iterator[Writing]:
    """Hold the board's write lock, and commit at the end.

    Raises:
        Unavailable: something failed before the commit began; nothing was changed.
        OutcomeUnknown: something failed after that.
    """
    with _transaction(engine) as connection:
        held = connection.execute(select(board.c.uid, board.c.last_at).with_for_update()).one()
        now = clock().astimezone(UTC)
        if timedelta(0) < held.last_at - now < TOLERATED_STEP_BACK:
            now = held.last_at
        connection.execute(update(board).values(last_at=now))
        yield Writing(connection, now, held.uid)


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    try:
        connection = engine.execution_options(board_writes=True).connect()
    except SQLAlchemyError as error:
        raise Unavailable(_detail(error)) from error
    with connection:
        try:
            transaction = connection.begin()
            yield connection
        except SQLAlchemyError as error:
            raise Unavailable(_detail(error)) from error
        try:
            transaction.commit()
        except SQLAlchemyError as error:
            connection.invalidate()  # it may still be within the transaction: nobody uses it again
            raise OutcomeUnknown(details.UNCLEAR) from error


def _detail(error: SQLAlchemyError) -> str:
    """Say in both languages what stopped the database; the driver's own words stay in the chained error."""
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    return details.UNREACHED if code is None else _SQLITE_DETAILS.get(code & _PRIMARY, details.UNREACHED)
