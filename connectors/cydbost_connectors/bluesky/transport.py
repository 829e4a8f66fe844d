"""The one way out: to the account's own server alone, no redirect, bounded time, and no more than is worth reading."""

import httpx

from cydbost_connectors.outward import MOST


class ForeignHost(httpx.UnsupportedProtocol):
    """Something would have gone to a server that the account does not belong to; nothing was sent."""


class Unfit(httpx.RemoteProtocolError):
    """The answer is none that the server gives: it sends elsewhere, or without end."""


class PinnedTransport(httpx.HTTPTransport):
    """Reaches ``service`` alone, once for each call. ``last`` is the newest answer's headers."""

    def __init__(self, service: str) -> None:
        super().__init__(retries=0, trust_env=False)
        self._origin = _origin(httpx.URL(service))
        self.last = httpx.Headers()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request and read its whole answer.

        Raises:
            ForeignHost: it is for another server.
            Unfit: it is answered by sending elsewhere, or without end.
            httpx.TransportError: there is no answer, or no whole one.
        """
        if _origin(request.url) != self._origin:
            raise ForeignHost(f"not a server of this account: {request.url.host}")
        response = super().handle_request(request)
        self.last = response.headers
        try:
            if response.is_redirect:
                raise Unfit("sent elsewhere")
            content = _read(response)
        finally:
            response.close()
        return httpx.Response(response.status_code, headers=_plain(response.headers), content=content, request=request)


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port


def _read(response: httpx.Response) -> bytes:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > MOST:
            raise Unfit("without end")
    return bytes(content)


def _plain(headers: httpx.Headers) -> httpx.Headers:
    """Return the headers of an answer that has been unpacked."""
    kept = headers.copy()
    for name in ("content-encoding", "transfer-encoding", "content-length"):
        kept.pop(name, None)
    return kept
