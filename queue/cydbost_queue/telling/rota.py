"""A rota: who is on call when, by the council's own wall clock, right across both clock changes. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

_DAY: Final = timedelta(days=1)
_SECOND: Final = timedelta(seconds=1)


def instant_of(wall: datetime, zone: tzinfo) -> datetime:
    """Return the first instant, in UTC, at which the clocks of ``zone`` show ``wall`` or later.

    So a time that the clocks show twice in autumn means the first of the two, and one that they skip in spring
    means the moment they skip it: every handover happens once, and nobody's shift overlaps or leaves a gap.
    """
    early, late = sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if early.astimezone(zone).replace(tzinfo=None) >= wall:
        return early
    while late - early > _SECOND:  # skipped: between the two lies the change of the clocks
        middle = early + (late - early) / 2
        early, late = (early, middle) if middle.astimezone(zone).replace(tzinfo=None) >= wall else (middle, late)
    return late.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Shift:
    """Who is on call on some days of every week, from one time of day to another."""

    days: frozenset[int]  #: on which it begins; Monday is 0
    begins: time
    ends: time  #: when not after ``begins``, on the next day; the same time is a whole day
    people: tuple[str, ...]

    def on(self, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the instants between which it runs when it begins on ``day``."""
        last = day if self.ends > self.begins else day + _DAY
        return (
            instant_of(datetime.combine(day, self.begins), zone),
            instant_of(datetime.combine(last, self.ends), zone),
        )


@dataclass(frozen=True, slots=True)
class Cover:
    """Who is on call instead, once: a bank holiday, a week of leave. Both ends are wall-clock times."""

    begins: datetime
    ends: datetime
    people: tuple[str, ...]

    def span(self, zone: tzinfo) -> tuple[datetime, datetime]:
        """Return the instants between which it runs."""
        return instant_of(self.begins, zone), instant_of(self.ends, zone)


@dataclass(frozen=True, slots=True)
class Rota:
    """A named rota. Where covers overlap the last one counts; where shifts overlap everybody is on call."""

    shifts: tuple[Shift, ...] = ()
    covers: tuple[Cover, ...] = ()

    def on_call(self, moment: datetime, zone: tzinfo) -> tuple[str, ...]:
        """Return who is on call at ``moment``, in the rota's order; nobody where it has a gap."""
        for cover in reversed(self.covers):
            begins, ends = cover.span(zone)
            if begins <= moment < ends:
                return cover.people
        today = moment.astimezone(zone).date()
        found: dict[str, None] = {}
        for shift, begins, ends in self._runs(today - _DAY, today, zone):
            if begins <= moment < ends:
                found.update(dict.fromkeys(shift.people))
        return tuple(found)

    def handovers(self, since: datetime, until: datetime, zone: tzinfo) -> list[datetime]:
        """Return every instant between the two at which somebody else may come on."""
        first, last = since.astimezone(zone).date() - _DAY, until.astimezone(zone).date()
        edges = {edge for _shift, *run in self._runs(first, last, zone) for edge in run}
        edges |= {edge for cover in self.covers for edge in cover.span(zone)}
        return sorted(edge for edge in edges if since <= edge < until)

    def _runs(self, first: date, last: date, zone: tzinfo) -> Iterator[tuple[Shift, datetime, datetime]]:
        for shift in self.shifts:
            day = first
            while day <= last:
                if day.weekday() in shift.days:
                    yield (shift, *shift.on(day, zone))
                day += _DAY
