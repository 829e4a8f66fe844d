"""What a kind of database must be able to do for the queue: the seam between SQL that both have, and what differs."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, ClassVar, Final, Protocol

from sqlalchemy import ColumnElement, Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from cydbost_queue.clock import Clock
from cydbost_queue.databases.waker import Waker

BUSY_SECONDS: Final = 30  #: how long a writer waits for another before it gives up

#: Tables whose rows nobody may change or remove once they are written.
APPEND_ONLY: Final = ("entry", "seal", "seal_leaf", "version", "receipt")


class Kind(Protocol):
    """One kind of database."""

    name: ClassVar[str]  #: as people know it

    #: How a connection is told that it will only read, in one consistent view.
    reading: ClassVar[Mapping[str, Any]]

    def engine(self, url: URL) -> Engine:
        """Return an engine with everything a legal record needs switched on."""
        ...

    def is_there(self, url: URL) -> bool:
        """Tell whether there is anything to open, as far as that can be told without opening it."""
        ...

    def failure(self, error: DBAPIError) -> str | None:
        """Return the code of a failure that a person can mend, or ``None`` for a fault of our own."""
        ...

    def unguarded(self, connection: Connection, tables: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield (table, verb) for each verb that the database would not refuse on an append-only table."""
        ...

    def damage(self, connection: Connection) -> Iterator[str]:
        """Yield a code for each thing about the database itself that is not as it should be."""
        ...

    def reading_anything(self, connection: Connection) -> AbstractContextManager[None]:
        """Read texts that are broken as they stand, where the driver would fail over them."""
        ...

    def moment_text(self, column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column
        """Return a column of moments as text, ``2026-06-01 09:00:00.000000`` in UTC, whatever stands there."""
        ...

    def be_alone(self, connection: Connection) -> None:
        """Change the schema by one process at a time."""
        ...

    def keep_writers_out(self, connection: Connection) -> None:
        """Let nobody else write until this transaction ends; reading goes on."""
        ...

    def number_on(self, connection: Connection, table: str, column: str = "id") -> None:
        """Let the numbers of new rows go on after the highest there is."""
        ...

    def tell(self, connection: Connection) -> None:
        """Wake the waiting workers when this transaction is kept."""
        ...

    def waker(self, engine: Engine) -> Waker:
        """Return what a waiting worker listens to."""
        ...

    def clock(self, engine: Engine) -> Clock:
        """Return the clock by which all who share the database measure leases and slots."""
        ...
