"""Dates, times, durations, numbers and lists as each language writes them.

Each function takes a plain value and says it in one language, so that one value given once appears in its right
form on both sides of a pair. The Welsh is the form Welsh councils print: ``dydd Llun 1 Mehefin 2026``, ``6.30yh``.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cydbost_language.calendar_words import (
    MONTHS_CY,
    MONTHS_CY_SHORT,
    MONTHS_CY_SOFT,
    MONTHS_EN,
    WEEKDAYS_CY,
    WEEKDAYS_CY_NIGHT,
    WEEKDAYS_EN,
)
from cydbost_language.pair import Language
from cydbost_language.rendering_and import welsh_and

MINUTES_IN_HOUR: Final = 60
MINUTES_IN_DAY: Final = 24 * MINUTES_IN_HOUR


class TimeStyle(StrEnum):
    """How a time of day is written."""

    YH = "yh"  #: ``6.30yh`` / ``6.30pm``, with words for midday and midnight
    H24 = "24h"  #: ``18:30`` in both languages


class DateStyle(StrEnum):
    """How a date is written, from the fullest to the shortest."""

    FULL = "full"  #: ``dydd Llun 1 Mehefin 2026`` / ``Monday 1 June 2026``
    LONG = "long"  #: ``1 Mehefin 2026`` / ``1 June 2026``
    MEDIUM = "medium"  #: ``1 Meh 2026`` / ``1 Jun 2026``
    SHORT = "short"  #: ``01/06/2026`` in both languages
    WEEKDAY = "weekday-day-month"  #: ``dydd Llun 1 Mehefin`` / ``Monday 1 June``
    DAY_MONTH = "day-month"  #: ``1 Mehefin`` / ``1 June``


def format_date(
    day: date, language: Language, style: DateStyle = DateStyle.FULL, *, soft: bool = False, night: bool = False
) -> str:
    """Write a date: ``dydd Llun 1 Mehefin 2026`` / ``Monday 1 June 2026``, or shorter as ``style`` asks.

    ``soft`` gives the Welsh form after ``o``, ``i``, ``am``, ``tan`` and where the date says when something
    happens (``ar gau ddydd Llun``, ``3 Fehefin``); English is the same either way. ``night`` names the evening of
    that weekday (``nos Lun`` / ``Monday night``), which the soft mutation leaves alone. Neither shows in a style
    without a weekday or a month's full name. Whatever the style, the facts of a text read the same day back.
    """
    if style is DateStyle.SHORT:
        return f"{day.day:02}/{day.month:02}/{day.year:04}"
    named, dated = style in (DateStyle.FULL, DateStyle.WEEKDAY), style not in (DateStyle.WEEKDAY, DateStyle.DAY_MONTH)
    if language is Language.CY:
        words = [_weekday_cy(day, soft=soft, night=night)] if named else []
        months = MONTHS_CY_SOFT if soft and not named else MONTHS_CY
    else:
        words = [WEEKDAYS_EN[day.weekday()] + (" night" if night else "")] if named else []
        months = MONTHS_EN
    month = _short_month(day.month, language) if style is DateStyle.MEDIUM else months[day.month - 1]
    words += [str(day.day), month]
    return " ".join([*words, f"{day.year:04}"] if dated else words)


def _short_month(month: int, language: Language) -> str:
    return MONTHS_CY_SHORT[month - 1] if language is Language.CY else MONTHS_EN[month - 1][:3]


def _weekday_cy(day: date, *, soft: bool, night: bool) -> str:
    if night:
        return f"nos {WEEKDAYS_CY_NIGHT[day.weekday()]}"
    return f"{'ddydd' if soft else 'dydd'} {WEEKDAYS_CY[day.weekday()]}"


def format_time(moment: time, language: Language, style: TimeStyle = TimeStyle.YH) -> str:
    """Write a time of day to the minute: ``6.30yh`` / ``6.30pm``, ``hanner dydd`` / ``midday``, or ``18:30``.

    12.30am is half past midnight and 12.30pm half past midday; 12am and 12pm are never written, since readers
    take them both ways.
    """
    if style is TimeStyle.H24:
        return f"{moment.hour:02}:{moment.minute:02}"
    if moment.minute == 0 and moment.hour in {0, 12}:
        words = ("hanner nos", "midnight") if moment.hour == 0 else ("hanner dydd", "midday")
        return words[0] if language is Language.CY else words[1]
    half = ("yb", "yh") if language is Language.CY else ("am", "pm")
    minutes = f".{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{half[moment.hour >= 12]}"


def format_moment(
    moment: datetime,
    language: Language,
    *,
    zone: tzinfo,
    style: TimeStyle = TimeStyle.YH,
    date_style: DateStyle = DateStyle.FULL,
    in_sentence: bool = False,
) -> str:
    """Write a moment as people in ``zone`` say it: ``6yh, dydd Llun 1 Mehefin 2026`` / ``6pm, Monday 1 June 2026``.

    A moment without a zone is taken as the wall clock of ``zone``. ``in_sentence`` gives the running form
    (``am 6.30yh ddydd Llun`` / ``at 6.30pm on Monday``), without the comma that suits a label. Midnight is written
    ``00:00`` here, since "midnight on Monday" is read as either end of that day.
    """
    local = moment if moment.tzinfo is None else moment.astimezone(zone)
    is_midnight = (local.hour, local.minute) == (0, 0)
    clock = format_time(local.time(), language, TimeStyle.H24 if is_midnight else style)
    day = format_date(local.date(), language, date_style, soft=in_sentence)
    if not in_sentence:
        return f"{clock}, {day}"
    if language is Language.EN:
        return f"{clock} on {day}"
    # "hanner dydd ddydd Llun" trips the tongue; "ar" keeps the two days apart.
    return f"{clock} ar {day}" if clock.endswith("dydd") else f"{clock} {day}"


def format_duration(minutes: int, language: Language) -> str:
    """Write a length of time in whole minutes: ``1 awr 30 munud`` / ``1 hour 30 minutes``.

    Welsh counts with the singular; 2 softens the noun (``2 funud``, ``2 ddiwrnod``), no other digit shows. Parts
    that are nothing are left out. Raises ``ValueError`` for a negative length.
    """
    if minutes < 0:
        raise ValueError("a length of time is 0 minutes or more")
    days, rest = divmod(minutes, MINUTES_IN_DAY)
    hours, left = divmod(rest, MINUTES_IN_HOUR)
    parts = [(days, "diwrnod", "ddiwrnod", "day"), (hours, "awr", "awr", "hour"), (left, "munud", "funud", "minute")]
    said = [part for part in parts if part[0]] or [parts[-1]]
    if language is Language.CY:
        return " ".join(f"{count} {softened if count == 2 else noun}" for count, noun, softened, _ in said)
    return " ".join(f"{count} {noun if count == 1 else noun + 's'}" for count, _, _, noun in said)


def format_number(number: int | Decimal, language: Language) -> str:  # noqa: ARG001 - every renderer takes the language
    """Write a number in digits with a comma at each thousand: ``12,500``; both languages write it alike."""
    return f"{number:,f}" if isinstance(number, Decimal) else f"{number:,d}"


def format_amount(pounds: int | Decimal, language: Language) -> str:
    """Write an amount of money: ``£1,200``, ``£3.50``; pence are shown only when there are some.

    Raises ``ValueError`` for a part of a penny, which no public price has.
    """
    pence = Decimal(pounds) * 100
    if pence != pence.to_integral_value():
        raise ValueError("an amount has no part of a penny")
    whole = pence % 100 == 0
    digits = format_number(abs(int(pence) // 100) if whole else (abs(pence) / 100).quantize(Decimal("0.01")), language)
    return f"{'-' if pence < 0 else ''}£{digits}"


def join_list(items: Sequence[str], language: Language) -> str:
    """Join names into a list: ``Rhyl, Corwen a Dinbych`` / ``Rhyl, Corwen and Denbigh``.

    The names stand as given: the aspirate mutation that ``a`` causes (``a Phrestatyn``) is left to the writer,
    since a name must stay findable. ``rendering_and.welsh_and`` states the rule for ``a`` and ``ac``.
    """
    if len(items) < 2:
        return "".join(items)
    link = welsh_and(items[-1]) if language is Language.CY else "and"
    return f"{', '.join(items[:-1])} {link} {items[-1]}"
