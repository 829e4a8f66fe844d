"""A text cut into what changes as one: words with their figures and addresses, marks, and the space between."""

import re
from difflib import SequenceMatcher
from typing import Final, NamedTuple

#: ``9.30yb.`` is the word ``9.30yb`` and a mark; every character is of one piece, so that the pieces make the text.
_PIECE: Final = re.compile(r"\s{1,200}|[#@£]?\w(?:[\w'’.,:/@%&=?+-]{0,80}\w)?|.", re.DOTALL)


class Hunk(NamedTuple):
    """A run of pieces of the old text, from ``start`` to before ``end``, and the run of the new one in its place."""

    start: int
    end: int
    new_start: int
    new_end: int


def pieces(text: str) -> list[str]:
    """Cut ``text``; joined again the pieces are the text."""
    return _PIECE.findall(text)


def hunks(old: list[str], new: list[str]) -> list[Hunk]:
    """Return every run of ``old`` that is another one in ``new``, in order.

    A word that is all over a long text tells no place in it; so even texts of the same word are compared soon.
    """
    matcher = SequenceMatcher(None, old, new)
    return [Hunk(a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
