"""The store: transactions on the queue's own database, and whether that database is of our making and age."""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import Session

from cydbost_queue.engine import make_engine
from cydbost_queue.errors import StoreError, StoreFailed, StoreMissing, StoreOutdated, StoreTooNew
from cydbost_queue.migrations import HEAD, KNOWN, upgrade


class Store:
    """One queue's database."""

    def __init__(self, engine: Engine) -> None:
        """Use ``open_store`` or ``create_store`` rather than this."""
        self.engine = engine
        weakref.finalize(self, engine.dispose)  # a store that nobody holds lets go of its connections

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: all of it is kept, or nothing.

        Raises:
            StoreFailed: the database could not take it.
        """
        with _telling(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One consistent view, without the right to write."""
        with _telling(), self.engine.connect() as connection:
            reader = connection.execution_options(reading=True)
            with Session(reader, expire_on_commit=False) as session:
                yield session
                session.expunge_all()  # what was read stays readable afterwards

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def create_store(url: str) -> Store:
    """Make the database at ``url``, or bring an older one up to date; repeating it changes nothing."""
    with _closed_on_failure(Store(make_engine(url))) as store, _telling():
        _refuse_newer(store.engine)
        upgrade(store.engine)
    return store


def open_store(url: str) -> Store:
    """Open the database at ``url``.

    Raises:
        StoreMissing: there is none yet.
        StoreOutdated: it needs its migration.
        StoreTooNew: a newer version made it.
        StoreFailed: it cannot be reached or read.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and not Path(parsed.database).exists():
        raise StoreMissing("store_missing", database=parsed.database)
    with _closed_on_failure(Store(make_engine(url))) as store, _telling():
        revision = _revision(store.engine)
        if revision is None:
            raise StoreMissing("store_missing", database=parsed.render_as_string(hide_password=True))
        _refuse_newer(store.engine)
        if revision != HEAD:
            raise StoreOutdated("store_outdated", found=revision, wanted=HEAD)
    return store


def _revision(engine: Engine) -> str | None:
    with engine.connect().execution_options(reading=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None


def _refuse_newer(engine: Engine) -> None:
    revision = _revision(engine)
    if revision is not None and revision not in KNOWN:
        raise StoreTooNew("store_too_new", found=revision, known=HEAD)


@contextmanager
def _closed_on_failure(store: Store) -> Iterator[Store]:
    try:
        yield store
    except BaseException:
        store.close()
        raise


@contextmanager
def _telling() -> Iterator[None]:
    """Turn the driver's failures into ours, without its text where that could hold an address or a value."""
    try:
        yield
    except OperationalError as error:
        raise StoreFailed(_failure_code(str(error.orig)), detail=str(error.orig)) from error
    except DatabaseError as error:
        if "file is not a database" in str(error.orig):
            raise StoreError("store_not_a_database") from error
        raise


def _failure_code(words: str) -> str:
    for sign, code in (("full", "store_full"), ("readonly", "store_read_only"), ("read-only", "store_read_only")):
        if sign in words:
            return code
    return "store_locked" if "locked" in words else "store_unreachable"
