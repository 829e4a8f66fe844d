"""Pictures: read once they are known to be what was approved, and named as Bluesky names them, by their content."""

import base64
import hashlib
from pathlib import Path
from typing import Final

from cydbost_connectors.bluesky import details
from cydbost_connectors.bluesky.limits import CAPABILITIES
from cydbost_connectors.errors import Rejected
from cydbost_connectors.message import Media

_SIGNATURES: Final = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
#: A content identifier of version 1, of raw bytes, by SHA-256 of 32 bytes.
_CID_PREFIX: Final = b"\x01\x55\x12\x20"


def load_picture(media: Media) -> bytes:
    """Read a picture.

    Raises:
        Rejected: it is missing, changed, too large or of another kind.
    """
    if media.mime not in _SIGNATURES:
        raise Rejected(details.MEDIA_TYPE)
    most = CAPABILITIES.media_bytes or 0
    try:
        with Path(media.path).open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error
    if len(content) > most:
        raise Rejected(details.MEDIA_SIZE)
    if hashlib.sha256(content).hexdigest() != media.sha256.lower():
        raise Rejected(details.MEDIA_CHANGED)
    if not content.startswith(_SIGNATURES[media.mime]):
        raise Rejected(details.MEDIA_TYPE)
    return content


def content_id(sha256: str) -> str:
    """Return the identifier that Bluesky gives to content of this SHA-256 (hexadecimal)."""
    return "b" + base64.b32encode(_CID_PREFIX + bytes.fromhex(sha256)).decode().rstrip("=").lower()
