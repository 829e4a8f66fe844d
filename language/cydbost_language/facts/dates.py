"""Days of a month, with their weekday and year, as each language writes them."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
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
from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.facts.ordinals import HEADS, ordinal_at
from cydbost_language.pair import Language
from cydbost_language.text import Reading


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text names it: each part ``None`` where the text leaves it out; Monday is 0."""

    day: int | None
    month: int | None
    year: int | None = None
    weekday: int | None = None


def _months_cy() -> dict[str, int]:
    names = {name.lower(): number for number, name in enumerate(MONTHS_CY, 1)}
    names |= {name.lower(): number for number, name in enumerate(MONTHS_CY_SOFT, 1)}
    names |= {name.lower(): number for name, number in MONTHS_CY_OTHER.items()}
    short = ["ion", "chwe", "maw", "ebr", "mai", "meh", "gorff", "awst", "medi", "hyd", "tach", "rhag"]
    return {name: number for number, name in enumerate(short, 1)} | {"rhagf": 12, "chwef": 2, "gor": 7} | names


def _months_en() -> dict[str, int]:
    names = {name.lower(): number for number, name in enumerate(MONTHS_EN, 1)}
    return {name[:3]: number for name, number in names.items()} | {"sept": 9} | names


def _weekdays_cy() -> dict[str, int]:
    names = {name.lower(): number for number, name in enumerate(WEEKDAYS_CY)}
    names |= {name.lower(): number for number, name in enumerate(WEEKDAYS_CY_NIGHT)}
    return names | {"gwe": 4, "sad": 5, "mer": 2, "maw": 1}


def _weekdays_en() -> dict[str, int]:
    names = {name.lower(): number for number, name in enumerate(WEEKDAYS_EN)}
    return {name[:3]: number for name, number in names.items()} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3} | names


MONTHS: Final = {Language.CY: _months_cy(), Language.EN: _months_en()}
WEEKDAYS: Final = {Language.CY: _weekdays_cy(), Language.EN: _weekdays_en()}


