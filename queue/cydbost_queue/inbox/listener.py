"""Reading what the public writes, apart from sending: a platform that keeps silent holds up nothing but itself.

Each reading has a thread of its own, a few at a time for each platform. None of them is waited for at the end: a call
that hangs does not keep a process from stopping, and whoever reads the account next goes on from what was kept.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from threading import Condition, Event, Thread
from time import monotonic
from typing import Final

from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.desk import Act, Desk
from cydbost_queue.errors import StoreFailed
from cydbost_queue.inbox.keeping import fetch_comments, is_read_seldom
from cydbost_queue.inbox.turns import Turn, due_now, end_turn, lengthen, take_turn
from cydbost_queue.resting import AGAIN

log = logging.getLogger(__name__)

#: Accounts of one platform that are read side by side.
SIDE_BY_SIDE: Final = 4
#: Seconds that readings under way are given to end when the process stops, and for which one round waits for them.
GRACE: Final = 2.0
PATIENCE: Final = 60.0


class TooLate(Exception):
    """The process stops, or somebody else reads the account: what was kept stays kept."""


class Listener:
    """One process's reader. Others may read beside it: an account is read by one of them at a time."""

    def __init__(
        self,
        desk: Desk,
        connectors: Mapping[str, Connector],
        name: str,
        every: timedelta,
        seldom: timedelta = timedelta(minutes=15),
    ) -> None:
        """``connectors`` are by account.

        ``every`` is how often an account is read that answers, ``seldom`` how often where there is no money for it.
        """
        self._desk, self._name, self._every, self._seldom = desk, name, every, seldom
        self._connectors = {one: found for one, found in connectors.items() if found.capabilities.comments}
        self._under_way: dict[str, str] = {}  #: the platform, by the account that is read
        self._moved = Condition()
        self._is_over = False
        self._kept = 0

    def run(self, stop: Event, *, pause: float) -> None:
        """Read each account when its turn comes, until ``stop`` is set; look at least every ``pause`` seconds."""
        with closing(self._desk.store.waker()) as waker:
            while not stop.is_set():
                waker.note()
                waker.wait(self._look(pause, can_be_woken=waker.hears), stop)
        self._leave()

    def read_once(self, stop: Event, *, patience: float = PATIENCE) -> int:
        """Read every account whose turn it is; return how many comments were kept.

        The accounts of one platform are read one after the other. A platform that takes longer than ``patience``
        seconds is left behind; what it still brings is kept all the same.
        """
        self._kept = 0
        by_platform: dict[str, list[str]] = {}
        for account in due_now(self._desk, self._connectors).accounts:
            by_platform.setdefault(self._platform_of(account), []).append(account)
        for accounts in by_platform.values():
            self._begin(accounts, lambda: not stop.is_set())
        self._await_all(monotonic() + patience, stop)
        return self._kept

    def _look(self, pause: float, *, can_be_woken: bool) -> float:
        """Begin what is due; return for how many seconds there is nothing more to begin."""
        longest = pause if can_be_woken else min(pause, AGAIN)
        try:
            due = due_now(self._desk, self._connectors)
            waits = [one for one in due.accounts if not self._begin_if_free(one)]
            return min(longest, AGAIN) if waits else _until(self._desk.clock.now(), due.next_at, longest)
        except StoreFailed as error:
            log.error("the database cannot serve: %s", error.code)  # noqa: TRY400 - the code says it all
        except Exception:
            log.exception("a look at whose comments are due failed; the next one goes on")
        return min(pause, AGAIN)

    def _begin_if_free(self, account: str) -> bool:
        platform = self._platform_of(account)
        with self._moved:
            if account in self._under_way or Counter(self._under_way.values())[platform] >= SIDE_BY_SIDE:
                return False
        self._begin([account], lambda: True)
        return True

    def _begin(self, accounts: Sequence[str], may_go_on: Callable[[], bool]) -> None:
        with self._moved:
            mine = [account for account in accounts if account not in self._under_way]
            self._under_way |= {account: self._platform_of(account) for account in mine}

        def read_all() -> None:
            for account in mine:
                try:
                    if may_go_on():
                        self._read(account)
                finally:
                    with self._moved:
                        del self._under_way[account]
                        self._moved.notify_all()

        if mine:
            Thread(target=read_all, name=f"reading-{mine[0]}", daemon=True).start()

    def _read(self, account: str) -> None:
        """Read one account, if its turn is to be had; whatever goes wrong, only its own next time moves."""
        try:
            turn = take_turn(self._desk, account, self._name)
            if turn is not None:
                error = self._fetch(turn)
                if not self._is_over:
                    every = self._seldom if is_read_seldom(self._desk, account) else self._every
                    end_turn(self._desk, turn, every, error)
        except TooLate:
            log.info("the comments of %s are left to the next reader", account)
        except StoreFailed as error:
            log.warning("comments of %s could not be kept: %s", account, error.code)
        except Exception:
            log.exception("reading the comments of %s met a fault of ours", account)

    def _fetch(self, turn: Turn) -> ConnectorError | None:
        is_ours = True

        def still_ours(act: Act) -> None:
            nonlocal is_ours
            if self._is_over or not is_ours:
                raise TooLate
            is_ours = lengthen(act, turn)  # what was fetched by then is kept all the same: whoever reads next goes on

        try:
            kept = fetch_comments(self._desk, turn.account, self._connectors[turn.account], still_ours)
        except ConnectorError as error:
            log.warning("comments of %s could not be read: %s", turn.account, error.code)
            return error
        except (StoreFailed, TooLate):
            raise
        except Exception as error:
            log.exception("comments of %s met a fault of ours or of a platform's library", turn.account)
            return ConnectorError(type(error).__name__)
        with self._moved:
            self._kept += kept
        return None

    def _await_all(self, until: float, stop: Event) -> None:
        """Wait until nothing is read any more, ``until`` has come, or ``stop`` was set a moment ago."""
        with self._moved:
            while self._under_way and monotonic() < until:
                if stop.is_set():
                    until = min(until, monotonic() + GRACE)
                self._moved.wait(min(max(until - monotonic(), 0.0), 0.1))

    def _leave(self) -> None:
        """Give what is read now a moment to end; from then on nothing more is kept."""
        with self._moved:
            self._moved.wait_for(lambda: not self._under_way, timeout=GRACE)
            self._is_over = True

    def _platform_of(self, account: str) -> str:
        return self._connectors[account].capabilities.platform


def _until(now: datetime, moment: datetime | None, longest: float) -> float:
    """Return the seconds until ``moment``, ``longest`` at most."""
    return longest if moment is None else min(longest, max((moment - now).total_seconds(), 0.05))
