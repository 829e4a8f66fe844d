"""The names that both versions write alike: "Ffyrdd y Fro" in the English, "Help for Older People" in the Welsh."""

import re
from typing import Final

#: Capitals with nothing between them but the small words that join a name.
_LONG_NAME: Final = re.compile(
    r"[A-Z][\w'-]{0,40}(?:(?: (?:y|yr|i|a|ac|am|o|of|for|and|the|in)){0,2} [A-Z][\w'-]{0,40}){1,10}"
)


def names_of_both(text: str, other: str) -> tuple[str, ...]:
    """Return the names of several words in ``text`` that ``other`` has letter for letter.

    A capital may only begin the sentence, so a name without its first word is looked for too.
    """
    found = (name.group() for name in _LONG_NAME.finditer(text))
    readings = (one for name in found for one in (name, name.partition(" ")[2]))
    return tuple(one for one in readings if " " in one and one in other)
