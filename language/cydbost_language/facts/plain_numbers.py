"""Plain numbers: in figures, in words, and hidden in a unit such as *pythefnos*."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from cydbost_language.facts.clock import Clock, either_half
from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.facts.number_words import beginning_forms, number_at, unmutated
from cydbost_language.pair import Language
from cydbost_language.text import MASK, Reading

#: Figures with thousands separated by commas, and decimals; at most 40 digits, so that one is always read in one go.
FIGURES: Final = r"\d{1,3}(?:,\d{3}){1,12}(?:\.\d{1,10})?(?![\d,]\d)|\d{1,40}(?:\.\d{1,10})?"
_NUMBER: Final = re.compile(rf"(?:(?<![\w.])-)?(?:{FIGURES})")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s-]")
_HOUR_AND_MINUTE: Final = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_POWER: Final = re.compile(r"\s?(million|miliwn|filiwn|thousand|mil|fil)(?!\w)", re.IGNORECASE)
_POWERS: Final = {"million": 1_000_000, "miliwn": 1_000_000, "filiwn": 1_000_000, "thousand": 1000, "mil": 1000}

#: Words that may state a number without being one, with what they may state.
_LOOSE_CY: Final = {
    "un": (1,),
    "unwaith": (1,),
    "ail": (2,),
    "eilwaith": (2,),
    "dwywaith": (2,),
    "ddwywaith": (2,),
    "ddau": (2,),
    "ddwy": (2,),
    "pâr": (2,),
    "dwbl": (2,),
    "deuddydd": (2,),
    "ddeuddydd": (2,),
    "deufis": (2,),
    "ddeufis": (2,),
    "tridiau": (3,),
    "dridiau": (3,),
    "thridiau": (3,),
    "teirgwaith": (3,),
    "pythefnos": (14, 2),
    "bythefnos": (14, 2),
    "phythefnos": (14, 2),
    "wythnos": (1, 7),
    "diwrnod": (1, 24),
    "ddiwrnod": (1, 24),
    "mis": (1, 30),
    "fis": (1, 30),
    "misol": (1,),
    "blwyddyn": (1, 12, 365),
    "flwyddyn": (1, 12, 365),
    "mlwydd": (1, 12),
    "blynyddol": (1, 12),
    "awr": (1, 60, 24),
    "munud": (1, 60),
    "hanner": (30, 6, 50),
    "chwarter": (15, 3, 25),
    "dwsin": (12,),
    "ddwsin": (12,),
    "cant": (100,),
    "gant": (100,),
    "mil": (1000,),
    "fil": (1000,),
    "dim": (0,),
    "ddim": (0,),
    "sero": (0,),
}
_LOOSE_EN: Final = {
    "a": (1,),
    "an": (1,),
    "one": (1,),
    "once": (1,),
    "single": (1,),
    "both": (2,),
    "either": (2,),
    "couple": (2,),
    "pair": (2,),
    "double": (2,),
    "twice": (2,),
    "fortnight": (14, 2),
    "fortnightly": (14, 2),
    "week": (1, 7),
    "weekly": (1, 7),
    "day": (1, 24),
    "month": (1, 30),
    "monthly": (1,),
    "year": (1, 12, 365),
    "annual": (1, 12),
    "yearly": (1, 12),
    "annually": (1, 12),
    "hour": (1, 60),
    "minute": (1, 60),
    "half": (30, 6, 50),
    "quarter": (15, 3, 25),
    "dozen": (12,),
    "hundred": (100,),
    "thousand": (1000,),
    "no": (0,),
    "nil": (0,),
    "zero": (0,),
}
_ORDINALS_CY: Final = (
    ("cyntaf", "gyntaf", "chyntaf"),
    ("ail",),
    ("trydydd", "trydedd", "drydydd", "drydedd", "thrydydd", "thrydedd"),
    ("pedwerydd", "pedwaredd", "bedwerydd", "bedwaredd", "phedwerydd", "phedwaredd"),
    ("pumed", "bumed", "phumed"),
    ("chweched",),
    ("seithfed",),
    ("wythfed",),
    ("nawfed",),
    ("degfed", "ddegfed"),
)
_ORDINALS_EN: Final = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
_LOOSE: Final = {
    Language.CY: _LOOSE_CY | {form: (value,) for value, forms in enumerate(_ORDINALS_CY, 1) for form in forms},
    Language.EN: _LOOSE_EN | {word: (value,) for value, word in enumerate(_ORDINALS_EN, 1)},
}


def amount_of(figures: str) -> Decimal:
    """Return the value of ``figures`` as :data:`FIGURES` finds them: ``50,000`` and ``50,000.00`` are one."""
    return Decimal(figures.replace(",", "")).normalize()


def power_after(text: str, at: int) -> tuple[int, int]:
    """Read ``million`` or ``miliwn`` after figures that end at ``at``: what to multiply by, and where it ends."""
    match = _POWER.match(text, at)
    if not match:
        return 1, at
    word = match.group(1).lower()
    return _POWERS.get(word, 1000), match.end()


def _as_clock(figures: str) -> list[Clock]:
    """Return the time that ``14.45`` may be where nothing says that it is one."""
    match = _HOUR_AND_MINUTE.fullmatch(figures)
    return either_half(int(match[1]) * 60 + int(match[2])) if match else []


def in_figures(reading: Reading) -> Iterator[Found]:
    """Find the numbers in figures."""
    for match in _NUMBER.finditer(reading.text):
        power, end = power_after(reading.text, match.end())
        yield found(reading, (match.start(), end), [amount_of(match.group()) * power, *_as_clock(match.group())])


def _spoken(value: int, words: list[str]) -> Weight:
    return Weight.LOOSE if value < 2 or words in (["cant"], ["mil"], ["hundred"], ["thousand"]) else Weight.SPOKEN


@cache
def _telling(language: Language) -> frozenset[str]:
    """Return the words, in each of their forms, that may state a number or begin one."""
    return beginning_forms(language) | _LOOSE[language].keys()


def may_have_number(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may state a number."""
    return reading.has_digit or not reading.vocabulary.isdisjoint(_telling(reading.language))


