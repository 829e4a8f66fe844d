"""People's times: what is written on a desk in Wales, turned into the one instant it means.

A time that the clocks skip in spring, or show twice in autumn, is never guessed: the person is told. Pure, given
``now``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cydbost_bot.i18n import N_, current
from cydbost_bot.problem import Misuse, Problem, Wording
from cydbost_bot.wall_clock_words import FORM, Day, read_day
from cydbost_language import Language
from cydbost_language.rendering import TimeStyle, format_date, format_time

LONDON: Final = "Europe/London"
LONGEST: Final = 120  #: characters; a time is never longer

UNKNOWN_ZONE = Wording("unknown_zone", N_("There is no time zone “{zone}”. Use a name such as Europe/London."))
NOT_UNDERSTOOD = Wording(
    "time_not_understood", N_("“{text}” is not a date and time. Write it like 2026-06-03 18:30 or 3 June 2026 6.30pm.")
)
NO_TIME = Wording("time_missing", N_("“{text}” has no time of day. Add one, such as 18:30 or 6.30pm."))
WHICH_HALF = Wording("half_of_day_missing", N_("“{text}”: write am or pm after the time, or all four figures (06:30)."))
NO_SUCH_DATE = Wording("no_such_date", N_("“{text}”: there is no such date or time. Check the day, month and hour."))
WRONG_WEEKDAY = Wording("wrong_weekday", N_("“{text}”: {date} is not that day of the week. Check the date."))
SKIPPED = Wording(
    "time_skipped",
    N_("{time} does not exist: the clocks go forward then. The nearest times are {before} and {after}."),
)
TWICE = Wording(
    "time_twice",
    N_("{time} happens twice: the clocks go back then. Add {first} for the first or {second} for the second."),
)
OTHER_CLOCK = Wording(
    "other_clock",
    N_("{time} is in {actual}, not {stated}. Leave {stated} out, or write the time in UTC with Z after it."),
)
PAST = Wording("time_past", N_("{time} has passed. Give a time that is still to come."))

_OFFSET: Final = re.compile(r"\d{4}-\d\d-\d\d[ t]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:z|[+-]\d\d:?\d\d)")
_LATER: Final = re.compile(r"\+(?=\d)(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?")


class NotATime(Misuse):
    """The text does not name one instant still to come."""


def find_zone(name: str) -> ZoneInfo:
    """Return the time zone called ``name`` (IANA).

    Raises:
        NotATime: there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotATime(UNKNOWN_ZONE(zone=name)) from error


def parse_time(text: str, *, now: datetime, zone: str = LONDON, past: bool = False) -> datetime:
    """Return the instant that ``text`` names on the clocks of ``zone``, in UTC.

    Accepts Welsh and English: ``2026-06-03 18:30``, ``3/6/2026 6.30pm``, ``dydd Mercher 3 Mehefin 2026 6.30yh``,
    ``yfory 9yb``, ``tomorrow 9am``, ``+30m``, and ISO 8601 with an offset. Without a year, the year is the one
    that ``now`` is in. ``BST`` or ``GMT`` after the time tells the two hours of an autumn night apart.

    Args:
        text: what the person wrote.
        now: the present, with its zone.
        zone: whose clocks the person reads (IANA name).
        past: whether a time before ``now`` is accepted.

    Raises:
        NotATime: not understood, skipped or shown twice by the clocks, or past; its problem says how to mend it.
    """
    place = find_zone(zone)
    written = " ".join(text.split())
    if not written or len(written) > LONGEST:
        raise NotATime(NOT_UNDERSTOOD(text=written[:LONGEST]))
    moment = _absolute(written, now=now)
    if moment is None:
        moment = _on_the_wall(written, today=now.astimezone(place).date(), place=place)
    if moment < now and not past:
        raise NotATime(PAST(time=written))
    return moment


def _absolute(written: str, *, now: datetime) -> datetime | None:
    folded = written.casefold()
    try:
        if _OFFSET.fullmatch(folded):
            return datetime.fromisoformat(folded.upper()).astimezone(UTC)
        if found := _LATER.fullmatch(folded):
            days, hours, minutes = (int(figure or 0) for figure in found.groups())
            return now.astimezone(UTC) + timedelta(days=days, hours=hours, minutes=minutes)
    except (ValueError, OverflowError) as error:
        raise NotATime(NO_SUCH_DATE(text=written)) from error
    return None


def _on_the_wall(written: str, *, today: date, place: ZoneInfo) -> datetime:
    found = FORM.fullmatch(written.casefold())
    if found is None:
        raise NotATime(_why_not(written))
    wall = datetime.combine(_day(found["day"], written=written, today=today), _time(found, written))
    return _instant(wall, place=place, stated=(found["clock"] or "").upper())


