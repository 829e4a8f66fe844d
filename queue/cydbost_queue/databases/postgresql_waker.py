"""Waking on PostgreSQL: ``LISTEN``, on a connection of its own."""

import logging
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Any, Final

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import PoolProxiedConnection

from cydbost_queue.databases.postgresql import CHANNEL

log = logging.getLogger(__name__)

SLICE: Final = 0.5  #: seconds after which ``stop`` is looked at


class PostgresqlWaker:
    """Wakes when a person's act was kept. While nobody can be listened to, ``hears`` is false and waiting is plain."""

    def __init__(self, engine: Engine) -> None:
        """The connection is made at the first ``note``."""
        self._engine = engine
        self._connection: psycopg.Connection[Any] | None = None
        self._borrowed: PoolProxiedConnection | None = None  #: kept: without it the connection would be closed

    @property
    def hears(self) -> bool:
        """Whether the listening connection stands."""
        return self._connection is not None

    def note(self) -> None:
        """Listen from now on; what was heard before is forgotten."""
        try:
            connection = self._connection or self._listen()
            for _ in connection.notifies(timeout=0):
                pass
        except (psycopg.Error, DBAPIError):
            self._lost()

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait until a notification comes, ``stop`` is set, or the time is over."""
        until = monotonic() + seconds
        while not stop.is_set() and (left := until - monotonic()) > 0:
            if self._connection is None:
                stop.wait(left)
                return
            try:
                if any(True for _ in self._connection.notifies(timeout=min(left, SLICE), stop_after=1)):
                    return
            except psycopg.Error:
                self._lost()
                return

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None and self._borrowed is not None:
            with suppress(psycopg.Error):
                self._connection.close()
            self._borrowed.invalidate()  # the pool has nothing more to do with it
        self._connection = self._borrowed = None

    def _listen(self) -> psycopg.Connection[Any]:
        borrowed = self._engine.raw_connection()
        connection = borrowed.driver_connection
        borrowed.detach()  # it is ours now: the pool makes itself another
        self._borrowed = borrowed
        if not isinstance(connection, psycopg.Connection):
            raise TypeError("PostgreSQL is served by psycopg alone")
        connection.rollback()
        connection.autocommit = True
        connection.execute(f"LISTEN {CHANNEL}")
        self._connection = connection
        return connection

    def _lost(self) -> None:
        log.warning("the database cannot be listened to; it is asked instead")
        self.close()
