"""A worker's watch over itself: its signs of life, its clock, and what stands still in the queue."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import col, delete

from cydbost_connectors import Connector
from cydbost_queue.clock_check import clock_differences, skew_of
from cydbost_queue.credentials import EVERY, forecast
from cydbost_queue.desk import Desk
from cydbost_queue.known_ageing import tell_ageing
from cydbost_queue.record import Tag
from cydbost_queue.record.newest import SealWatch
from cydbost_queue.record_watch import watch_record
from cydbost_queue.sending.modes import accounts_off
from cydbost_queue.tables import WorkerBeat
from cydbost_queue.watchdog import FORGOTTEN, Patience, watch

#: Between two signs of life, and between two looks at clocks and queue.
BEAT: Final = timedelta(seconds=10)
LOOK: Final = timedelta(minutes=1)


@dataclass(slots=True)
class Watch:
    """One worker's. ``may_release`` is false while its clock cannot be trusted: no slot is taken to have come."""

    desk: Desk
    connectors: Mapping[str, Connector]
    name: str
    patience: Patience = field(default_factory=Patience)
    skew: float | None = None
    seals: SealWatch = field(default_factory=SealWatch)
    _beat_at: datetime | None = None
    _looked_at: datetime | None = None
    _asked_at: datetime | None = None
    _forecast_at: datetime | None = None

    @property
    def may_release(self) -> bool:
        """Whether the clock can be trusted."""
        return self.skew is None

    def look(self) -> None:
        """Do all of it, each as often as it is due."""
        self.ask()
        self.look_here()

    def ask(self) -> None:
        """Ask the platforms for the time and how long credentials last: as long as they take to answer."""
        now = self.desk.clock.now()
        if _is_due(self._asked_at, now, LOOK):
            self._asked_at = now
            self._check_clock()
            self._forecast(now)

    def look_here(self) -> None:
        """Leave a sign of life, and look for what is stuck and for flaws in the record; nobody else is asked."""
        now = self.desk.clock.now()
        if _is_due(self._looked_at, now, LOOK):
            self._looked_at = now
            self._beat_at = None
            watch(self.desk, self.patience)
            watch_record(self.desk, self.seals)
        self.beat()

    def beat(self) -> None:
        """Leave a sign of life, where the last one is some seconds old."""
        now = self.desk.clock.now()
        if not _is_due(self._beat_at, now, BEAT):
            return
        with self.desk.store.writing() as session:
            session.merge(WorkerBeat(name=self.name, at=now, skew=self.skew))
            session.exec(delete(WorkerBeat).where(col(WorkerBeat.at) < now - FORGOTTEN))
        self._beat_at = now

    def end(self) -> None:
        """Take the sign of life away: the worker stops as it should."""
        with self.desk.store.writing() as session:
            session.exec(delete(WorkerBeat).where(col(WorkerBeat.name) == self.name))

    def _forecast(self, now: datetime) -> None:
        if not _is_due(self._forecast_at, now, EVERY):
            return
        self._forecast_at = now  # before it is tried: what fails must not be tried at each look
        tell_ageing(self.desk)
        forecast(self.desk, self.connectors, self.patience.token)

    def _check_clock(self) -> None:
        with self.desk.store.reading() as session:
            off = accounts_off(session)
        asked = {name: connector for name, connector in self.connectors.items() if name not in off}
        before, self.skew = self.skew, skew_of(clock_differences(self.desk.clock, asked), self.patience.clock)
        if (before is None) == (self.skew is None):
            return
        with self.desk.system_act() as act:
            seconds = round(self.skew or 0.0, 1)
            act.record("settings", Tag.CLOCK_OFF if self.skew is not None else Tag.CLOCK_RIGHT, seconds=seconds)
            if self.skew is not None:
                act.tell("administrator", "clock_off", "settings", seconds=str(round(abs(seconds))))


def _is_due(last: datetime | None, now: datetime, every: timedelta) -> bool:
    """Tell whether ``every`` has passed, or the clock was set back."""
    return last is None or not timedelta(0) <= now - last < every
