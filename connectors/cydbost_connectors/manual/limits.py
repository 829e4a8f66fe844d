"""What is known of a place that no program may use: little, so that the council says the rest."""

from datetime import date
from typing import Final

from cydbost_connectors.capabilities import Capabilities

#: The longest address that is kept, and by which a post is known.
ADDRESS_LIMIT: Final = 250

CAPABILITIES: Final = Capabilities(
    platform="manual",
    text_limit=None,  # the channel's ``text_limit`` says it
    media_limit=10,
    alt_text_limit=1_000,
    edits=True,
    withdraws=True,
    language_tag=False,
    threads=True,
    comments=False,
    replies=False,
    repeat_safe=False,
    by_hand=True,
    source="docs/platforms/manual.md",
    read_on=date(2026, 11, 23),
    media_bytes=20_000_000,
)
