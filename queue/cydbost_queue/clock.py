"""Time, passed in: the queue never asks the machine for it, so tests and the demo can move it."""

from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Where the queue gets the time."""

    def now(self) -> datetime:
        """Return the present, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present, in UTC."""
        return datetime.now(UTC)


class SettableClock:
    """A clock that stands still until it is moved: for tests, the demo and exercises."""

    def __init__(self, start: datetime) -> None:
        """``start`` must carry a zone."""
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return the time it was last moved to, in UTC."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Stand at ``moment`` from now on."""
        self._now = moment.astimezone(UTC)

    def advance(self, step: timedelta) -> None:
        """Move on by ``step``."""
        self._now += step