def _why_not(written: str) -> Problem:
    day_alone = read_day(written.casefold(), today=date(2000, 1, 1)) is not None
    return (NO_TIME if day_alone else NOT_UNDERSTOOD)(text=written)


def _day(words: str, *, written: str, today: date) -> date:
    try:
        day = read_day(words.strip(" ,"), today=today) if words.strip(" ,") else Day(today)
    except ValueError as error:
        raise NotATime(NO_SUCH_DATE(text=written)) from error
    if day is None:
        raise NotATime(NOT_UNDERSTOOD(text=written))
    if not day.weekday_agrees:
        raise NotATime(WRONG_WEEKDAY(text=written, date=day.date.isoformat()))
    return day.date


def _time(found: re.Match[str], written: str) -> time:
    if found["noon"]:
        return time(12)
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), found["half"]
    if half is None and (len(found["hour"]) == 1 or found["minute"] is None):
        raise NotATime(WHICH_HALF(text=written))
    if half is not None and not 1 <= hour <= 12:
        raise NotATime(NO_SUCH_DATE(text=written))
    if half is not None:
        hour = hour % 12 + (0 if half in {"am", "yb"} else 12)
    try:
        return time(hour, minute)
    except ValueError as error:
        raise NotATime(NO_SUCH_DATE(text=written)) from error


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a wall-clock time means: no instant, one, or two, each with the clock's name then."""

    instants: tuple[tuple[datetime, str], ...]


def _readings(wall: datetime, place: ZoneInfo) -> _Reading:
    found: list[tuple[datetime, str]] = []
    for fold in (0, 1):
        local = wall.replace(tzinfo=place, fold=fold)
        instant = local.astimezone(UTC)
        is_there = instant.astimezone(place).replace(tzinfo=None, fold=0) == wall
        if is_there and instant not in [known for known, _name in found]:
            found.append((instant, local.tzname() or ""))
    return _Reading(tuple(found))


def _instant(wall: datetime, *, place: ZoneInfo, stated: str) -> datetime:
    if stated in {"UTC", "Z"}:
        return wall.replace(tzinfo=UTC)
    instants = _readings(wall, place).instants
    if not instants:
        raise NotATime(_skipped(wall, place))
    agreeing = [instant for instant, name in instants if name == stated]
    if agreeing:
        return agreeing[0]
    shown = f"{wall:%Y-%m-%d %H:%M}"
    if stated:
        actual = "/".join(name for _instant, name in instants)
        raise NotATime(OTHER_CLOCK(time=shown, actual=actual, stated=stated))
    if len(instants) > 1:
        raise NotATime(TWICE(time=shown, first=instants[0][1], second=instants[1][1]))
    return instants[0][0]


def _skipped(wall: datetime, place: ZoneInfo) -> Problem:
    minute = timedelta(minutes=1)
    before = after = wall.replace(second=0, microsecond=0)
    while not _readings(before, place).instants:
        before -= minute
    while not _readings(after, place).instants:
        after += minute
    shown = [f"{moment:%Y-%m-%d %H:%M}" for moment in (wall, before, after)]
    return SKIPPED(time=shown[0], before=shown[1], after=shown[2])


def spell_time(moment: datetime, *, language: str | None = None, zone: str = LONDON) -> str:
    """Return ``moment`` in words, as ``parse_time`` reads it back: ``dydd Mercher 3 Mehefin 2026, 6.30yh``.

    Args:
        moment: an instant, with its zone.
        language: ``cy`` or ``en``; the context's language when left out.
        zone: whose clocks to read it from.
    """
    place = find_zone(zone)
    local = moment.astimezone(place)
    day = format_date(local.date(), Language(language or current()))
    return f"{day}, {clock_at(moment, language=language, zone=zone)}"


def clock_at(moment: datetime, *, language: str | None = None, zone: str = LONDON) -> str:
    """Return the time of day at ``moment`` in words: ``6.30yh``; an hour shown twice says which of the two it is."""
    place = find_zone(zone)
    local = moment.astimezone(place)
    return f"{spell_clock(local, language)}{_clock_name(local, place)}"


def spell_clock(local: datetime, language: str | None = None) -> str:
    """Return the time of day of ``local`` as it stands on the clock: ``6.30yh``, ``9am``, ``hanner dydd``."""
    is_midnight = (local.hour, local.minute) == (0, 0)  # "midnight" belongs to either of two days
    return format_time(local.time(), Language(language or current()), TimeStyle.H24 if is_midnight else TimeStyle.YH)


def _clock_name(local: datetime, place: ZoneInfo) -> str:
    shown_twice = len(_readings(local.replace(tzinfo=None, fold=0), place).instants) > 1
    return f" {local.tzname()}" if shown_twice else ""


__all__ = ["LONDON", "NotATime", "clock_at", "find_zone", "parse_time", "spell_clock", "spell_time"]
