"""The worker: one process that releases, sends, reads back, escalates and fetches. Safe to kill, safe to run twice."""

import logging
import secrets
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.deadlines import escalate
from cydbost_queue.desk import Desk
from cydbost_queue.errors import LeaseLost, StoreFailed
from cydbost_queue.expiry import expire_due
from cydbost_queue.inbox import fetch_comments, is_read_seldom
from cydbost_queue.record.seals import seal
from cydbost_queue.reopening import is_closed
from cydbost_queue.resting import AGAIN, seconds_of_rest
from cydbost_queue.sending.claims import claim_next, emergency_waits, let_go, set_aside
from cydbost_queue.sending.half_pair import settle_half
from cydbost_queue.sending.heartbeat import heartbeat
from cydbost_queue.sending.preflight import IsGone, look_over_next
from cydbost_queue.sending.releases import hold_left_behind, hold_missed, release_next
from cydbost_queue.sending.saga import OnStep, Saga
from cydbost_queue.sending.together import Together
from cydbost_queue.series.making import attend_series
from cydbost_queue.tables import Lane
from cydbost_queue.watching import Watch

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """What one round did."""

    released: int = 0
    expired: int = 0
    series: int = 0
    missed: int = 0
    looked_over: int = 0
    batches: int = 0
    escalated: int = 0
    comments: int = 0
    sealed: bool = False

    @property
    def is_idle(self) -> bool:
        """Tell whether there was nothing to do."""
        return self == Tick()


def _silent(_step: str, _key: str) -> None:
    """Nobody is told of the steps."""


def _never_gone(_link: str) -> bool:
    """No page is looked for."""
    return False


