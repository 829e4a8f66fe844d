"""How long Bluesky takes a text to be: in graphemes, what a reader sees as one character."""

from functools import cache
from typing import Final

import regex

TEXT_GRAPHEMES: Final = 300
TEXT_BYTES: Final = 3_000


def graphemes(text: str) -> int:
    """Return how many extended grapheme clusters ``text`` has (Unicode Standard Annex 29)."""
    return len(_cluster().findall(text))


def fits(text: str) -> bool:
    """Say whether Bluesky takes a post of this text: it counts graphemes, and bytes of UTF-8."""
    return len(text.encode("utf-8", "surrogatepass")) <= TEXT_BYTES and graphemes(text) <= TEXT_GRAPHEMES


@cache
def _cluster() -> regex.Pattern[str]:
    return regex.compile(r"\X")
