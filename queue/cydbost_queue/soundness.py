"""Whether a database is as it should be: its tables, the triggers that guard the record, and the database itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlmodel import SQLModel

from cydbost_queue.databases.kind import APPEND_ONLY
from cydbost_queue.store import Store


@dataclass(frozen=True, slots=True)
class Weakness:
    """One thing that is not as it should be: a code, the table it is about, and what of it."""

    code: str
    table: str = ""
    what: str = ""


def weaknesses(store: Store) -> list[Weakness]:
    """Return everything about the schema, the triggers and the database itself that is not as it should be.

    Raises:
        StoreFailed: the database cannot be read.
    """
    with store.failing(), store.engine.connect() as connection:
        reading = connection.execution_options(**store.kind.reading)
        unguarded = store.kind.unguarded(reading, APPEND_ONLY)
        return [
            *(Weakness("schema_differs", name, what) for name, what in _differences(reading)),
            *(Weakness("guard_missing", table, verb) for table, verb in unguarded),
            *(Weakness(code) for code in store.kind.damage(reading)),
        ]


def _differences(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the table and the kind of each difference from the tables of the code."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415 - only wanted here, and slow to load
    from alembic.migration import MigrationContext  # noqa: PLC0415 - likewise

    for difference in compare_metadata(MigrationContext.configure(connection), SQLModel.metadata):
        first: Any = difference[0] if isinstance(difference, list) else difference
        yield _table_of(first), str(first[0])


def _table_of(difference: Any) -> str:  # noqa: ANN401 - a tuple whose shape depends on its first word
    for part in difference[1:]:
        name = getattr(getattr(part, "table", None), "name", None) or getattr(part, "name", None)
        if name or isinstance(part, str):
            return str(name or part)
    return "?"
