"""What every endpoint does before and after its own work: language, key, and doing once what is asked twice."""

import hashlib
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import Response

from cydbost_bot.i18n import LANGUAGES, use
from cydbost_bot.office.api.callers import Caller, Gate
from cydbost_bot.office.api.problems import ApiProblem
from cydbost_bot.problem import Misuse
from cydbost_queue.actions.api_calls import CallKept, begin_call, end_call, forget_call
from cydbost_queue.errors import QueueError

IDEMPOTENCY: Final = "Idempotency-Key"
_LONGEST: Final = 255
#: Headers of an answer that are given again with it.
_KEPT_HEADERS: Final = ("etag", "location")

#: After these nothing was done, and the same request may be made again.
_NOTHING_DONE: Final = (ApiProblem, QueueError, Misuse, RequestValidationError, HTTPException)

Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class Endpoint(APIRoute):
    """A route of the API."""

    def get_route_handler(self) -> Handler:
        """Return the handler, with what all of them share around it."""
        handle = super().get_route_handler()

        async def answered(request: Request) -> Response:
            use(language_of(request))
            gate: Gate = request.app.state.gate
            request.state.caller = await run_in_threadpool(gate.caller, request)
            key = request.headers.get(IDEMPOTENCY)
            answer = await (handle(request) if key is None or request.method == "GET" else _once(request, key, handle))
            answer.headers["Content-Language"] = language_of(request)
            answer.headers["Cache-Control"] = "no-store"
            return answer

        return answered


def language_of(request: Request) -> str:
    """Return the language asked for by Accept-Language; Welsh where neither is."""
    asked = (
        part.partition(";")[0].strip()[:2].lower() for part in request.headers.get("accept-language", "").split(",")
    )
    return next((code for code in asked if code in LANGUAGES), LANGUAGES[0])


async def _once(request: Request, key: str, handle: Handler) -> Response:
    if not 0 < len(key) <= _LONGEST or not key.isprintable():
        raise ApiProblem(422, "key_too_long")
    caller: Caller = request.state.caller
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + await request.body()).hexdigest()
    kept = await run_in_threadpool(begin_call, caller.desk, caller.key, key, digest)
    if kept is not None:
        return _again(kept, digest)
    try:
        answer = await handle(request)
    except _NOTHING_DONE:
        await run_in_threadpool(forget_call, caller.desk, caller.key, key)
        raise
    headers = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    body = bytes(answer.body).decode()
    keep = partial(end_call, status=answer.status_code, answer=body, headers=headers)
    await run_in_threadpool(keep, caller.desk, caller.key, key)
    return answer


def _again(kept: CallKept, digest: str) -> Response:
    if kept.request_hash != digest:
        raise ApiProblem(422, "same_key_other_request")
    if kept.status is None:
        raise ApiProblem(409, "same_key_running", Retry_After="5")
    headers = {**kept.headers, "Idempotency-Replayed": "true"}
    return Response(kept.answer or b"", kept.status, headers=headers, media_type="application/json")
