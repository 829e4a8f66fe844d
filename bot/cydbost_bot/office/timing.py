"""How long the server took for a page, told in its ``Server-Timing`` header, which any browser shows."""

from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class ServerTiming:
    """Adds the milliseconds between the request's arrival and the answer's beginning."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and time it."""
        began = perf_counter()

        async def send_timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                spent = (perf_counter() - began) * 1000
                MutableHeaders(scope=message).append("Server-Timing", f"page;dur={spent:.1f}")
            await send(message)

        await self._app(scope, receive, send_timed)
