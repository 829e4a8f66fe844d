"""What Bluesky can do and what it takes, checked before anything is made public."""

from datetime import date
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.counting import TEXT_BYTES, TEXT_GRAPHEMES, fits
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.message import Outgoing
from cydbost_connectors.pictures import long_description, too_many
from cydbost_connectors.refusing import is_showable, refuse

LANGUAGES: Final = frozenset({"cy", "en", "cy,en"})
LINK_LIMIT: Final = 2_000

CAPABILITIES: Final = Capabilities(
    platform="bluesky",
    text_limit=TEXT_GRAPHEMES,
    text_bytes=TEXT_BYTES,
    unit="graphemes",
    media_limit=4,
    media_bytes=1_000_000,
    alt_text_limit=2_000,  # Bluesky's own app takes no more; its record format sets no limit
    edits=False,
    withdraws=True,
    language_tag=True,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=True,
    atomic_pairs=True,
    source="https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky",
    read_on=date(2026, 11, 23),
)


def check_words(outgoing: Outgoing) -> None:
    """Refuse what Bluesky would not take, or what it would show otherwise than approved.

    Raises:
        Rejected: with what to change.
    """
    link = outgoing.link
    alt_texts = [media.alt_text for media in outgoing.media]
    refusals = (
        (outgoing.language not in LANGUAGES, wording.UNKNOWN_LANGUAGE),
        (not outgoing.text.strip(), wording.EMPTY),
        (not all(is_showable(text) for text in (outgoing.text, *alt_texts)), wording.CONTROL),
        (not fits(outgoing.text), details.TOO_LONG),
        (link is not None and not _is_link(link), details.LINK),
        (len(outgoing.media) > CAPABILITIES.media_limit, too_many(CAPABILITIES)),
        (not all(text.strip() for text in alt_texts), wording.ALT_MISSING),
        (any(len(text) > CAPABILITIES.alt_text_limit for text in alt_texts), long_description(CAPABILITIES)),
        (bool(outgoing.media) and link is not None and link not in outgoing.text, details.LINK_OR_PICTURE),
    )
    refuse(*refusals)


def _is_link(link: str) -> bool:
    return link.startswith(("https://", "http://")) and len(link) <= LINK_LIMIT and not any(c.isspace() for c in link)
