"""Dividing a long message into parts that say the same in both languages, each short enough to be posted."""

from cydbost_language.parting.dividing import MOST_PARTS, CannotDivide, Fits, divide, mark
from cydbost_language.parting.parts import Part

__all__ = ["MOST_PARTS", "CannotDivide", "Fits", "Part", "divide", "mark"]
