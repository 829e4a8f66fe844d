"""The store: transactions on the queue's own database, and whether that database is of our making and age."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from cydbost_queue.clock import Clock
from cydbost_queue.databases.waker import Waker
from cydbost_queue.engine import kind_at, kind_of, make_engine, read_address, shown_address
from cydbost_queue.errors import StoreError, StoreFailed, StoreMissing, StoreMoved, StoreOutdated, StoreTooNew
from cydbost_queue.migrations import HEAD, KNOWN, MOVED, upgrade


class Store:
    """One queue's database."""

    def __init__(self, engine: Engine) -> None:
        """Use ``open_store`` or ``create_store`` rather than this."""
        self.engine, self.kind = engine, kind_of(engine)
        weakref.finalize(self, engine.dispose)  # a store that nobody holds lets go of its connections

    @contextmanager
    def writing(self, *, tell: bool = False) -> Iterator[Session]:
        """One transaction: all of it is kept, or nothing. With ``tell``, waiting workers are woken once it is kept.

        Raises:
            StoreFailed: the database could not take it.
        """
        with self.failing(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session
            if tell:
                self.kind.tell(session.connection())

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view, without the right to write."""
        with self.failing(), self.engine.connect() as connection:
            reader = connection.execution_options(**self.kind.reading)
            with Session(reader, expire_on_commit=False) as session:
                yield session
                session.expunge_all()  # what was read stays readable afterwards

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Turn the driver's failures into ours. The driver's words are kept for the log; they hold no password."""
        try:
            yield
        except DBAPIError as error:
            code = self.kind.failure(error)
            if code is None:
                raise
            fault = StoreError if code == "store_not_a_database" else StoreFailed
            raise fault(code, detail=str(error.orig)) from error

    def waker(self) -> Waker:
        """Return what one waiting worker listens to."""
        return self.kind.waker(self.engine)

    def clock(self) -> Clock:
        """Return the clock by which all who share this database measure."""
        return self.kind.clock(self.engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def create_store(url: str) -> Store:
    """Make the database at ``url``, or bring an older one up to date; repeating it changes nothing."""
    with _closed_on_failure(Store(make_engine(url))) as store, store.failing():
        _refuse_newer(store)
        upgrade(store.engine)
    return store


def open_store(url: str) -> Store:
    """Open the database at ``url``.

    Raises:
        StoreMissing: there is none yet.
        StoreOutdated: it needs its migration.
        StoreTooNew: a newer version made it.
        StoreMoved: the council has moved to another.
        StoreFailed: it cannot be reached or read.
    """
    if not kind_at(url).is_there(read_address(url)):
        raise StoreMissing("store_missing", database=shown_address(url))
    with _closed_on_failure(Store(make_engine(url))) as store, store.failing():
        revision = revision_of(store)
        if revision is None:
            raise StoreMissing("store_missing", database=shown_address(url))
        _refuse_newer(store)
        if revision != HEAD:
            raise StoreOutdated("store_outdated", found=revision, wanted=HEAD)
    return store


def revision_of(store: Store) -> str | None:
    """Return the revision of the schema that the database says it has, or ``None`` where there is no schema."""
    with store.engine.connect().execution_options(**store.kind.reading) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None


def _refuse_newer(store: Store) -> None:
    revision = revision_of(store)
    if revision == MOVED:
        raise StoreMoved("store_moved")
    if revision is not None and revision not in KNOWN:
        raise StoreTooNew("store_too_new", found=revision, known=HEAD)


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[Store]:
    try:
        yield store
    except BaseException:
        store.close()
        raise
