"""Rows as lines of JSON, and back: the same on every database, so a backup of one can be restored into another."""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from typing import Any, Final

from sqlalchemy import Column, Connection, Table, TypeDecorator, insert, select, update

BATCH: Final = 500  #: rows that are in memory at once


def lines_of(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield every row of ``table`` as a line, in the order of its key."""
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    rows = connection.execute(query)
    for row in rows.mappings():  # a part of them at a time
        yield encode_row(dict(row))


def encode_row(row: Mapping[str, Any]) -> bytes:
    """Return one row as a line; a lone surrogate, which JSON in UTF-8 cannot hold, is spelt out."""
    plain = {name: _plain(value) for name, value in row.items()}
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value.value if isinstance(value, Enum) else value


def put_lines(connection: Connection, table: Table, lines: Iterator[bytes]) -> int:
    """Store the rows of ``lines`` in ``table``; return how many there were.

    Columns that point ahead, to a table that is filled later, are left empty: see ``put_ahead``.

    Raises:
        ValueError: a line is no row of this table.
    """
    ahead, count = {column.name for column in _ahead(table)}, 0
    batch: list[dict[str, Any]] = []
    for line in lines:
        row = row_of(table, line)
        batch.append({name: None if name in ahead else value for name, value in row.items()})
        count += 1
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if batch:
        connection.execute(insert(table), batch)
    return count


def put_ahead(connection: Connection, table: Table, lines: Iterator[bytes]) -> None:
    """Fill in the columns of ``table`` that ``put_lines`` had to leave empty."""
    columns = _ahead(table)
    if not columns:
        return
    for line in lines:
        row = row_of(table, line)
        values = {column.name: row[column.name] for column in columns if row[column.name] is not None}
        if values:
            same = [column == row[column.name] for column in table.primary_key.columns]
            connection.execute(update(table).where(*same).values(values))


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """Return the row that a line holds.

    Raises:
        ValueError: it holds none, or one of another table.
    """
    plain = json.loads(line)
    if not isinstance(plain, Mapping) or set(plain) != set(table.columns.keys()):
        raise ValueError("a line of another table")
    return {name: _full(table.columns[name], value) for name, value in plain.items()}


def _full(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    if value is None:
        return None
    stored = column.type
    kind = (stored.impl_instance if isinstance(stored, TypeDecorator) else stored).python_type
    if kind is datetime:
        return datetime.fromisoformat(value)
    return b64decode(value) if kind is bytes else value


def _ahead(table: Table) -> list[Column[Any]]:
    return [key.parent for key in table.foreign_keys if key.use_alter]
