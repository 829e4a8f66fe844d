"""The kept pictures, for people who are signed in: as they are, and as small likenesses."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, Response

from cydbost_bot.clean_picture import small_likeness
from cydbost_bot.media_intake import kept_picture
from cydbost_bot.office.problem_pages import show_status
from cydbost_bot.office.visit import Visit
from cydbost_bot.problem import Misuse

#: A picture is a picture and nothing else, whatever stands in its bytes; its name is its hash, so it never changes.
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, max-age=31536000, immutable",
    "Content-Disposition": "inline",
}


def show_picture(visit: Visit, sha256: str) -> Response:
    """Answer with a kept picture as it goes out."""
    found = kept_picture(visit.settings, sha256)
    if found is None:
        return show_status(visit, 404)
    path, mime = found
    return FileResponse(path, media_type=mime, headers=_HEADERS)


def show_small(visit: Visit, sha256: str) -> Response:
    """Answer with a small likeness of a kept picture."""
    found = kept_picture(visit.settings, sha256)
    if found is None:
        return show_status(visit, 404)
    try:
        return Response(_small(found[0]), media_type="image/webp", headers=_HEADERS)
    except (Misuse, OSError):
        return show_status(visit, 404)


@lru_cache(maxsize=256)
def _small(path: Path) -> bytes:
    return small_likeness(path.read_bytes())
