"""Recurrence by wall clock: which times a rule names, and the one instant that each of them means.

A rule is one of RFC 5545, section 3.3.10, counted on the council's wall: 9am stays 9am across both clock changes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dateutil.rrule import rrule, rrulestr

from cydbost_queue.errors import Refused

#: What each part of a rule may say. Nothing below a day: a place of a series has one time of day.
_DAY: Final = r"(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS: Final = {
    "FREQ": re.compile(r"DAILY|WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]{0,2}"),
    "COUNT": re.compile(r"[1-9][0-9]{0,3}"),
    "UNTIL": re.compile(r"[0-9]{8}(?:T[0-9]{6})?"),
    "BYDAY": re.compile(rf"(?:[+-]?[1-5])?{_DAY}(?:,(?:[+-]?[1-5])?{_DAY})*"),
    "BYMONTHDAY": re.compile(r"-?(?:[1-9]|[12][0-9]|3[01])(?:,-?(?:[1-9]|[12][0-9]|3[01]))*"),
    "BYMONTH": re.compile(r"(?:[1-9]|1[0-2])(?:,(?:[1-9]|1[0-2]))*"),
    "BYSETPOS": re.compile(r"-?[1-9][0-9]?(?:,-?[1-9][0-9]?)*"),
}
_LONGEST: Final = 200
_LAST: Final = datetime(9999, 12, 31)  # noqa: DTZ001 - a time on the wall has no zone
#: A rule that names nothing within so long never does: the calendar's years of 366 days are 8 years apart at most.
_FAR: Final = timedelta(days=366 * 9)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule, and the time on the wall from which it counts."""

    rule: str
    first: datetime  #: without zone

    def walls(self, *, until: datetime, after: datetime | None = None) -> Iterator[datetime]:
        """Yield the times on the wall after ``after``, and not later than ``until``; both without zone."""
        rule = rrulestr(self.rule, dtstart=self.first)
        if not isinstance(rule, rrule):
            raise TypeError("one rule makes no set of rules")
        if "COUNT=" not in self.rule:  # a rule that is bounded never searches the centuries for what is not there
            ends = getattr(rule, "_until", None)
            rule = rule.replace(until=min(ends, until) if ends is not None else until)
        for wall in rule:
            if wall > until:
                return
            if after is None or wall > after:
                yield wall


def read_recurrence(rule: str, first: datetime) -> Recurrence:
    """Return the recurrence of ``rule`` from ``first`` (on the wall, without zone) on.

    Raises:
        Refused: the rule is none that a series can have, or names no time.
    """
    folded = "".join(rule.split()).upper().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in folded.split(";"):
        name, _equals, value = part.partition("=")
        if name not in _PARTS or name in parts or not _PARTS[name].fullmatch(value):
            raise Refused("rule_unusable", rule=rule[:_LONGEST], part=part[:50])
        parts[name] = value
    recurrence = Recurrence(_canonical(parts, rule), first)
    try:
        found = next(recurrence.walls(until=far_after(first)), None)
    except ValueError as error:  # such as 31 February as the end
        raise Refused("rule_unusable", rule=rule[:_LONGEST], part=folded[:50]) from error
    if found is None:
        raise Refused("rule_never", rule=rule[:_LONGEST])
    return recurrence


def _canonical(parts: dict[str, str], rule: str) -> str:
    has_ordinal = re.search(r"[0-9]", parts.get("BYDAY", "")) is not None
    both_ends = "COUNT" in parts and "UNTIL" in parts
    if "FREQ" not in parts or both_ends or (has_ordinal and parts["FREQ"] in {"DAILY", "WEEKLY"}):
        raise Refused("rule_unusable", rule=rule[:_LONGEST], part="COUNT;UNTIL" if both_ends else "FREQ")
    until = parts.get("UNTIL")
    if until is not None and "T" not in until:
        parts["UNTIL"] = f"{until}T235959"  # the last day counts whole
    written = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    if len(written) > _LONGEST:
        raise Refused("rule_unusable", rule=rule[:_LONGEST], part="…")
    return written


def far_after(wall: datetime) -> datetime:
    """Return a time so long after ``wall`` that a rule which names nothing until then never does."""
    try:
        return wall + _FAR
    except OverflowError:
        return _LAST


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant, in UTC, that a time on the wall means in a series.

    A time that the clocks skip in spring is taken by the offset before the change: 1.30am that does not exist is the
    instant that shows as 2.30am. Of a time that the clocks show twice in autumn the first is meant. Both are RFC 5545,
    section 3.3.5.
    """
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def wall_of(instant: datetime, zone: ZoneInfo) -> datetime:
    """Return what the council's clocks show at ``instant``, without zone."""
    return instant.astimezone(zone).replace(tzinfo=None, fold=0)


def spell_wall(wall: datetime) -> str:
    """Return a time on the wall as it is stored: ``2026-06-01T09:00``."""
    return wall.isoformat(timespec="minutes")


def read_wall(stored: str) -> datetime:
    """Return a stored time on the wall."""
    return datetime.fromisoformat(stored)


def first_of(day: date) -> datetime:
    """Return the first moment of a day, on the wall."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a time on the wall has no zone
