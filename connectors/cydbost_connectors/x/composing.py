"""What is sent to X of a post, and how its words are known again when X gives them back."""

import re
import unicodedata
from typing import Any, Final

from cydbost_connectors.message import Outgoing
from cydbost_connectors.x.links import links

_ESCAPES: Final = {"&amp;": "&", "&lt;": "<", "&gt;": ">"}
_ESCAPED: Final = re.compile("|".join(_ESCAPES))
_LINK_APART: Final = re.compile(r"\n[ \t]*\n\s*(https?://\S+)\s*\Z")
_NAMES_BEFORE: Final = re.compile(r"(?:@\w{1,15}\s+)+")


def composed(outgoing: Outgoing) -> str:
    """Return the whole text that is sent for ``outgoing``."""
    return with_link(outgoing.text, outgoing.link)


def with_link(text: str, link: str | None) -> str:
    """Return the whole text that is sent: the words, and the link after an empty line where they do not hold it.

    An empty line before a closing link tells that the link was given apart from the words; where it is part of them,
    it comes on the next line.
    """
    text = unicodedata.normalize("NFC", text).strip()
    text = _LINK_APART.sub(r"\n\1", text)
    return text if link is None or link in text else f"{text}\n\n{link}"


def shown(post: dict[str, Any]) -> str:
    """Return the words of ``post`` as they were written: X's short links opened, its pictures' links left out.

    Left out too are the names that X puts before a reply, and a link that was given apart from the words.
    """
    text = _opened(post, as_written=True)
    apart = _LINK_APART.search(text)
    return text[: apart.start()].rstrip() if apart and text[: apart.start()].strip() else text


def is_the_same(post: dict[str, Any], outgoing: Outgoing) -> bool:
    """Say whether ``post`` is ``outgoing`` as X gives it back: the same words in answer to the same post."""
    answers = replied_to(post)
    return answers == outgoing.reply_to and _known(_opened(post, as_written=False)) == _known(composed(outgoing))


def replied_to(post: dict[str, Any]) -> str | None:
    """Return the id of what ``post`` replies to."""
    references = post.get("referenced_tweets") or post.get("referenced_posts") or []
    return next((str(one["id"]) for one in references if one.get("type") == "replied_to"), None)


def quoted(post: dict[str, Any]) -> str | None:
    """Return the id of what ``post`` quotes."""
    references = post.get("referenced_tweets") or post.get("referenced_posts") or []
    return next((str(one["id"]) for one in references if one.get("type") == "quoted"), None)


def _opened(post: dict[str, Any], *, as_written: bool) -> str:
    text = _ESCAPED.sub(lambda found: _ESCAPES[found[0]], str(post.get("text", "")))
    if replied_to(post) is not None:
        text = _NAMES_BEFORE.sub("", text, count=1) if _NAMES_BEFORE.match(text) else text
    for link in (post.get("entities") or {}).get("urls") or []:
        short, long = str(link.get("url") or ""), str(link.get("expanded_url") or "")
        if short and long:
            is_picture = bool(link.get("media_key")) or str(link.get("display_url")).startswith(
                ("pic.x.com", "pic.twitter")
            )
            text = text.replace(short, "" if is_picture else _written(long) if as_written else long)
    return text.strip()


def _written(long: str) -> str:
    """Return a link as it was written: X puts ``http://`` before one that had neither it nor ``https://``."""
    return long.removeprefix("http://")


def _known(text: str) -> str:
    """Return a text as it is compared: composed, white space folded, links without what X adds to them."""
    text = _NAMES_BEFORE.sub("", unicodedata.normalize("NFC", text), count=1) if text.startswith("@") else text
    text = unicodedata.normalize("NFC", text)
    parts, at = [], 0
    for start, end in links(text):
        link = re.sub(r"\Ahttps?://", "", text[start:end], flags=re.IGNORECASE)
        parts += [text[at:start], link.rstrip("/")]
        at = end
    return " ".join("".join([*parts, text[at:]]).split())
