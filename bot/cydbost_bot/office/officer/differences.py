"""What one revision says otherwise than the one before: word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

_PIECES: Final = re.compile(r"\s+|\w+|[^\w\s]")
#: Longer texts are shown whole: comparing them would keep the reader waiting.
_MOST: Final = 4000


def changed(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield pieces of both texts in order, each with ``same``, ``gone`` or ``new``."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if len(old) > _MOST or len(new) > _MOST:
        yield "gone", before
        yield "new", after
        return
    for kind, left, right, begin, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[left:right])
            continue
        if right > left:
            yield "gone", "".join(old[left:right])
        if end > begin:
            yield "new", "".join(new[begin:end])
