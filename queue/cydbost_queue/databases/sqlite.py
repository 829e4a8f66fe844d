"""SQLite: one careful file, one writer at a time, for a council on one machine."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any, ClassVar

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, text, type_coerce
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import NullType

from cydbost_queue.clock import SystemClock
from cydbost_queue.databases.kind import BUSY_SECONDS
from cydbost_queue.databases.sqlite_waker import SqliteWaker

#: A failure by the words SQLite uses for it.
_FAILURES = (
    ("full", "store_full"),
    ("readonly", "store_read_only"),
    ("read-only", "store_read_only"),
    ("locked", "store_locked"),
)


class Sqlite:
    """The embedded kind."""

    name: ClassVar[str] = "SQLite"
    reading: ClassVar[Mapping[str, Any]] = {"reading": True}

    def engine(self, url: URL) -> Engine:
        """Return an engine whose file is made, with its folder, at the first connection."""
        if self._file(url) is not None:
            Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
        # Lanes and readings have threads of their own: none of them waits for a connection.
        many = {} if self._file(url) is None else {"max_overflow": -1}
        engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, hide_parameters=True, **many)
        event.listen(engine, "connect", _set_pragmas)
        event.listen(engine, "begin", _begin)
        return engine

    def is_there(self, url: URL) -> bool:
        """Tell whether the file exists."""
        file = self._file(url)
        return file is None or file.exists()

    def failure(self, error: DBAPIError) -> str | None:
        """Return the code of a failure that a person can mend."""
        words = str(error.orig)
        if "file is not a database" in words or "malformed" in words:
            return "store_not_a_database"
        if not isinstance(error, OperationalError):
            return None
        return next((code for sign, code in _FAILURES if sign in words), "store_unreachable")

    def unguarded(self, connection: Connection, tables: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each verb on each table that no trigger refuses."""
        rows = connection.execute(text("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"))
        triggers = [(str(table), " ".join(str(sql).upper().split())) for table, sql in rows]
        for table in tables:
            refusing = [sql for name, sql in triggers if name == table and "RAISE(ABORT" in sql]
            for verb in ("UPDATE", "DELETE", "INSERT"):
                if not any(f"BEFORE {verb} ON {table.upper()} " in sql for sql in refusing):
                    yield table, "REPLACE" if verb == "INSERT" else verb

    def damage(self, connection: Connection) -> Iterator[str]:
        """Yield a code where the file's pages or its references are broken."""
        if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
            yield "pages_damaged"
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            yield "references_broken"

    @contextmanager
    def reading_anything(self, connection: Connection) -> Iterator[None]:
        """Read the bytes of a text that is not UTF-8 as signs that stand for them."""
        driver: Any = connection.connection.driver_connection
        usual, driver.text_factory = driver.text_factory, _any_text
        try:
            yield
        finally:
            driver.text_factory = usual

    def moment_text(self, column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column
        """Return the column: moments are texts here."""
        return type_coerce(column, NullType())

    def be_alone(self, connection: Connection) -> None:
        """A writing transaction here is alone."""

    def keep_writers_out(self, connection: Connection) -> None:
        """A writing transaction here holds the only pen there is."""

    def number_on(self, connection: Connection, table: str, column: str = "id") -> None:
        """SQLite goes on after the highest number by itself."""

    def tell(self, connection: Connection) -> None:
        """Every write is seen in the file's own counter; nothing needs to be said."""

    def waker(self, engine: Engine) -> SqliteWaker:
        """Return a waker that looks at the file's counter of changes."""
        file = self._file(engine.url)
        return SqliteWaker(None if file is None else str(file))

    def clock(self, engine: Engine) -> SystemClock:  # noqa: ARG002 - the seam's signature
        """Return the machine's clock: whoever opens the file is on this machine."""
        return SystemClock()

    @staticmethod
    def _file(url: URL) -> Path | None:
        return None if url.database in {None, "", ":memory:"} else Path(str(url.database))


def _any_text(stored: bytes) -> str:
    return str(stored, "utf-8", "surrogateescape")


def _set_pragmas(connection: SqliteConnection, _record: ConnectionPoolEntry) -> None:
    # The driver must not open transactions of its own: it would open the wrong kind.
    connection.isolation_level = None
    # Recursive triggers: without them REPLACE would remove a row behind the back of its trigger. Secure delete: what is
    # erased or replaced, words of the public or a credential, does not stand on in the file.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "recursive_triggers=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # A writer takes its place at once: a reader that turns writer half-way could be refused.
    options: dict[str, Any] = connection.get_execution_options()
    connection.exec_driver_sql("BEGIN" if options.get("reading") else "BEGIN IMMEDIATE")
