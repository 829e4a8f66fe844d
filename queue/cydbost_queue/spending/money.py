"""Money as it is kept: whole millionths of a currency's unit. No fraction of one is ever lost, or made up."""

from decimal import ROUND_CEILING, Decimal
from typing import Final

_MILLION: Final = 1_000_000


def micros(amount: Decimal) -> int:
    """Return an amount in millionths; what is finer counts as a whole one."""
    return int((amount * _MILLION).to_integral_value(ROUND_CEILING))


def amount(millionths: int) -> Decimal:
    """Return millionths as an amount: at least two places after the point, and no more than are needed."""
    exact = Decimal(millionths) / _MILLION
    shown = exact.normalize()
    exponent = shown.as_tuple().exponent
    return shown if isinstance(exponent, int) and exponent < -2 else exact.quantize(Decimal("0.01"))
