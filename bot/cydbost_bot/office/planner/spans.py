"""The month, the week and their days, as the council's wall clock has them. Pure."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

WEEK: Final = timedelta(days=7)
DAY: Final = timedelta(days=1)
#: The calendar shows no other years: what lies beyond is a slip, and Python's own calendar ends at 9999.
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2200


class Look(StrEnum):
    """How the plan is looked at."""

    MONTH = "month"
    WEEK = "week"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are looked at: those of one month or week, and the whole weeks that the table needs for them."""

    look: Look
    first: date
    last: date  #: the last day that belongs to it

    @property
    def weeks(self) -> list[list[date]]:
        """The rows of the table: whole weeks from Monday on."""
        monday = self.first - timedelta(days=self.first.weekday())
        rows = []
        while monday <= self.last:
            rows.append([monday + number * DAY for number in range(7)])
            monday += WEEK
        return rows

    @property
    def before(self) -> date:
        """A day of the span before this one."""
        return self.first - DAY if self.look is not Look.WEEK else self.first - WEEK

    @property
    def after(self) -> date:
        """A day of the span after this one."""
        return self.last + DAY


def span_of(look: Look, day: date) -> Span:
    """Return the span that ``day`` is in: its week, or its month (which is what a list shows too)."""
    day = min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
    if look is Look.WEEK:
        monday = day - timedelta(days=day.weekday())
        return Span(look, monday, monday + timedelta(days=6))
    first = day.replace(day=1)
    return Span(look, first, (first + timedelta(days=31)).replace(day=1) - DAY)


def begin_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which ``day`` begins on the council's wall; days of 23 and 25 hours among them."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def bounds_of(days: list[list[date]], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return the instants between which all of ``days`` lie: the first one's beginning, and the last one's end."""
    return begin_of(days[0][0], zone), begin_of(days[-1][-1] + DAY, zone)


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day on the council's wall at ``moment``."""
    return moment.astimezone(zone).date()


def same_clock_on(day: date, moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the wall time, without zone, of ``moment`` on another day: 9.30am stays 9.30am over a change of clocks."""
    return datetime.combine(day, moment.astimezone(zone).time().replace(second=0, microsecond=0, tzinfo=None))
