"""Plain numbers: in figures, in words, and hidden in a unit such as *pythefnos*."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from cydbost_language.facts.clock import Clock, either_half
from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.facts.lengths import has_parts, length_after, part_of_a_unit
from cydbost_language.facts.loose_numbers import LOOSE
from cydbost_language.facts.number_words import beginning_forms, number_at, powers, unmutated
from cydbost_language.facts.ordinals import ordinal_at
from cydbost_language.facts.shares import PARTS_EN, share_after
from cydbost_language.pair import Language
from cydbost_language.text import MASK, Reading

#: Figures with thousands separated by commas, and decimals; at most 40 digits, so that one is always read in one go.
FIGURES: Final = r"\d{1,3}(?:,\d{3}){1,12}(?:\.\d{1,10})?(?![\d,]\d)|\d{1,40}(?:\.\d{1,10})?"
_NUMBER: Final = re.compile(rf"(?P<figures>(?:(?<![\w.])-)?(?:{FIGURES}))(?:\s?(?P<and_part>[½¼¾]))?|(?P<part>[½¼¾])")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+|[^\w\s-]")
_PARTS: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_FOUR_FIGURES: Final = re.compile(r"([01]\d|2[0-3])([0-5][05])")
_BEFORE_A_TIME: Final = re.compile(
    r"\b(?:by|at|from|to|until|between|and|o|tan|hyd|erbyn|am|i|rhwng|a)\s$", re.IGNORECASE
)
_HOUR_AND_MINUTE: Final = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_POWER: Final = re.compile(r"\s?(billion|biliwn|bn|million|miliwn|filiwn|thousand|mil|fil)(?!\w)", re.IGNORECASE)
_POWERS: Final = {"million": 10**6, "miliwn": 10**6, "filiwn": 10**6, "billion": 10**9, "biliwn": 10**9, "bn": 10**9}


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


def _as_clock(figures: str, text: str, at: int) -> list[Clock]:
    """Return the time that ``14.45``, or ``1700`` after *by*, may be where nothing says that it is one."""
    if match := _HOUR_AND_MINUTE.fullmatch(figures):
        return either_half(int(match[1]) * 60 + int(match[2]))
    if (match := _FOUR_FIGURES.fullmatch(figures)) and _BEFORE_A_TIME.search(text, max(0, at - 9), at):
        return [Clock(int(match[1]) * 60 + int(match[2]))]
    return []


def in_figures(reading: Reading) -> Iterator[Found]:
    """Find the numbers in figures; a unit of time after one is read with it."""
    text = reading.text
    for match in _NUMBER.finditer(text):
        figures, part = match["figures"], match["and_part"] or match["part"]
        power, end = power_after(text, match.end())
        number = (amount_of(figures) if figures else Decimal(0)) * power + _PARTS.get(part, 0)
        number, length, last = length_after(text, end, number, reading.language)
        values = [number, *_as_clock(match.group(), text, match.start())]
        weight = Weight.SPOKEN if _of_a_code(text, match.start()) else Weight.FIRM
        fact = found(reading, (match.start(), end), [*values, length] if length else values, weight).fact
        yield Found(fact, match.start(), last)


def _of_a_code(text: str, at: int) -> bool:
    """Say whether figures at ``at`` end a code or a name (``A543``, ``COVID-19``), which need not be said as often."""
    before = text[max(0, at - 2) : at]
    return before[-1:].isalpha() or (before[-1:] == "-" and before[:1].isalpha())


def _spoken(value: int, words: list[str]) -> Weight:
    doubtful = (["cant"], ["can"], ["mil"], ["hundred"], ["thousand"])
    return Weight.LOOSE if value < 2 or words in doubtful else Weight.SPOKEN


def _has_part_sign(text: str) -> bool:
    return not text.isascii() and not _PARTS.keys().isdisjoint(text)


@cache
def _telling(language: Language) -> frozenset[str]:
    """Return the words, in each of their forms, that may state a number or begin one."""
    return beginning_forms(language) | LOOSE[language].keys()


def may_have_number(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may state a number."""
    return (
        reading.has_digit
        or not reading.vocabulary.isdisjoint(_telling(reading.language))
        or _has_part_sign(reading.text)
    )


