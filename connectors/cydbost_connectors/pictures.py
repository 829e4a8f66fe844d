"""Pictures, read once they are known to be what was approved, and what the platform takes."""

import hashlib
from pathlib import Path
from typing import Final

from cydbost_connectors import wording
from cydbost_connectors.capabilities import Capabilities
from cydbost_connectors.errors import Rejected
from cydbost_connectors.message import Media
from cydbost_connectors.refusing import is_showable, refuse

_MEGABYTE: Final = 1_000_000

#: How a file of each kind begins, and what people call the kind. No SVG: it can carry script.
_KINDS: Final = {
    "image/jpeg": ("JPEG", (b"\xff\xd8\xff",)),
    "image/png": ("PNG", (b"\x89PNG\r\n\x1a\n",)),
    "image/gif": ("GIF", (b"GIF87a", b"GIF89a")),
    "image/webp": ("WebP", (b"RIFF",)),
}


def load_picture(media: Media, able: Capabilities) -> bytes:
    """Return a picture's content.

    Args:
        media: the picture as it was approved.
        able: what the platform takes: kinds, bytes, and characters of an alternative text.

    Raises:
        Rejected: it is missing, changed, too large, of another kind or not described.
    """
    refuse(
        (media.mime not in able.media_types or media.mime not in _KINDS, other_kind(able)),
        (not media.alt_text.strip(), wording.ALT_MISSING),
        (len(media.alt_text) > able.alt_text_limit, long_description(able)),
        (not is_showable(media.alt_text), wording.CONTROL),
    )
    most = able.media_bytes or 0
    content = _read(media.path, most + 1)
    refuse(
        (len(content) > most, too_large(able)),
        (hashlib.sha256(content).hexdigest() != media.sha256.lower(), wording.MEDIA_CHANGED),
        (not content.startswith(_KINDS[media.mime][1]), other_kind(able)),
    )
    return content


def too_many(able: Capabilities) -> str:
    """Return what is said of more pictures than the platform takes."""
    return wording.MEDIA_COUNT(limit=able.media_limit)


def other_kind(able: Capabilities) -> str:
    """Return what is said of a picture of a kind that the platform does not take."""
    return wording.MEDIA_TYPE(kinds=", ".join(sorted(_KINDS[one][0] for one in able.media_types if one in _KINDS)))


def too_large(able: Capabilities) -> str:
    """Return what is said of a picture that weighs more than the platform takes."""
    return wording.MEDIA_SIZE(size=f"{(able.media_bytes or 0) * 10 // _MEGABYTE / 10:g}")


def long_description(able: Capabilities) -> str:
    """Return what is said of an alternative text that is longer than the platform takes."""
    return wording.ALT_LONG(limit=f"{able.alt_text_limit:,}")


def _read(path: str, most: int) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(most)
    except (OSError, ValueError) as error:
        raise Rejected(wording.MEDIA_GONE) from error
