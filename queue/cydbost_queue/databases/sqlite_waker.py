"""Waking on SQLite: the file's own counter of changes, read ten times a second at next to no cost."""

import sqlite3
from contextlib import suppress
from threading import Event
from time import monotonic
from typing import Final

LOOK_EVERY: Final = 0.1  #: seconds; one look costs some ten microseconds


class SqliteWaker:
    """Wakes when another connection has written to the file (``PRAGMA data_version``)."""

    def __init__(self, file: str | None) -> None:
        """``file`` is ``None`` for a database in memory, which nobody else can write to."""
        self._file, self._connection, self._seen = file, self._connect(file), -1

    @staticmethod
    def _connect(file: str | None) -> sqlite3.Connection | None:
        return None if file is None else sqlite3.connect(file, isolation_level=None, check_same_thread=False)

    @property
    def hears(self) -> bool:
        """Whether there is a file to look at."""
        return self._connection is not None

    def note(self) -> None:
        """Remember the counter as it stands."""
        self._seen = self._version()

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait until the counter has moved on, ``stop`` is set, or the time is over."""
        until = monotonic() + seconds
        while not stop.is_set() and self._version() == self._seen:
            left = until - monotonic()
            if left <= 0 or stop.wait(min(left, LOOK_EVERY)):
                return

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _version(self) -> int:
        if self._connection is not None:
            with suppress(sqlite3.OperationalError):  # locked or out of reach for the moment: look again
                return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        return self._seen
