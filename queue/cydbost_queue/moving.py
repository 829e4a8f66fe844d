"""Moving a council from one database to another: every row, in one transaction, and proved before it is kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Table, func, insert, select, update
from sqlalchemy import column as sql_column
from sqlalchemy import table as sql_table
from sqlmodel import Session, SQLModel

from cydbost_queue.engine import shown_address
from cydbost_queue.errors import StoreError
from cydbost_queue.migrations import MOVED
from cydbost_queue.record.verify import Verification, verify_in
from cydbost_queue.store import Store

_BATCH: Final = 1000  #: rows that are in memory at once
_REVISION: Final = sql_table("alembic_version", sql_column("version_num"))


def copy_store(source: Store, target: Store, *, retire: bool = True) -> tuple[Mapping[str, int], Verification]:
    """Copy every row of ``source`` into ``target``; return the rows by table, and the proof of the copy.

    Nobody writes to the source meanwhile. With ``retire`` the source refuses to be opened from then on, so that no
    worker that was forgotten sends from it what the target sends too.

    Args:
        source: a database of this version, whose record is whole.
        target: a database of this version without a single row.
        retire: whether the source is closed for good.

    Raises:
        StoreError: the two are one, the target holds rows, or a record is not whole; then nothing was copied.
        StoreFailed: a database could not serve; then nothing was copied.
    """
    if shown_address(source.engine.url) == shown_address(target.engine.url):
        raise StoreError("copy_same")
    with source.failing(), _source(source) as reading:
        with target.writing() as session:
            writing = session.connection()
            rows = {table.name: _copy_table(table, reading, writing) for table in _tables_that_must_be_empty(writing)}
            for name in rows:
                target.kind.number_on(writing, name)
            proof = _proved(session, reading, rows)
        if retire:
            reading.execute(update(_REVISION).values(version_num=MOVED))
    return rows, proof


@contextmanager
def _source(store: Store) -> Iterator[Connection]:
    with store.engine.begin() as connection:
        store.kind.keep_writers_out(connection)
        if not verify_in(Session(connection)).is_whole:
            raise StoreError("copy_source_flawed")
        yield connection


def _tables_that_must_be_empty(connection: Connection) -> list[Table]:
    tables = SQLModel.metadata.sorted_tables
    for table in tables:
        if connection.execute(select(table).limit(1)).first() is not None:
            raise StoreError("copy_target_used", table=table.name)
    return tables


def _copy_table(table: Table, reading: Connection, writing: Connection) -> int:
    copied = 0
    ordered = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=_BATCH)
    for part in reading.execute(ordered).mappings().partitions():
        writing.execute(insert(table), [dict(row) for row in part])
        copied += len(part)
    return copied


def _proved(session: Session, reading: Connection, rows: Mapping[str, int]) -> Verification:
    """Count again on both sides, and verify the copy as an auditor would, before it is kept."""
    for table in SQLModel.metadata.sorted_tables:
        count = select(func.count()).select_from(table)
        if {session.connection().execute(count).scalar(), reading.execute(count).scalar()} != {rows[table.name]}:
            raise StoreError("copy_differs", table=table.name)
    proof = verify_in(session)
    if not proof.is_whole:
        raise StoreError("copy_differs", table=proof.flaws[0].subject)
    return proof
