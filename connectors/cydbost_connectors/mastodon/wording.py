"""What is sent for a text: whom it answers before it, its link after it; and both taken off again."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from cydbost_connectors.message import Outgoing

#: Stands before a link that was added to a text: unseen and unheard, it tells such a link from one of the text's own.
_ADDED: Final = "\u200a"
_LINK: Final = re.compile(rf"\s*\n{_ADDED}https?://\S+\Z")

_MENTION: Final = re.compile(r"(?<![=/\w])@([A-Za-z0-9_][A-Za-z0-9_.-]*)@[\w.:-]*\w")
_ADDRESS: Final = re.compile(r"(?:@[\w.-]+\s+)+")


def with_link(text: str, link: str | None) -> str:
    """Return a text with its link after it, where it does not hold it."""
    return f"{text}\n\n{_ADDED}{link}" if link and link not in text else text


def composed(outgoing: Outgoing, name: str | None = None) -> str:
    """Return what is sent; ``name`` is who is answered, and told of it, by the name their server gives them."""
    text = with_link(outgoing.text, outgoing.link)
    is_named = name is None or without_address(text, [name]) != text
    return text if is_named else f"@{name} {text}"


def without_link(text: str) -> str:
    """Return a text without the link that ``composed`` added."""
    return _LINK.sub("", text)


def without_address(text: str, names: Iterable[str]) -> str:
    """Return a text without the mentions that it begins with, of ``names`` alone."""
    known, rest = {f"@{name}".casefold() for name in names}, text
    while rest.startswith("@"):
        first, *after = rest.split(maxsplit=1)
        if first.casefold() not in known:
            break
        rest = after[0] if after else ""
    return rest


def likeness(text: str) -> str:
    """Return what two texts have in common that are the same post, whatever a server made of its form.

    Letters composed, white space as one, mentions without their servers, and none at the beginning.
    """
    plain = _MENTION.sub(r"@\1", unicodedata.normalize("NFC", text))
    plain = " ".join(plain.split())
    address = _ADDRESS.match(f"{plain} ")
    return plain[address.end() :] if address else plain
