"""What a server takes: Mastodon's own limits as dated data, and those that a server says it has."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.mastodon import details
from cydbost_connectors.mastodon.counting import LINK_LENGTH, length
from cydbost_connectors.refusing import is_showable, refuse

#: As Mastodon has them unless a server says otherwise. Lists are read from the same database that posts are written
#: to; but a post whose answer was lost may still be on its way, so that what is missing is looked for again.
CAPABILITIES: Final = Capabilities(
    platform="mastodon",
    text_limit=500,
    limit_varies=True,
    media_limit=4,
    alt_text_limit=1_500,
    edits=True,
    withdraws=True,
    language_tag=True,
    threads=True,
    comments=True,
    replies=True,
    repeat_safe=False,  # Idempotency-Key is kept for an hour at most, and many servers ignore it
    source="https://docs.joinmastodon.org/entities/Instance/",
    read_on=date(2026, 11, 23),
    media_bytes=16_777_216,
    lists_late=True,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one server takes: ``text`` in its own characters, a link counting as ``link``."""

    text: int = CAPABILITIES.text_limit or 0
    link: int = LINK_LENGTH
    media: int = CAPABILITIES.media_limit
    alt_text: int = CAPABILITIES.alt_text_limit
    media_bytes: int = CAPABILITIES.media_bytes or 0
    media_types: frozenset[str] = CAPABILITIES.media_types

    def capabilities(self) -> Capabilities:
        """Return what an account on this server can do."""
        return replace(
            CAPABILITIES,
            text_limit=self.text,
            media_limit=self.media,
            alt_text_limit=self.alt_text,
            media_bytes=self.media_bytes,
            media_types=self.media_types,
        )


def limits_of(instance: Mapping[str, Any]) -> Limits:
    """Return what a server says of itself (Instance, version 1 or 2); Mastodon's own limits where it says nothing."""
    told = _part(instance, "configuration")
    statuses, media = _part(told, "statuses"), _part(told, "media_attachments")
    types = media.get("supported_mime_types")
    known = frozenset(types) & CAPABILITIES.media_types if isinstance(types, list) else CAPABILITIES.media_types
    return Limits(
        text=_number(statuses.get("max_characters"), CAPABILITIES.text_limit or 0),
        link=_number(statuses.get("characters_reserved_per_url"), LINK_LENGTH),
        media=_number(statuses.get("max_media_attachments"), CAPABILITIES.media_limit),
        alt_text=_number(media.get("description_limit"), CAPABILITIES.alt_text_limit),
        media_bytes=_number(media.get("image_size_limit"), CAPABILITIES.media_bytes or 0),
        media_types=known,
    )


def check_text(text: str, limits: Limits) -> None:
    """Refuse a text that the server would refuse.

    Raises:
        Rejected: with what to change.
    """
    counted = length(text, link_length=limits.link)
    refuse(
        (not text.strip(), wording.EMPTY),
        (not is_showable(text), wording.CONTROL),
        (counted > limits.text, details.TOO_LONG(count=counted, limit=limits.text)),
    )


def _part(whole: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = whole.get(name)
    return part if isinstance(part, Mapping) else {}


def _number(told: object, default: int) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told > 0 else default
