"""A platform that keeps silent again and again is asked less often: what waits for it would only use up its time.

Each call to it ends when patience does. After a few of them in a row the rest of the channel's backlog waits too, for
longer each time, and one batch tries it again. Emergencies always try; what was begun is finished or settled, and what
is to be taken down is tried as before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import col, select

from cydbost_connectors import OutcomeUnknown, Unavailable
from cydbost_queue.desk import Desk
from cydbost_queue.sending.begun import half
from cydbost_queue.sending.claims import Claim, peek
from cydbost_queue.states import DeliveryState
from cydbost_queue.tables import Delivery, Lane, Task

#: A call that fails sooner costs nothing: its own batch waits, and that is enough.
SLOW: Final = 2.0
#: Silent batches in a row after which the others of the channel wait too.
TIMES: Final = 3
FIRST: Final = timedelta(seconds=30)
LONGEST: Final = timedelta(minutes=2)
#: Deliveries that are put off in one transaction.
MOST: Final = 500
SILENT_CODES: Final = frozenset({Unavailable.code, OutcomeUnknown.code})


@dataclass(slots=True)
class Silence:
    """How often each channel of one lane kept silent in a row."""

    desk: Desk
    slow: float = SLOW
    _times: dict[str, int] = field(default_factory=dict)
    _new: set[str] = field(default_factory=set)

    def note(self, claim: Claim, seconds: float) -> None:
        """Take notice of how a batch ended that is still held, after so many seconds."""
        if seconds < self.slow and not self._times:
            return
        rows = peek(self.desk, claim).values()
        silent = {row.channel for row in rows if row.task is not None and row.error_code in SILENT_CODES}
        self.hear({row.channel: row.channel in silent for row in rows}, seconds)

    def hear(self, silent: Mapping[str, bool], seconds: float) -> None:
        """Take notice of whether channels kept silent when they were called."""
        for channel, was_silent in silent.items():
            if not was_silent:
                self._times.pop(channel, None)
            elif seconds >= self.slow:
                self._times[channel] = self._times.get(channel, 0) + 1
                self._new.add(channel)

    def keep(self) -> None:
        """Let the backlog of each channel wait that has kept silent too often."""
        while self._new:
            channel = self._new.pop()
            doublings = self._times.get(channel, 0) - TIMES
            if doublings >= 0:
                _put_off(self.desk, channel, min(FIRST * (1 << min(doublings, 10)), LONGEST))


def _put_off(desk: Desk, channel: str, wait: timedelta) -> None:
    with desk.system_act() as act:
        waiting = act.session.exec(
            select(Delivery.id)
            .where(
                col(Delivery.channel) == channel,
                col(Delivery.task).in_([Task.PUBLISH, Task.VERIFY]),
                col(Delivery.state).in_([DeliveryState.WAITING, DeliveryState.RETRY, DeliveryState.SENT]),
                col(Delivery.lane) != Lane.EMERGENCY,
                col(Delivery.lease).is_(None),
                col(Delivery.not_before) < act.at + wait,
                ~half(),
            )
            .order_by(col(Delivery.id))
            .limit(MOST)
            .with_for_update(skip_locked=True)
        ).all()
        later = update(Delivery).where(col(Delivery.id).in_(waiting)).values(not_before=act.at + wait)
        act.session.connection().execute(later)
