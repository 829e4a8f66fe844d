"""PostgreSQL: for more than one machine. Writers work side by side; what they must not do at once is locked by row."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, ClassVar, Final

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, func, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, OperationalError

from cydbost_queue.databases.kind import BUSY_SECONDS
from cydbost_queue.databases.postgresql_clock import ServerClock

if TYPE_CHECKING:
    from cydbost_queue.databases.postgresql_waker import PostgresqlWaker

CHANNEL: Final = "cydbost"  #: what is notified, and listened to
DRIVER: Final = "postgresql+psycopg"
CONNECT_SECONDS: Final = 10
MOST_AT_ONCE: Final = 40  #: connections beyond those that are kept: lanes and readings have threads of their own
IDLE_SECONDS: Final = 300  #: a process that stopped in the middle of a transaction holds its rows no longer

#: A failure by its SQLSTATE (PostgreSQL manual, appendix A), by whole code or by class.
_FAILURES: Final[Mapping[str, str]] = {
    "53100": "store_full",
    "25006": "store_read_only",
    "42501": "store_read_only",
    "55P03": "store_locked",
    "40P01": "store_locked",
    "3D000": "store_no_database",
    "28P01": "store_denied",
    "28000": "store_denied",
}

#: A refused connection carries no SQLSTATE; the server's words are all there is.
_REFUSALS: Final = (
    ("does not exist", "store_no_database"),
    ("password", "store_denied"),
    ("pg_hba", "store_denied"),
    ("no space left", "store_full"),
)

#: Bits of ``pg_trigger.tgtype``: statement or row, before, and the verbs (PostgreSQL source, catalog/pg_trigger.h).
_BEFORE: Final = 2
_VERBS: Final = {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}

_GUARDS: Final = text(
    """
    SELECT rel.relname, trg.tgtype
    FROM pg_trigger trg JOIN pg_class rel ON rel.oid = trg.tgrelid JOIN pg_proc fun ON fun.oid = trg.tgfoid
    WHERE rel.relnamespace = current_schema()::regnamespace AND trg.tgenabled IN ('O', 'A')
      AND trg.tgqual IS NULL AND fun.proname = 'refuse_change' AND fun.prosrc ILIKE '%RAISE EXCEPTION%'
    """
)

_SEQUENCE: Final = text(
    "SELECT pg_get_serial_sequence(:quoted, :column) FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = :table AND column_name = :column"
)


class Postgresql:
    """The kind with a server."""

    name: ClassVar[str] = "PostgreSQL"
    reading: ClassVar[Mapping[str, Any]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def engine(self, url: URL) -> Engine:
        """Return an engine of the one driver we serve; a connection that was cut is found before it is used."""
        given = url.query.get("options", "")
        options = f"-c lock_timeout={BUSY_SECONDS}s -c idle_in_transaction_session_timeout={IDLE_SECONDS}s"
        return create_engine(
            url.set(drivername=DRIVER).difference_update_query(["options"]),
            pool_pre_ping=True,
            max_overflow=MOST_AT_ONCE,
            hide_parameters=True,
            connect_args={
                "options": f"{options} {given if isinstance(given, str) else ' '.join(given)}",
                "connect_timeout": CONNECT_SECONDS,
                "application_name": "cydbost",
            },
        )

    def is_there(self, url: URL) -> bool:  # noqa: ARG002 - the seam's signature
        """Only the server can tell."""
        return True

    def failure(self, error: DBAPIError) -> str | None:
        """Return the code of a failure that a person can mend."""
        code = _FAILURES.get(getattr(error.orig, "sqlstate", None) or "")
        if code is not None or not isinstance(error, OperationalError):
            return code
        words = str(error.orig).lower()
        return next((code for sign, code in _REFUSALS if sign in words), "store_unreachable")

    def unguarded(self, connection: Connection, tables: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield each verb on each table that no enabled trigger refuses."""
        types: dict[str, int] = {}
        for table, kinds in connection.execute(_GUARDS):
            if kinds & _BEFORE:
                types[table] = types.get(table, 0) | kinds
        for table in tables:
            yield from ((table, verb) for verb, bit in _VERBS.items() if not types.get(table, 0) & bit)

    def damage(self, connection: Connection) -> Iterator[str]:
        """Yield a code where texts are not kept as UTF-8, or where the words are not sorted by their bytes."""
        if connection.execute(text("SHOW server_encoding")).scalar() != "UTF8":
            yield "encoding_not_utf8"
        if _unsorted_columns(connection):
            yield "collation_differs"

    def reading_anything(self, connection: Connection) -> AbstractContextManager[None]:  # noqa: ARG002 - the seam's signature
        """The server keeps nothing that is not UTF-8."""
        return nullcontext()

    def moment_text(self, column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column
        """Return the moment as the server spells it: one that no calendar of ours holds is spelt otherwise, or not."""
        return func.replace(func.to_char(func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US AD"), " AD", "")

    def be_alone(self, connection: Connection) -> None:
        """Wait for whoever else changes the schema now; the lock goes with the transaction."""
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('cydbost schema'))"))

    def keep_writers_out(self, connection: Connection) -> None:
        """Lock every table against writing."""
        connection.execute(text(f"LOCK TABLE {', '.join(_tables(connection))} IN SHARE MODE"))

    def number_on(self, connection: Connection, table: str, column: str = "id") -> None:
        """Set the table's sequence, where it has one, to the highest number there is."""
        quoted = connection.dialect.identifier_preparer.quote(table)
        sequence = connection.execute(_SEQUENCE, {"quoted": quoted, "table": table, "column": column}).scalar()
        if sequence is not None:
            highest = text(f"SELECT setval(:sequence, (SELECT max({column}) FROM {quoted}))")  # noqa: S608 - a table of ours
            connection.execute(highest, {"sequence": sequence})

    def tell(self, connection: Connection) -> None:
        """Notify whoever listens; the server does so when the transaction is kept."""
        connection.exec_driver_sql(f"NOTIFY {CHANNEL}")

    def waker(self, engine: Engine) -> "PostgresqlWaker":
        """Return a waker that listens for notifications."""
        from cydbost_queue.databases.postgresql_waker import PostgresqlWaker  # noqa: PLC0415 - the driver is costly to load, and few commands wait

        return PostgresqlWaker(engine)

    def clock(self, engine: Engine) -> ServerClock:
        """Return the server's clock."""
        return ServerClock(engine)


def _tables(connection: Connection) -> list[str]:
    quote = connection.dialect.identifier_preparer.quote
    names = connection.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    )
    return [quote(name) for name in names.scalars()]


def _unsorted_columns(connection: Connection) -> bool:
    return (
        connection.execute(
            text(
                "SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema()"
                " AND table_name <> 'alembic_version' AND data_type IN ('character varying', 'text')"
                " AND collation_name IS DISTINCT FROM 'C' LIMIT 1"
            )
        ).first()
        is not None
    )
