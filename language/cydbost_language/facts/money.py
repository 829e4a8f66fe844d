"""Sums of money and percentages."""

import re
from collections.abc import Iterator
from typing import Final

from cydbost_language.facts.fact import Found, found
from cydbost_language.facts.plain_numbers import FIGURES, amount_of, power_after
from cydbost_language.text import Reading

_SHORT: Final = {"k": 1000, "m": 1_000_000, "bn": 1_000_000_000}
_SYMBOL: Final = re.compile(
    rf"(?P<before>-\s?)?(?P<currency>[£€$])\s?(?P<after>-)?(?P<sum>{FIGURES})(?P<short>bn|[kKmM])?(?!\w)"
)
_POUNDS: Final = re.compile(rf"(?<![\w.,£€$])(?P<sum>{FIGURES})\s?(?:punt|bunt|phunt|pounds?)(?!\w)", re.IGNORECASE)
_PENCE: Final = re.compile(
    rf"(?<![\w.,£€$])(?P<sum>{FIGURES})(?:(?-i:[pc])(?!\w|\.\w)|\s?(?:pence|penny|ceiniog|geiniog|cheiniog)(?!\w))",
    re.IGNORECASE,
)
_UNITS: Final = frozenset(
    ["punt", "bunt", "phunt", "pound", "pounds", "p", "c", "pence", "penny", "ceiniog", "geiniog", "cheiniog"]
)
_PERCENT: Final = re.compile(
    rf"(?<![\w.,])(?P<sum>-?(?:{FIGURES}))\s?(?:%|(?:per\s?cent|y\scant|y\sganran)(?!\w))", re.IGNORECASE
)


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
    yield from sorted(found_here, key=lambda item: item.start)


def _with_symbol(reading: Reading) -> Iterator[Found]:
    for match in _SYMBOL.finditer(reading.text):
        power, end = power_after(reading.text, match.end())
        value = amount_of(match["sum"]) * power * _SHORT.get((match["short"] or "").lower(), 1)
        signed = -value if match["before"] or match["after"] else value
        yield found(reading, (match.start(), end), [(match["currency"], signed)])


def percentages(reading: Reading) -> Iterator[Found]:
    """Find the percentages: ``12%``, ``12 per cent``, ``12 y cant``."""
    for match in _PERCENT.finditer(reading.text):
        yield found(reading, match.span(), [amount_of(match["sum"])])
