"""The worker: one process that releases, sends, reads back, escalates and fetches. Safe to kill, safe to run twice."""

import logging
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from threading import Event, Thread
from time import monotonic
from typing import Final

from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.compliance.keeping import count_days
from cydbost_queue.deadlines import escalate
from cydbost_queue.desk import Desk
from cydbost_queue.errors import StoreFailed
from cydbost_queue.expiry import expire_due
from cydbost_queue.inbox.listener import Listener
from cydbost_queue.memory.keeping import remember_due
from cydbost_queue.record.seals import seal
from cydbost_queue.reopening import is_closed
from cydbost_queue.resting import AGAIN, seconds_of_rest
from cydbost_queue.sending.claims import emergency_waits
from cydbost_queue.sending.lanes import Lanes
from cydbost_queue.sending.preflight import IsGone, look_over_next
from cydbost_queue.sending.releases import hold_left_behind, hold_missed, release_next
from cydbost_queue.sending.saga import OnStep
from cydbost_queue.sending.sender import Sender
from cydbost_queue.sending.together import Together
from cydbost_queue.series.making import attend_series
from cydbost_queue.watching import Watch

log = logging.getLogger(__name__)

#: Seconds for which the first release waits until the platforms' clocks were asked.
_CLOCKS: Final = 10.0
#: Seconds between two seals while the lanes send: what they do is not sealed one by one.
_SEAL_EVERY: Final = 5.0
#: Seconds, at least, between two looks ahead: what they find has minutes until its slot.
_LOOK_AHEAD_EVERY: Final = 5.0
#: Seconds between two times at which the days' figures are brought up to date.
_COUNT_EVERY: Final = 60.0
#: Seconds that what was begun beside the worker is given to end; nothing is lost with it.
_GRACE: Final = 3.0


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
    _together: Together | None = None
    _listener: Listener | None = None
    _lanes: Lanes | None = None
    _sealed_at: float = 0.0

    def tick(self) -> Tick:
        """Do everything that is due now, and return what was done; a platform that keeps silent is left behind.

        Raises:
            StoreFailed: the database cannot serve; nothing is half done.
        """
        if self.watch is not None:
            self.watch.look()
        if self._is_closed():
            return Tick()
        done = self._begin_round()
        looked_over = self._look_over()
        released, batches = self._release_and_send()
        series = self._attend_series()
        comments = self._reader().read_once(self.stop)
        if comments:
            batches += self._release_and_send()[1]  # acknowledgements leave at once
        sealed = self._seal()
        self._remember()
        return replace(
            done,
            looked_over=looked_over,
            released=released,
            batches=batches,
            series=series,
            comments=comments,
            sealed=sealed,
        )

    def run(self, stop: Event, *, pause: float = 5.0) -> None:
        """Work until ``stop`` is set; rest for ``pause`` seconds at most. A database that fails is tried again.

        It rests until something is due, and is woken by what people do: see ``resting`` and ``databases.waker``.
        Comments are read beside it, and platforms are asked beside it how they are: it waits for neither.
        """
        self.stop, self._lanes = stop, None
        try:
            with self._beside(stop, pause):
                self._go_on(stop, pause, lambda: self._round().is_idle)
        finally:
            self._ways().finish()
            if self.watch is not None:
                with suppress(StoreFailed):
                    self.watch.end()

    def run_fast_lane(self, stop: Event, *, pause: float = 5.0) -> None:
        """Send nothing but emergencies until ``stop`` is set, so that no slow call of others holds one up."""
        self.stop = stop
        lanes = Lanes(self.desk, self._sender, emergencies=True)
        try:
            self._go_on(stop, pause, lambda: not self._send_emergencies(lanes))
        finally:
            lanes.finish()

    def _round(self) -> Tick:
        """Do what is due and needs no platform's answer, and begin the lanes."""
        if self.watch is not None:
            self.watch.look_here()
        if self._is_closed():
            return Tick()
        done = self._begin_round()
        released, batches = self._release_and_send(waits=False)
        done = replace(done, released=released, batches=batches, series=self._attend_series())
        if not self._ways().are_busy or monotonic() - self._sealed_at >= _SEAL_EVERY:
            done = replace(done, sealed=self._seal())
        return done

    def _go_on(self, stop: Event, pause: float, look: Callable[[], bool]) -> None:
        """Look again and again until ``stop`` is set; rest when ``look`` says that there was nothing to do."""
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

    @contextmanager
    def _beside(self, stop: Event, pause: float) -> Iterator[None]:
        """Read comments and look ahead, on threads of their own, while the body runs."""
        asked = Event()
        reading = Thread(target=self._reader().run, args=(stop,), kwargs={"pause": pause}, name="listener", daemon=True)
        looking = Thread(target=self._look_ahead, args=(stop, pause, asked), name="look-ahead", daemon=True)
        reading.start()
        looking.start()
        _wait_for(asked, stop, _CLOCKS)
        try:
            yield
        finally:
            ends = monotonic() + _GRACE
            for thread in (reading, looking):
                thread.join(max(ends - monotonic(), 0.0) if stop.is_set() else 0.0)

    def _look_ahead(self, stop: Event, pause: float, asked: Event) -> None:
        """Ask platforms what can be asked before anything is sent, and count the days, until ``stop`` is set."""
        counted = 0.0
        while not stop.is_set():
            try:
                if self.watch is not None:
                    self.watch.ask()
                asked.set()
                if not self._is_closed():
                    self._look_over()
                    self._remember()
                if monotonic() - counted >= _COUNT_EVERY:
                    counted = monotonic()
                    count_days(self.desk)
            except StoreFailed as error:
                log.error("the database cannot serve: %s", error.code)  # noqa: TRY400 - the code says it all
            except Exception:
                log.exception("a look ahead failed; the next one goes on")
            asked.set()
            stop.wait(max(pause, _LOOK_AHEAD_EVERY))

    def _is_closed(self) -> bool:
        with self.desk.store.reading() as session:
            return is_closed(session)

    def _begin_round(self) -> Tick:
        missed = hold_missed(self.desk) + hold_left_behind(self.desk)
        return Tick(expired=expire_due(self.desk), missed=missed, escalated=escalate(self.desk))

    def _look_over(self) -> int:
        number = 0
        silent: dict[str, ConnectorError] = {}
        while not self.stop.is_set() and look_over_next(self.desk, self.connectors, self.is_gone, silent):
            number += 1
        return number

    def _release_and_send(self, *, waits: bool = True) -> tuple[int, int]:
        """Release and send in turn until nothing is due, so that neither waits for all of the other.

        Where there are lanes for several platforms they send by themselves; without ``waits`` they go on doing so.
        """
        lanes = self._ways()
        if lanes.is_one():
            return self._in_turn(lanes.send_some)
        released = batches = 0
        while True:
            now_released, _ = self._in_turn(lambda: 0, then=lanes.begin)
            lanes.begin()
            sent = lanes.finish() if waits else 0
            released, batches = released + now_released, batches + sent
            if not waits or not now_released + sent:
                return released, batches

    def _in_turn(self, send: Callable[[], int], then: Callable[[], None] = lambda: None) -> tuple[int, int]:
        released = batches = 0
        while True:
            is_released = self._may_release() and release_next(self.desk)
            then()
            sent = send()
            if not is_released and not sent:
                return released, batches
            released, batches = released + is_released, batches + sent
            if self.watch is not None:
                self.watch.beat()

    def _may_release(self) -> bool:
        return not self.stop.is_set() and (self.watch is None or self.watch.may_release)

    def _send_emergencies(self, lanes: Lanes) -> int:
        if not emergency_waits(self.desk):
            return 0
        if lanes.is_one():
            return lanes.send_some()
        lanes.begin()
        return 0

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

    def _remember(self) -> None:
        """Take what went out into the translation memory; nothing else waits for it."""
        try:
            while not self.stop.is_set() and remember_due(self.desk):
                continue
        except StoreFailed:
            raise
        except Exception:
            log.exception("what went out could not be remembered; the next look tries again")

    def _seal(self) -> bool:
        self._sealed_at = monotonic()
        with self.desk.system_act() as act:
            return seal(act.session, act.at) is not None

    def _ways(self) -> Lanes:
        if self._lanes is None:
            self._lanes = Lanes(self.desk, self._sender)
        return self._lanes

    def _sender(self, platform: str | None) -> Sender:
        together = self._together if platform is None else None
        return Sender(self.desk, self.connectors, self.name, self.on_step, self.stop, platform, together)

    def _reader(self) -> Listener:
        if self._listener is None:
            self._listener = Listener(self.desk, self.connectors, self.name, self.comments_every, self.comments_seldom)
        return self._listener


def _wait_for(event: Event, stop: Event, seconds: float) -> None:
    ends = monotonic() + seconds
    while not event.wait(0.05) and not stop.is_set() and monotonic() < ends:
        continue
