"""The server's clock: leases and slots of workers on many machines are measured by one clock, not by each one's own."""

import time
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Engine, text

COMPARE_EVERY: Final = 30.0  #: seconds; two quartz clocks part by less than a millisecond in that time
JUMP: Final = 0.5  #: seconds by which the machine's two clocks part when it was asleep, or its time was set


class ServerClock:
    """Gives the database server's time, kept between two looks by the machine's own monotonic clock."""

    def __init__(self, engine: Engine) -> None:
        """The server is asked at the first ``now``."""
        self._engine = engine
        self._server_less_monotonic = 0.0
        self._wall_less_monotonic = 0.0
        self._compared = float("-inf")

    def now(self) -> datetime:
        """Return the present by the server's clock, in UTC.

        Raises:
            DBAPIError: the server was never asked and cannot be.
        """
        ticks = time.monotonic()
        slept = abs(time.time() - ticks - self._wall_less_monotonic) > JUMP
        if slept or ticks - self._compared > COMPARE_EVERY:
            self._compare()
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=time.monotonic() + self._server_less_monotonic)

    @property
    def ahead(self) -> float:
        """By how many seconds this machine's clock was ahead of the server's when they were last compared."""
        return self._wall_less_monotonic - self._server_less_monotonic

    def _compare(self) -> None:
        with self._engine.connect() as connection:
            before = time.monotonic()
            server = connection.execute(text("SELECT extract(epoch FROM clock_timestamp())")).scalar_one()
            after = time.monotonic()
        self._server_less_monotonic = float(server) - (before + after) / 2
        self._wall_less_monotonic = time.time() - time.monotonic()
        self._compared = after
