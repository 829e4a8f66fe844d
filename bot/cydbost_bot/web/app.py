"""The noticeboard's public pages as an application that any ASGI server runs."""

from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from cydbost_bot.web import answers
from cydbost_bot.web.board import BoardSettings, site_of
from cydbost_bot.web.comment_routes import comment_router
from cydbost_bot.web.council import Council
from cydbost_bot.web.messages import message
from cydbost_bot.web.operations import Operations, operations_router
from cydbost_bot.web.rate_limit import CommentLimit, RateLimit
from cydbost_bot.web.rendering import PAGE_WORDS
from cydbost_bot.web.routes import language_router, router
from cydbost_bot.web.security import HEADERS, SecurityHeaders
from cydbost_bot.web.webhook_routes import Webhooks, webhook_router
from cydbost_connectors.errors import ConnectorError
from cydbost_connectors.noticeboard import NoticeboardStore
from cydbost_connectors.noticeboard.values import LANGUAGES


def create_noticeboard_app(
    store: NoticeboardStore,
    council: Council,
    *,
    zone: str = "Europe/London",
    comment_limit: CommentLimit | None = None,
    base_url: str | None = None,
    operations: Operations | None = None,
    webhooks: Webhooks | None = None,
) -> FastAPI:
    """Return the public pages of ``store``.

    ``zone`` is the clock the public lives by; ``comment_limit`` how many comments one address may send;
    ``base_url`` where the public finds the board (feeds and language links carry it), else whatever address
    a request came to. Behind a proxy, let the server take the client's address from it (uvicorn:
    ``--proxy-headers``), or all the public counts as one sender.
    ``operations`` is what the queue beside the board tells whatever watches the service; ``webhooks`` what platforms
    may tell it.

    Raises:
        ZoneInfoNotFoundError: there is no such ``zone``.
    """
    app = FastAPI(title="Cydbost", docs_url=None, redoc_url=None, openapi_url=None)
    limit = RateLimit(comment_limit or CommentLimit(), store.clock)
    app.state.board = BoardSettings(store, council, ZoneInfo(zone), base_url, limit)
    app.include_router(operations_router(operations))
    app.include_router(webhook_router(webhooks or Webhooks(), store.clock))
    app.include_router(router)
    for language in LANGUAGES:
        app.include_router(language_router(language, PAGE_WORDS[language]))
        app.include_router(comment_router(language))
    app.add_exception_handler(HTTPException, _say)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(ConnectorError, _busy)
    app.add_exception_handler(Exception, _broken)
    app.add_middleware(SecurityHeaders)
    return app


def _say(request: Request, error: Exception) -> Response:
    return _message(request, error.status_code if isinstance(error, HTTPException) else 500)


def _not_found(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    return _message(request, 404)  # an address with a page number that is none


def _busy(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    return _message(request, 503)


def _broken(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    answer = _message(request, 500)  # the server logs the error itself
    answer.headers.update(HEADERS)  # it leaves outside of the middleware
    return answer


def _message(request: Request, status: int) -> Response:
    return answers.unkept(site_of(request).message_html(*message(status)), status)
