"""A month by the council's clock, as budgets go by it."""

import re
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

_MONTH: Final = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>0[1-9]|1[0-2])")


def month_of(moment: datetime, zone: ZoneInfo) -> str:
    """Return the month that ``moment`` is in on the wall clock of ``zone``: ``2026-11``."""
    return moment.astimezone(zone).strftime("%Y-%m")


def bounds(month: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when a month (``2026-11``) begins and when the next one does, in UTC.

    Raises:
        ValueError: that is no month.
    """
    found = _MONTH.fullmatch(month)
    if found is None:
        raise ValueError(month)
    year, number = int(found["year"]), int(found["month"])
    first = datetime(year, number, 1, tzinfo=zone)
    after = datetime(year + number // 12, number % 12 + 1, 1, tzinfo=zone)
    return first.astimezone(UTC), after.astimezone(UTC)
