"""Refusing what may not be sent, with what to change."""

import unicodedata

from cydbost_connectors.errors import Rejected


def refuse(*refusals: tuple[bool, str]) -> None:
    """Refuse for the first reason that holds.

    Raises:
        Rejected: with what to change.
    """
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)


def is_showable(text: str) -> bool:
    """Say whether every character can be stored and shown: no controls but tab and line ends, no half characters."""
    return not any(_is_refused(character) for character in text)


def _is_refused(character: str) -> bool:
    if character in "\t\n\r":
        return False
    # U+FFFE and U+FFFF (and their like) may not stand in XML, so no feed could carry them.
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE
