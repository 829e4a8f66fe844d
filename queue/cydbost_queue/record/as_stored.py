"""The record's rows just as the database holds them, one after the other, and two such streams side by side.

Whoever tampers may leave a value that is no word, no moment and no number. So nothing is turned into a type of ours
here: a broken value is a flaw to be told, not a fault to stop at. Nothing is kept but the row in hand.
"""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, select, type_coerce
from sqlalchemy import Row as SqlRow
from sqlalchemy.types import NullType
from sqlmodel import Session

from cydbost_queue.engine import kind_of

_BATCH: Final = 2000  #: rows that a server hands over at a time

Row = tuple[Any, ...] | SqlRow[*tuple[Any, ...]]
Wanted = Select[*tuple[Any, ...]]


def selected(*columns: Any) -> Wanted:  # noqa: ANN401 - columns of any type
    """Select columns as the driver gives them: no value is read as anything."""
    return select(*(type_coerce(column, NullType()) for column in columns))


def rows(session: Session, statement: Wanted) -> Iterator[Row]:
    """Give what a statement finds, a batch at a time."""
    return iter(session.connection().execute(statement, execution_options={"yield_per": _BATCH}))


def moment(session: Session, column: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column
    """Return a column of moments as text: ``2026-06-01 09:00:00.000000`` in UTC, on either database."""
    return kind_of(session.connection()).moment_text(column)


def as_hashed(stored: object) -> str:
    """Return a moment that ``moment`` gave as the hashes of the record cover it.

    Raises:
        ValueError: it is not spelt as the database spells a moment.
    """
    if not isinstance(stored, str) or len(stored) != 26 or stored[10] != " ":
        raise ValueError("no moment")
    time = stored[11:19] if stored.endswith(".000000") else stored[11:]
    return f"{stored[:10]}T{time}+00:00"


def number_in(value: object) -> int:
    """Return a place in a chain, or 0 where what is stored is no number."""
    return value if isinstance(value, int) else 0


def name_in(value: object) -> str:
    """Return what a chain is called, fit to be shown whatever is stored."""
    return str(value).encode("utf-8", "replace").decode()


class Beside:
    """A stream that goes along with another of the same order; the first column says where a row belongs."""

    def __init__(self, stream: Iterator[Row], prefix: str = "") -> None:
        """``stream`` is sorted by its first column, before which ``prefix`` stands in the other stream."""
        self._stream, self._prefix = stream, prefix
        self._next: Row | None = None
        self._key = ""
        self._go_on()

    def before(self, key: str) -> Iterator[Row]:
        """Give the rows that belong to nothing the other stream has had so far, up to ``key``."""
        while self._next is not None and self._key < key:
            yield self._next
            self._go_on()

    def of(self, key: str) -> Iterator[Row]:
        """Give the rows that belong to ``key``."""
        while self._next is not None and self._key == key:
            yield self._next
            self._go_on()

    def rest(self) -> Iterator[Row]:
        """Give what is left when the other stream has ended."""
        while self._next is not None:
            yield self._next
            self._go_on()

    def _go_on(self) -> None:
        self._next = next(self._stream, None)
        self._key = f"{self._prefix}{name_in(self._next[0])}" if self._next is not None else ""
