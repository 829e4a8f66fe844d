"""The office as an application that any ASGI server runs."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive

from cydbost_bot.i18n import use
from cydbost_bot.office import cookies
from cydbost_bot.office.api.application import answer_call, create_api
from cydbost_bot.office.assets import asset, colour_sheet, send
from cydbost_bot.office.fields import Form
from cydbost_bot.office.house import Office
from cydbost_bot.office.letting_in import serve
from cydbost_bot.office.problem_pages import show_problem, show_status
from cydbost_bot.office.room import Room, Route
from cydbost_bot.office.rooms import ROOMS
from cydbost_bot.office.security import HEADERS, SecurityHeaders, loggable
from cydbost_bot.office.timing import ServerTiming
from cydbost_bot.office.visit import Visit

#: Bytes of one form: a month's plan with its workbook, or a picture of a phone's camera.
LARGEST_FORM: Final = 25_000_000
_LOG: Final = logging.getLogger("cydbost.office")


def create_office_app(office: Office, rooms: Sequence[Room] = ROOMS) -> FastAPI:
    """Return the pages of ``office``: every route of ``rooms``, each behind the right it names."""
    app = FastAPI(title="Cydbost", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.office = office
    for room in rooms:
        for route in room.routes:
            methods = ["POST"] if route.is_act else ["GET", "HEAD"]
            app.router.add_route(f"{office.root}{route.path}", _endpoint(office, room, rooms, route), methods=methods)
    api = f"{office.root}/api/v1"
    app.mount(api, create_api(office))
    app.router.add_route(f"{office.root}/static/{{name:path}}", _static(office), methods=["GET", "HEAD"])

    async def say(request: Request, error: Exception) -> Response:
        if request.url.path.startswith(api):  # an address that is none, such as one with a line end in it
            return await answer_call(request, error)
        status = error.status_code if isinstance(error, HTTPException) else 500
        return await run_in_threadpool(_in_language, office, rooms, request, status)

    app.add_exception_handler(HTTPException, say)
    app.add_exception_handler(Exception, _broken(office, rooms))
    app.add_middleware(GZipMiddleware, minimum_size=800, compresslevel=5)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(ServerTiming)
    return app


def _endpoint(
    office: Office, room: Room, rooms: Sequence[Room], route: Route
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not route.is_act:
            return await run_in_threadpool(serve, (office, rooms), room, route, request, Form(FormData()))
        bounded = Request(request.scope, _bounded(request.receive))
        async with bounded.form(max_fields=5000, max_part_size=1_000_000) as data:
            return await run_in_threadpool(serve, (office, rooms), room, route, request, Form(data))

    return endpoint


def _bounded(receive: Receive) -> Receive:
    """Return a receiver that refuses to take more than the largest form, whatever its sender says of its length."""
    taken = 0

    async def bounded() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST_FORM:
            raise HTTPException(413)
        return message

    return bounded


def _static(office: Office) -> Callable[[Request], Awaitable[Response]]:
    async def static(request: Request) -> Response:
        name = request.path_params["name"]
        wanted = f"colour/{office.settings.council.colour[1:]}.css"
        found = colour_sheet(office.settings.council.colour) if name == wanted else asset(name)
        if found is None:
            raise HTTPException(404)
        return send(request, found)

    return static


def _in_language(office: Office, rooms: Sequence[Room], request: Request, status: int) -> Response:
    return show_status(_plain_visit(office, rooms, request), status)


def _broken(office: Office, rooms: Sequence[Room]) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def broken(request: Request, error: Exception) -> Response:
        _LOG.error("a page broke", exc_info=error, extra={"path": loggable(request.url.path)})

        def page() -> Response:
            return show_problem(_plain_visit(office, rooms, request), error)

        answer = await run_in_threadpool(page)
        answer.headers.update(HEADERS)  # it leaves outside of the middleware
        return answer

    return broken


def _plain_visit(office: Office, rooms: Sequence[Room], request: Request) -> Visit:
    language = cookies.language_of(office, request)
    use(language)
    token = cookies.token_of(office, request)
    return Visit(office, request, Form(FormData()), None, language, token, Room("office"), rooms)
