"""Lengths of time: *pythefnos*, *14 diwrnod* and *2 weeks* are one length, *12 mis* and *a year* another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cydbost_language.pair import Language


class Unit(StrEnum):
    """What a length is counted in: days and weeks are so many minutes, a year so many months."""

    MINUTE = "minute"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; a month is no fixed number of days, so the two units never meet."""

    count: Decimal
    unit: Unit


_HOUR: Final = 60
_DAY: Final = 24 * _HOUR
_WEEK: Final = 7 * _DAY
_YEAR: Final = 12  # months

_MINUTES: Final = {
    Language.CY: {
        1: "munud funud munudau funudau",
        _HOUR: "awr oriau",
        _DAY: "diwrnod ddiwrnod niwrnod diwrnodau ddiwrnodau niwrnodau dydd ddydd diwrnode ddyddiau dyddiau niwrnode",
        _WEEK: "wythnos wythnosau",
        2 * _WEEK: "pythefnos bythefnos phythefnos",
    },
    Language.EN: {
        1: "minute minutes min mins",
        _HOUR: "hour hours hr hrs",
        _DAY: "day days",
        _WEEK: "week weeks wk wks",
        2 * _WEEK: "fortnight fortnights",
    },
}
_MONTHS: Final = {
    Language.CY: {
        1: "mis fis misoedd fisoedd",
        _YEAR: "blwyddyn flwyddyn blwydd flwydd mlwydd blynedd flynedd mlynedd blynyddoedd flynyddoedd mlynyddoedd",
    },
    Language.EN: {1: "month months", _YEAR: "year years yr yrs"},
}


def _units(language: Language) -> dict[str, Length]:
    tables = ((_MINUTES[language], Unit.MINUTE), (_MONTHS[language], Unit.MONTH))
    return {
        word: Length(Decimal(count), unit)
        for table, unit in tables
        for count, words in table.items()
        for word in words.split()
    }


#: Every word for a unit of time with the length of one of it.
UNITS: Final[Mapping[Language, Mapping[str, Length]]] = {language: _units(language) for language in Language}

_HALF: Final = {Language.CY: r"\sa\shanner", Language.EN: r"\sand\sa\shalf"}


def _after(language: Language) -> re.Pattern[str]:
    units = "|".join(sorted(UNITS[language], key=len, reverse=True))
    of = r"(?:\so)?" if language is Language.CY else ""
    half = _HALF[language]
    return re.compile(rf"(?P<first>{half})?{of}[\s-]?(?P<unit>{units})(?!\w)(?P<then>{half}(?!\w))?", re.IGNORECASE)


_AFTER: Final = {language: _after(language) for language in Language}
_HALF_AFTER: Final = {language: re.compile(half + r"(?!\w)", re.IGNORECASE) for language, half in _HALF.items()}


def length_after(
    text: str, at: int, number: Decimal, language: Language, *, half: Decimal = Decimal("0.5")
) -> tuple[Decimal, Length | None, int]:
    """Read the unit of time, and the half, that follow a ``number`` that ends at ``at``.

    ``half`` is what *and a half* adds: fifty after *cant*. Returns the number with its half, the length where there
    is a unit, and where they end.
    """
    match = _AFTER[language].match(text, at)
    if match is None:
        and_half = _HALF_AFTER[language].match(text, at)
        return (number + half, None, and_half.end()) if and_half else (number, None, at)
    if match["first"] or match["then"]:
        number += half
    one = UNITS[language][match["unit"].lower()]
    return number, Length((number * one.count).normalize(), one.unit), match.end()


_PHRASES: Final = {
    Language.CY: re.compile(
        r"(?<!\w)(?:(?P<three>tri|dri|thri)\schwarter\s(?P<of_three>awr)"
        r"|(?P<quarter>chwarter)\s(?P<of_quarter>awr)"
        r"|(?P<half>hanner)\s(?P<of_half>awr|diwrnod|blwyddyn|dwsin)"
        r"|(?P<of_more>awr|diwrnod|ddiwrnod|wythnos|mis|fis|blwyddyn|flwyddyn)\sa\s(?P<more>hanner))(?!\w)",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"(?<!\w)(?:(?P<three>three)[\s-]quarters\sof\san\s(?P<of_three>hour)"
        r"|(?P<quarter>quarter)[\s-](?:of\s)?(?:an\s)?(?P<of_quarter>hour)"
        r"|(?P<half>half)[\s-](?:of\s)?(?:a\s|an\s)?(?P<of_half>hour|day|year|dozen)"
        r"|(?P<of_more>hour|day|week|month|year)\sand\sa\s(?P<more>half))(?!\w)",
        re.IGNORECASE,
    ),
}
_SHARES: Final = {"three": "0.75", "quarter": "0.25", "half": "0.5", "more": "1.5"}
_DOZEN: Final = ("dwsin", "dozen")
_PARTS: Final = frozenset(["hanner", "chwarter", "half", "quarter", "quarters"])


def has_parts(vocabulary: frozenset[str]) -> bool:
    """Say whether a text of these words, in small letters, speaks of halves or quarters at all."""
    return not _PARTS.isdisjoint(vocabulary)


def part_of_a_unit(text: str, at: int, language: Language) -> tuple[Length | Decimal, int] | None:
    """Read ``hanner awr``, ``awr a hanner``, ``three quarters of an hour``, ``half a dozen`` at ``at``.

    Returns the length, or the number where it is no time, and where it ends; ``None`` where there is none.
    """
    match = _PHRASES[language].match(text, at)
    if match is None:
        return None
    share = next(name for name in _SHARES if match[name])
    unit = match[f"of_{share}"].lower()
    if unit in _DOZEN:
        return Decimal(12) * Decimal(_SHARES[share]), match.end()
    one = UNITS[language][unit]
    return Length((one.count * Decimal(_SHARES[share])).normalize(), one.unit), match.end()
