"""What X can do, and what a post on it may be."""

from datetime import date
from typing import Final

from cydbost_connectors.capabilities import Capabilities

CAPABILITIES: Final = Capabilities(
    platform="x",
    text_limit=280,
    media_limit=4,
    alt_text_limit=1_000,
    edits=False,
    withdraws=True,
    language_tag=False,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=False,
    source="https://docs.x.com/x-api (openapi.json 2.167)",
    read_on=date(2026, 8, 22),
    unit="weighted",
    media_bytes=5_000_000,
    # A GIF is worked on by X after the upload; a still picture is ready at once.
    media_types=frozenset({"image/jpeg", "image/png", "image/webp"}),
    lists_late=True,
)

CASHTAGS: Final = 1  #: in one post
PAGE: Final = 100  #: posts in one answer, at most
OWN_POSTS: Final = 3_200  #: how far back X lists an account's own posts
MENTIONS: Final = 800  #: how far back X lists mentions
