"""Which of ``a`` and ``ac`` says "and" before a Welsh word."""

import unicodedata
from itertools import takewhile
from typing import Final

_VOWELS: Final = frozenset("aeiouwy")
#: Letters whose Welsh names begin with a vowel (``ac S4C``, ``ac RSPB``), among the consonants.
_SPELT_WITH_VOWEL: Final = frozenset("FHLMNRSX")


def welsh_and(word: str) -> str:
    """Return ``ac`` where ``word`` begins with a vowel sound, and ``a`` elsewhere.

    The rule: ``ac`` before a, e, i, o, u, w, y, with or without an accent, ``i`` even where it is a consonant
    (``ac iechyd``); ``a`` before every other letter, h among them (``a Hamdden``). A ``w`` is a consonant, so
    ``a``, before a vowel other than y and before l, n, r (``a Waunfawr``, ``a Wrecsam``, but ``ac wythnos``); a
    ``y`` before a vowel likewise (``a York``). An acronym without a vowel is read letter by letter (``ac NHS``).
    Digits are read as Welsh numbers: ``ac`` before those that begin ``un`` (1, 11, 11,000) or ``wyth`` (8, 850).
    """
    bare = _without_accents(word).lstrip("'\"‘’“”«»([#@")
    if not bare:
        return "a"
    if bare[0].isdigit():
        return _before_digits(bare)
    first = bare.split()[0]
    if first.isupper() and len(first) > 1 and not _VOWELS & set(first.lower()):
        return "ac" if first[0] in _SPELT_WITH_VOWEL else "a"
    return "ac" if _begins_with_vowel(bare.lower()) else "a"


def _without_accents(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFD", word) if not unicodedata.combining(mark))


def _before_digits(word: str) -> str:
    digits = "".join(takewhile(str.isdigit, word.replace(",", "")))
    begins_un = digits == "1" or (digits.startswith("11") and len(digits) % 3 == 2)
    return "ac" if begins_un or digits.startswith("8") else "a"


def _begins_with_vowel(word: str) -> bool:
    first, second = word[0], word[1:2]
    if first == "w":
        return second not in set("aeioulnr")
    if first == "y":
        return second not in set("aeiou")
    return first in _VOWELS
