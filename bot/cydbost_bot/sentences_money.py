"""Money and months, as people write them."""

from decimal import Decimal
from typing import Final

from cydbost_bot.i18n import current
from cydbost_language.calendar_words import MONTHS_CY, MONTHS_EN
from cydbost_queue.spending.money import amount

_SIGNS: Final = {"GBP": "£", "USD": "US$", "EUR": "€"}


def spell_money(given: Decimal | str | int, currency: str) -> str:
    """Return an amount, or millionths of one as a whole number, with its currency: ``US$0.015``, ``£25.00``."""
    value = amount(given) if isinstance(given, int) else Decimal(given)
    return f"{_SIGNS.get(currency, currency + ' ')}{value:,}"


def spell_month(month: str) -> str:
    """Return a month (``2026-11``) by its name: ``Tachwedd 2026``; what is none stands as it is."""
    year, _dash, number = month.partition("-")
    if not number.isdecimal() or not 1 <= int(number) <= 12:
        return month
    names = MONTHS_CY if current() == "cy" else MONTHS_EN
    return f"{names[int(number) - 1]} {year}"
