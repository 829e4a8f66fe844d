"""Until when each version of the Graph API is served, as data.

Read in November 2026 in developers.facebook.com/docs/graph-api/changelog. Facebook serves a version for about two
years; calls to one that has ended are answered by a later one, which may do other things than what was tried.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

DEFAULT: Final = "v26.0"
#: How long before its end a version is spoken of.
NOTICE: Final = timedelta(days=180)

#: The day on which each version ends; ``None`` where Facebook has not said it yet.
ENDS: Final[Mapping[str, date | None]] = {
    "v26.0": None,
    "v25.0": date(2028, 7, 29),
    "v24.0": date(2028, 2, 18),
    "v23.0": date(2027, 10, 8),
    "v22.0": date(2027, 5, 20),
    "v21.0": date(2027, 1, 21),
}


def ending(version: str, now: datetime) -> date | None:
    """Return when ``version`` ends, if that is within ``NOTICE`` of ``now`` or past; else ``None``."""
    end = ENDS.get(version)
    return end if end is not None and now.astimezone(UTC).date() + NOTICE >= end else None
