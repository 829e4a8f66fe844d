"""Pictures on their way to WordPress: looked over here, kept there once."""

from typing import Final

from cydbost_connectors.errors import OutcomeUnknown, Unavailable
from cydbost_connectors.message import Media
from cydbost_connectors.wordpress.calls import Site
from cydbost_connectors.wordpress.writing import Picture, picture_figures

_ENDINGS: Final = {"image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp"}


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