@dataclass(slots=True)
class Worker:
    """One worker. ``connectors`` are by account; ``on_step`` is told of each step, for logs and for proofs.

    ``is_gone`` tells whether a page that a posting links to is gone for good.
    """

    desk: Desk
    connectors: Mapping[str, Connector]
    name: str = field(default_factory=lambda: f"worker-{secrets.token_hex(3)}")
    on_step: OnStep = _silent
    is_gone: IsGone = _never_gone
    comments_every: timedelta = timedelta(seconds=30)
    comments_seldom: timedelta = timedelta(minutes=15)  #: where each one costs money that is not there
    stop: Event = field(default_factory=Event)  #: once set, no further batch is begun
    watch: Watch | None = None
    _comments_at: datetime | None = None
    _account_read_at: dict[str, datetime] = field(default_factory=dict)
    _together: Together | None = None

    def tick(self) -> Tick:
        """Do everything that is due now, and return what was done.

        Raises:
            StoreFailed: the database cannot serve; nothing is half done.
        """
        if self.watch is not None:
            self.watch.look()
        with self.desk.store.reading() as session:
            if is_closed(session):
                return Tick()
        missed = hold_missed(self.desk) + hold_left_behind(self.desk)
        done = Tick(expired=expire_due(self.desk), missed=missed, escalated=escalate(self.desk))
        while not self.stop.is_set() and look_over_next(self.desk, self.connectors, self.is_gone):
            done = replace(done, looked_over=done.looked_over + 1)
        released, batches = self._release_and_send()
        series = self._attend_series()
        comments = self._fetch_if_due()
        if comments:
            batches += self._release_and_send()[1]  # acknowledgements leave at once
        with self.desk.system_act() as act:
            sealed = seal(act.session, act.at) is not None
        return replace(done, released=released, batches=batches, series=series, comments=comments, sealed=sealed)

    def run(self, stop: Event, *, pause: float = 5.0) -> None:
        """Work until ``stop`` is set; rest for ``pause`` seconds at most. A database that fails is tried again.

        It rests until something is due, and is woken by what people do: see ``resting`` and ``databases.waker``.
        """
        try:
            self._go_on(stop, pause, lambda: self.tick().is_idle)
        finally:
            if self.watch is not None:
                with suppress(StoreFailed):
                    self.watch.end()

    def run_fast_lane(self, stop: Event, *, pause: float = 5.0) -> None:
        """Send nothing but emergencies until ``stop`` is set, so that no slow call of others holds one up."""
        self._go_on(stop, pause, lambda: not self._send_emergencies())

    def _go_on(self, stop: Event, pause: float, look: Callable[[], bool]) -> None:
        """Look again and again until ``stop`` is set; rest when ``look`` says that there was nothing to do."""
        self.stop = stop
        with closing(self.desk.store.waker()) as waker:
            while not stop.is_set():
                waker.note()  # before the look: what is done from here on wakes
                try:
                    if not look():
                        continue
                    rest = seconds_of_rest(self.desk, pause, can_be_woken=waker.hears)
                except StoreFailed as error:
                    log.error("the database cannot serve: %s", error.code)  # noqa: TRY400 - the code says it all
                    rest = min(pause, AGAIN)
                except Exception:
                    log.exception("a look at the queue failed; the next one goes on")
                    rest = min(pause, AGAIN)
                waker.wait(rest, stop)

    def _release_and_send(self) -> tuple[int, int]:
        """Release and send in turn until nothing is due, so that neither waits for all of the other."""
        released = batches = 0
        while True:
            is_released = self._may_release() and release_next(self.desk)
            sent = self._send_emergencies() or self._send_together() or self._send_one()
            if not is_released and not sent:
                return released, batches
            released, batches = released + is_released, batches + sent

    def _send_together(self) -> int:
        return 0 if self.stop.is_set() else self._ways().run()

    def _send_one(self) -> int:
        started = monotonic()
        if not self._send_next():
            return 0
        self._ways().took(monotonic() - started, 1)
        return 1

    def _ways(self) -> Together:
        if self._together is None:
            self._together = Together(self.desk, self.connectors, self.name, self.on_step)
        return self._together

    def _may_release(self) -> bool:
        return not self.stop.is_set() and (self.watch is None or self.watch.may_release)

    def _send_emergencies(self) -> int:
        sent = 0
        while emergency_waits(self.desk) and self._send_next(Lane.EMERGENCY):
            sent += 1
        return sent

    def _send_next(self, lane: Lane | None = None) -> bool:
        claim = None if self.stop.is_set() else claim_next(self.desk, self.name, lane)
        if claim is None:
            return False
        if self.watch is not None:
            self.watch.beat()
        try:
            with heartbeat(self.desk, claim):
                Saga(self.desk, self.connectors, claim, self.on_step).run()
        except LeaseLost:
            log.warning("batch %s was taken over by another worker", claim.batch)
        except StoreFailed:
            raise
        except Exception:
            # One batch's fault must not keep the others from going out.
            log.exception("batch %s met a fault of ours or of a platform's library", claim.batch)
            set_aside(self.desk, claim)
            settle_half(self.desk, claim)
        let_go(self.desk, claim)
        return True

    def _attend_series(self) -> int:
        number = 0
        try:
            while not self.stop.is_set() and attend_series(self.desk):
                number += 1
        except StoreFailed:
            raise
        except Exception:
            # What is made ahead of its time must not keep what is due from going out.
            log.exception("a series met a fault of ours; the next tick tries again")
        return number

    def _fetch_if_due(self) -> int:
        now = self.desk.clock.now()
        if self._comments_at is not None and now - self._comments_at < self.comments_every:
            return 0
        self._comments_at = now
        return sum(
            self._fetch(name, connector) for name, connector in self.connectors.items() if self._is_due(name, now)
        )

    def _is_due(self, name: str, now: datetime) -> bool:
        last = self._account_read_at.get(name)
        if last is not None and now - last < self.comments_seldom and is_read_seldom(self.desk, name):
            return False
        self._account_read_at[name] = now
        return True

    def _fetch(self, name: str, connector: Connector) -> int:
        try:
            return fetch_comments(self.desk, name, connector)
        except ConnectorError as error:
            log.warning("comments of %s could not be read: %s", name, error.code)
        except StoreFailed:
            raise
        except Exception:
            log.exception("comments of %s met a fault of ours or of a platform's library", name)
        return 0