#: After a unit *gan* is a hundred, elsewhere *by*.
_MUTATED_HUNDRED: Final = ({"un", "gan"}, {"un", "chan"})


@cache
def _asking(language: Language) -> frozenset[str]:
    """Return the words of which every number in words has one that is more than loose.

    *Un* and *one* alone are loose; they say more before another of these words (*un ar ddeg*, *one third*).
    """
    return beginning_forms(language) - {"un", "one"} | (PARTS_EN.keys() if language is Language.EN else set())


def may_ask_for_number(reading: Reading) -> bool:
    """Say whether ``reading`` may state a number that has to be answered: one that is more than loose."""
    return (
        reading.has_digit
        or not reading.vocabulary.isdisjoint(_asking(reading.language))
        or any(words <= reading.vocabulary for words in _MUTATED_HUNDRED)
        or _has_part_sign(reading.text)
    )


def in_words(reading: Reading) -> Iterator[Found]:
    """Find the numbers in words; *un*, *one* and the ordinals are loose, for they often state no number."""
    language = reading.language
    telling = _telling(language)
    if reading.vocabulary.isdisjoint(telling):
        return
    parted = has_parts(reading.vocabulary)
    matches = [*_WORD.finditer(reading.text)]
    written = [match.group().lower() for match in matches]
    words = unmutated(written, language)
    loose = LOOSE[language]
    done = 0  # where the last number ended: the unit that follows it states no number of its own
    for at in [place for place, word in enumerate(written) if word in telling]:
        if matches[at].start() < done:
            continue
        item = _part(reading, matches[at].start()) if parted else None
        item = item or _ordinal(reading, matches, written, at) or _number(reading, matches, words, at)
        if item is None and written[at] in loose and not _after_figures(reading.text, matches[at].start()):
            item = found(reading, matches[at].span(), loose[written[at]], Weight.LOOSE)
        if item is not None:
            done = item.end
            yield item


def _part(reading: Reading, at: int) -> Found | None:
    read = part_of_a_unit(reading.text, at, reading.language)
    return found(reading, (at, read[1]), [read[0]], Weight.LOOSE) if read else None


def _ordinal(reading: Reading, matches: list[re.Match[str]], written: list[str], at: int) -> Found | None:
    """Read an ordinal of more than one word; one of a single word is among the loose ones."""
    read = ordinal_at(written, at, reading.language)
    if read is None or read[1] < 2:
        return None
    return found(reading, (matches[at].start(), matches[at + read[1] - 1].end()), [Decimal(read[0])], Weight.LOOSE)


def _number(reading: Reading, matches: list[re.Match[str]], words: list[str], at: int) -> Found | None:
    read = number_at(words, at, reading.language)
    if read is None:
        return None
    value, count = read
    start, end = matches[at].start(), matches[at + count - 1].end()
    if share := share_after(words, at + count, value, reading.language):
        return found(reading, (start, matches[at + count + share[1] - 1].end()), [share[0]], Weight.SPOKEN)
    half = Decimal(powers(reading.language).get(words[at + count - 1], 1)) / 2
    number, length, last = length_after(reading.text, end, Decimal(value), reading.language, half=half)
    weight = Weight.LOOSE if _fair(words, at, reading.language) else _spoken(value, words[at : at + count])
    fact = found(reading, (start, end), [number, length] if length else [number], weight).fact
    return Found(fact, start, last)


def _fair(words: list[str], at: int, language: Language) -> bool:
    """Tell *yn deg*, which is *teg* (fair), from ten."""
    return language is Language.CY and words[at] == "deg" and at > 0 and words[at - 1].endswith(("yn", "'n", "mor"))


def _after_figures(text: str, at: int) -> bool:
    """Say whether figures, masked by now, stand right before ``at``."""
    return text[max(0, at - 2) : at].strip(" -")[-1:] == MASK


def numbers(reading: Reading) -> Iterator[Found]:
    """Find the plain numbers, in figures and in words, in the order they stand."""
    figures = [*in_figures(reading)]
    rest = reading.without((item.start, item.end) for item in figures) if figures else reading
    yield from sorted([*figures, *in_words(rest)], key=lambda item: item.start)
