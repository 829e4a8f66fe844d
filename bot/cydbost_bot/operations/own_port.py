"""What a worker alone tells a monitoring on a port of its own: the same three addresses as beside the pages."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from cydbost_queue.errors import QueueError

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

Ready = Callable[[], Mapping[str, str]]

_OK: Final = "200 OK"


def worker_app(figures: "WSGIApplication", ready: Ready) -> "WSGIApplication":
    """Return the addresses: ``/healthz``, ``/readyz`` (503 unless every check is ``ok``), and ``figures``."""

    def answer(asked: dict[str, Any], start: "StartResponse") -> Iterable[bytes]:
        path = asked.get("PATH_INFO", "")
        if path == "/metrics":
            return figures(asked, start)
        if path == "/healthz":
            return _said(start, _OK, {"alive": True})
        if path == "/readyz":
            checks = _checks(ready)
            is_ready = all(said == "ok" for said in checks.values())
            return _said(
                start, _OK if is_ready else "503 Service Unavailable", {"ready": is_ready, "checks": dict(checks)}
            )
        return _said(start, "404 Not Found", {})

    return answer


def _checks(ready: Ready) -> Mapping[str, str]:
    try:
        return ready()
    except QueueError as error:
        return {"database": error.code}


def _said(start: "StartResponse", status: str, content: Mapping[str, Any]) -> Iterable[bytes]:
    start(status, [("Content-Type", "application/json"), ("Cache-Control", "no-store")])
    return [json.dumps(content).encode()]
