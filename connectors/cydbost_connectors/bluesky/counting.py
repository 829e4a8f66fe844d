"""How long Bluesky takes a text to be: in graphemes, what a reader sees as one character, and in bytes."""

from typing import Final

from cydbost_connectors.graphemes import grapheme_count

TEXT_GRAPHEMES: Final = 300
TEXT_BYTES: Final = 3_000


def fits(text: str) -> bool:
    """Say whether Bluesky takes a post of this text."""
    return len(text.encode("utf-8", "surrogatepass")) <= TEXT_BYTES and grapheme_count(text) <= TEXT_GRAPHEMES
