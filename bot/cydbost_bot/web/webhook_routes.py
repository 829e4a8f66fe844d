"""``/webhooks/PLATFORM``: where a platform says that there is news, so that it is fetched at once.

Nothing of what it says is kept but which account to look at; comments are fetched as ever, each once. Whoever is not
the platform learns nothing: neither why a call was refused, nor which platforms the council is on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse, Response

from cydbost_bot.web.rate_limit import CommentLimit, RateLimit
from cydbost_connectors import AccountSettings
from cydbost_connectors.telling import Unsigned, Webhook
from cydbost_queue.errors import StoreFailed

#: Calls that one address may make: more than a platform makes for a council on its worst day.
LIMIT: Final = CommentLimit(600, timedelta(minutes=1))
CHALLENGE_LIMIT: Final = 200  #: characters of what is said back
UNKEPT: Final = {"Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class Heard:
    """One platform that may call, and the council's accounts on it by what the queue calls them."""

    webhook: Webhook
    accounts: Mapping[str, AccountSettings]


def _nobody(_account: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Webhooks:
    """Who may call, by the platform's name, and what wakes the reading of an account."""

    platforms: Mapping[str, Heard] = field(default_factory=dict)
    ask_soon: Callable[[str], bool] = _nobody


class _Door:
    """Takes the calls."""

    def __init__(self, webhooks: Webhooks, clock: Callable[[], datetime]) -> None:
        self._webhooks, self._limit = webhooks, RateLimit(LIMIT, clock)

    def handshake(self, request: Request, platform: str) -> Response:
        """Answer the platform that asks whether this address is the council's."""
        heard = self._caller(request, platform)
        said = heard.webhook.handshake(dict(request.query_params), list(heard.accounts.values()))
        if said is None or len(said) > CHALLENGE_LIMIT:
            raise HTTPException(403)
        return PlainTextResponse(said, headers=UNKEPT)

    async def told(self, request: Request, platform: str) -> Response:
        """Note which accounts to look at, and say no more than that it was taken."""
        heard = self._caller(request, platform)
        body = await _read(request, heard.webhook.most)
        headers = {name.lower(): value for name, value in request.headers.items()}
        await run_in_threadpool(self._hear, heard, body, headers)
        return PlainTextResponse("", headers=UNKEPT)

    def _caller(self, request: Request, platform: str) -> Heard:
        if self._limit.take(request.client.host if request.client else "") is not None:
            raise HTTPException(429)
        found = self._webhooks.platforms.get(platform)
        if found is None:
            raise HTTPException(403)
        return found

    def _hear(self, heard: Heard, body: bytes, headers: Mapping[str, str]) -> None:
        try:
            news = heard.webhook.news_for(body, headers, list(heard.accounts.values()))
            for name, account in heard.accounts.items():
                if any(account is one for one in news):
                    self._webhooks.ask_soon(name)
        except Unsigned as error:
            raise HTTPException(403) from error
        except StoreFailed as error:  # the platform calls again later
            raise HTTPException(503) from error


async def _read(request: Request, most: int) -> bytes:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > most:
            raise HTTPException(413)
    return bytes(body)


def webhook_router(webhooks: Webhooks, clock: Callable[[], datetime]) -> APIRouter:
    """Return the addresses at which platforms call."""
    door, routes = _Door(webhooks, clock), APIRouter(prefix="/webhooks")
    routes.add_api_route("/{platform}", door.handshake, methods=["GET"])
    routes.add_api_route("/{platform}", door.told, methods=["POST"])
    return routes
