"""Months and weekdays that stand without a day."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from cydbost_language.facts.dates import MONTHS, SPELLINGS, WEEKDAYS, Day
from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.pair import Language
from cydbost_language.text import MASK, Reading

#: A word for some days of the week may answer for the first and the last of them.
_WEEK: Final = {
    Language.CY: re.compile(
        r"(?<!\w)(?:(?P<work>(?:yn\systod\syr|diwrnodau'r|dyddiau'r|ddyddiau'r)\swythnos)"
        r"|(?P<rest>(?:ph?|b)enwythnos(?:au)?))(?!\w)",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(r"(?<!\w)(?:(?P<work>weekdays?|midweek)|(?P<rest>weekends?))(?!\w)", re.IGNORECASE),
}
_WEEK_WORDS: Final = {
    *("wythnos", "penwythnos", "benwythnos", "phenwythnos", "penwythnosau", "benwythnosau", "phenwythnosau"),
    *("weekday", "weekdays", "midweek", "weekend", "weekends"),
}
#: What a text must have one of, in small letters, for a weekday to be in it; English ones may be plural.
WEEKDAY_FORMS: Final = {
    language: {form for name in names for form in (name, name + "s")} | _WEEK_WORDS
    for language, names in WEEKDAYS.items()
}
_LOWER_CASE_AFTER: Final = re.compile(r"\s[a-z]")


def months(reading: Reading) -> Iterator[Found]:
    """Find the months that stand without a day; many of their names are other words too, so they are spoken."""
    for match in SPELLINGS[reading.language].month.finditer(reading.text):
        if match["month"] == "Chwe" and not match["year"] and _LOWER_CASE_AFTER.match(reading.text, match.end()):
            continue  # "Chwe nodyn" is six characters
        if (
            match["month"].lower() in ("mawrth", "fawrth")
            and not match["year"]
            and _among_weekdays(reading.text, match)
        ):
            continue
        number = MONTHS[reading.language][match["month"].lower()]
        if match["year"]:
            yield found(reading, match.span(), [Day(None, number, int(match["year"]))])
        elif match["month"][0].isupper():
            yield found(reading, match.span(), [Day(None, number)], _month_weight(match["month"]))


_WEEKDAY_BEFORE: Final = re.compile(r"\b(?:llun|lun|sul)\.?\s?(?:,|-|/|&|a|i|tan|neu)?\s?$", re.IGNORECASE)
_WEEKDAY_AFTER: Final = re.compile(r"\s?(?:,|-|/|&|a|i|tan|neu)?\s?(?:mercher|iau|gwener|sadwrn)\b", re.IGNORECASE)


def _among_weekdays(text: str, match: re.Match[str]) -> bool:
    """Tell the Tuesday of ``Llun, Mawrth a Mercher`` from March."""
    before = _WEEKDAY_BEFORE.search(text, max(0, match.start() - 10), match.start())
    return (before or _WEEKDAY_AFTER.match(text, match.end())) is not None


def _month_weight(written: str) -> Weight:
    """Say how surely ``written`` is a month: ``May``, ``Mai``, ``Hydref`` (autumn) and short forms are not sure."""
    doubtful = {"may", "march", "mai", "fai", "hydref", "mawrth", "fawrth", "medi", "fedi", "chwe", "august"}
    return Weight.LOOSE if len(written) < 4 or written.lower() in doubtful else Weight.SPOKEN


#: What stands between the weekdays of a list or a range.
_BETWEEN: Final = re.compile(r"\.?,?\s?(?:-|/|&|to|till|until|and|or|i|tan|hyd|hyd\sat|a|ac|neu)?\s?", re.IGNORECASE)


def weekdays(reading: Reading) -> Iterator[Found]:
    """Find the weekdays that stand without a date.

    A full English name, a Welsh one after *dydd* or *nos*, and any in a list (``Llun-Gwener``) or before a time is
    sure; the rest (``Sun``, ``Llun``) only answers.
    """
    names = WEEKDAYS[reading.language]
    matches = [*SPELLINGS[reading.language].weekday.finditer(reading.text)]
    listed = [_BETWEEN.fullmatch(reading.text, a.end(), b.start()) is not None for a, b in pairwise(matches)]
    week = [*_week(reading)]
    for place, match in enumerate(matches):
        beside = (
            any(listed[max(0, place - 1) : place + 1])
            or reading.text[match.end() : match.end() + 3].lstrip(" ,:")[:1] == MASK
        )
        sure = _sure(match, reading.language) or (beside and match["name"][0].isupper())
        weight = Weight.SPOKEN if sure else Weight.LOOSE
        week.append(found(reading, match.span(), [Day(None, None, None, names[match["name"].lower()])], weight))
    yield from sorted(week, key=lambda item: item.start)


def _week(reading: Reading) -> Iterator[Found]:
    for match in _WEEK[reading.language].finditer(reading.text):
        for weekday, start in (
            ((0, match.start()), (4, match.end())) if match["work"] else ((5, match.start()), (6, match.end()))
        ):
            item = found(reading, match.span(), [Day(None, None, None, weekday)], Weight.LOOSE)
            yield Found(item.fact, start, match.end())


def _sure(match: re.Match[str], language: Language) -> bool:
    return bool(match["lead"].strip()) if language is Language.CY else match["name"].endswith(("day", "DAY"))
