"""Parts of a whole in words: *dwy ran o dair* and *two thirds*, *tri chwarter* and *three quarters*."""

from fractions import Fraction
from typing import Final

from cydbost_language.facts.number_words import number_at
from cydbost_language.pair import Language

#: The English words for parts, with how many make a whole.
PARTS_EN: Final = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "eighths": 8, "tenths": 10} | {
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "tenth": 10,
}


def share_after(words: list[str], at: int, number: int, language: Language) -> tuple[Fraction, int] | None:
    """Read what makes the ``number`` before word ``at`` of the unmutated ``words`` so many parts of a whole.

    Returns the share and how many words state the parts, or ``None`` where they do not follow.
    """
    if language is Language.EN:
        parts = PARTS_EN.get(words[at]) if at < len(words) else None
        return (Fraction(number, parts), 1) if parts and number < parts else None
    if words[at : at + 1] == ["chwarter"] and number == 3:
        return Fraction(3, 4), 1
    if words[at : at + 1] in (["ran"], ["rhan"]) and words[at + 1 : at + 2] == ["o"] and at + 2 < len(words):
        read = number_at(words, at + 2, language)
        if read and number < read[0]:
            return Fraction(number, read[0]), 2 + read[1]
    return None
