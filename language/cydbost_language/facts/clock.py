"""A reading of the clock."""

from dataclasses import dataclass
from typing import Final

NOON: Final = 12 * 60
DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day, in minutes after midnight."""

    minutes: int


def either_half(minutes: int) -> list[Clock]:
    """Return what ``minutes`` on a clock face can be: before noon or after it."""
    return [Clock(minutes % DAY), Clock((minutes + NOON) % DAY)] if minutes <= NOON + 59 else [Clock(minutes % DAY)]


def in_half(minutes: int, *, after_noon: bool) -> list[Clock]:
    """Return the time that ``minutes`` on a clock of twelve hours name before or after noon; 12 am is midnight."""
    if minutes >= NOON + 60:
        return [Clock(minutes % DAY)]
    return [Clock(minutes % NOON + (NOON if after_noon else 0))]
