"""Pictures, read once they are known to be what was approved."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cydbost_connectors.errors import Rejected
from cydbost_connectors.facebook import details
from cydbost_connectors.facebook.limits import CAPABILITIES, is_showable
from cydbost_connectors.message import Media

#: How a file of each kind begins.
_SIGNATURES: Final[Mapping[str, tuple[bytes, ...]]] = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
}


def load_picture(media: Media) -> bytes:
    """Return a picture's bytes.

    Raises:
        Rejected: it is missing, changed, too large, of another kind or not described.
    """
    _refuse(
        (media.mime not in _SIGNATURES, details.MEDIA_TYPE),
        (not media.alt_text.strip(), details.ALT_MISSING),
        (len(media.alt_text) > CAPABILITIES.alt_text_limit, details.ALT_LONG),
        (not is_showable(media.alt_text), details.CONTROL),
    )
    most = CAPABILITIES.media_bytes or 0
    try:
        with Path(media.path).open("rb") as file:
            content = file.read(most + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error
    _refuse(
        (len(content) > most, details.MEDIA_SIZE),
        (hashlib.sha256(content).hexdigest() != media.sha256.lower(), details.MEDIA_CHANGED),
        (not content.startswith(_SIGNATURES[media.mime]), details.MEDIA_TYPE),
    )
    return content


def _refuse(*refusals: tuple[bool, str]) -> None:
    for refused, detail in refusals:
        if refused:
            raise Rejected(detail)
