"""What was changed from one writing of a text to the next, word by word."""

from dataclasses import dataclass
from itertools import accumulate

from cydbost_language.pair import Span
from cydbost_language.revising.words import hunks, pieces


@dataclass(frozen=True, slots=True)
class Change:
    """One change: what stood at ``old`` in the one text gave way to what stands at ``new`` in the other.

    One of the two is empty where words were only added, or only taken out.
    """

    old: Span
    new: Span


def word_changes(old: str, new: str) -> tuple[Change, ...]:
    """Return every change from ``old`` to ``new``, in order; nothing between two of them was touched."""
    before, after = pieces(old), pieces(new)
    ends_before, ends_after = _ends(before), _ends(after)
    return tuple(
        Change(
            Span(ends_before[hunk.start], ends_before[hunk.end]),
            Span(ends_after[hunk.new_start], ends_after[hunk.new_end]),
        )
        for hunk in hunks(before, after)
    )


def _ends(cut: list[str]) -> list[int]:
    return list(accumulate(map(len, cut), initial=0))
