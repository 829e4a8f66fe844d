"""The vault in the queue's database: credentials that platforms renew, for every process that uses the account.

A drawer is held by a lease in its row, never by an open transaction: renewing takes as long as a call to a platform,
and what is kept meanwhile must be there at once, whatever becomes of the process.

What is kept is sealed. A drawer that no key opens is not opened at all: nothing is asked of the platform then, so that
a credential that can be used once is neither used up nor overwritten.
"""

import logging
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, or_, select, update

from cydbost_connectors import Unavailable
from cydbost_queue.clock import Clock
from cydbost_queue.errors import StoreError
from cydbost_queue.seal import NoSeal, Seal
from cydbost_queue.store import Store
from cydbost_queue.tables import KeptCredential

log = logging.getLogger(__name__)

#: Longer than every time limit of one renewal together.
LEASE: Final = timedelta(minutes=3)
_PATIENCE: Final = 60.0  #: seconds that a process waits for another's drawer
_PAUSE: Final = 0.05


class StoreVault:
    """A vault in the queue's database. Others' drawers are waited for."""

    def __init__(
        self,
        store: Callable[[], Store],
        clock: Clock,
        section: str,
        *,
        seal: Callable[[], Seal] = NoSeal,
        patience: float = _PATIENCE,
    ) -> None:
        """``store`` is opened when a drawer first is; ``section`` keeps accounts of one name apart.

        ``seal`` is asked for at each opening, so that a new key counts at once; it may raise ``StoreError``.
        """
        self._open, self._clock, self._section, self._patience = store, clock, section, patience
        self._seal = seal

    @contextmanager
    def drawer(self, name: str) -> Iterator["StoreDrawer"]:
        """Open the drawer ``name``.

        Raises:
            Unavailable: the database could not be used, another process held it for too long, or no key opens it.
        """
        key, holder = f"{self._section}/{name}", uuid.uuid4().hex
        try:
            seal, store = self._seal(), self._open()
            self._take(store, key, holder)
        except StoreError as error:
            raise Unavailable(error.code) from error
        try:
            drawer = StoreDrawer(store, key, seal)
            drawer.read()  # that no key opens it is told now, before anything is renewed
            yield drawer
        finally:
            self._let_go(store, key, holder)

    def _take(self, store: Store, key: str, holder: str) -> None:
        until = time.monotonic() + self._patience
        while not self._taken(store, key, holder):
            if time.monotonic() > until:
                raise Unavailable("vault_held")
            time.sleep(_PAUSE)

    def _taken(self, store: Store, key: str, holder: str) -> bool:
        now = self._clock.now()
        free = or_(col(KeptCredential.holder).is_(None), col(KeptCredential.held_until) <= now)
        mine = update(KeptCredential).where(col(KeptCredential.name) == key, free)
        try:
            with store.writing() as session:
                if session.get(KeptCredential, key) is None:
                    session.add(KeptCredential(name=key, holder=holder, held_until=now + LEASE))
                    return True
                return bool(session.connection().execute(mine.values(holder=holder, held_until=now + LEASE)).rowcount)
        except IntegrityError:  # another process made it at the same moment
            return False

    def _let_go(self, store: Store, key: str, holder: str) -> None:
        ours = update(KeptCredential).where(col(KeptCredential.name) == key, col(KeptCredential.holder) == holder)
        try:
            with store.writing() as session:
                session.connection().execute(ours.values(holder=None, held_until=None))
        except StoreError as error:  # its lease ends by itself
            log.warning("a drawer of the vault stays shut until its lease ends: %s", error.code)


class StoreDrawer:
    """One account's renewed credentials, while they are held."""

    def __init__(self, store: Store, key: str, seal: Seal) -> None:
        self._store, self._key, self._seal = store, key, seal

    def read(self) -> str | None:
        """Return what was kept last.

        Raises:
            Unavailable: the database could not be read, or no key opens what stands there.
        """
        try:
            with self._store.reading() as session:
                kept = session.exec(select(KeptCredential.raw).where(KeptCredential.name == self._key)).first()
            return None if kept is None else self._seal.opened(self._key, kept)
        except StoreError as error:
            raise Unavailable(error.code) from error

    def keep(self, raw: str) -> None:
        """Keep it, committed before this returns.

        It is kept whoever holds the drawer by now: a success that a platform gave is never given twice.

        Raises:
            Unavailable: the database could not take it.
        """
        try:
            with self._store.writing() as session:
                one = update(KeptCredential).where(col(KeptCredential.name) == self._key)
                session.connection().execute(one.values(raw=self._seal.seal(self._key, raw)))
        except StoreError as error:
            raise Unavailable(error.code) from error
