"""Headers that keep a page to the office's own scripts and words, and requests to its own pages."""

import re
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Pictures may also stand in the page itself: the square code by which a phone learns of an account.
CONTENT_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS: Final = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}

#: What follows in such a path opens something by itself: it is not for a log.
_SECRET: Final = re.compile(r"(/outside/|/invitation/)[^/]+")

_TWO_YEARS: Final = 63_072_000  # seconds


class SecurityHeaders:
    """Adds the headers to every answer, errors included; a page that has set one of its own keeps it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add to what comes back."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope.get("scheme") == "https":
                    headers["Strict-Transport-Security"] = f"max-age={_TWO_YEARS}"
            await send(message)

        await self._app(scope, receive, send_safely)


def comes_from_elsewhere(request: Request, base_url: str) -> bool:
    """Tell whether a page of some other site sent this request, as far as the browser says."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return False  # an old browser: the form's own mark decides
    wanted = {f"{request.url.scheme}://{request.url.netloc}", "{0.scheme}://{0.netloc}".format(urlsplit(base_url))}
    return origin not in wanted


def loggable(path: str) -> str:
    """Return ``path`` without what would let a reader of the log in."""
    return _SECRET.sub(r"\1…", path)
