"""Whether the time can be trusted: the clock that the worker goes by, against the platforms' and its machine's."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from cydbost_connectors import Connector, ConnectorError
from cydbost_queue.clock import Clock

log = logging.getLogger(__name__)


def clock_differences(clock: Clock, connectors: Mapping[str, Connector]) -> dict[str, float]:
    """Return by how many seconds each clock that can be asked is ahead of ``clock``, by its name.

    One account of each platform is asked. Where the worker goes by the database server's clock, its machine's own
    clock is compared too.
    """
    found: dict[str, float] = {}
    ahead = getattr(clock, "ahead", None)
    if isinstance(ahead, float):
        found["machine"] = ahead
    for connector in connectors.values():
        platform = connector.capabilities.platform
        if platform in found:
            continue
        try:
            before = clock.now()
            theirs = connector.health().clock
            after = clock.now()
        except ConnectorError as error:
            log.info("the clock of %s could not be asked: %s", platform, error.code)
            continue
        if theirs is not None:
            found[platform] = (theirs - (before + (after - before) / 2)).total_seconds()
    return found


def skew_of(differences: Mapping[str, float], limit: timedelta) -> float | None:
    """Return how far the clock is off, in seconds, or ``None`` where it can be trusted.

    One platform may be wrong by itself: only where half of those asked, or more, differ by more than ``limit`` is it
    our clock that is doubted.
    """
    off = [value for value in differences.values() if abs(value) > limit.total_seconds()]
    return max(off, key=abs) if off and 2 * len(off) >= len(differences) else None
