"""Pictures on their way to WordPress: looked over here, kept there once."""

import hashlib
from pathlib import Path
from typing import Final

from cydbost_connectors.errors import OutcomeUnknown, Rejected, Unavailable
from cydbost_connectors.message import Media
from cydbost_connectors.wordpress import details
from cydbost_connectors.wordpress.calls import Site
from cydbost_connectors.wordpress.limits import CAPABILITIES
from cydbost_connectors.wordpress.writing import Picture, picture_figures

_ENDINGS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}
_MOST: Final = CAPABILITIES.media_bytes or 0


def load_picture(media: Media) -> bytes:
    """Read a picture, once it is known to be what was approved.

    Raises:
        Rejected: it is missing, changed, too large, of another kind or not described.
    """
    _refuse(media.mime not in _ENDINGS, details.MEDIA_TYPE)
    _refuse(not media.alt_text.strip(), details.ALT_MISSING)
    _refuse(len(media.alt_text) > CAPABILITIES.alt_text_limit, details.ALT_LONG)
    try:
        with Path(media.path).open("rb") as file:
            content = file.read(_MOST + 1)
    except (OSError, ValueError) as error:
        raise Rejected(details.MEDIA_GONE) from error
    _refuse(len(content) > _MOST, details.MEDIA_SIZE)
    _refuse(hashlib.sha256(content).hexdigest() != media.sha256.lower(), details.MEDIA_CHANGED)
    return content


def keep_picture(site: Site, media: Media, content: bytes) -> Picture:
    """Return the picture as the site has it, sending it where it is not there yet.

    Raises:
        NotSent: it is not there, or nobody can tell; on no page, it does no harm.
    """
    figures = picture_figures(media.sha256, media.alt_text)
    name = f"cydbost-{figures}"
    there = site.ask("GET", "/wp/v2/media", params={"slug": name, "_fields": "id,source_url,alt_text"}).rows
    for row in there:
        if row.get("alt_text") == media.alt_text:
            return Picture(str(row["source_url"]), figures, media.alt_text)
    file = (f"{name}.{_ENDINGS[media.mime]}", content, media.mime)
    fields = {"alt_text": media.alt_text, "title": name, "slug": name}
    try:
        made = site.ask("POST", "/wp/v2/media", files={"file": file}, data=fields, acts=True).row
    except OutcomeUnknown as error:
        raise Unavailable(error.detail, retry_after=error.retry_after) from error
    return Picture(str(made["source_url"]), figures, media.alt_text)


def _refuse(refused: bool, detail: str) -> None:  # noqa: FBT001 - reads as the sentence it is
    if refused:
        raise Rejected(detail)
