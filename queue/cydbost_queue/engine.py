"""The database engine: SQLite as a careful single-file store, PostgreSQL for more than one machine."""

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from cydbost_queue.errors import StoreError

BUSY_SECONDS = 30  #: how long a writer waits for another before it gives up


def make_engine(url: str) -> Engine:
    """Return an engine for ``url``, with everything a legal record needs switched on.

    Raises:
        StoreError: the address cannot be read, or names a database we do not serve.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("database_address", url=url) from error
    if parsed.get_backend_name() == "sqlite":
        return _sqlite_engine(url, parsed.database)
    if parsed.get_backend_name() == "postgresql":
        return create_engine(url, pool_pre_ping=True)
    raise StoreError("database_kind", kind=parsed.get_backend_name())


def _sqlite_engine(url: str, database: str | None) -> Engine:
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: SqliteConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not open transactions of its own: it would open the wrong kind.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its place at once: a reader that turns writer half-way could be refused.
    options: dict[str, Any] = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
