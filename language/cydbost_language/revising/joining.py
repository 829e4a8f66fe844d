"""Two people's changes of one text, together."""

from itertools import pairwise

from cydbost_language.revising.words import hunks, pieces

#: A change: from where to where in the text that both began from, and the pieces in its place.
_Change = tuple[int, int, tuple[str, ...]]


def joined(base: str, one: str, other: str) -> str | None:
    """Return ``base`` with the changes of ``one`` and of ``other``, or ``None`` where they are at the same place.

    Changes of neighbouring words count as at the same place: together they might say what neither meant. What both
    changed alike is changed once.
    """
    cut = pieces(base)
    made = [_changes(cut, pieces(writing)) for writing in (one, other)]
    ordered = sorted({*made[0], *made[1]})
    for before, after in pairwise(ordered):
        is_of_one = any(before in changes and after in changes for changes in made)
        if not is_of_one and not _is_apart(cut, before[1], after[0]):
            return None
    whole: list[str] = []
    done = 0
    for start, end, new in ordered:
        whole += [*cut[done:start], *new]
        done = end
    return "".join([*whole, *cut[done:]])


def _changes(base: list[str], writing: list[str]) -> set[_Change]:
    found = hunks(base, writing)
    return {(hunk.start, hunk.end, tuple(writing[hunk.new_start : hunk.new_end])) for hunk in found}


def _is_apart(cut: list[str], end: int, start: int) -> bool:
    """Tell whether a word stands untouched between two changes."""
    return any(not piece.isspace() for piece in cut[end:start])
