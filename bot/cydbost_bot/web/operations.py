"""``/healthz``, ``/readyz`` and ``/metrics``: for whatever watches the service, and for no reader."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Final

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, Response

from cydbost_bot.web.board import board_of
from cydbost_connectors.errors import ConnectorError

READ: Final = ["GET", "HEAD"]
UNKEPT: Final = {"Cache-Control": "no-store"}
#: Seconds for which an answer stands: whoever asks more often costs the database nothing.
STANDS_FOR: Final = 2.0
METRICS_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1"})
#: A request that carries one of these came through a proxy, from somebody else than this machine.
_THROUGH_A_PROXY: Final = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@dataclass(frozen=True, slots=True)
class Operations:
    """What the queue beside the board tells. ``metrics_for`` is ``loopback``, ``everyone`` or ``off``."""

    ready: Callable[[], Mapping[str, str]]  #: each check's name with ``ok`` or a code
    metrics: Callable[[], bytes]
    metrics_for: str = "loopback"


def operations_router(operations: Operations | None) -> APIRouter:
    """Return the addresses; without ``operations`` only the board itself is looked at, and no figures are shown."""
    routes = APIRouter()
    kept: dict[str, tuple[float, Mapping[str, str]]] = {}

    @routes.api_route("/healthz", methods=READ)
    def healthz() -> Response:
        """Say that the process lives, and nothing else: one that waits for its database must not be killed for it."""
        return JSONResponse({"alive": True}, headers=UNKEPT)

    @routes.api_route("/readyz", methods=READ)
    def readyz(request: Request) -> Response:
        """Say whether all that is promised can be kept now; 503 where it cannot."""
        at, checks = kept.get("ready", (float("-inf"), {}))
        if monotonic() - at > STANDS_FOR:
            checks = {"board": _board(request), **(operations.ready() if operations else {})}
            kept["ready"] = (monotonic(), checks)
        ready = all(said == "ok" for said in checks.values())
        return JSONResponse({"ready": ready, "checks": dict(checks)}, 200 if ready else 503, UNKEPT)

    @routes.api_route("/metrics", methods=READ)
    def metrics(request: Request) -> Response:
        """Show the figures to this machine alone, unless the council has set otherwise."""
        if operations is None or not _may_see(request, operations.metrics_for):
            raise HTTPException(404)
        return Response(operations.metrics(), media_type=METRICS_TYPE, headers=UNKEPT)

    return routes


def _board(request: Request) -> str:
    try:
        board_of(request).store.check_writable()
    except ConnectorError as error:
        return error.code
    return "ok"


def _may_see(request: Request, metrics_for: str) -> bool:
    if metrics_for != "loopback":
        return metrics_for == "everyone"
    here = request.client is not None and request.client.host in _LOOPBACK
    return here and not any(name in request.headers for name in _THROUGH_A_PROXY)
