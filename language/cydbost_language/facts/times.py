"""Times of day, on the clock of twelve hours and of twenty-four."""

import re
from collections.abc import Hashable, Iterator
from decimal import Decimal
from typing import Final

from cydbost_language.facts.clock import DAY, NOON, Clock, either_half, in_half
from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.facts.number_words import number_at, unmutated
from cydbost_language.pair import Language
from cydbost_language.text import Reading

_MORNING: Final = r"(?:am\b|a\.m\b\.?|y\s?b\b|y\.\s?b\b\.?|(?:yn\sy\s|y\s|in\sthe\s)(?:bore|morning)\b)"
_AFTER: Final = (
    r"(?:pm\b|p\.m\b\.?|y\s?[hp]\b|y\.\s?[hp]\b\.?|(?:yn\sy\s|yn\syr\s|yr\s|y\s|in\sthe\s|at\s)"
    r"(?:prynhawn|p'nawn|pnawn|hwyr|nos|afternoon|evening|night)\b|(?:heno|tonight)\b)"
)
_HALF: Final = rf"(?:\s{{0,2}}(?:(?P<morning>{_MORNING})|(?P<after>{_AFTER})))"
_HALF_SAID: Final = re.compile(
    rf"\d{_HALF.replace('?P<morning>', '?:').replace('?P<after>', '?:')}"
    r"|\b(?:fore|bore|brynhawn|prynhawn|p'?nawn|nos|noson|heno|hwyr|hanner\sdydd|canol\sdydd|gloch"
    r"|morning|afternoon|evening|night|tonight|noon|midday|midnight|o'\s?clock)\b",
    re.IGNORECASE,
)
#: One of these is in any words for a half of the day.
_HALF_WORDS: Final = frozenset(
    [
        *("a", "p", "am", "pm", "y", "yb", "yh", "yp", "bore", "fore", "prynhawn", "brynhawn", "pnawn", "nos"),
        *("noson", "heno", "hwyr", "dydd", "gloch", "morning", "afternoon", "evening", "night", "tonight", "noon"),
        *("midday", "midnight", "clock", "oclock"),
    ]
)
_LINE: Final = 100  # characters of a line before and after a time in which its half of the day is looked for
_CLOCK: Final = r"(?P<oclock>\s?o'r\sgloch|\s?o'\s?clock)"
_HOUR: Final = r"(?<![\w.,:£€$/+])(?P<hour>[01]?\d|2[0-4])"
_TIME: Final = re.compile(
    rf"{_HOUR}(?:(?P<mark>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d%]|[.,:]\d))?(?:{_CLOCK})?{_HALF}?(?!\w)",
    re.IGNORECASE,
)
_TWELVES: Final = re.compile(
    r"(?<!\w)(?:(?:12(?:[:.]00)?\s{0,2}(?:pm\s)?)?(?P<noon>(?:hanner|canol|ganol|chanol|nghanol)\sdydd|middle\sof\sthe\sday|noon|midday|mid-day)"
    r"|(?:12(?:[:.]00)?\s{0,2}(?:am\s)?)?(?P<midnight>(?:hanner|canol|ganol|chanol|nghanol)\snos|middle\sof\sthe\snight|midnight))(?!\w)",
    re.IGNORECASE,
)
_MILITARY: Final = re.compile(
    r"(?<![\w.,:£])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=\s?(?:hours|hrs|awr\b)|h\b)", re.IGNORECASE
)
#: What a figure such as ``6.30`` must follow to be a time and not a number.
_BEFORE: Final = re.compile(
    r"(?:\b(?:at|from|to|until|till|til|by|between|before|after|and|am|o|tan|hyd|erbyn|rhwng|cyn|wedi|ar|a|ac|i|ers)|-)\s{0,2}$",
    re.IGNORECASE,
)
_AFTERWARDS: Final = re.compile(r"\s{0,2}(?:-|to|until|till|tan|hyd|i)\s{0,2}\d", re.IGNORECASE)
#: ``10 am bob dydd``: after a space the Welsh *am* is a time's only before a pause or one of these.
_WELSH_AM: Final = re.compile(
    r"\s{0,2}(?:$|[^\w\s]|(?:a|ac|tan|hyd|i|ar|ddydd|dydd|nos|yn|neu|bob|ymlaen|cyn|wedi|heddiw|yfory)\b)"
)
_WORDS: Final = re.compile(
    r"(?<!\w)(?P<past>half\spast|quarter\spast|quarter\sto|hanner\sawr\swedi|chwarter\swedi|chwarter\si)\s(?P<rest>[^\W\d]+(?:\sar\s[^\W\d]+)?|\d{1,2})"
    rf"(?:\s?o'r\sgloch|\s?o'clock)?{_HALF}?",
    re.IGNORECASE,
)
_SPOKEN_HOUR: Final = re.compile(rf"(?<!\w)(?P<rest>[^\W\d]+(?:\sar\s[^\W\d]+)?){_CLOCK}{_HALF}?", re.IGNORECASE)
#: One of these words is in any time that has no figure in it.
TELLING: Final = frozenset(
    [
        "hanner",
        "canol",
        "ganol",
        "chanol",
        "nghanol",
        "noon",
        "midday",
        "mid",
        "midnight",
        "middle",
        "half",
        "quarter",
        "chwarter",
        "gloch",
        "clock",
    ]
)
_OFFSETS: Final = {
    "half past": 30,
    "quarter past": 15,
    "quarter to": -15,
    "hanner awr wedi": 30,
    "chwarter wedi": 15,
    "chwarter i": -15,
}


