"""The plain text of a notice as a title and paragraphs of safe HTML."""

import re
from typing import Final

from markupsafe import Markup, escape

TITLE_LIMIT: Final = 110  #: characters that still read as a heading

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)")
_CLOSING: Final = ".,;:!?'’”)]"


def title_and_body(text: str) -> tuple[str, str]:
    """Split a text into a heading and the rest; together they say all of it.

    The heading is the first line or the first sentence where that is short; else the beginning, with ``…``,
    over the whole text.
    """
    lines = text.strip().replace("\r\n", "\n").split("\n", 1)
    first, rest = lines[0].strip(), lines[1].strip() if len(lines) > 1 else ""
    if len(first) <= TITLE_LIMIT and not _ADDRESS.search(first):
        return first, rest
    end = _SENTENCE_END.search(first)
    if end and end.end() <= TITLE_LIMIT and not _ADDRESS.search(first[: end.end()]):
        return first[: end.end()], f"{first[end.end() :].strip()}\n{rest}".strip()
    return shortened(first), text.strip()


def shortened(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return the beginning of ``text`` in at most ``limit`` characters, cut between words and marked ``…``."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    kept = line[: limit - 1]
    return (kept.rsplit(" ", 1)[0] if " " in kept else kept).rstrip(_CLOSING + "–-—") + "…"


def paragraphs(text: str, *, links: bool = True) -> Markup:
    """Return ``text`` as paragraphs, line for line; ``links`` makes web addresses in it work."""
    show = _linked if links else escape
    made = (Markup("<br>\n").join(show(line) for line in block.split("\n")) for block in blocks(text))
    return Markup("\n").join(Markup("<p>{}</p>").format(block) for block in made)


def blocks(text: str) -> list[str]:
    """Return the paragraphs of ``text``: what stands between its empty lines."""
    found = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n"))
    return [block.strip("\n") for block in found if block.strip()]


def _linked(line: str) -> Markup:
    out, at = Markup(), 0
    for found in _ADDRESS.finditer(line):
        address = found.group().rstrip(_CLOSING)
        out += escape(line[at : found.start()]) + Markup('<a href="{0}">{0}</a>').format(address)
        at = found.start() + len(address)
    return out + escape(line[at:])
