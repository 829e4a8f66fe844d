"""The API as an application of its own, which the office carries at ``/api/v1``."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from cydbost_bot.i18n import use
from cydbost_bot.office.api import comments, emergencies, plan, postings, running, texts
from cydbost_bot.office.api.callers import Gate
from cydbost_bot.office.api.endpoints import language_of
from cydbost_bot.office.api.problems import ApiProblem, Problem, answer_of
from cydbost_bot.office.house import Office
from cydbost_bot.problem import Misuse
from cydbost_connectors import ConnectorError
from cydbost_queue.errors import QueueError

_LOG = logging.getLogger("cydbost.api")
_ABOUT = """What the office's screens do, for programs.

Send a key (`Authorization: Bearer …`), made on one's own page in the office for named rights. Sentences come in the
language of `Accept-Language` (`cy` or `en`). A POST with an `Idempotency-Key` is done once within a day, however often
it is sent. Lists give `next`, to be sent back as `after`. What goes wrong is `application/problem+json`."""


def create_api(office: Office) -> FastAPI:
    """Return the API of ``office``."""
    app = FastAPI(title="Cydbost", version="1", description=_ABOUT, docs_url=None, redoc_url=None)
    app.state.gate = Gate(office)
    for part in (postings, plan, texts, comments, emergencies, running):
        app.include_router(part.router)

    for kind in (ApiProblem, RequestValidationError, HTTPException, QueueError, ConnectorError, Misuse):
        app.add_exception_handler(kind, answer_call)
    app.add_exception_handler(Exception, _broken)
    _describe(app)
    return app


async def answer_call(request: Request, error: Exception) -> Response:
    """Answer a call that ended in ``error``, in the language that it asks for."""
    use(language_of(request))
    answer = answer_of(error)
    answer.headers.update({"Content-Language": language_of(request), "Cache-Control": "no-store"})
    return answer


async def _broken(request: Request, error: Exception) -> Response:
    _LOG.error("a call broke", exc_info=error, extra={"path": request.url.path})
    return await answer_call(request, error)


def _describe(app: FastAPI) -> None:
    made = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = made()
            schemas = schema["components"]["schemas"]
            problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
            schemas.update(problem.pop("$defs", {}))
            schemas["Problem"] = problem
            for name in ("HTTPValidationError", "ValidationError"):  # ours say problems instead
                schemas.pop(name, None)
        return app.openapi_schema or {}

    app.openapi = described  # type: ignore[method-assign]  # FastAPI's own way of extending it
