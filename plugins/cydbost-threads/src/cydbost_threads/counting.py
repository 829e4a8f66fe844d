"""How Threads counts a text: each character is one, but an emoji is as many as it has bytes in UTF-8.

https://developers.facebook.com/docs/threads/posts ("Limitations"), read on 23 November 2026.
"""

from typing import Final

import regex

#: What makes a letter an emoji: a picture, a flag's half, or the frame of a key. ``©`` counts so too, to be safe.
_EMOJI: Final = regex.compile(r"[\p{Extended_Pictographic}\p{Regional_Indicator}\u20e3]")


def length(text: str) -> int:
    """Return how long ``text`` is on Threads, of 500."""
    return sum(_weight(letter) for letter in regex.findall(r"\X", text))


def _weight(letter: str) -> int:
    """Return what one letter, with all that belongs to it, counts for; half a character counts as three bytes."""
    return len(letter.encode("utf-8", "surrogatepass")) if _EMOJI.search(letter) else len(letter)
