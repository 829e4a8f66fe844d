"""How long a text is as Mastodon counts it.

Letters as a reader sees them; a link that begins with ``http://`` or ``https://`` is 23, whatever its length; a mention
is its user's name with the ``@``, without the server.

Source: https://docs.joinmastodon.org/user/posting/ (Links, Mentions), read on 23 November 2026.
"""

import re
from typing import Final

from cydbost_connectors.graphemes import grapheme_count
from cydbost_connectors.x.tlds import TLDS  # Mastodon took over X's own rules of what a link is

LINK_LENGTH: Final = 23

#: No link and no mention begins in the middle of these.
_NOT_AFTER_LINK: Final = r"(?<![A-Za-z0-9@＠$#＃])"

#: A host has a dot, and a last part that is a top-level domain: ``localhost`` and ``10.0.0.1`` are no links.
_HOST: Final = r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.)+(?:xn--[A-Za-z0-9-]{1,59}|[^\W\d_]{2,63})"

#: What follows the host, from ``/`` or ``?`` on; what ends a sentence there is cut off in ``_link_end``.
_REST: Final = r"(?::\d{1,5})?(?:[/?][^\s<>]*)?"

_LINK: Final = re.compile(rf"{_NOT_AFTER_LINK}https?://(?P<host>{_HOST})(?![\w@]){_REST}", re.IGNORECASE)

_MENTION: Final = re.compile(
    r"(?<![=/\w])@([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)(?:@\w+(?:[.:-]+\w+)*)?(?![@＠]|://)", re.ASCII
)

#: Ends a sentence or a quotation rather than a link.
_CLOSING: Final = "?!*\"'「」;:=,.$%[]~&|@’”»…"
_BRACKETS: Final = {")": "("}


def length(text: str, *, link_length: int = LINK_LENGTH) -> int:
    """Return how many characters of its limit a server takes ``text`` for.

    Args:
        text: as it is sent, mentions and links included.
        link_length: what the server counts a link as.
    """
    return grapheme_count(_countable(text, link_length))


def _countable(text: str, link_length: int) -> str:
    """Return ``text`` with something as long as it counts in the place of each link and mention."""
    parts, at = [], 0
    for link in _LINK.finditer(text):
        if not _is_registered(link["host"]):
            continue
        end = _link_end(text, link.start(), link.end())
        parts += [_without_servers(text[at : link.start()]), "x" * link_length]
        at = end
    parts.append(_without_servers(text[at:]))
    return "".join(parts)


def _is_registered(host: str) -> bool:
    last = host.rpartition(".")[2].lower()
    try:
        return (last[4:].encode().decode("punycode") if last.startswith("xn--") else last) in TLDS
    except UnicodeError:  # it only looks encoded
        return False


def _without_servers(text: str) -> str:
    return _MENTION.sub(lambda mention: f"@{mention[1]}", text)


def _link_end(text: str, start: int, end: int) -> int:
    """Return where a link ends that was read as far as ``end``: before what closes the sentence around it."""
    while end > start:
        last = text[end - 1]
        opening = _BRACKETS.get(last)
        is_unopened = opening is not None and text.count(last, start, end) > text.count(opening, start, end)
        if last not in _CLOSING and not is_unopened:
            break
        end -= 1
    return end