def _either(names: dict[str, int]) -> str:
    """Return the pattern of any of ``names``, the longest first; by first letters, so that few are tried in a place."""
    endings: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=len, reverse=True):
        endings[name[0]].append(name[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in endings.items())


_ORDINAL: Final = {Language.CY: r"(?:af|ail|il|ydd|edd|ed|fed|eg|ain|in|rd|th|st|nd)", Language.EN: r"(?:st|nd|rd|th)"}
#: What follows an hour, and so no day: ``November 25, 8 am``.
_OF_A_TIME: Final = (
    r"\s?(?:[ap]\.?m\b|y\.?\s?[bhp]\b|y\s(?:bore|prynhawn|pnawn)|yr\shwyr|o'r\sgloch|o'\s?clock|noon|midnight)"
)
_YEAR: Final = r"(?P<year>(?:1[5-9]|20|21)\d\d)(?!\d|[:.,]\d)"


@dataclass(frozen=True, slots=True)
class _Spelling:
    """The patterns of one language."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    month: re.Pattern[str]
    weekday: re.Pattern[str]
    of_month: re.Pattern[str]
    called_before: re.Pattern[str]
    one_day: re.Pattern[str]


_PARTS_OF_A_DAY: Final = (
    *("dydd", "ddydd", "nos", "noson", "bore", "fore", "prynhawn", "brynhawn", "phrynhawn", "pnawn", "bnawn"),
    *("p'nawn", "b'nawn"),
)


def _spelling(language: Language) -> _Spelling:
    month = rf"(?P<month>{_either(MONTHS[language])})(?![\w'])\.?"
    name = _either(WEEKDAYS[language])
    lead = rf"(?:(?:bob|{'|'.join(_PARTS_OF_A_DAY)})\s{{1,3}}){{0,2}}" if language is Language.CY else ""
    part = r"(?:\s(?:morning|afternoon|evening|night))?" if language is Language.EN else ""
    called = rf"{lead}(?:{name})(?![\w'])\.?{part},?"
    day = rf"(?:0?[1-9]|[12]\d|3[01])(?:\s?{_ORDINAL[language]})?(?![\w:]|\.\d|{_OF_A_TIME})"
    article = r"(?:yr?\s{1,3}|(?<=i'r\s)|(?<=a'r\s))?" if language is Language.CY else r"(?:the\s{1,3})?"
    item = rf"(?:{called}\s{{1,3}})?{article}{day}"
    joint = r"\s{0,3}(?:,|-|/|&|\b(?:and|to|or|until|till|i'r|a'r|neu'r|a|ac|i|hyd\sat|hyd|tan|neu|o)\b){1,2}\s{0,3}"
    link = r"(?:\s{1,3}of|\s?-|\s?/)?\s{0,3}" if language is Language.EN else r"(?:\s{1,3}o|\s?-|\s?/)?\s{0,3}"
    tail = rf"(?:[,\s/-]{{1,3}}{_YEAR})?"
    days = rf"(?P<days>{item}(?:{joint}{item}){{0,8}})"
    # "fore Mawrth" is a Tuesday morning.
    not_weekday = "".join(rf"(?<!\b{word}\s)" for word in _PARTS_OF_A_DAY) if language is Language.CY else ""
    flags = re.IGNORECASE
    return _Spelling(
        day_first=re.compile(rf"(?<![\w.,£/:-]){days}{link}{month}{tail}", flags),
        month_first=re.compile(rf"(?<!\w)(?:(?P<called>{called})\s{{1,3}})?{month}\s{{1,3}}{days}{tail}", flags),
        month=re.compile(
            rf"(?<!\w){not_weekday}(?P<month>{_either(MONTHS[language])})(?!\w)(?:[,\s]{{1,2}}{_YEAR})?",
            flags,
        ),
        weekday=re.compile(rf"(?<!\w)(?P<lead>{lead})(?P<name>{name})(?P<many>s?)(?!\w)", flags),
        of_month=re.compile(rf"\so(?:f)?\s(?P<month>{_either(MONTHS[language])})(?!\w){tail}", flags),
        called_before=re.compile(rf"(?<!\w){lead}(?P<name>{name}){part},?\s{{1,3}}{article}$", flags),
        one_day=re.compile(
            rf"(?:(?<!\w){lead}(?P<name>{name})(?![\w'])\.?{part},?\s{{1,3}})?{article}(?<!\d)(?P<day>\d{{1,2}})(?!\d)",
            flags,
        ),
    )


#: By language.
SPELLINGS: Final = {language: _spelling(language) for language in Language}
_FIGURES: Final = re.compile(
    r"(?<![\w/.,-])(?:(?P<day>0?[1-9]|[12]\d|3[01])(?P<mark>[/.])(?P<month>0?[1-9]|1[0-2])(?P=mark)(?P<year>(?:19|20)?\d\d)"
    r"|(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>0[1-9]|1[0-2])-(?P<iso_day>0[1-9]|[12]\d|3[01]))(?![\w/-]|[.,]\d)"
)
_CENTURY: Final = 2000
_LONGEST_ORDINAL: Final = 60
_WORD: Final = re.compile(r"[^\W\d_]+")


def _days(match: re.Match[str], reading: Reading, spelling: _Spelling, called: int | None) -> Iterator[Found]:
    """Yield each day of a list such as ``3 and 4 June``; the first stretch takes what stands before, the last after."""
    names = WEEKDAYS[reading.language]
    month = MONTHS[reading.language][match["month"].lower()]
    year = int(match["year"]) if match["year"] else None
    items = [*spelling.one_day.finditer(reading.text, match.start("days"), match.end("days"))]
    for number, item in enumerate(items):
        start = match.start() if number == 0 else item.start()
        end = match.end() if number == len(items) - 1 else item.end()
        end -= reading.text[end - 1] == "."  # after a short form as well: it may be the sentence's own
        weekday = names[item["name"].lower()] if item["name"] else called
        yield found(reading, (start, end), [Day(int(item["day"]), month, year, weekday)])
        called = None


def _surely_month(written: str) -> bool:
    """Tell a month from a word that looks like one: ``2 may apply``, ``5 mai``, ``5 hyd 10``."""
    return written[0].isupper() or (len(written) > 4 and written.lower() not in ("march", "mawrth"))


def _in_words(reading: Reading) -> Iterator[Found]:
    spelling = SPELLINGS[reading.language]
    rest = reading
    for pattern in (spelling.day_first, spelling.month_first):
        here: list[Found] = []
        for match in pattern.finditer(rest.text):
            if not _surely_month(match["month"]):
                continue
            here += _days(match, rest, spelling, _called(match.groupdict().get("called"), spelling, reading.language))
        rest = rest.without((item.start, item.end) for item in here)
        yield from here


def _called(written: str | None, spelling: _Spelling, language: Language) -> int | None:
    """Return the weekday that ``written`` names, with *dydd* before it or *evening* after it."""
    name = spelling.weekday.search(written) if written else None
    return WEEKDAYS[language][name["name"].lower()] if name else None


def _in_figures(reading: Reading) -> Iterator[Found]:
    for match in _FIGURES.finditer(reading.text):
        if match["iso_year"]:
            day = Day(int(match["iso_day"]), int(match["iso_month"]), int(match["iso_year"]))
        else:
            year = int(match["year"])
            day = Day(int(match["day"]), int(match["month"]), year if year > 99 else year + _CENTURY)
        yield found(reading, match.span(), [day])


def _in_ordinals(reading: Reading) -> Iterator[Found]:
    """Find the days whose number is a word: ``y cyntaf o Fai``, ``the twenty-first of June``."""
    spelling = SPELLINGS[reading.language]
    for match in spelling.of_month.finditer(reading.text):
        window = max(0, match.start() - _LONGEST_ORDINAL)
        words = [*_WORD.finditer(reading.text, window, match.start())][-6:]
        plain = [word.group().lower() for word in words]
        for at in range(len(plain)):
            read = ordinal_at(plain, at, reading.language)
            if read and at + read[1] == len(plain) and read[0] <= 31 and match["month"][0].isupper():
                before = spelling.called_before.search(reading.text, window, words[at].start())
                day = Day(
                    read[0],
                    MONTHS[reading.language][match["month"].lower()],
                    int(match["year"]) if match["year"] else None,
                    WEEKDAYS[reading.language][before["name"].lower()] if before else None,
                )
                start = before.start() if before else words[at].start()
                yield found(reading, (start, match.end()), [day], Weight.SPOKEN)
                break


def may_have_date(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may be a day of a month."""
    return reading.has_digit or _has_ordinal(reading)


def _has_ordinal(reading: Reading) -> bool:
    vocabulary = reading.vocabulary
    return not vocabulary.isdisjoint(MONTHS[reading.language]) and not vocabulary.isdisjoint(HEADS[reading.language])


def dates(reading: Reading) -> Iterator[Found]:
    """Find the days of a month: ``Monday 3 June 2026``, ``dydd Llun, y 3ydd o Fehefin``, ``3/6/2026``, ``3-5 June``.

    Each day of a list or a range is one fact; its value is a :class:`Day`.
    """
    figures = [*_in_figures(reading)]
    rest = reading.without((item.start, item.end) for item in figures)
    if rest.vocabulary.isdisjoint(MONTHS[rest.language]):
        yield from figures
        return
    figures += _in_words(rest)
    figures.sort(key=lambda item: item.start)
    if _has_ordinal(reading):
        rest = reading.without((item.start, item.end) for item in figures)
        figures = sorted([*figures, *_in_ordinals(rest)], key=lambda item: item.start)
    yield from figures