def _values(minutes: int, match: re.Match[str]) -> list[Clock]:
    """Return what a reading means with the half of the day that ``match`` names, or may mean without one."""
    if match["morning"] or match["after"]:
        return in_half(minutes, after_noon=bool(match["after"]))
    return either_half(minutes)


def _clock_values(match: re.Match[str], reading: Reading) -> list[Hashable]:
    """Return what a reading in figures can mean: ``6.30`` is either half of the day, ``06:30`` and ``18:30`` are not.

    With a full stop, and nothing that says it is a time, it may be a plain number after all.
    """
    minutes = int(match["hour"]) * 60 + int(match["minute"] or 0)
    marked = match["morning"] or match["after"] or match["oclock"]
    if marked or (len(match["hour"]) == 1 and not (match["mark"] == ":" and _of_24_hours(match, reading))):
        values: list[Hashable] = [*_values(minutes, match)]
    else:
        values = [Clock(minutes % DAY)]
    if match["mark"] == "." and not marked:
        values.append(Decimal(f"{match['hour']}.{match['minute']}").normalize())
    return values


def _of_24_hours(match: re.Match[str], reading: Reading) -> bool:
    """Say whether nothing in the line says which half of the day ``7:45`` is in, so that it is a quarter to eight."""
    if _HALF_WORDS.isdisjoint(reading.vocabulary):
        return True
    text, start, end = match.string, match.start(), match.end()
    line = text.rfind("\n", max(0, start - _LINE), start) + 1, text.find("\n", end, end + _LINE)
    window = max(line[0], start - _LINE), line[1] if line[1] >= 0 else end + _LINE
    return _HALF_SAID.search(text, *window) is None


def _is_time(match: re.Match[str], reading: Reading) -> bool:
    text = reading.text
    if match["oclock"] or match["after"]:
        return True
    if match["morning"]:
        spaced_am = (
            reading.language is Language.CY and match["morning"] == "am" and text[match.start("morning") - 1] == " "
        )
        return not spaced_am or match["minute"] is not None or _WELSH_AM.match(text, match.end()) is not None
    if match["mark"] == ":":
        return True
    before = _BEFORE.search(text, max(0, match.start() - 12), match.start())
    return match["mark"] == "." and (before or _AFTERWARDS.match(text, match.end())) is not None


def _on_the_clock(reading: Reading) -> Iterator[Found]:
    for match in _TIME.finditer(reading.text):
        if not _is_time(match, reading):
            continue
        yield found(reading, match.span(), _clock_values(match, reading))


def _named(reading: Reading) -> Iterator[Found]:
    for match in _TWELVES.finditer(reading.text):
        # The middle of the day is midday at most.
        weight = Weight.LOOSE if match.group().lower().startswith("middle") else Weight.FIRM
        yield found(reading, match.span(), [Clock(NOON if match["noon"] else 0)], weight)
    yield from _military(reading)


def _military(reading: Reading) -> Iterator[Found]:
    for match in _MILITARY.finditer(reading.text):
        if _BEFORE.search(reading.text, max(0, match.start() - 12), match.start()):
            yield found(reading, match.span(), [Clock(int(match["hour"]) * 60 + int(match["minute"]))])


def _hour_in_words(words: str, language: Language) -> int | None:
    split = unmutated(words.lower().split(), language)
    if split and split[0].isdigit():
        return int(split[0])
    read = number_at(split, 0, language)
    return read[0] if read and 1 <= read[0] <= 12 else None


def _in_words(reading: Reading) -> Iterator[Found]:
    for pattern in (_WORDS, _SPOKEN_HOUR):
        for match in pattern.finditer(reading.text):
            hour = _hour_in_words(match["rest"], reading.language)
            if hour is None:
                continue
            minutes = (hour * 60 + _OFFSETS.get((match.groupdict().get("past") or "").lower(), 0)) % DAY
            yield found(reading, match.span(), _values(minutes, match))


def _starts_of_ranges(reading: Reading, items: list[Found]) -> list[Found]:
    """Give ``9`` in ``9-5pm`` and ``6`` in ``6-8pm`` their place: a bare hour before a range that ends in a time."""
    extra = []
    for item in items:
        window = reading.text[max(0, item.start - 16) : item.start]
        match = re.search(r"(?<![\w.,:£/-])(?P<hour>1[0-2]|[1-9])(?P<joint>\s{0,2}(?:-|to|tan|hyd|i)\s{0,2})$", window)
        if match:
            begin = item.start - len(window) + match.start()
            hour = (begin, begin + len(match["hour"]))
            extra.append(found(reading, hour, either_half(int(match["hour"]) * 60)))
    return extra


def may_have_time(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may be a time of day."""
    return reading.has_digit or not reading.vocabulary.isdisjoint(TELLING)


def times(reading: Reading) -> Iterator[Found]:
    """Find the times of day: ``6.30pm``, ``18:30``, ``6.30yh``, ``6 o'r gloch yr hwyr``, ``hanner dydd``.

    The values are one :class:`Clock`, or two where the text does not say which half of the day it means.
    """
    taken: list[Found] = []
    rest = reading
    in_words = not reading.vocabulary.isdisjoint(TELLING)
    for extract in (_named, _in_words, _on_the_clock) if in_words else (_military, _on_the_clock):
        if here := sorted(extract(rest), key=lambda item: item.start):
            taken += here
            rest = rest.without((item.start, item.end) for item in here)
    taken += _starts_of_ranges(rest, taken)
    yield from sorted(taken, key=lambda item: item.start)
