"""The name of what a version says: approvals are bound to it."""

import hashlib
import json

from cydbost_language.pair import Attachment, Side
from cydbost_language.text import compose


def _settled(text: str) -> str:
    return compose(text).replace("\r\n", "\n").replace("\r", "\n")


def _told(item: Attachment) -> list[str]:
    words = [",".join(sorted(item.words_in))] if item.words_in else []
    return [item.digest, _settled(item.alt_text), _settled(item.rights), *words]


def content_hash(side: Side) -> str:
    """Return the SHA-256 of everything ``side`` says, in hexadecimal.

    It covers the text, each attachment's digest, alt text and rights in order, with the languages of the words in it
    where it has any, and the link. A letter written as one
    character or as a letter and its accent is the same letter, and the three kinds of line end are the same, so
    that a copy and paste between systems voids no approval; every other change gives another hash.
    """
    media = [_told(item) for item in side.media]
    said = json.dumps([_settled(side.text), media, side.link], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()
