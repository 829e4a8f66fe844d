"""How long a text is to X: the weighted count of twitter-text, configuration 3."""

import unicodedata
from bisect import bisect_right
from typing import Final

from cydbost_connectors.x.emoji import EMOJI
from cydbost_connectors.x.links import links

LINK: Final = 23  #: every link, however long: X shortens it
HEAVY: Final = 2  #: an emoji, and every character outside the ranges below
LIGHT: Final = 1
#: First and last characters of what counts once.
_LIGHT_RANGES: Final = ((0x0000, 0x10FF), (0x2000, 0x200D), (0x2010, 0x201F), (0x2032, 0x2037))
_FIRSTS: Final = [first for first, _ in _LIGHT_RANGES]


def weighted_length(text: str) -> int:
    """Return the length of ``text`` as X counts it, after composing its letters (NFC).

    A link counts 23, one without ``https`` too where it ends in a top-level domain; an emoji counts 2, however many
    characters it is made of. Source: github.com/twitter/twitter-text, config/v3.json, read in November 2026.
    """
    composed = unicodedata.normalize("NFC", text)
    total = at = 0
    for start, end in links(composed):
        total += _words(composed[at:start]) + LINK
        at = end
    return total + _words(composed[at:])


def _words(text: str) -> int:
    total = at = 0
    for emoji in EMOJI.finditer(text):
        total += sum(map(_weight, text[at : emoji.start()])) + HEAVY
        at = emoji.end()
    return total + sum(map(_weight, text[at:]))


def _weight(character: str) -> int:
    code = ord(character)
    place = bisect_right(_FIRSTS, code) - 1
    return LIGHT if code <= _LIGHT_RANGES[place][1] else HEAVY
