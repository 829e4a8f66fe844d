"""The noticeboard's store: the platform's own database, which the queue reaches only through the connector."""

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Connection

from cydbost_connectors.message import Outgoing
from cydbost_connectors.noticeboard import commenting, publishing
from cydbost_connectors.noticeboard.database import BUSY_TIMEOUT, make_tables, open_engine, reading, writing
from cydbost_connectors.noticeboard.limits import CAPABILITIES, check_words
from cydbost_connectors.noticeboard.publishing import check_target, standing_repeat
from cydbost_connectors.noticeboard.values import Comment, Standing
from cydbost_connectors.pictures import load_picture


class NoticeboardStore:
    """Everything that stands on the noticeboard.

    ``url`` is SQLAlchemy's (``sqlite:////var/lib/cydbost/noticeboard.db``); tables are made at once where they
    are missing. ``clock`` gives the time in UTC. ``busy_timeout`` is how long, in seconds, SQLite waits for
    another writer. Any number of threads and processes may share one store.

    Raises:
        Unavailable: from every method, where the database could not be used and nothing was changed.
        OutcomeUnknown: from those that write, where the commit was interrupted.
    """

    def __init__(self, url: str, *, clock: Callable[[], datetime], busy_timeout: float = BUSY_TIMEOUT) -> None:
        self.clock = clock
        self._engine = open_engine(url, busy_timeout=busy_timeout)
        weakref.finalize(self, self._engine.dispose)  # a store that nobody holds lets go of its connections
        make_tables(self._engine, clock())

    def close(self) -> None:
        """Let go of the database's connections."""
        self._engine.dispose()

    @contextmanager
    def view(self) -> Iterator[Connection]:
        """Give one consistent view of the board, for the queries of ``reading``."""
        with reading(self._engine) as connection:
            yield connection

    def check_writable(self) -> None:
        """Take the write lock and let it go again, changing nothing but the board's own time."""
        with writing(self._engine, self.clock):
            pass

    def prepare(self, account: str, outgoing: Outgoing) -> None:
        """Check all that ``publish`` would.

        Raises:
            Rejected: what has to be changed first.
        """
        check_words(outgoing)
        for media in outgoing.media:
            load_picture(media, CAPABILITIES)
        with self.view() as connection:
            if standing_repeat(connection, account, outgoing) is None:
                check_target(connection, outgoing)

    def publish(self, account: str, outgoing: Outgoing) -> Standing:
        """Make it public; repeating it with the same key and content gives back the same notice.

        Raises:
            Rejected: a limit, a used-up key, or nothing to reply to.
        """
        check_words(outgoing)
        with self.view() as connection:
            before = standing_repeat(connection, account, outgoing)
            if before:  # a repeat needs neither the files, which may be gone by now, nor the write lock
                return publishing.known(connection, before.number)
        pictures = [load_picture(media, CAPABILITIES) for media in outgoing.media]
        with writing(self._engine, self.clock) as transaction:
            return publishing.publish(transaction, account, outgoing, pictures)

    def edit(self, number: int, outgoing: Outgoing) -> Standing:
        """Put new text, link and pictures in the place of the old; repeating it changes nothing.

        Raises:
            Rejected: a limit, not there, or more than the content would change.
        """
        check_words(outgoing)
        pictures = [load_picture(media, CAPABILITIES) for media in outgoing.media]
        with writing(self._engine, self.clock) as transaction:
            return publishing.edit(transaction, number, outgoing, pictures)

    def withdraw(self, number: int) -> None:
        """Take a notice or reply down for good; already gone counts as done."""
        with writing(self._engine, self.clock) as transaction:
            publishing.withdraw(transaction, number)

    def add_comment(self, notice_number: int, *, text: str, author: str = "") -> Comment:
        """Put what a member of the public wrote under a notice.

        Raises:
            Rejected: the notice is gone, or a limit is broken.
        """
        with writing(self._engine, self.clock) as transaction:
            return commenting.add(transaction, notice_number, author=author, text=text)

    def remove_comment(self, number: int) -> None:
        """Erase a comment's words and name, as the council must where they are unlawful or personal."""
        with writing(self._engine, self.clock) as transaction:
            commenting.remove(transaction, number)
