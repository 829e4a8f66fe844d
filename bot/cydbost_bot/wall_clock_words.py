"""The words in which people name a day and an hour, in Welsh and English."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from cydbost_language.calendar_words import (
    MONTHS_CY,
    MONTHS_CY_OTHER,
    MONTHS_CY_SOFT,
    MONTHS_EN,
    WEEKDAYS_CY,
    WEEKDAYS_CY_NIGHT,
    WEEKDAYS_EN,
)

#: Days counted from today.
NEAR_DAYS: Final = {"heddiw": 0, "today": 0, "yfory": 1, "tomorrow": 1}

#: A time of day: ``18:30``, ``18.30``, ``6.30pm``, ``9yb``, ``hanner dydd``.
TIME_FORM: Final = (
    r"(?:(?P<noon>hanner dydd|midday|noon)|"
    r"(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?(?::00)? ?(?P<half>am|pm|yb|yh|yp)?)"
)

#: A day (perhaps none), then a time, then perhaps the clock's name; matched against folded text, single spaces.
FORM: Final = re.compile(rf"(?P<day>(?:[^ ]+ ){{0,8}}?)(?:(?:am|at) )?{TIME_FORM}(?: ?(?P<clock>[a-z]{{1,5}}))?")

_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_SPELLED: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|af|ail|il|ydd|fed|eg|ain)?(?: (?:o|of))? ([^\W\d_]+)(?:,? (\d{4}))?"
)


def _numbered(*lists: tuple[str, ...]) -> dict[str, int]:
    return {name.casefold(): number for names in lists for number, name in enumerate(names)}


_MONTHS: Final = {
    **{name: number + 1 for name, number in _numbered(MONTHS_CY, MONTHS_CY_SOFT, MONTHS_EN).items()},
    **{name.casefold(): number for name, number in MONTHS_CY_OTHER.items()},
    **{name[:3].casefold(): number + 1 for number, name in enumerate(MONTHS_EN)},
}
_WEEKDAYS_EN: Final = {**_numbered(WEEKDAYS_EN), **{name[:3].casefold(): n for n, name in enumerate(WEEKDAYS_EN)}}
_WEEKDAYS: Final = {"dydd": _numbered(WEEKDAYS_CY), "nos": _numbered(WEEKDAYS_CY_NIGHT)}


@dataclass(frozen=True, slots=True)
class Day:
    """A day someone named, and whether the weekday they put beside it is the right one."""

    date: date
    weekday_agrees: bool = True


def read_day(words: str, *, today: date) -> Day | None:
    """Return the day that ``words`` (folded, single spaces) name, or ``None`` when they name none.

    Raises:
        ValueError: the figures name no day of the calendar.
    """
    weekday, rest = _split_weekday(words)
    if not rest and weekday is not None:
        return Day(today + timedelta(days=(weekday - today.weekday()) % 7))
    day = _read_date(rest, today=today)
    return None if day is None else Day(day, weekday in {None, day.weekday()})


def _split_weekday(words: str) -> tuple[int | None, str]:
    first, _, rest = words.partition(" ")
    if first in _WEEKDAYS:
        name, _, after = rest.partition(" ")
        number = _WEEKDAYS[first].get(name.strip(","))
        return (None, words) if number is None else (number, after)
    number = _WEEKDAYS_EN.get(first.strip(","))
    return (None, words) if number is None else (number, rest)


def _read_date(words: str, *, today: date) -> date | None:
    if words in NEAR_DAYS:
        return today + timedelta(days=NEAR_DAYS[words])
    if found := _ISO.fullmatch(words):
        return date(*(int(figure) for figure in found.groups()))
    if found := _SLASHED.fullmatch(words):
        day, month, year = (int(figure) for figure in found.groups())
        return date(year, month, day)
    found = _SPELLED.fullmatch(words)
    if found is None or found[2] not in _MONTHS:
        return None
    return date(int(found[3] or today.year), _MONTHS[found[2]], int(found[1]))
