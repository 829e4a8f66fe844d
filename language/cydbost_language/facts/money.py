"""Sums of money and percentages."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from cydbost_language.facts.fact import Found, Weight, found
from cydbost_language.facts.plain_numbers import FIGURES, amount_of, power_after
from cydbost_language.facts.worded_sums import worded_sums
from cydbost_language.text import Reading

_SHORT: Final = {"k": 1000, "m": 1_000_000, "bn": 1_000_000_000}
_SYMBOL: Final = re.compile(
    rf"(?P<before>-\s?)?(?P<currency>[£€$])\s?(?P<after>-)?(?P<sum>{FIGURES})(?P<short>bn|[kKmM])?(?!\w)"
)
_POUNDS: Final = re.compile(
    rf"(?<![\w.,£€$])(?P<sum>{FIGURES})\s?(?:o\s)?(?:[pb]unt|phunt|[pb]unnoedd|phunnoedd|pounds?|quid)(?!\w)",
    re.IGNORECASE,
)
_PENCE: Final = re.compile(
    rf"(?<![\w.,£€$])(?P<sum>{FIGURES})(?:(?-i:\s?[pc](?=/)|[pc](?!\w|\.\w))|\s?(?:pence|penny|ceiniog|geiniog|cheiniog)(?!\w))",
    re.IGNORECASE,
)
#: What a number in words is before, to be a sum, with what the noun is worth in pounds.
_POUND_WORDS: Final = ["punt", "bunt", "phunt", "punnoedd", "bunnoedd", "phunnoedd", "pound", "pounds", "quid"]
_PENNY_WORDS: Final = ["ceiniog", "geiniog", "cheiniog", "pence", "penny"]
#: One of these is in any sum of money in words.
COIN_WORDS: Final = frozenset([*_POUND_WORDS, *_PENNY_WORDS])
_UNITS: Final = frozenset(["p", "c", *COIN_WORDS])
_COINS: Final = (
    (re.compile(rf"(?<!\w)(?:{'|'.join(_POUND_WORDS)})(?!\w)", re.IGNORECASE), Decimal(1)),
    (re.compile(rf"(?<!\w)(?:{'|'.join(_PENNY_WORDS)})(?!\w)", re.IGNORECASE), Decimal("0.01")),
)
_HUNDREDTHS: Final = re.compile(r"(?<!\w)(?:per\s?cent|y\scant|y\sganran)(?!\w)", re.IGNORECASE)
#: And one of these in any percentage in words.
HUNDREDTH_WORDS: Final = frozenset(["cent", "percent", "cant", "ganran"])
_PERCENT: Final = re.compile(
    rf"(?<![\w.,])(?P<sum>-?(?:{FIGURES}))\s?(?:%|(?:per\s?cent|y\scant|y\sganran)(?!\w))", re.IGNORECASE
)


def may_have_sum(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may be a sum of money."""
    return reading.has_digit or not COIN_WORDS.isdisjoint(reading.vocabulary)


def may_have_percentage(reading: Reading) -> bool:
    """Say whether anything in ``reading`` may be a percentage."""
    return reading.has_digit or not HUNDREDTH_WORDS.isdisjoint(reading.vocabulary)


def amounts(reading: Reading) -> Iterator[Found]:
    """Find the sums of money; the value is the currency and the sum, so ``£2.50`` and ``250c`` are one."""
    found_here = [*_with_symbol(reading)] if any(sign in reading.text for sign in "£€$") else []
    rest = reading.without((item.start, item.end) for item in found_here)
    if rest.vocabulary.isdisjoint(_UNITS):
        yield from found_here
        return
    for pattern, divisor in ((_POUNDS, 1), (_PENCE, 100)):
        found_here += [
            found(rest, match.span(), [("£", amount_of(match["sum"]) / divisor)])
            for match in pattern.finditer(rest.text)
        ]
    if COIN_WORDS.isdisjoint(reading.vocabulary):
        yield from sorted(found_here, key=lambda item: item.start)
        return
    rest = reading.without((item.start, item.end) for item in sorted(found_here, key=lambda item: item.start))
    for noun, worth in _COINS:
        found_here += [
            found(rest, (start, end), [("£", (number * worth).normalize())], Weight.SPOKEN)
            for start, end, number in worded_sums(rest, noun)
        ]
    yield from sorted(found_here, key=lambda item: item.start)


def _with_symbol(reading: Reading) -> Iterator[Found]:
    for match in _SYMBOL.finditer(reading.text):
        power, end = power_after(reading.text, match.end())
        value = amount_of(match["sum"]) * power * _SHORT.get((match["short"] or "").lower(), 1)
        signed = -value if match["before"] or match["after"] else value
        yield found(reading, (match.start(), end), [(match["currency"], signed)])


def percentages(reading: Reading) -> Iterator[Found]:
    """Find the percentages: ``12%``, ``12 per cent``, ``12 y cant``, ``deg y cant``."""
    yield from sorted(_percentages(reading), key=lambda item: item.start)


def _percentages(reading: Reading) -> Iterator[Found]:
    for match in _PERCENT.finditer(reading.text):
        yield found(reading, match.span(), [amount_of(match["sum"])])
    if HUNDREDTH_WORDS.isdisjoint(reading.vocabulary):
        return
    for start, end, number in worded_sums(reading, _HUNDREDTHS):
        yield found(reading, (start, end), [number], Weight.SPOKEN)
