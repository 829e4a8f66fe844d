"""Answers of the public pages, with what caches need to know."""

import hashlib
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

FRESH: Final = "no-cache"  #: keep it, but ask each time: a notice may be withdrawn


def page(request: Request, content: str | bytes, *, media_type: str = "text/html; charset=utf-8") -> Response:
    """Answer with a page, or with 304 where the reader has this very one."""
    body = content.encode() if isinstance(content, str) else content
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": FRESH}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=media_type, headers=headers)


def unkept(content: str, status: int) -> HTMLResponse:
    """Answer with a page that no cache keeps: an error, or a form as somebody filled it in."""
    return HTMLResponse(content, status_code=status, headers={"Cache-Control": "no-store"})
