"""Pictures for X: looked at before anything is sent, then put there with their alternative texts."""

import hashlib
from pathlib import Path
from typing import Final

from cydbost_connectors.errors import Rejected, Unavailable
from cydbost_connectors.message import Media
from cydbost_connectors.x import details
from cydbost_connectors.x.api import XApi
from cydbost_connectors.x.limits import CAPABILITIES

_SIGNATURES: Final = {"image/jpeg": b"\xff\xd8\xff", "image/png": b"\x89PNG\r\n\x1a\n", "image/webp": b"RIFF"}
_MOST: Final = CAPABILITIES.media_bytes or 0


def loaded(media: Media) -> bytes:
    """Return a picture's content, once it is known to be what was approved and what X takes.

    Raises:
        Rejected: with what to change.
    """
    if media.mime not in CAPABILITIES.media_types:
        raise Rejected(details.MEDIA_TYPE)
    if not media.alt_text.strip():
        raise Rejected(details.ALT_MISSING)
    if len(media.alt_text) > CAPABILITIES.alt_text_limit:
        raise Rejected(details.ALT_LONG)
    try:
        with Path(media.path).open("rb") as file:
            content = file.read(_MOST + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error
    if len(content) > _MOST:
        raise Rejected(details.MEDIA_SIZE)
    if hashlib.sha256(content).hexdigest() != media.sha256.lower():
        raise Rejected(details.MEDIA_CHANGED)
    if not content.startswith(_SIGNATURES[media.mime]):
        raise Rejected(details.MEDIA_TYPE)
    return content


def uploaded(api: XApi, media: Media, content: bytes) -> str:
    """Put a picture and its alternative text at X, which shows neither before a post names them; return its id.

    Raises:
        NotSent: nothing was made public; what became of the upload does not matter.
    """
    with api.asking():
        answer = api.post_form(
            "/2/media/upload",
            files={"media": (media.sha256[:16], content, media.mime)},
            data={"media_category": "tweet_image"},
        )
        there = answer.json()["data"]
        number = str(there["id"])
    state = (there.get("processing_info") or {}).get("state", "succeeded")
    if state != "succeeded":
        raise Unavailable(details.MEDIA_WORKED_ON)
    described = {"id": number, "metadata": {"alt_text": {"text": media.alt_text}}}
    with api.asking():
        api.client.request("POST", "/2/media/metadata", json=described)
    return number