def in_words(reading: Reading) -> Iterator[Found]:
    """Find the numbers in words; *un*, *one* and the ordinals are loose, for they often state no number."""
    telling = _telling(reading.language)
    if reading.vocabulary.isdisjoint(telling):
        return
    matches = [*_WORD.finditer(reading.text)]
    written = [match.group().lower() for match in matches]
    words = unmutated(written, reading.language)
    loose = _LOOSE[reading.language]
    done = 0  # where the last number ended: the unit that follows it states no number of its own
    for at in [place for place, word in enumerate(written) if word in telling]:
        if at < done:
            continue
        read = number_at(words, at, reading.language)
        if read is not None:
            value, length = read
            stretch = (matches[at].start(), matches[at + length - 1].end())
            yield found(reading, stretch, [Decimal(value)], _spoken(value, words[at : at + length]))
            done = at + length
        elif written[at] in loose and (at == 0 or at != done) and not _after_figures(reading.text, matches[at].start()):
            values = [Decimal(value) for value in loose[written[at]]]
            yield found(reading, matches[at].span(), values, Weight.LOOSE)


def _after_figures(text: str, at: int) -> bool:
    """Say whether figures, masked by now, stand right before ``at``."""
    return text[max(0, at - 2) : at].strip(" -")[-1:] == MASK


def numbers(reading: Reading) -> Iterator[Found]:
    """Find the plain numbers, in figures and in words, in the order they stand."""
    figures = [*in_figures(reading)]
    rest = reading.without((item.start, item.end) for item in figures) if figures else reading
    yield from sorted([*figures, *in_words(rest)], key=lambda item: item.start)
